"""Attacks by one account or a few, and what another worker feels of each."""
