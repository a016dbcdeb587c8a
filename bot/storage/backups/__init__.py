"""Backups: archive, manifest, and the places where they are taken."""
