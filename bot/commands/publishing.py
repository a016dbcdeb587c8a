"""What is written down, checked and published; and what others build against, printed."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import out, stop
from bot.issuers.contract.openapi import contract as description
from bot.issuers.contract.schemas import decision_schema, pack_schema
from criteria import publish as publishing
from criteria import reader
from criteria.problem import LibraryError
from criteria.schema import KINDS
from criteria.schema import schema as schema_of
from flows.model import stages
from flows.router import check_texts as wording


def check(
    criteria: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="another folder of badges and issuers than the program's own"),
    ] = None,
) -> None:
    """Check every badge, issuer and wording file; exit 1 if anything has to be put right."""
    problems = [str(problem) for problem in (*reader.problems(criteria), *wording.problems())]
    for line in (*problems, *publishing.notes(criteria)):
        out.print(line, markup=False)
    if problems:
        raise typer.Exit(1)
    out.print("All badge, issuer and wording files are in order.")


def publish() -> None:
    """Publish new badge versions: from then on they never change."""
    try:
        added = publishing.publish()
    except LibraryError as error:
        stop(str(error), 1)
    for file in added:
        out.print(f"published {file}", markup=False)
    if not added:
        out.print("There was nothing new to publish.")


def diagram() -> None:
    """Print the stage table as a Mermaid diagram."""
    typer.echo(stages.diagram(), nl=False)


def schema(
    kind: Annotated[str, typer.Argument(help="badge, issuer, headings, pack or decision")] = "badge",
) -> None:
    """Print the JSON Schema of badge, issuer or headings files, for editors, or of what issuers are sent and say."""
    exchanged = {"pack": pack_schema, "decision": decision_schema}
    if kind in exchanged:
        typer.echo(exchanged[kind](), nl=False)
    elif kind in KINDS:
        typer.echo(schema_of(kind))
    else:
        stop("say which: badge, issuer, headings, pack or decision", 2)


def contract() -> None:
    """Print what an issuer's system builds against, as an OpenAPI description."""
    typer.echo(description(), nl=False)
