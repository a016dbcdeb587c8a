"""How it reaches people and issuers: all waiting, all input and output."""
