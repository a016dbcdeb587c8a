"""The commands `teabreak audit list` and `teabreak audit verify`: the record of what operators did."""

from datetime import datetime
from typing import Annotated

import typer

from bot.commands.console import out, read_settings, show, stop, told_plainly
from bot.commands.person_lookup import person_named
from bot.storage.beside import operator_acts
from bot.storage.beside.find_person import shorts

audit = typer.Typer(help="The record of what operators did.", no_args_is_help=True)


@audit.command("list")
def list_(
    person: Annotated[str, typer.Option(metavar="PERSON", help="only what was done about this person")] = "",
) -> None:
    """Show what operators did: who, when, what, about what, and why. Never any content."""
    settings = read_settings()
    with told_plainly():
        found = operator_acts.acts(settings.data)
        if person:
            digests = shorts(settings.data, person_named(settings.data, person))
            found = tuple(one for one in found if one.act.about in digests)
    rows = [
        (
            str(one.number),
            f"{datetime.fromtimestamp(one.at_ms / 1000, settings.zone):%Y-%m-%d %H:%M}",
            one.act.who,
            one.act.act,
            one.act.about,
            one.act.reason,
        )
        for one in found
    ]
    show(rows, ("number", "when", "who", "what", "about", "why"), "Nothing is in the record.")


@audit.command()
def verify(
    expect: Annotated[
        str, typer.Option(min=8, help="a digest that was noted elsewhere, whole or its beginning: it must be there")
    ] = "",
) -> None:
    """Check that no act was changed, taken out or put in between. Ends with 1 where one was."""
    with told_plainly():
        found = operator_acts.verify(read_settings().data, expect.strip().lower())
    if found.broken is not None:
        stop(f"Act {found.broken} is not as it was written, or does not follow the one before.", 1)
    if found.lost:
        stop("The digest that you gave is not in the record: acts were taken out, or the record was made anew.", 1)
    if not found.last:
        out.print("Nothing is in the record.")
        return
    out.print(f"Acts {found.first} to {found.last} are as they were written. The newest has the digest:")
    out.print(found.digest)
