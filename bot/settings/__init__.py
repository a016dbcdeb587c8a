"""The settings of the bot: a module for each theme, put together and read. Nothing else reads the environment."""
