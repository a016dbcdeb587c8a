"""What issuers build against, printed from the one place where each promise is written."""
