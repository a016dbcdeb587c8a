"""The copy of everything that is kept of one person: a .zip with a page to read, JSON with its schema, and files."""
