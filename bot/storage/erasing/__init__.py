"""Erases people: their rows, files and copies, and what a restored backup must erase again."""
