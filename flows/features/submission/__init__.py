"""Sending, status and withdrawal."""
