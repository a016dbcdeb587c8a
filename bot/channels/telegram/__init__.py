"""Telegram: raw updates in, messages out. Only this folder knows python-telegram-bot."""
