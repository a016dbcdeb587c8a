"""Hearing sound that nobody vouches for: what it is, how long, and about how many words were said."""
