"""The screens of the way to the issuer: on it, there, or to be gone by the worker."""

from dataclasses import dataclass
from datetime import date

from criteria.model import Badge, Issuer
from flows.engine.buttons import Action
from flows.engine.context import DraftContext
from flows.engine.message import Attachment, Copy, Message
from flows.engine.prompts import PromptKind
from flows.engine.screen import Notice, Phrases, Screen, named, rows
from flows.features.questions.screens import recording_button
from flows.model.decision import Failure, Way
from flows.pack.email_size import too_heavy
from flows.rules.evidence.word_count import TooLong
from flows.text.paging import pasteable


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItsWay(Screen):
    """The submission waits for the issuer's system."""

    reference: str
    issuer: Issuer

    def render(self, say: Phrases) -> str:
        key = "on-its-way-by-email" if self.issuer.route == "email" else "on-its-way"
        return say.phrase(key, reference=self.reference, issuer=self.issuer.short)


@dataclass(frozen=True, slots=True, kw_only=True)
class MakingReady(Notice):
    """The submission is being made ready for the worker, who takes it to the issuer."""

    reference: str
    issuer: Issuer

    KEY = "making-ready"


_SENT = {
    Way.system: ("sent-head", "sent"),
    Way.email: ("sent-by-email-head", "sent-by-email"),
    Way.hand: ("sent-by-hand-head", "sent-by-hand"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Screen):
    """It has gone to the issuer, and how: the reference, and what happens next and when."""

    badge: Badge
    issuer: Issuer
    reference: str
    by: date
    way: Way
    theirs: str = ""
    """The issuer's own reference."""

    def render(self, say: Phrases) -> str:
        gone, then = _SENT[self.way]
        head = say.phrase(gone, reference=self.reference, issuer=self.issuer.short)
        if self.theirs:
            head += "\n" + say.phrase("their-reference", theirs=self.theirs)
        return "\n\n".join(
            [head, say.phrase(then, **named(self)), say.phrase("sent-questions", contact=self.issuer.contact)]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCopy(Screen):
    """A copy of the pack, or of a recording in it, as a file."""

    attachment: Attachment
    sent: bool
    """Whether it has gone to the issuer, or is for the worker to send."""

    def render(self, say: Phrases) -> str:
        copies = {Copy.recording: "pack-copy-recording", Copy.award: "pack-copy-award", Copy.odt: "pack-copy-odt"}
        return say.phrase(copies.get(self.attachment.copy, "pack-copy" if self.sent else "pack-copy-to-send"))

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        return (Message(self.render(say), attachment=self.attachment),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Screen):
    """The worker sends it themselves: how, where, and the words to paste."""

    badge: Badge
    issuer: Issuer
    reference: str
    text: str
    too_long: TooLong | None
    """That the text has more words than the issuer's form may take."""

    def render(self, say: Phrases) -> str:
        said = say.phrase("handover", page=str(self.badge.page), **named(self))
        return f"{said}\n\n{_too_long(say, self.too_long)}" if self.too_long else said

    def enclose(self, say: Phrases) -> tuple[Message, ...]:
        return pasteable(self.text)


def _too_long(say: Phrases, found: TooLong) -> str:
    return say.phrase("handover-too-long", words=found.words, limit=found.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDone(Screen):
    """Asks the worker to say when it is sent."""

    files: int = 0
    """How many awards of badges held there are as files, to be given out for the worker to send along."""

    def render(self, say: Phrases) -> str:
        files = [say.phrase("handover-files", files=self.files)] if self.files else []
        return "\n\n".join([*files, say.phrase("handover-done")])


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDelivered(Screen):
    """The submission could not be delivered, and why. It is kept, and can be sent again or taken there."""

    reference: str
    issuer: Issuer
    why: Failure
    too_long: TooLong | None
    """That the text has more words than the issuer's form may take, for whoever takes it there."""

    def render(self, say: Phrases) -> str:
        short = self.issuer.short
        kept = "not-delivered-kept-but" if self.why is Failure.recording else "not-delivered-kept"
        said = [
            say.phrase("not-delivered", reference=self.reference, issuer=short),
            say.phrase(f"not-delivered-{self.why.value}", issuer=short),
            f"{say.phrase(kept)} {say.phrase('not-delivered-next')}",
            *([_too_long(say, self.too_long)] if self.too_long else []),
        ]
        return "\n\n".join(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delayed(Notice):
    """The issuer's side does not take it yet. It is tried again, and the worker need do nothing."""

    reference: str
    issuer: Issuer

    KEY = "delayed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFirst(Notice):
    """What was made ready is open again, before the worker has sent it."""

    KEY = "change-first"


@dataclass(frozen=True, slots=True, kw_only=True)
class TooHeavyToSend(Notice):
    """With these recordings the message is larger than the issuer's mailbox takes."""

    issuer: Issuer
    weighs: int
    """MB, rounded up."""
    takes: int
    """MB."""

    KEY = "too-heavy"


def too_heavy_to_send(work: DraftContext) -> TooHeavyToSend | None:
    """That the recordings are too large for the issuer's mailbox, with the way to each; None where they are not."""
    issuer = work.library.issuer(work.badge)
    found = too_heavy(work.badge, issuer, work.draft)
    if found is None:
        return None
    ways = (recording_button(work, question) for question in work.badge.questions)
    return TooHeavyToSend(
        issuer=issuer,
        weighs=found.weighs,
        takes=found.takes,
        place=work.place(PromptKind.too_heavy),
        offers=(*rows(filter(None, ways), 2), (work.press(Action.review),)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue(Screen):
    """The day has passed by which the issuer decides: whom to ask, and with what."""

    badge: Badge
    issuer: Issuer
    reference: str
    sent_on: date
    by: date
    theirs: str
    way: Way
    """How it went there."""

    def render(self, say: Phrases) -> str:
        said = say.phrase("overdue", sent=self.sent_on, **named(self))
        return f"{said}\n{say.phrase('their-reference', theirs=self.theirs)}" if self.theirs else said
