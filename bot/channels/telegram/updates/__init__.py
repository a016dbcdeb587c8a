"""Converting raw updates to events."""
