"""Submissions by email."""
