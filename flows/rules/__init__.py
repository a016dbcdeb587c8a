"""Rules that follow from stored values: pure functions, no wording."""
