"""Help and short replies that belong to no feature."""
