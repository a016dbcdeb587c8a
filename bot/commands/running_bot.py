"""Commands beside a running bot: decide, deliver and nudges."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
from bot.commands.console import err, out, read_settings, show, stop, told_plainly
from bot.commands.operator_record import By, Reason, note
from bot.operator import decide as operating
from bot.operator import reminder_report
from bot.settings.settings import Settings
from bot.storage.beside import operator
from bot.storage.beside.operator import STALE_MS
from bot.storage.stored.requested import RequestKind
from criteria import reader
from criteria.file_problem import LibraryError
from flows.model.decision import DecisionVerdict


def decide(
    reference: Annotated[str, typer.Argument(help="as it stands on the submission, such as TB-KF6-GK9-KD6")],
    verdict: Annotated[DecisionVerdict, typer.Argument(help="what the issuer says")],
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
    insist: Annotated[
        bool, typer.Option("--insist", help="the issuer has it, although it is not known here that it arrived")
    ] = False,
    by: By = "",
    reason: Reason = "",
) -> None:
    """Take a decision that came by letter or phone. The bot may run; it tells the worker."""
    settings = read_settings()
    data = settings.data
    day = reply_by.date() if reply_by else None
    said = operating.CommandResult(verdict, comment, tuple(question or ()), day, link, credential, insist)
    with told_plainly():
        left = operating.decide(data, reference, attempt, said)
        note(settings, f"decide {verdict.value}", reference.strip().upper(), by, reason)
        out.print(operating.done(data, left, operating.TAKEN))


def alive() -> None:
    """Tell whether the bot runs. Ends with 0 if it wrote a sign of life within a minute, else with 1."""
    settings = read_settings()
    clock = Clock.ahead(settings.zone, settings.ahead)
    with told_plainly():
        last = operator.last_heartbeat(settings.data)
    now_ms = clock.unix_ms()
    # A sign from the future is no sign: the clock was wrong when it was written, or is now.
    if last is None or abs(now_ms - last) >= STALE_MS:
        stop("No sign of life for a minute: the bot does not run, or cannot write to its database.", 1)
    out.print("The bot runs.")


def deliver(
    retry: Annotated[str, typer.Option(metavar="REFERENCE", help="try this one now")] = "",
    give_up: Annotated[str, typer.Option(metavar="REFERENCE", help="try this one no more, and tell the worker")] = "",
    by: By = "",
    reason: Reason = "",
) -> None:
    """Show what waits to be delivered, and why; or try one now, or give it up. The bot may run."""
    settings = read_settings()
    if retry and give_up:
        stop("say one: --retry or --give-up", 2)
    with told_plainly():
        if retry or give_up:
            left = operating.ask(settings.data, retry or give_up, RequestKind.retry if retry else RequestKind.give_up)
            what = "deliver, try now" if retry else "deliver, give up"
            note(settings, what, (retry or give_up).strip().upper(), by, reason)
            out.print(operating.done(settings.data, left))
        else:
            rows = [operating.row(one, settings.zone) for one in operator.waiting(settings.data)]
            show(rows, operating.HEADINGS, "Nothing waits to be delivered.")


def nudges(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="show what would go out in the next week")] = False,
) -> None:
    """Show how many reminders are due, sent, failed and silenced. The bot may run; nothing is sent by this."""
    settings = read_settings()
    clock = Clock.ahead(settings.zone, settings.ahead)
    with told_plainly():
        if dry_run:
            show(_week(settings, clock), reminder_report.WEEK_HEADINGS, "Nothing is planned.")
        else:
            show(reminder_report.counted(settings.data, clock), reminder_report.COUNT_HEADINGS)
    if settings.nudges == "paused":
        err.print("Reminders are paused: TEABREAK_NUDGES=paused.")


def _week(settings: Settings, clock: Clock) -> Sequence[Sequence[str]]:
    try:
        badges = reader.read(settings.criteria)
        badges = badges.published_only() if settings.token is not None else badges
    except LibraryError as error:
        stop(str(error), 1)
    return reminder_report.week(settings.data, badges, clock)
