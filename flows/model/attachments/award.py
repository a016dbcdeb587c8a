"""The award of another badge, as a worker gives it, and what looking at it came to. Values only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeAlias

from flows.model.attachments.award_check import AwardDoubt, AwardFault

MOST = 40
"""Awards of one draft that were not taken out: more than any badge asks for, and few enough to list."""
LONGEST_NAME = 60
"""Characters of a file's name that are kept, for the worker to know it by."""


class AwardVerdict(Enum):
    """The only three things that are ever said of an award. There is no "probably"."""

    checked = "checked"
    unchecked = "unchecked"
    """It could not be checked."""
    wrong = "wrong"
    """It is not right: it is somebody else's, say, or was taken back."""


class MissingField(Enum):
    """Why there was nothing to look at."""

    gone = "gone"
    """Telegram could not give the file."""
    no_room = "no_room"
    """There was no room to keep it: of the disk, or of what is kept for one person."""


Why: TypeAlias = AwardDoubt | AwardFault | MissingField
"""Why an award could not be checked, or is not right. Each has its own line that says what to do."""
WHYS: tuple[Why, ...] = (*AwardDoubt, *AwardFault, *MissingField)


class Form(Enum):
    """What a file with an award in it is, whatever the sender called it."""

    png = "png"
    svg = "svg"
    json = "json"
    jwt = "jwt"


@dataclass(frozen=True, slots=True)
class AwardFile:
    """The bytes of an award on our disk."""

    sha256: str
    size: int
    form: Form


@dataclass(frozen=True, slots=True)
class AwardFinding:
    """What one file, one of those in a zip, or one link proved to be."""

    verdict: AwardVerdict
    at: datetime
    """When it was looked at."""
    email: str
    """The worker's address, to which it was held."""
    why: Why | None = None
    file: AwardFile | None = None
    called: str = ""
    """The file's own name, of a file in a zip."""
    badge: str = ""
    """The badge as the award itself names it."""
    thing: str | None = None
    """The id of the badge asked for that it is of, where that is certain."""
    perhaps: tuple[str, ...] = ()
    """The ids of those that it may be of, the likeliest first, where it is not."""
    rules: str = ""
    """A mark of what was known of the issuer's awards, so that it is seen when more is known."""


@dataclass(frozen=True, slots=True)
class SubmittedAward:
    """One award that the worker gave: a link to it, or a file."""

    key: int
    """The message that it came with."""
    part: int
    """Which of several awards in the message it is, from 0."""
    at: datetime
    link: str = ""
    source: str = ""
    """Telegram's id of the file."""
    called: str = ""
    """What the file is called on the worker's phone."""
    thing: str | None = None
    """The id of the badge that it is the award of, once that is known."""
    said: bool = False
    """Whether it is the worker who said which badge that is."""
    found: AwardFinding | None = None
    """None until it was looked at."""
    told: bool = False
    """Whether the worker was told what was found."""
    late: bool = False
    """Whether the worker was told that it takes longer."""
    busy: bool = False
    """Whether it takes longer because too much was sent at once."""
    again: bool = False
    """Whether it is being looked at once more, because the worker asked for that."""
    out: bool = False
    """Whether it was taken out again."""

    @property
    def id(self) -> str:
        """How a button names it."""
        return f"{self.key}.{self.part}"

    @property
    def verdict(self) -> AwardVerdict | None:
        """What was found of it; None until it was looked at."""
        return self.found.verdict if self.found else None

    @property
    def is_waiting(self) -> bool:
        """Whether it is being looked at, for the first time or once more."""
        return self.found is None or self.again

    @property
    def is_lost(self) -> bool:
        """Whether it was looked at, and there is nothing to take to anybody: neither a link nor a file."""
        return self.found is not None and not self.link and self.found.file is None


def given_at(awards: Iterable[SubmittedAward], name: str) -> SubmittedAward | None:
    """The award that a button names."""
    return next((award for award in awards if award.id == name), None)
