"""Finds likely personal details in a text: names, numbers, places, and why each was taken for one."""
