"""The local chat: a Bot API server and a web page on loopback, to try the bot without Telegram."""
