"""What is parked of an update: all of it, but the digits of a PIN, which are to be nowhere."""

import json

from bot.conversation.arrival import Arrival, Raw
from flows.engine.events import CommandSent, TextSent
from flows.engine.prompts import PromptKind
from flows.model.draft import Session
from flows.rules.answer_lock import read_pin

LEFT_OUT = "(digits left out)"
_ASK_FOR_PIN = {PromptKind.pin, PromptKind.pin_again, PromptKind.locked, PromptKind.pin_lost}
_WITH_PIN = {"lock", "unlock"}


def parked_text(raw: Raw, arrival: Arrival | None, session: Session | None = None) -> str:
    """The update as JSON. Where nobody knows whether a PIN was asked for, digits alone count as one."""
    typed = _typed(arrival, session)
    return json.dumps(raw if typed is None else _without(raw, typed))


def _typed(arrival: Arrival | None, session: Session | None) -> str | None:
    match arrival and arrival.event:
        case TextSent(text=text, under=under):
            asked = session is None or session.person.lock is not None or (under and under.ask in _ASK_FOR_PIN)
            return text if asked and read_pin(text) is not None else None
        case CommandSent(name=name, argument=argument) if name in _WITH_PIN and argument:
            return argument
    return None


def _without(value: object, typed: str) -> object:
    match value:
        case str():
            return value.replace(typed, LEFT_OUT)
        case dict():
            return {name: _without(inner, typed) for name, inner in value.items()}
        case list():
            return [_without(inner, typed) for inner in value]
        case _:
            return value
