"""A lock on what a worker has written, for a phone that others use too."""
