"""The details that a badge asks for before its questions."""
