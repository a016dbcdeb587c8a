"""The words of a recording as a program wrote them down: a draft, until the worker says that they are right."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from flows.model.message_joins import continues, joint


class Vouched(Enum):
    """What the worker says of the words."""

    shown = "shown"
    confirmed = "confirmed"
    mended = "mended"
    refused = "refused"


class Misheard(Enum):
    """Why the program may not have caught the words."""

    unsure = "unsure"
    repeats = "repeats"


@dataclass(frozen=True, slots=True)
class Mend:
    """One message of a worker's own, in place of what the program wrote."""

    key: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a program wrote down, what the worker made of it, and whether they vouch for it."""

    text: str
    """As the program wrote it. It stays, whatever the worker sends instead."""
    engine: str
    model: str
    made_at: datetime
    vouched: Vouched = Vouched.shown
    vouched_at: datetime | None = None
    misheard: Misheard | None = None
    mends: tuple[Mend, ...] = ()
    """The worker's own version, in as many messages as it took; it stands in place of `text`."""
    replaced: tuple[Mend, ...] = ()
    """Versions of theirs from before they sent the whole of it once more. Kept, and used for nothing."""
    mending: bool = False
    """Whether what comes next is to stand in place of all that was there."""

    @property
    def words(self) -> str:
        """The words as they now stand."""
        return joined(self.mends) if self.mends else self.text

    @property
    def is_settled(self) -> bool:
        """Whether the worker vouches for the words."""
        return self.vouched in (Vouched.confirmed, Vouched.mended)


def joined(mends: tuple[Mend, ...]) -> str:
    """Messages as one text. Two that a phone made of one long text are joined so that no sentence is torn."""
    said = ""
    for before, mend in zip((None, *mends), mends, strict=False):
        if before is not None:
            cut = continues(before.text, (mend.at - before.at).total_seconds())
            said += joint(before.text, mend.text) if cut else "\n\n"
        said += mend.text
    return said


SURE = 0.75
"""Below this mean probability of its words, a program was guessing.

Held against a trained model (`make test-speech`): clean speech has 0.8 and more. With two words in three wrong it is
about 0.6, and never as low as 0.5.
"""
NEAR = 0.35
"""Further than this share from the estimate, one of the two counts is wrong."""
REPEATING = 1.4
"""Above this share of the estimate, the program has most likely gone round in circles."""


def misheard(count: int, estimate: int, sure: float | None) -> Misheard | None:
    """Whether a program's words can be what was said: held against its own doubt, and against the sound."""
    if count > estimate * REPEATING:
        return Misheard.repeats
    if (sure is not None and sure < SURE) or abs(count - estimate) > estimate * NEAR:
        return Misheard.unsure
    return None
