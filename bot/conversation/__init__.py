"""The conversation service: an event in, a turn in one transaction, messages and effects out."""
