"""Conversion between values and rows: one function for each table."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pydantic import TypeAdapter, ValidationError

from bot.conversation.arrival import Parked
from bot.storage.engine.statement_groups import DueRow, Position, Row
from bot.storage.errors import StorageError
from bot.storage.sealing.body_place import (
    of_draft,
    of_effect,
    of_message,
    of_pack,
    of_parked,
    of_person,
    of_person_request,
    of_request,
    of_waiting,
)
from bot.storage.sealing.sealer import Sealer
from bot.storage.stored.codec import DRAFTS, MESSAGES, PACKS, PEOPLE, PERSON_REQUESTS, REQUESTS
from bot.storage.stored.records import (
    CONVERSATION_MS,
    Audit,
    OutboxMessage,
    ProcessedWebhook,
    PromptShown,
    PutOff,
    ReceiptRow,
    ReminderRow,
    ReminderSent,
    SendReceipt,
    WaitingUpdate,
)
from bot.storage.stored.requested import OperatorRequest, PersonRequest
from flows.engine import effects
from flows.engine.prompts import Prompt
from flows.model.draft import Draft, Person
from flows.model.reminders import ReminderOutcome
from flows.pack.pack import Pack

KINDS: Mapping[type[effects.Effect], str] = {
    effects.DeliverPack: "deliver_pack",
    effects.KeepMedia: "keep_media",
    effects.Transcribe: "transcribe",
    effects.AwaitDecision: "await_decision",
    effects.CheckAward: "check_award",
    effects.CheckOwnAward: "check_own_award",
    effects.DeliverWithdrawal: "tell_withdrawn",
    effects.ReadStatement: "read_statement",
    effects.OverwriteDeleted: "overwrite_deleted",
}
"""What each kind of effect is called in the column `kind`."""
_BODIES: Mapping[str, TypeAdapter[effects.Effect]] = {
    KINDS[kind]: TypeAdapter(kind) for kind in KINDS if kind is not effects.DeliverPack
}
"""The bodies of all effects but deliveries, whose packs are kept apart."""

# A person's places are read at every turn of theirs, and seldom change.
_place = lru_cache(maxsize=4096)(Prompt.parse)


def array(values: Iterable[int] | Iterable[str] | Iterable[tuple[str, int]]) -> str:
    """Ids as the JSON array that a query takes."""
    return json.dumps(list(values))


def person(sealer: Sealer, value: Person, touched_ms: int) -> Row:
    """A row of `person`. `touched_ms` is 0 where the worker did nothing themselves."""
    return {
        "id": value.id,
        "body": sealer.seal(of_person(value.id), PEOPLE.write(value)),
        "consented": value.consent is not None,
        "touched_ms": touched_ms,
    }


def draft(sealer: Sealer, owner: str, value: Draft, read: int) -> Row:
    """A row of `draft`. `read` is the revision that was read, 0 for a new one."""
    return {
        "id": value.id,
        "person": owner,
        "badge": value.badge,
        "version": value.version,
        "stage": value.stage.value,
        "read": read,
        "body": sealer.seal(of_draft(owner, value.id), DRAFTS.write(value)),
        "touched_ms": int(value.touched_at.timestamp() * 1000),
    }


def outbox(sealer: Sealer, value: OutboxMessage, owner: int | None = None, *, handed: bool = True) -> Row:
    """A row of `outbox`, not sent yet: which instance sends it, and whether its queue has it."""
    place = value.message.place
    return {
        "id": value.id,
        "chat": value.chat,
        "body": sealer.seal(of_message(value.chat, value.id), MESSAGES.write(value.message)),
        "place": None if place is None else str(place),
        "created_ms": value.created_ms,
        "owner": owner,
        "handed": handed,
    }


def prompt_shown(position: Position) -> Iterator[PromptShown]:
    """What a row of `outbox` shows: nothing, if this release knows no such place."""
    _, row, place, message_id, again, created_ms = position
    parsed = _place(place)
    if parsed is not None:
        yield PromptShown(row, parsed, message_id, created_ms, again=bool(again))


def mark(value: SendReceipt) -> Row:
    """What became of a row of `outbox`."""
    return {
        "row": value.row,
        "message_id": value.message_id,
        "again": value.again,
        "failure": value.failure,
        "at_ms": value.at_ms,
    }


def submission(sealer: Sealer, owner: str, pack: Pack, now_ms: int) -> Row:
    """A row of `submission`, and of the `effect` that delivers it."""
    place, body = of_pack(owner, pack.reference, pack.attempt), PACKS.write(pack)
    return {
        "reference": pack.reference,
        "attempt": pack.attempt,
        "draft": pack.draft,
        "pack": sealer.seal(place, body),
        "issuer": pack.issuer.id,
        "digest": sealer.digest(place, body),
        "at_ms": now_ms,
        "kind": KINDS[effects.DeliverPack],
        "now_ms": now_ms,
    }


def errand(sealer: Sealer, owner: str, value: effects.DraftEffect, now_ms: int) -> Row:
    """A row of `effect` that is no delivery: due now, or when it says."""
    name = KINDS[type(value)]
    place, body = of_effect(owner, name, value.draft), _BODIES[name].dump_json(value).decode()
    return {
        "kind": name,
        "body": sealer.seal(place, body),
        "digest": sealer.digest(place, body),
        "draft": value.draft,
        "due_ms": int(value.until.timestamp() * 1000) if isinstance(value, effects.AwaitDecision) else now_ms,
        "now_ms": now_ms,
    }


def kind(wanted: type[effects.Effect] | None) -> str | None:
    """What a kind of effect is called; None for every kind."""
    return None if wanted is None else KINDS[wanted]


def effect(sealer: Sealer, row: DueRow) -> effects.Effect | None:
    """What a row of `effect` asks for, of a pack or of something else; None where that cannot be read."""
    _, _, owner, draft, name, body, pack, _ = row
    try:
        if pack is None:
            return _BODIES[name].validate_json(sealer.open(of_effect(owner, name, draft), body))
        reference, attempt = json.loads(body)
        return effects.DeliverPack(PACKS.read(sealer.open(of_pack(owner, reference, attempt), pack)))
    except (StorageError, ValidationError, KeyError):
        return None


def receipt(value: ReceiptRow) -> Row:
    """That a row of `submission` has arrived."""
    return {
        "reference": value.reference,
        "attempt": value.attempt,
        "at_ms": value.at_ms,
        # PostgreSQL stores no NUL, and an issuer may answer anything.
        "receipt": value.receipt and value.receipt.replace("\0", ""),
    }


def request(sealer: Sealer, owner: str, draft: str, body: str) -> OperatorRequest | None:
    """What a row of `operator_request` asks for; None where that cannot be read."""
    try:
        return REQUESTS.read(sealer.open(of_request(owner, draft), body))
    except StorageError:
        return None


def person_request(sealer: Sealer, person: str, body: str) -> PersonRequest | None:
    """What a row of `person_request` asks for; None where that cannot be read."""
    try:
        return PERSON_REQUESTS.read(sealer.open(of_person_request(person), body))
    except StorageError:
        return None


def webhook(value: ProcessedWebhook) -> Row:
    """A row of `processed_webhook`."""
    return {"issuer": value.issuer, "id": value.id, "digest": value.digest, "at_ms": value.at_ms}


def put_off(value: PutOff) -> Row:
    """When a row of `effect` is tried again."""
    return {"effect": value.effect, "due_ms": value.due_ms, "problem": value.problem}


def plan(value: ReminderRow) -> Row:
    """A row of `reminder`."""
    return {
        "person": value.person,
        "due_ms": value.due_ms,
        "kind": value.kind and value.kind.value,
        "apart_ms": CONVERSATION_MS,
    }


def reminder_outcome(value: ReminderSent, message: int | None, now_ms: int) -> Row:
    """A row of `reminder_outcome`. Only what was sent has a message."""
    return {
        "person": value.person,
        "kind": value.kind.value,
        "became": value.became.value,
        "at_ms": now_ms,
        "message": message if value.became is ReminderOutcome.said else None,
    }


def arrived(value: SendReceipt) -> Row:
    """What became of the reminders in a message: they arrived, or the kind of failure."""
    return {"row": value.row, "became": value.failure or "sent", "person": value.reminded, "at_ms": value.at_ms}


def update(id_: str, now_ms: int) -> Row:
    """A row of `processed_update`."""
    return {"id": id_, "at_ms": now_ms}


def waiting(sealer: Sealer, value: WaitingUpdate) -> Row:
    """A row of `waiting_update`."""
    return {
        "person": value.person,
        "raw": sealer.seal(of_waiting(value.person, value.received_ms), value.raw),
        "place": value.place,
        "received_ms": value.received_ms,
    }


def parked(sealer: Sealer, value: Parked, now_ms: int) -> Row:
    """A row of `parked`. Half of a surrogate pair and a NUL cannot be stored everywhere, and are spelled out."""
    raw = value.raw.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    return {
        "update_id": value.update,
        "person": value.person,
        "raw": sealer.seal(of_parked(value.person, value.update), raw),
        "problem": value.problem,
        "at_ms": now_ms,
    }


def audit(value: Audit, now_ms: int) -> Row:
    """A row of `audit`."""
    return {
        "at_ms": now_ms,
        "person": value.person,
        "draft": value.draft,
        "event": value.event,
        "stage_before": None if value.before is None else value.before.value,
        "stage_after": None if value.after is None else value.after.value,
    }
