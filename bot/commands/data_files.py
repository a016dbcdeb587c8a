"""Commands for data files and contracts: check, publish, schema, contract and diagram."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import CONFIG, err, out, read_settings, stop
from bot.commands.operator_record import By, Reason, note
from bot.issuers.contract.openapi import contract as description
from bot.issuers.contract.schemas import decision_schema, pack_schema
from criteria import publish as publishing
from criteria import reader
from criteria.file_problem import LibraryError
from criteria.schema import KINDS
from criteria.schema import schema as schema_of
from flows.model import stages
from flows.router import check_texts as wording

_Folder = Annotated[
    Path | None,
    typer.Option(
        "--criteria",
        exists=True,
        file_okay=False,
        help="another folder of badges and issuers than the one that TEABREAK_CRITERIA names",
    ),
]


def check(criteria: _Folder = None) -> None:
    """Check every badge, issuer and wording file; exit 1 if anything has to be put right."""
    folder = _folder(criteria)
    err.print(f"Checking {folder}", markup=False)
    problems = [str(problem) for problem in (*reader.problems(folder), *wording.problems())]
    for line in (*problems, *publishing.notes(folder)):
        out.print(line, markup=False)
    if problems:
        raise typer.Exit(1)
    out.print("All badge, issuer and wording files are in order.")


def publish(criteria: _Folder = None, by: By = "", reason: Reason = "") -> None:
    """Publish new badge versions: from then on they never change."""
    folder = _folder(criteria)
    try:
        added = publishing.publish(folder)
    except LibraryError as error:
        stop(str(error), 1)
    except OSError as error:
        stop(_not_written(folder, error), CONFIG)
    if added:
        note(read_settings(), "publish", ", ".join(map(str, added)), by, reason)
    for file in added:
        out.print(f"published {file}", markup=False)
    if not added:
        out.print(f"There was nothing new to publish in {folder}.", markup=False)


def _folder(criteria: Path | None) -> Path:
    """The folder that is meant: as it was given, else as it is set, else the one that comes with the program."""
    return (criteria or read_settings().criteria or reader.HERE).absolute()


def _not_written(folder: Path, error: OSError) -> str:
    if folder != reader.HERE:
        return f"{folder} cannot be written ({error.strerror}): nothing was published. Run this as a user who may."
    return (
        f"{folder} comes with the program and cannot be written: nothing was published. Copy badges, issuers and "
        "published.lock into a folder of your own, name it in TEABREAK_CRITERIA, and publish there."
    )


def diagram() -> None:
    """Print the stage table as a Mermaid diagram."""
    typer.echo(stages.diagram(), nl=False)


def schema(
    kind: Annotated[str, typer.Argument(help="badge, issuer, headings, register, pack or decision")] = "badge",
) -> None:
    """Print the JSON Schema of a kind of criteria file, for editors, or of what issuers are sent and say."""
    exchanged = {"pack": pack_schema, "decision": decision_schema}
    if kind in exchanged:
        typer.echo(exchanged[kind](), nl=False)
    elif kind in KINDS:
        typer.echo(schema_of(kind))
    else:
        stop("say which: badge, issuer, headings, register, pack or decision", 2)


def contract() -> None:
    """Print what an issuer's system builds against, as an OpenAPI description."""
    typer.echo(description(), nl=False)
