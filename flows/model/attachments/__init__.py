"""What came as a file: recordings, transcripts, awards of other badges, and files that give no text."""
