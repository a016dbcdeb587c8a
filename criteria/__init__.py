"""What is asked: badges and issuers as data, their model and their reader. Knows nothing of chats."""
