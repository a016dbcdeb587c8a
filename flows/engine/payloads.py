"""What a button or a prompt is about: small typed values, and how each is written into a button's data.

A payload is written as its fields in their order, with a separator between them; empty ones at the end are left out.
Buttons lie in people's chats for years, so a class may get a further field at its end, and nothing else may change.
"""

from dataclasses import dataclass, fields
from typing import ClassVar, Self

LONGEST_NUMBER = 19
"""Digits. A message's key takes as many."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What a button or a prompt is about. A field `number` is what was typed: a place in the list that is shown."""

    separators: ClassVar[str] = ":"
    """What stands after the first field, after the second and so on; the last one stands after all that follow."""

    @property
    def wire(self) -> str:
        """As it stands in a button's data."""
        text = ""
        for at, field in reversed([*enumerate(fields(self))]):
            value = getattr(self, field.name)
            if text or value:
                text = f"{value or ''}{self._separator(at) if text else ''}{text}"
        return text

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Reads what some version of this program wrote; None for what none did."""
        values: dict[str, str | int] = {}
        for at, field in enumerate(fields(cls)):
            value, _, text = text.partition(cls._separator(at))
            if value and field.type in (int, int | None):
                if not (value.isascii() and value.isdecimal() and len(value) <= LONGEST_NUMBER):
                    return None
                values[field.name] = int(value)
            elif value:
                values[field.name] = value
        return cls(**values)

    @classmethod
    def at(cls, about: "Payload", number: int | None = None) -> Self:
        """What is typed at a prompt: it takes over what the prompt is about, field by field of the same name."""
        names = (field.name for field in fields(cls) if field.name != "number" and hasattr(about, field.name))
        values = {name: getattr(about, name) for name in names}
        return cls(**values, **({} if number is None else {"number": number}))

    @classmethod
    def _separator(cls, at: int) -> str:
        return cls.separators[min(at, len(cls.separators) - 1)]


@dataclass(frozen=True, slots=True)
class Nothing(Payload):
    """Nothing more than the draft, or the person."""


NOTHING = Nothing()


@dataclass(frozen=True, slots=True)
class Nth(Payload):
    """The n-th of a list."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class OfBadge(Payload):
    """A badge: by its id, or by its number among those that are offered."""

    badge: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class OfFact(Payload):
    """A detail: by its id, or by its number in the badge."""

    fact: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class OptionOf(Payload):
    """An option of a detail, by its number there."""

    fact: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class OfQuestion(Payload):
    """A question: by its id, or by its number in the badge. Of a link, `WHOLE` is all of them."""

    question: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class OfDraft(Payload):
    """A draft that is not in hand; empty for the one that was put aside last."""

    draft: str = ""


@dataclass(frozen=True, slots=True)
class PartOf(Payload):
    """A message at a question: by its key, or by its number in a list; with neither, the newest there."""

    question: str = ""
    key: int = 0
    number: int | None = None


@dataclass(frozen=True, slots=True)
class MessageOf(Payload):
    """A message of an answer: by its mark, or by its number there; and the detail that is asked about in it."""

    question: str = ""
    mark: str = ""
    detail: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class OfDetail(Payload):
    """A likely personal detail, by its mark."""

    detail: str = ""


@dataclass(frozen=True, slots=True)
class Loose(Payload):
    """A message that is in no answer, and the number of the question where it belongs."""

    key: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Spoken(Payload):
    """The words of a recording: by its key, or by its number in the answer to the question.

    What is no answer about them belongs to the question.
    """

    key: int = 0
    question: str = ""
    number: int = 0

    @classmethod
    def read(cls, text: str) -> Self | None:
        """As any other; a list of recordings names the question first."""
        first, _, second = text.partition(":")
        return super(Spoken, cls).read(text if first.isdecimal() or not first else f"{second}:{first}")


@dataclass(frozen=True, slots=True)
class BoxOf(Payload):
    """A box of the checklist of a link, by its reference or by its number; `WHOLE` is the link of all questions."""

    question: str = ""
    box: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class HeldPart(Payload):
    """A part of the list of badges that are held, from 1; without it the first with something to tick."""

    part: int = 0


@dataclass(frozen=True, slots=True)
class OfHeld(Payload):
    """A badge that may be held: by its id, or by its number; and the part of the list that was shown."""

    item: str = ""
    number: int = 0
    part: int = 0


@dataclass(frozen=True, slots=True)
class OfAward(Payload):
    """An award that was given: by its id, or by its number in the list."""

    award: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class AwardFor(Payload):
    """An award that was given, and the number of the badge that it is said to be of."""

    award: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class OfDeclaration(Payload):
    """A statement to be agreed to, by its id; `ALL` is all that were agreed to before."""

    declaration: str = ""


@dataclass(frozen=True, slots=True)
class OfIssuer(Payload):
    """An issuer to whom something is declared each year; without an id, the first."""

    issuer: str = ""


@dataclass(frozen=True, slots=True)
class MonthOf(Payload):
    """A month in which something is declared to an issuer."""

    issuer: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class ReasonOf(Payload):
    """What a reminder is about: the first letter of its kind and an id; or the n-th of the last one, else the first."""

    kind: str = ""
    name: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CutPage(Payload):
    """A page of the passages that can be taken out, from 0; or of the parts of one that is opened, by its mark."""

    page: int = 0
    inside: str = ""
    separators: ClassVar[str] = "~"


@dataclass(frozen=True, slots=True)
class PassageOf(Payload):
    """A passage on such a page: by its mark, or by its number there."""

    page: int = 0
    inside: str = ""
    mark: str = ""
    number: int = 0

    @property
    def shown(self) -> CutPage:
        """The page."""
        return CutPage(self.page, self.inside)

    @property
    def wire(self) -> str:
        """The page, and the mark."""
        return f"{self.shown.wire}:{self.mark}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Reads the page, and the mark."""
        page, _, mark = text.partition(":")
        shown = CutPage.read(page)
        return cls(shown.page, shown.inside, mark) if shown else None


@dataclass(frozen=True, slots=True)
class Paste(Payload):
    """A pasted statement: the number of the question under which it was sent, and where its pieces go so far.

    `state` is empty where nobody chose. It begins with h, for passages under their headings, or w, for paragraphs; a
    character follows for each of them. See `piece_by_piece.digits`.
    """

    asked: int = 0
    state: str = ""
    question: str = ""
    """The id of the question, as the first buttons named it, and as prompts do."""

    @classmethod
    def read(cls, text: str) -> Self | None:
        """As any other; the first buttons named the question by its id."""
        first, _, state = text.partition(":")
        known = not first or first.isdecimal()
        return super(Paste, cls).read(text) if known else cls(state=state, question=first)


@dataclass(frozen=True, slots=True)
class PasteAt(Payload):
    """A pasted statement, and the number of one of its passages, or of the question where the next piece belongs."""

    asked: int = 0
    state: str = ""
    number: int = 0
    separators: ClassVar[str] = ":~"


@dataclass(frozen=True, slots=True)
class PassageTo(Payload):
    """A pasted statement, the number of one of its passages, and of the question where that belongs; 0 is none."""

    asked: int = 0
    state: str = ""
    passage: int = 0
    number: int = 0
    separators: ClassVar[str] = ":~"
