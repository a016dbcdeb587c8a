"""Routes an event to the feature that handles it."""
