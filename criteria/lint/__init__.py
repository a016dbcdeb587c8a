"""Checks of badge and issuer files beyond their schema."""
