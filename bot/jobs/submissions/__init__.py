"""Jobs between the bot and issuers: deliveries, withdrawals, decisions."""
