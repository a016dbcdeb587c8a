"""Submissions into a local folder."""
