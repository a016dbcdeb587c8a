"""Files that people sent: storing them durably and reading them back."""
