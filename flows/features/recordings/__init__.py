"""Voice notes as evidence, and their transcripts."""
