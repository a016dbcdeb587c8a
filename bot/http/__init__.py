"""The bot's HTTP server: decisions of issuers' systems, health and metrics."""
