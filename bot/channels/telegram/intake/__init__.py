"""How raw updates come from Telegram: long polling, or its webhook."""
