"""The pages of the desk, with their templates, style sheet and scripts."""
