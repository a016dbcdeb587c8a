"""Reminders: offering, choosing, sending."""
