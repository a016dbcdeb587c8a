"""What the Bot API server remembers: users, chats, messages, files, the profile of the bot, updates that wait."""
