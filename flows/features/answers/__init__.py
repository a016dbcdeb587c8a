"""Answering questions in text, and pasted statements."""
