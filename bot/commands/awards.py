"""The command `teabreak award`."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.awards.cli_report import tried
from bot.awards.expected import Expected
from bot.commands.console import out, read_settings, stop, told_plainly
from criteria import reader
from criteria.file_problem import LibraryError
from criteria.model import Issuer


def award(
    source: Annotated[str, typer.Argument(help="a picture, a JSON file, signed text, a zip of several, or a link")],
    issuer: Annotated[str, typer.Option(help="whose rules it must meet: the id of an issuer's file")] = "sssc",
) -> None:
    """Look at an award by the rules in its issuer's file, and say whether it is checked."""
    settings = read_settings()
    awarder = _issuer(issuer, settings.criteria)
    if awarder.awards is None:
        stop(f"issuers/{issuer}.yaml has no section awards, so none of its awards can be checked", 1)
    email = typer.prompt("The email address that it is made out to")
    expected = Expected((email,), awarder.awards, datetime.now(UTC))
    with told_plainly():
        for line in asyncio.run(tried(source, expected, fetch=settings.fetch_awards)):
            out.print(line, markup=False)


def _issuer(name: str, criteria: Path | None) -> Issuer:
    try:
        found = next((one for one in reader.read(criteria).issuers if one.id == name), None)
    except LibraryError as error:
        stop(str(error), 1)
    return found or stop(f"there is no issuers/{name}.yaml; name another with --issuer", 2)
