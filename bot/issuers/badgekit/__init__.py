"""Submissions to a BadgeKit API."""
