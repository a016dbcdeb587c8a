"""The check before sending."""
