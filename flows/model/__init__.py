"""Stored values: sessions, drafts, answers, and what they hold."""
