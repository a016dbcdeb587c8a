"""How the talk goes. Pure: no I/O, no clock, no randomness, no waiting."""
