"""Encryption at rest: a data key for each person, sealed under a master key that stands in a file of its own."""
