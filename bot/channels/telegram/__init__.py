"""The Telegram channel: raw updates in, messages out. The only importer of python-telegram-bot."""
