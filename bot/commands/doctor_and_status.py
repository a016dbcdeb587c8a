"""Commands that say how things are: doctor, which finds what is wrong, and status, which shows what is going on."""

import asyncio
import time
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from bot.commands.console import out, read_settings, take_up, told_plainly
from bot.operator import local_checks, remote_checks
from bot.operator.diagnosis import Diagnosis, Severity, broken
from bot.operator.service_status import ServiceStatus, now
from bot.settings.read_settings import SettingsError, read
from bot.settings.settings import Settings

_WORDS = {Severity.good: "well", Severity.look: "look", Severity.broken: "WRONG"}
_STYLES = {Severity.good: "green", Severity.look: "yellow", Severity.broken: "bold red"}


def doctor(
    offline: Annotated[bool, typer.Option("--offline", help="look at this machine alone")] = False,
) -> None:
    """Find what is wrong, each with its fix. Ends with 0 if all is well, 1 to have a look, 2 if something is broken.

    The bot may run. Nothing is changed, and nothing is sent but a question to Telegram who the bot is.
    """
    findings = tuple(_findings(offline=offline))
    for one in findings:
        out.print(
            Text(f"{_WORDS[one.severity]:<5}", _STYLES[one.severity]), Text(f" {one.subject}: {one.said}"), sep=""
        )
        if one.fix:
            out.print(Text(f"      do: {one.fix}"))
    raise typer.Exit(max((one.severity for one in findings), default=Severity.good))


def _findings(*, offline: bool) -> Iterator[Diagnosis]:
    try:
        settings = read()
    except SettingsError as error:
        yield from (
            broken("settings", line, "put it right; deploy/README.md lists the settings")
            for line in str(error).splitlines()
        )
        return
    take_up(settings)
    yield from local_checks.folder(settings)
    yield from local_checks.database(settings)
    yield from local_checks.ready(settings)
    yield from local_checks.disk(settings)
    yield from local_checks.media(settings)
    yield from local_checks.backup(settings)
    misfit = tuple(local_checks.key_fits(settings))
    in_the_clear = settings.token is not None and not misfit
    yield from local_checks.key_file(settings.key_path, settings.data, serves=in_the_clear)
    yield from misfit
    yield from local_checks.fonts()
    yield from local_checks.client_certificates(settings)
    if not offline:
        yield from asyncio.run(remote_checks.telegram(settings))
        yield from asyncio.run(remote_checks.issuers(settings))


def status(
    once: Annotated[bool, typer.Option("--once", help="show it once, and end")] = False,
) -> None:
    """Show what is going on, anew every two seconds: what waits, how long, and how near each limit is.

    The bot may run or not. In a pipe it is shown once, as lines with tabs.
    """
    settings = read_settings()
    with told_plainly():
        if not out.is_terminal:
            for row in now(settings).rows():
                typer.echo("\t".join(row))
        elif once:
            out.print(_shown(now(settings)))
        else:
            _live(settings)


def _live(settings: Settings) -> None:
    try:
        with Live(_shown(now(settings)), console=out, auto_refresh=False) as live:
            while True:
                time.sleep(2)
                live.update(_shown(now(settings)), refresh=True)
    except KeyboardInterrupt:
        return


def _shown(found: ServiceStatus) -> RenderableType:
    limits = Table("check", "", "is", "limit", "", box=None, pad_edge=False)
    for one in found.checks:
        bar = ProgressBar(total=1.0, completed=min(1.0, one.share), width=20)
        word = "well" if one.ok else "BEYOND"
        limits.add_row(one.name, bar, one.value, one.limit, word)
    queues = Table("waits", "", "how many", box=None, pad_edge=False)
    most = max((count for _, count in found.waiting), default=1)
    for name, count in found.waiting:
        queues.add_row(name, ProgressBar(total=max(1, most), completed=count, width=20), str(count))
    return Group(Text(found.headline), Text(""), limits, Text(""), queues if found.waiting else Text("Nothing waits."))
