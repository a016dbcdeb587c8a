"""What is on disk: desks, the outbox, work to be done. The only room that speaks SQL."""
