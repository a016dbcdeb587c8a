"""The screens of what the issuer says of an application, or has not said in time."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from criteria.model import Badge, Issuer
from flows.engine.message import AwardCopy, Message
from flows.engine.screen import Phrases, Screen
from flows.model.attachments.award import AwardVerdict as Look
from flows.model.decision import Remark
from flows.text.paging import pasteable


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Screen):
    """The issuer says that it has it."""

    reference: str
    issuer: Issuer
    theirs: str
    """The issuer's own reference, if it gave one."""
    by: date

    def render(self, say: Phrases) -> str:
        said = say.phrase("received", reference=self.reference, issuer=self.issuer.short, by=self.by)
        return f"{said}\n{say.phrase('their-reference', theirs=self.theirs)}" if self.theirs else said


@dataclass(frozen=True, slots=True)
class QuestionNote:
    """What the assessor wrote about one question."""

    number: int
    heading: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Screen):
    """What the issuer has decided: its own words untouched, in messages of their own, and what that means."""

    badge: Badge
    issuer: Issuer
    reference: str
    comment: str
    notes: tuple[QuestionNote, ...] = ()
    """What the assessor wrote about questions of which nothing more is wanted."""

    KEY: ClassVar[str]
    """The phrase of its first sentences."""

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        head = say.phrase(self._key(), reference=self.reference, issuer=self.issuer.short, title=self.badge.title)
        words = self._words(say)
        if not words:
            return (Message(f"{head}\n\n{self.render(say)}"),)
        return (
            Message(f"{head}\n\n{say.phrase('their-words')}"),
            *pasteable(words),
            Message(self.render(say)),
        )

    def _key(self) -> str:
        return self.KEY

    def _words(self, say: Phrases) -> str:
        """All that the assessor wrote: the comment, then the notes under the headings of their questions."""
        said = (f"{say.plain('note-at-question', number=n.number, heading=n.heading)}\n{n.comment}" for n in self.notes)
        return "\n\n".join(filter(None, (self.comment, *said)))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreWanted(Letter):
    """The issuer asks for more evidence: the assessor's words, for which questions, and by when."""

    wanted: tuple[QuestionNote, ...]
    reply_by: date | None

    KEY = "returned"

    def render(self, say: Phrases) -> str:
        wanted = "\n".join(say.phrase("returned-question", number=w.number, heading=w.heading) for w in self.wanted)
        blocks = [f"{say.phrase('returned-questions')}\n{wanted}" if wanted else self._what_is_open(say)]
        if self.reply_by:
            blocks.append(say.phrase("returned-by", by=self.reply_by))
        key = "returned-next" if wanted else "returned-next-all"
        return "\n\n".join([*blocks, say.phrase(key, carrier=self.issuer.carrier, issuer=self.issuer.short)])

    def _what_is_open(self, say: Phrases) -> str:
        """What can be changed, where nothing is named."""
        if self.badge.questions:
            return say.phrase("returned-all-both" if self.badge.prerequisites else "returned-all")
        return say.phrase("returned-all-badges" if self.badge.prerequisites else "returned-all-details")


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarded(Letter):
    """The badge is earned."""

    link: str
    look: Look | None = None
    """What the award itself proved to be, where it was looked at."""
    named: str = ""
    """What the award calls the badge, where that is not its title here."""
    file: AwardCopy | None = None
    """The award as a file to keep."""
    reminded: bool = False
    """The worker hears of a yearly badge when it opens again."""

    KEY = "awarded"

    def render(self, say: Phrases) -> str:
        return "\n\n".join(filter(None, (self._where_it_is(say), self._again(say))))

    def enclose(self, say: Phrases) -> tuple[Message, ...]:
        caption = say.phrase("award-file", title=self.badge.title)
        return (Message(caption, attachment=self.file),) if self.file else ()

    def _key(self) -> str:
        return "awarded-doubtful" if self.look is Look.wrong else self.KEY

    def _again(self, say: Phrases) -> str:
        # Whoever has no badge that is right is not asked about the next one.
        if self.badge.repeat != "yearly" or self.look is Look.wrong:
            return ""
        return say.phrase("awarded-again-told" if self.reminded else "awarded-again")

    def _where_it_is(self, say: Phrases) -> str:
        said = [say.phrase("awarded-link", link=self.link)] if self.link else []
        if self.look is not None:
            said.append(self._looked(say))
        if self.file:
            said.append(say.phrase("awarded-file"))
        return "\n\n".join(said) or say.phrase("awarded-next", issuer=self.issuer.short)

    def _looked(self, say: Phrases) -> str:
        """What looking at the badge came to."""
        if self.look is Look.checked:
            said = say.phrase("awarded-checked", issuer=self.issuer.short)
            return f"{said} {say.phrase('awarded-named', name=self.named)}" if self.named else said
        if self.look is Look.wrong:
            return say.phrase("awarded-wrong", contact=self.issuer.contact, reference=self.reference)
        if self.link:
            return say.phrase("awarded-unchecked")
        return say.phrase("awarded-unchecked-file", contact=self.issuer.contact)


_OF_ANOTHER_BADGE = re.compile(
    r"(?i)\b(?:wrong|another|other|different|right|correct|not (?:for )?(?:this|the)|instead)\b.{0,40}\bbadge\b|"
    r"\bbadge\b.{0,40}\b(?:wrong|not for|instead|does not apply|is for)\b|\bcourse\b.{0,40}\babout\b"
)
"""Words of an assessor who says that it is the wrong badge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(Letter):
    """The issuer says no: its words, and what may be done."""

    KEY = "declined"

    def render(self, say: Phrases) -> str:
        """What can be done: where they wrote why, that comes first; else the commonest reason is named."""
        wrote = " ".join(filter(None, (self.comment, *(note.comment for note in self.notes))))
        otherwise = self.badge.fit.otherwise
        if not wrote or _OF_ANOTHER_BADGE.search(wrote):
            first = say.phrase("declined-next-badge", otherwise=otherwise)
        elif self.badge.questions:
            first = say.phrase("declined-next-words")
        else:
            # Where only other badges are asked for, what is missing are badges.
            first = f"{say.phrase('declined-next-words')} {say.phrase('declined-next-more', otherwise=otherwise)}"
        return f"{first}\n\n{say.phrase('declined-next-ask', contact=self.issuer.contact)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked(Letter):
    """The issuer has taken the badge back."""

    KEY = "revoked"

    def render(self, say: Phrases) -> str:
        return say.phrase("revoked-next", contact=self.issuer.contact)


def question_notes(badge: Badge, remarks: tuple[Remark, ...]) -> tuple[QuestionNote, ...]:
    """The remarks that have words, in the badge's order of questions."""
    said = {remark.question: remark.comment for remark in remarks if remark.comment}
    return tuple(
        QuestionNote(number, question.heading, said[question.id])
        for number, question in enumerate(badge.questions, 1)
        if question.id in said
    )
