"""The worker's own answers: read back message by message, taken out and brought back, cut down, replaced."""
