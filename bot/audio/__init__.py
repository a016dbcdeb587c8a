"""Audio analysis: decoding, length, speech estimates and transcripts of recordings from untrusted files."""
