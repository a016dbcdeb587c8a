"""`python -m bot` is the `teabreak` command."""

from bot.cli import main

main()
