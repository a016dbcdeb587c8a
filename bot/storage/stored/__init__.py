"""Stored forms: records, their rows, and their JSON with its upgrades."""
