"""One person's work: what they have said, and how far it has come. Values only; nothing here changes in place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from flows.model.attachments.audio import AudioAnalysis, AudioKind, AudioProblem
from flows.model.attachments.award import SubmittedAward
from flows.model.attachments.transcript import Transcript
from flows.model.decision import Decided, Relayed, Returned, Way
from flows.model.pin_lock import PinLock
from flows.model.reminders import ReminderPreferences
from flows.model.retention_notes import RetentionNotes
from flows.model.stages import OPEN_STAGES, Stage

DEFAULT_LANGUAGE = "en"
_NO_NOTES = RetentionNotes()


class Outcome(Enum):
    """Why a draft is closed."""

    not_for_me = "not_for_me"
    withdrawn = "withdrawn"
    awarded = "awarded"
    declined = "declined"
    revoked = "revoked"


@dataclass(frozen=True, slots=True)
class TextPart:
    """What one message added to an answer. An edit finds it by its key.

    `key` is the number of a message among all of its chat, which grows with time, whoever sent them. Parts of an answer
    stand in this order, and a button names a message in a few bytes. The channel gives these numbers: Telegram's own
    message ids are such; a channel with ids of another kind counts.
    """

    key: int
    text: str
    at: datetime
    whole: str = ""
    """All that the message said, where `text` is only what is left of it, or only a passage that was taken out."""
    span: tuple[int, int] | None = None
    """Of a passage that was taken out: where it stands in `whole`."""
    instead_of: int = 0
    """The key of the message in whose place this one stands; 0 where it stands in its own."""

    @property
    def position(self) -> int:
        """The key by which it is ordered in its answer."""
        return self.instead_of or self.key


@dataclass(frozen=True, slots=True)
class AudioPart:
    """A recording that is part of an answer. `heard` is None until its bytes are on our disk and were listened to."""

    key: int
    kind: AudioKind
    at: datetime
    source: str
    """The channel's id of the file, for fetching it and for playing it back. It is no link, and holds no token."""
    heard: AudioAnalysis | None = None
    lost: AudioProblem | None = None
    """Why its bytes cannot be had; then nothing of it counts and nothing of it is sent."""
    words_needed: bool = False
    """Whether the badge counts it only once the worker vouches for its words."""
    writing: bool = False
    """Whether its words are to be written down, or are being written down now."""
    transcript: Transcript | None = None

    @property
    def written(self) -> str | None:
        """Its words, where the worker vouches for them; None where not, or where they count for an earlier copy."""
        if self.transcript is None or not self.transcript.is_settled:
            return None
        return self.transcript.words if self.heard and self.heard.trouble is not AudioProblem.twice else None


@dataclass(frozen=True, slots=True)
class LinkPart:
    """A link to the worker's own page, given as evidence. Nobody here opens it."""

    key: int
    url: str
    at: datetime


Part = TextPart | AudioPart | LinkPart


@dataclass(frozen=True, slots=True)
class Answer:
    """What a draft holds for a question: parts in the order sent, and those struck by starting again."""

    parts: tuple[Part, ...] = ()
    struck: tuple[Part, ...] = ()
    kept_short: bool = False
    """The worker keeps a spoken answer that is shorter than asked."""
    kept_as_is: str | None = None
    """A digest of the text in which likely personal details were seen, shown, and kept by the worker."""
    together: tuple[int, int] = (0, 0)
    """Which of `struck` were put away at once by starting again: from the first number up to before the second."""


@dataclass(frozen=True, slots=True)
class PutAside:
    """A message that is in no answer, or only a part of it is: talk with the bot, or what the worker left out."""

    key: int
    text: str
    """The whole message."""
    at: datetime
    question: str = ""
    """The question that it was sent at; empty where it was at none."""
    act: str = ""
    """What it was read as: the value of an `Act`."""
    filed: str = ""
    """The part of it that is in the answer."""
    settled: bool = False
    """Whether the worker said where it belongs, so that nothing asks about it again."""


@dataclass(frozen=True, slots=True)
class LastAside:
    """The message that the last button about putting words aside hangs on: what the same words typed are about."""

    question: str
    key: int
    at: datetime
    asked: bool = False
    """Whether it was asked if the message is a part of the answer."""


@dataclass(frozen=True, slots=True)
class KeptDetail:
    """A likely personal detail that the worker looked at and kept as it is."""

    question: str
    words: str
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tick:
    """What the worker says of the page behind a link: the exact words, of which link, and when."""

    scope: str
    """The question that the link answers, or `vouching.WHOLE`."""
    link: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as the worker stated it. Several values only where several may be chosen."""

    values: tuple[str, ...]
    key: int | None = None
    sure: bool = True
    """False while the bot waits for a "keep it", or for a choice to be finished."""


@dataclass(frozen=True, slots=True)
class AiUse:
    """What the worker says of AI tools."""

    used: bool
    at: datetime
    tool: str | None = None
    link: str | None = None
    unsure: bool = False
    """Whether the bot waits for a "keep it", because the tool's name reads like a sentence."""
    no_link: bool = False
    """The worker says that there is no link to the chat to give."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A declaration that was agreed to: its exact text, and when."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sending:
    """One attempt to send: the reference stays, the attempt counts up."""

    reference: str
    attempt: int
    at: datetime
    delivered_at: datetime | None = None
    receipt: str | None = None
    """The issuer's own reference, where it gave one."""
    supersedes: int | None = None
    """The attempt that the issuer has and that this one replaces."""
    way: Way = Way.system
    delayed: bool = False
    """The worker was told that the issuer's side does not answer yet."""
    received_at: datetime | None = None
    """When the issuer said that it has it."""
    overdue: bool = False
    """The worker was told that the day has passed by which the issuer decides."""


@dataclass(frozen=True, slots=True)
class WithdrawnSubmission:
    """The worker took back what the issuer had."""

    at: datetime
    told_at: datetime | None = None
    """When the issuer's side took the news; None where it has not yet."""
    by_hand: bool = False
    """There is no way from here to tell the issuer: the worker says it themselves."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One person's work on one badge version."""

    id: str
    badge: str
    version: str
    stage: Stage
    began_at: datetime
    touched_at: datetime
    right_badge_at: datetime | None = None
    facts: Mapping[str, Stated] = field(default_factory=dict)
    facts_confirmed: bool = True
    """False while remembered facts wait for "still right?"."""
    facts_later: tuple[str, ...] = ()
    """The ids of facts that the worker wants to give later. They are asked for before sending."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    pasted: tuple[TextPart, ...] = ()
    """A statement pasted whole, while the worker looks at how it would be divided."""
    shared: tuple[tuple[TextPart, ...], ...] = ()
    """Statements that came in several messages and were divided, so that an edit of one message can divide them
    again without losing the others."""
    unplaced: tuple[Part, ...] = ()
    """Words that are in no answer: kept, shown, and offered a place."""
    asides: tuple[PutAside, ...] = ()
    """Messages that are not evidence. They are never counted and never sent."""
    last_aside: LastAside | None = None
    kept_details: tuple[KeptDetail, ...] = ()
    """Likely personal details that the worker looked at, each on its own, and kept."""
    whole: LinkPart | None = None
    """A link that answers every question."""
    ticks: tuple[Tick, ...] = ()
    """What is ticked of the links. It falls with the link, or with the words, that it was said of."""
    listened: str | None = None
    """A digest of the recordings of which the worker said that nobody can be known from them."""
    told_of_scribe: str | None = None
    """Who, as the worker was told, writes down what they say in recordings."""
    held: Mapping[str, datetime] = field(default_factory=dict)
    """The ids of other badges that the worker says they hold, and when they ticked each."""
    awards: tuple[SubmittedAward, ...] = ()
    """The awards that the worker gave of them, also those taken out again, in the order sent."""
    looked_again: tuple[datetime, ...] = ()
    """When the worker last asked for awards to be looked at once more."""
    ai: AiUse | None = None
    declarations: Mapping[str, Accepted] = field(default_factory=dict)
    agreed_before: Mapping[str, Accepted] = field(default_factory=dict)
    """What was agreed to before the last change, which made it be asked again."""
    agreed_words: str = ""
    """A digest of the words that `agreed_before` was about."""
    sending: Sending | None = None
    decisions: tuple[Decided, ...] = ()
    """All that the issuer has said, in the order in which it came."""
    returned: Returned | None = None
    """The last request for more evidence."""
    relayed: Relayed | None = None
    """Such a request while the worker is telling of it."""
    stayed_on: str | None = None
    """The newer badge version that the worker was offered and did not take."""
    outcome: Outcome | None = None
    taken_back: WithdrawnSubmission | None = None
    congratulated: bool = False
    """The worker was told that the badge is theirs."""
    told: bool = False
    """It is closed by the worker's word alone: the issuer itself has not been heard."""
    retention: RetentionNotes = _NO_NOTES
    """What was said of its running out."""

    @property
    def is_open(self) -> bool:
        """Whether there is still something for the worker to do before it is sent."""
        return self.stage in OPEN_STAGES

    def with_answer(self, question: str, answer: Answer) -> "Draft":
        """The draft with this answer to a question in place of the one that it has."""
        return replace(self, answers={**self.answers, question: answer})


@dataclass(frozen=True, slots=True)
class Consent:
    """That the worker agreed to the privacy notice: which version of it, and when."""

    notice: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """One worker: their consent, the facts to offer again, and which draft is in hand."""

    id: str
    """Which channel they write on, and what that calls them: `telegram:501`."""
    consent: Consent | None = None
    wanted: str | None = None
    """The badge that a deep link named, until consent is given."""
    remembered: Mapping[str, Stated] = field(default_factory=dict)
    in_hand: str | None = None
    reminders: ReminderPreferences = field(default_factory=ReminderPreferences)
    agreed_before: Consent | None = None
    """The consent that was taken back, or that does not cover what data are used for now."""
    language: str = DEFAULT_LANGUAGE
    """The folder of `flows/text` whose sentences they read."""
    retention: RetentionNotes = _NO_NOTES
    """What was said of their details' running out, once they have no draft."""
    lock: PinLock | None = None
    """The lock on what they have written, where they want one."""


@dataclass(frozen=True, slots=True)
class Session:
    """All that the bot holds of one person: what a turn begins with, and what it ends with."""

    person: Person
    drafts: Mapping[str, Draft] = field(default_factory=dict)

    @property
    def in_hand(self) -> Draft | None:
        """The draft that the worker is working on now."""
        return self.drafts.get(self.person.in_hand or "")

    @property
    def language(self) -> str:
        """The language in which the bot writes to them."""
        return self.person.language
