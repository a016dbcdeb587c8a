"""Statements that are agreed to before sending."""
