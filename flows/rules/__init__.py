"""Pure rules: counting, readiness, links, badges held, when reminders are due."""
