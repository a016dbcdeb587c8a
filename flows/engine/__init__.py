"""What a turn works with: events, effects, prompts, buttons, screens."""
