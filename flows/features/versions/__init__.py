"""Moving a draft to a newer version of its badge."""
