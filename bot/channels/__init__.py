"""Channels to people's phones: what they have in common, and a folder a channel."""
