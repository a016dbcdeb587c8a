"""Simulated people: what they do, what they see, and waiting for it."""
