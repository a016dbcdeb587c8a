"""One transaction: reads and writes of a batch of turns, in few statements. A module for each kind of row."""
