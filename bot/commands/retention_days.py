"""The command `teabreak retention`: how long data are kept, and what would go."""

from typing import Annotated

import typer

from bot.clock import Clock
from bot.commands.console import out, read_settings, show, stop, told_plainly
from bot.operator.retention_table import HEADINGS, table, would_go


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="show what would go in the next month, by kind")] = False,
    print_table: Annotated[bool, typer.Option("--table", help="print the schedule as a page of Markdown")] = False,
) -> None:
    """Show how long each kind of data is kept, or what would go. The bot may run; nothing is removed by this."""
    settings = read_settings()
    if dry_run and print_table:
        stop("say one: --dry-run or --table", 2)
    if not dry_run:
        typer.echo(table(settings.retention), nl=False)
        return
    clock = Clock.ahead(settings.zone, settings.ahead)
    with told_plainly():
        show(would_go(settings.data, settings.retention, clock), HEADINGS)
    if out.is_terminal:
        out.print("Workers are told a month and a week before. What they keep meanwhile does not go.")
