"""What a likely personal detail may be, and why it was taken for one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Kind(Enum):
    """What a finding may be. Where two overlap, the earlier in this list is reported."""

    email = "email"
    handle = "handle"
    chi = "chi"
    nhs = "nhs"
    national_insurance = "national_insurance"
    date_of_birth = "date_of_birth"
    phone = "phone"
    registration = "registration"
    payroll = "payroll"
    record = "record"
    key_code = "key_code"
    car = "car"
    street = "street"
    postcode = "postcode"
    room = "room"
    home = "home"
    unique = "unique"
    named_person = "named_person"
    initials = "initials"
    nickname = "nickname"


class Why(Enum):
    """What made a finding likely, for one plain reason beside it."""

    shape = "shape"
    """It is written as such numbers, codes and addresses are written."""
    said_so = "said_so"
    """A word beside it says what it is: "CHI", "payroll number", "her name is"."""
    title = "title"
    """A title stands before it: "Mrs", "Sister", "PC"."""
    relation = "relation"
    """It says whose name it is: "my client", "her son"."""
    known_name = "known_name"
    """It is on a list of first names."""
    used_as_name = "used_as_name"
    """It does in the sentence what only a person does."""
    only_one = "only_one"
    """Only one person fits it."""


HARD_KINDS = frozenset(
    {Kind.chi, Kind.nhs, Kind.national_insurance, Kind.date_of_birth, Kind.phone, Kind.key_code}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """A likely personal detail at `text[start:end]` (characters). Never holds the words themselves."""

    kind: Kind
    start: int
    end: int
    why: Why = Why.shape

    @property
    def hard(self) -> bool:
        """Whether it identifies somebody by itself, so that the worker is told as soon as it is typed."""
        return self.kind in HARD_KINDS


Span: TypeAlias = tuple[int, int, Why]
Spans: TypeAlias = Iterator[Span]
