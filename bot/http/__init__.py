"""What the bot serves over HTTP: the decisions of issuers' systems, its health and its counts."""
