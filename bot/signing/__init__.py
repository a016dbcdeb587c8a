"""Signed messages between this bot and an issuer's system: Standard Webhooks 1.0.0, over bytes."""
