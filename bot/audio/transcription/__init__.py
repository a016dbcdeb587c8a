"""Speech to text, by a Whisper model in a local folder or by an HTTP server."""
