"""Signing and checking of webhook messages (Standard Webhooks 1.0.0)."""
