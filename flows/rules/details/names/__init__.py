"""Finding people's names in an answer."""
