"""Checks a decision that an operator typed, and leaves it for the running bot to carry out."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.http import decision_body
from bot.http.problem import HttpProblem
from bot.issuers.contract.decision_schema import LONGEST_CREDENTIAL, TYPES, decision
from bot.storage.beside import operator
from bot.storage.beside.operator import Left, WaitingDelivery
from bot.storage.stored.requested import OperatorRequest, RequestKind
from flows.model.decision import Decision, DecisionVerdict
from flows.pack.pack import Pack

WAIT_SECONDS = 8.0
"""How long a running bot is watched: it looks every two seconds."""
_LOOK_SECONDS = 0.2
_OPTIONS = {
    "comment": "--comment",
    "items": "--question",
    "reply_by": "--reply-by",
    "assertion_url": "--link",
    "credential": "--credential",
}


class CannotBeDone(Exception):
    """Why something is not left for the bot to do, and what to give instead."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """A decision as it is typed."""

    verdict: DecisionVerdict
    comment: str = ""
    questions: Sequence[str] = ()
    """Each `id=what is wanted`."""
    reply_by: date | None = None
    link: str = ""
    credential: Path | None = None
    """A file with the badge itself."""
    insist: bool = False
    """The issuer has the submission, although that is not known here."""


def decide(data: Path, reference: str, attempt: int | None, said: CommandResult) -> Left:
    """Leaves a decision for the bot to take. Raises CannotBeDone or StorageError."""
    wanted = reference.strip().upper()
    pack = operator.sent(data, wanted, attempt)
    if pack is None:
        which = f"attempt {attempt} of {wanted}" if attempt else wanted
        raise CannotBeDone(f"Nothing was sent as {which}. The reference stands on the submission: TB-…")
    credential = _content(said.credential) if said.credential else ""
    made = _decision(pack, said, credential)
    if not said.insist and not operator.reached(data, pack.reference, pack.attempt):
        raise CannotBeDone(
            f"{pack.submission_id} has not reached the issuer, as far as is known here, so nobody can have decided. "
            "`teabreak deliver` shows what waits. If the issuer does have it, say so with --insist: the worker is told."
        )
    return operator.leave(data, OperatorRequest(pack.reference, pack.attempt, made, credential), _now_ms())


def _content(file: Path) -> str:
    """What is in a file. Raises CannotBeDone for what is no text, and OSError."""
    with file.open("rb") as opened:
        content = opened.read(LONGEST_CREDENTIAL + 1)
    try:
        return content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        pass
    # Raised outside the handler: its traceback holds nothing of the file.
    raise CannotBeDone("--credential: give the badge as signed text or JSON, and not as a picture.")


def _decision(pack: Pack, said: CommandResult, credential: str) -> Decision:
    if said.verdict is not DecisionVerdict.returned and (said.questions or said.reply_by):
        raise CannotBeDone("--question and --reply-by go with returned alone.")
    if said.verdict is not DecisionVerdict.awarded and said.link:
        raise CannotBeDone("--link goes with awarded alone.")
    if said.verdict is not DecisionVerdict.awarded and credential:
        raise CannotBeDone("--credential goes with awarded alone.")
    items = [_item(pack, text) for text in said.questions]
    given = {
        "comment": said.comment,
        "items": items,
        "reply_by": said.reply_by.isoformat() if said.reply_by else None,
        "assertion_url": said.link,
        "credential": credential,
    }
    kind = next(kind for kind in TYPES if kind.endswith(f".{said.verdict.value}"))
    message = {"type": kind, "data": {"submission_id": pack.submission_id, **given}}
    try:
        return decision(decision_body.said(json.dumps(message).encode()))
    except HttpProblem as problem:
        told = "\n".join(f"{_option(wrong.field)}: {wrong.detail}" for wrong in problem.errors) or problem.detail
    # Raised outside the handler: its traceback holds nothing of what was typed.
    raise CannotBeDone(told)


def _item(pack: Pack, text: str) -> dict[str, object]:
    question, equals, comment = text.partition("=")
    known = [answer.criterion_id for answer in pack.answers]
    if not equals or question.strip() not in known:
        raise CannotBeDone(f'--question: give id="what is wanted"; this badge has {", ".join(known)}.')
    return {"criterion_id": question.strip(), "satisfied": False, "comment": comment}


def _option(field: str) -> str:
    name = field.removeprefix("data.").partition("[")[0]
    return _OPTIONS.get(name, "decide")


def ask(data: Path, reference: str, wish: RequestKind) -> Left:
    """Leaves something about a delivery for the bot to do. Raises CannotBeDone or StorageError."""
    wanted = reference.strip().upper()
    found = [one for one in operator.waiting(data) if one.reference == wanted]
    if not found:
        raise CannotBeDone(f"Nothing waits to be delivered as {wanted}. `teabreak deliver` shows what does.")
    return operator.leave(data, OperatorRequest(wanted, found[-1].attempt, wish), _now_ms())


def done(data: Path, left: Left, then: str = "Done.") -> str:
    """What became of what was left, as a line to be read. A running bot is waited for, for some seconds."""
    until = time.monotonic() + (WAIT_SECONDS if left.alive else 0)
    while not operator.is_done(data, left):
        if time.monotonic() >= until:
            return _KEPT if not left.alive else _SLOW
        time.sleep(_LOOK_SECONDS)
    return then


TAKEN = "Taken. The worker is told, unless it no longer fits where the submission stands: then it is only kept."
"""What comes of a decision."""
_KEPT = "Kept. The bot does this as soon as it runs."
_SLOW = f"{_KEPT} If it runs now, its log says what is in the way."


def row(one: WaitingDelivery, zone: ZoneInfo) -> tuple[str, ...]:
    """What an operator reads of a submission that waits."""
    why = one.problem or ("not tried yet" if not one.tries else "broke")
    return (
        f"{one.reference}-{one.attempt}",
        one.issuer or "unreadable",
        why,
        _minute(one.since_ms, zone),
        str(one.tries),
        _minute(one.next_ms, zone),
    )


HEADINGS = ("submission", "issuer", "why", "since", "tries", "next try")


def _minute(ms: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(ms / 1000, zone).strftime("%Y-%m-%d %H:%M")


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
