"""What follows from answers: word counts, links, doubts, and what is taken out of them."""
