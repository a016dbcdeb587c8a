"""The pages that an assessor sees, with their style sheet and a small script that saves reloads."""
