"""The route `email`: submissions as messages to a mailbox."""
