"""One folder a feature: its handlers and its screens."""
