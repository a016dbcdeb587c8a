"""The `teabreak` command."""

import asyncio
import gc
import logging
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import structlog
import typer
from rich import box
from rich.console import Console
from rich.table import Table

from bot import local, operating, reminding
from bot.app import Api, MissingVersionError, Signs, serve
from bot.asked import Wish
from bot.awards.expected import Expected
from bot.awards.trying import tried
from bot.clock import Clock
from bot.contract.description import contract
from bot.contract.schemas import decision_schema, pack_schema
from bot.issuers.means import RouteNotReady
from bot.settings import Settings, SettingsError, read
from bot.storage import backup as backups
from bot.storage import beside, exporting, forgetting
from bot.storage.errors import StorageError
from bot.storage.manifest import Manifest
from bot.telegram.account import BadTokenError
from bot.telegram.polling import AnotherInstanceError, WedgedError
from bot.voice.transcribing.transcriber import TranscriberError
from bot.web.server import PortUnusable
from criteria import library, publish, schema
from criteria.model import Issuer
from criteria.problem import LibraryError
from flows import stages
from flows.decisions import Verdict
from flows.wording import check as wording

CONFIG = 78
"""The exit status of a setting or a file that has to be put right first: starting again will not help (sysexits.h)."""
AGAIN = 75
"""The exit status of trouble that a new start may cure (sysexits.h)."""

app = typer.Typer(
    help="Teabreak: Open Badge evidence, a question at a time.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_out = Console(soft_wrap=True, highlight=False)
_err = Console(stderr=True, soft_wrap=True, highlight=False)


def main() -> None:
    """Runs the command line."""
    app()


def _stop(message: str, status: int) -> NoReturn:
    _err.print(message, markup=False)
    raise typer.Exit(status)


def _settings() -> Settings:
    try:
        return read()
    except SettingsError as error:
        _stop(str(error), CONFIG)


@app.command()
def run() -> None:
    """Serve Telegram; without TEABREAK_TOKEN, start the local chat."""
    settings = _settings()
    _log_to_stderr()
    try:
        if settings.token is None:
            asyncio.run(local.chat(settings, _out.print))
        else:
            asyncio.run(_serve(settings, Api(settings.token.get_secret_value(), settings.api_url)))
    except (AnotherInstanceError, BadTokenError, LibraryError, MissingVersionError, StorageError) as error:
        _stop(str(error), CONFIG)
    except (RouteNotReady, TranscriberError, PortUnusable, local.PortTakenError) as error:
        _stop(str(error), CONFIG)
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        # The data folder: not ours to write to, or not a folder.
        _stop(str(error), CONFIG)
    except (WedgedError, OSError) as error:
        _stop(str(error), AGAIN)
    except Exception as error:  # noqa: BLE001 - a traceback would print the text of the error, which may be a worker's
        places = "".join(traceback.format_tb(error.__traceback__))
        _stop(f"Teabreak broke with {type(error).__name__}:\n{places}", AGAIN)


async def _serve(settings: Settings, api: Api) -> None:
    signs = Signs.new()
    sorting = asyncio.create_task(_leave_at_rest(signs.ready))
    try:
        await serve(settings, api, signs)
    finally:
        sorting.cancel()


async def _leave_at_rest(ready: asyncio.Event) -> None:
    """Lets the search for garbage pass over all that was built at the start, which stays until the end."""
    await ready.wait()
    gc.collect()
    gc.freeze()


def _log_to_stderr() -> None:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    # Only kinds and counts are logged; a traceback could show what a worker wrote.
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], bool_as_flag=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # Looked up at each line: whoever has put another stderr in its place is to get the lines.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


@app.command()
def check(
    criteria: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="another folder of badges and issuers than the program's own"),
    ] = None,
) -> None:
    """Check every badge, issuer and wording file; exit 1 if anything has to be put right."""
    problems = [str(problem) for problem in (*library.problems(criteria), *wording.problems())]
    for line in (*problems, *publish.notes(criteria)):
        _out.print(line, markup=False)
    if problems:
        raise typer.Exit(1)
    _out.print("All badge, issuer and wording files are in order.")


@app.command("publish")
def publish_versions() -> None:
    """Publish new badge versions: from then on they never change."""
    try:
        added = publish.publish()
    except LibraryError as error:
        _stop(str(error), 1)
    for file in added:
        _out.print(f"published {file}", markup=False)
    if not added:
        _out.print("There was nothing new to publish.")


@app.command()
def diagram() -> None:
    """Print the stage table as a Mermaid diagram."""
    typer.echo(stages.diagram(), nl=False)


@app.command("schema")
def print_schema(
    kind: Annotated[str, typer.Argument(help="badge, issuer, pack or decision")] = "badge",
) -> None:
    """Print the JSON Schema of badge or issuer files, for editors, or of what issuers are sent and say."""
    exchanged = {"pack": pack_schema, "decision": decision_schema}
    if kind not in ("badge", "issuer", *exchanged):
        _stop("say which: badge, issuer, pack or decision", 2)
    if kind in exchanged:
        typer.echo(exchanged[kind](), nl=False)
    else:
        typer.echo(schema.schema("badge" if kind == "badge" else "issuer"))


@app.command("contract")
def print_contract() -> None:
    """Print what an issuer's system builds against, as an OpenAPI description."""
    typer.echo(contract(), nl=False)


@app.command()
def award(
    source: Annotated[str, typer.Argument(help="a picture, a JSON file, signed text, a zip of several, or a link")],
    issuer: Annotated[str, typer.Option(help="whose rules it must meet: the id of an issuer's file")] = "sssc",
) -> None:
    """Look at an award by the rules in its issuer's file, and say whether it is checked."""
    settings, awarder = _settings(), _issuer(issuer)
    if awarder.awards is None:
        _stop(f"issuers/{issuer}.yaml has no section awards, so none of its awards can be checked", 1)
    email = typer.prompt("The email address that it is made out to")
    expected = Expected((email,), awarder.awards, datetime.now(UTC))
    with _told_plainly():
        for line in asyncio.run(tried(source, expected, fetch=settings.fetch_awards)):
            _out.print(line, markup=False)


def _issuer(name: str) -> Issuer:
    try:
        found = next((one for one in library.read().issuers if one.id == name), None)
    except LibraryError as error:
        _stop(str(error), 1)
    return found or _stop(f"there is no issuers/{name}.yaml; name another with --issuer", 2)


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="the archive to write, such as teabreak.tar.gz")],
) -> None:
    """Copy the database and its media while the bot runs, and read the copy back before calling it one."""
    with _told_plainly():
        manifest = backups.backup(_settings().data, target)
    _out.print(f"Wrote {target} and read it back: {_held(manifest)}.", markup=False)


@app.command()
def restore(
    archive: Annotated[Path, typer.Argument(help="an archive that `teabreak backup` wrote")],
) -> None:
    """Put a backup into the data folder, which must hold no database yet."""
    data = _settings().data
    with _told_plainly():
        manifest = backups.restore(archive, data)
    _out.print(f"Restored into {data}: {_held(manifest)}.", markup=False)


@app.command()
def export(
    person: Annotated[int, typer.Argument(help="the number that /privacy shows to the person")],
    target: Annotated[Path, typer.Argument(help="the .zip to write")],
) -> None:
    """Write out everything of one person, who has asked to see it. The bot may run."""
    data = _settings().data
    with _told_plainly():
        found = exporting.export(data, person, target)
    if found is None:
        _stop(f"Nobody with the number {person} is known here.", 1)
    _out.print(
        f"Wrote {target}: {found.drafts} drafts, {found.submissions} submissions, {found.recordings} sound files.",
        markup=False,
    )


@app.command()
def forget(
    person: Annotated[int, typer.Argument(help="the number that /privacy shows to the person")],
) -> None:
    """Remove everything of one person, who has asked for it. Stop the bot first."""
    data = _settings().data
    with _told_plainly():
        gone = forgetting.forget(data, person)
    if not gone.known:
        _stop(f"Nobody with the number {person} is known here.", 1)
    _out.print(
        f"Removed: {gone.drafts} drafts, {gone.submissions} submissions, {gone.recordings} sound files. "
        "Backups made before still hold them, and so does an issuer to whom something was sent."
    )


@app.command()
def decide(
    reference: Annotated[str, typer.Argument(help="as it stands on the submission, such as TB-KF6-GK9-KD6")],
    verdict: Annotated[Verdict, typer.Argument(help="what the issuer says")],
    comment: Annotated[str, typer.Option(help="the assessor's words, which the worker reads")] = "",
    question: Annotated[
        list[str] | None, typer.Option(help='returned: a question with what is wanted, such as topic="Which team?"')
    ] = None,
    reply_by: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="returned: the last day")] = None,
    link: Annotated[str, typer.Option(help="awarded: where the badge can be seen")] = "",
    credential: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="awarded: a file with the badge itself, signed text or JSON"),
    ] = None,
    attempt: Annotated[int | None, typer.Option(min=1, help="which attempt; without it, the newest")] = None,
) -> None:
    """Take a decision that came by letter or phone. The bot may run; it tells the worker."""
    data = _settings().data
    day = reply_by.date() if reply_by else None
    said = operating.Said(verdict, comment, tuple(question or ()), day, link, credential)
    with _told_plainly():
        left = operating.decide(data, reference, attempt, said)
        _out.print(operating.done(data, left, operating.TAKEN))


@app.command()
def deliver(
    retry: Annotated[str, typer.Option(metavar="REFERENCE", help="try this one now")] = "",
    give_up: Annotated[str, typer.Option(metavar="REFERENCE", help="try this one no more, and tell the worker")] = "",
) -> None:
    """Show what waits to be delivered, and why; or try one now, or give it up. The bot may run."""
    settings = _settings()
    if retry and give_up:
        _stop("say one: --retry or --give-up", 2)
    with _told_plainly():
        if retry or give_up:
            left = operating.ask(settings.data, retry or give_up, Wish.retry if retry else Wish.give_up)
            _out.print(operating.done(settings.data, left))
        else:
            _show([operating.row(one, settings.zone) for one in beside.waiting(settings.data)])


@app.command()
def nudges(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="show what would go out in the next week")] = False,
) -> None:
    """Show how many reminders are due, sent, failed and silenced. The bot may run; nothing is sent by this."""
    settings = _settings()
    clock = Clock.ahead(settings.zone, settings.ahead)
    with _told_plainly():
        if dry_run:
            _show(reminding.week(settings.data, library.read(), clock), reminding.WEEK_HEADINGS, "Nothing is planned.")
        else:
            _show(reminding.counted(settings.data, clock), reminding.COUNT_HEADINGS)
    if settings.nudges == "paused":
        _err.print("Reminders are paused: TEABREAK_NUDGES=paused.")


def _show(
    rows: Sequence[Sequence[str]],
    headings: Sequence[str] = operating.HEADINGS,
    none: str = "Nothing waits to be delivered.",
) -> None:
    """A table for a person; for a program, lines with tabs."""
    if not _out.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    if not rows:
        _out.print(none)
        return
    table = Table(*headings, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*row)
    _out.print(table)


def _held(manifest: Manifest) -> str:
    counts = manifest.counts
    return (
        f"{counts.get('person', 0)} people, {counts.get('draft', 0)} drafts, {counts.get('submission', 0)} submissions"
    )


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except (StorageError, OSError, operating.CannotBeDone) as error:
        _stop(str(error), 1)
