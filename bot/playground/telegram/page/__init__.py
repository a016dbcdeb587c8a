"""The chat page: its files, its HTTP handlers, and what it has to draw."""
