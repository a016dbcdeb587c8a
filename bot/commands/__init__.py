"""Commands of `teabreak`, a module for each purpose. Errors are printed without tracebacks."""
