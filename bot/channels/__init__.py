"""Messaging channels: what they share, and a folder for each channel."""
