"""What a worker can do about their own data: see it, copy it, delete it, take consent back."""
