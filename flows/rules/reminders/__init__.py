"""When a person is reminded and why, and the times and days that they type."""
