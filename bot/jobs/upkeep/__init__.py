"""Jobs that keep the data in order: housekeeping, retention, erasures, the index of people."""
