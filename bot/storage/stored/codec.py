"""Serialises stored values as JSON with a schema number, and upgrades older ones when they are read."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.storage.erasing.erasure import Erasure
from bot.storage.errors import DataTooNew, Unreadable
from bot.storage.stored.requested import OperatorRequest, PersonRequest
from flows.engine.message import Message
from flows.model.draft import Draft, Person
from flows.pack.pack import Pack

T = TypeVar("T")
Body = dict[str, object]
Upgrade = Callable[[Body], Body]


class Codec(Generic[T]):
    """Writes and reads one kind of value, exactly: what is read equals what was written.

    `upgrades[n]` turns a body of schema n + 1 into one of schema n + 2.
    """

    def __init__(self, kind: type[T], upgrades: Sequence[Upgrade] = ()) -> None:
        self._name = kind.__name__.lower()
        self._adapter = TypeAdapter(kind)
        self._upgrades = tuple(upgrades)
        self._head = f'{{"schema":{self.schema},'

    @property
    def schema(self) -> int:
        """The schema that is written now."""
        return len(self._upgrades) + 1

    def write(self, value: T) -> str:
        """The body of a value."""
        return self._head + self._adapter.dump_json(value)[1:].decode()

    def read(self, body: str) -> T:
        """The value of a body. Raises DataTooNew or Unreadable, which repeat none of it."""
        current = body if body.startswith(self._head) else self._upgraded(body)
        value, problems = self._parsed(current)
        if value is None:
            raise Unreadable(self._name, problems)
        return value

    def _parsed(self, body: str) -> tuple[T | None, int]:
        # Raising outside the handler, so that no traceback can show the words that pydantic quotes.
        try:
            return self._adapter.validate_json("{" + body[len(self._head) :]), 0
        except ValidationError as error:
            return None, error.error_count()

    def _upgraded(self, body: str) -> str:
        fields = self._fields(body)
        found = fields.pop("schema", None)
        if not isinstance(found, int) or found < 1:
            raise Unreadable(self._name, 1)
        if found > self.schema:
            raise DataTooNew(f"a stored {self._name}", found, self.schema)
        for upgrade in self._upgrades[found - 1 :]:
            fields = upgrade(fields)
        return self._head + json.dumps(fields)[1:]

    def _fields(self, body: str) -> Body:
        try:
            fields = json.loads(body)
        except json.JSONDecodeError:
            fields = None
        if not isinstance(fields, Mapping):
            raise Unreadable(self._name, 1)
        return dict(fields)


def _with_channel(person: Body) -> Body:
    """Until schema 2, a person was a number of Telegram's, which was the only channel."""
    id_ = person.get("id")
    return {**person, "id": f"telegram:{id_}"} if isinstance(id_, int) else person


def _with_reminder_time(message: Body) -> Body:
    """Until schema 2, a message with `until` was a reminder."""
    until = message.pop("until", None)
    return {**message, "reminder": None if until is None else {"until": until}}


def _as_it_was(body: Body) -> Body:
    """Nothing had to change. The number keeps an earlier release from reading, and losing, what it does not know."""
    return body


DRAFTS = Codec(Draft)
# Schema 3 has the lock.
PEOPLE = Codec(Person, (_with_channel, _as_it_was))
# Schema 3 has the messages that are deleted with it.
MESSAGES = Codec(Message, (_with_reminder_time, _as_it_was))
PACKS = Codec(Pack)
REQUESTS = Codec(OperatorRequest)
ERASURES = Codec(Erasure)
# Schema 2 has the lock that is to go.
PERSON_REQUESTS = Codec(PersonRequest, (_as_it_was,))
