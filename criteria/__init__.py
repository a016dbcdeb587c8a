"""Badges and issuers as data: models, reader and checks. Knows nothing of chats."""
