"""Submissions to Open Badge Factory."""
