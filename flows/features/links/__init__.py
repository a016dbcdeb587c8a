"""Links as evidence."""
