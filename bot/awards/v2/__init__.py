"""Open Badges 2.0: assertions that are hosted, or signed."""
