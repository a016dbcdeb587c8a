"""Submissions by signed webhook."""
