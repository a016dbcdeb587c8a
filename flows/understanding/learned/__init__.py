"""What was learned from labelled messages: words, signs of an aside and of a cut, and acts."""
