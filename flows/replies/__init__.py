"""What the bot has to say, as nouns and data, a module a phase. Sentences are in `flows/wording/`."""
