"""Badges that a person holds already, and the awards that prove it."""
