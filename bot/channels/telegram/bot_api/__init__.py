"""Calls to the Bot API: account, transport, errors, downloads."""
