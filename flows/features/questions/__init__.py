"""The questions as they are shown: one, its count, and all of them in a list."""
