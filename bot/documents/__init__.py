"""A pack as documents: OpenDocument, PDF and plain text."""
