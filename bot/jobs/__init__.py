"""Background jobs: one module for each."""
