"""Entry point of `python -m bot`, the same as the `teabreak` command."""

from bot.cli import main

main()
