"""The one path: events in, one transaction, messages and effects out."""
