"""What a stored body is bound to: its table, its owner and its row. Elsewhere it does not open."""

from typing import NamedTuple

NOBODY = ""
"""The owner of what belongs to no person, such as an update whose sender could not be read."""


class BodyPlace(NamedTuple):
    """Where a body is stored. `owner` is whose key seals it; `row` tells it from the owner's others in the table.

    `sealed_bodies` in `queries/sealing.sql` says the same of every row.
    """

    table: str
    owner: str
    row: str

    @property
    def bound(self) -> bytes:
        """The associated data. No id holds the character between the parts."""
        return "\x1f".join(self).encode("utf-8", "surrogatepass")


def of_person(person: str) -> BodyPlace:
    """What is stored of a person."""
    return BodyPlace("person", person, person)


def of_draft(person: str, draft: str) -> BodyPlace:
    """A draft."""
    return BodyPlace("draft", person, draft)


def of_message(chat: str, row: int) -> BodyPlace:
    """A message in the outbox. A chat with one person has that person's id."""
    return BodyPlace("outbox", chat, str(row))


def of_pack(person: str, reference: str, attempt: int) -> BodyPlace:
    """A frozen submission."""
    return BodyPlace("submission", person, f"{reference}-{attempt}")


def of_effect(person: str, kind: str, draft: str) -> BodyPlace:
    """An effect that is no delivery. It has no number before it is stored."""
    return BodyPlace("effect", person, f"{kind} {draft}")


def of_request(person: str, draft: str) -> BodyPlace:
    """A request of the operator's about a draft."""
    return BodyPlace("operator_request", person, draft)


def of_parked(person: str | None, update: str) -> BodyPlace:
    """An update that could not be handled."""
    return BodyPlace("parked", person or NOBODY, update)


def of_waiting(person: str, received_ms: int) -> BodyPlace:
    """An update whose turn is yet to be taken."""
    return BodyPlace("waiting_update", person, str(received_ms))


def of_person_request(person: str) -> BodyPlace:
    """What an operator asks to be put right of a person."""
    return BodyPlace("person_request", person, person)
