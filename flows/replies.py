"""What the bot has to say, as nouns and data. Sentences are in `flows/wording/`."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from criteria.model import Badge, Declaration, Fact, Issuer, Question
from flows.buttons import Press
from flows.decisions import Way
from flows.draft import Stated
from flows.holdings import Tally
from flows.messages import Attachment
from flows.places import Place
from flows.screening import Kind
from flows.scribe import Scribe
from flows.sound import Heard, SoundKind, Trouble
from flows.transcript import Misheard, Vouched
from flows.vouching import Ticked
from flows.weblinks import Fault

Rows = tuple[tuple[Press, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What every reply may have: a place, if it asks for something, and buttons in rows."""

    place: Place | None = None
    offers: Rows = ()
    replaces: int | None = None
    """The message to change in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(Reply):
    """First contact: what this is, who runs it, and the short privacy notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyNotice(Reply):
    """The full privacy notice."""

    scribe: Scribe | None = None
    agreed: datetime | None = None
    person: int = 0
    """The number under which the worker's data are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingKept(Reply):
    """Words came before consent, so they were not kept."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A badge in the list, with the draft of it that may be carried on."""

    badge: Badge
    done: int | None = None
    """Answers done in an open draft of it; None where there is no such draft."""
    held: int = 0
    """Other badges ticked in that draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeChoice(Reply):
    """The badges, one plain line each."""

    badges: tuple[Offer, ...]
    unknown: bool = False
    """A link named a badge that is not here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeElsewhere(Reply):
    """A badge that cannot be applied for here yet."""

    badge: Badge
    issuer: Issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class RightBadge(Reply):
    """Is this the right badge?"""

    badge: Badge
    issuer: Issuer
    sent_on: date | None = None
    """When the worker sent this badge within the past year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongBadge(Reply):
    """Where to look instead."""

    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility(Reply):
    """Who can read the evidence; said before any of it is collected."""

    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class FactList(Reply):
    """Facts to look over: remembered from before (`asking`), or of this draft."""

    facts: tuple[tuple[Fact, Stated | None], ...]
    asking: bool


class Doubt(Enum):
    """Why a fact is asked for again, or looked at twice."""

    unusual_number = "unusual_number"
    not_an_email = "not_an_email"
    too_long = "too_long"
    no_letters = "no_letters"
    no_such_option = "no_such_option"
    none_chosen = "none_chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFact(Reply):
    """One fact is asked for, or asked for again."""

    fact: Fact
    number: int
    of: int
    chosen: tuple[str, ...] = ()
    doubt: Doubt | None = None
    stated: str = ""
    """What the worker typed, when that is in doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuestion(Reply):
    """One question."""

    question: Question
    number: int
    of: int
    count: int
    left: int
    about: bool = False
    about_in_all: bool = False
    """Whether the words left are an estimate, because some answer was spoken."""
    sound: bool = False
    """Whether it may be answered by voice."""
    links: bool = False
    """Whether it may be answered by a link, and there is none yet."""
    link: Ticked | None = None
    """How far the checklist of its own link has come."""
    whole: bool = False
    """Whether a link answers every question."""
    comment: str | None = None
    """What the assessor says of the answer that was sent, where more of it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tips(Reply):
    """What good evidence has, for one question."""

    question: Question
    number: int


class Kept(Enum):
    """What has just happened to an answer."""

    added = "added"
    edited = "edited"
    moved = "moved"
    restored = "restored"
    cleared = "cleared"
    heard = "heard"
    noted = "noted"
    short = "short"
    taken_out = "taken_out"
    link_out = "link_out"
    words_right = "words_right"
    words_mended = "words_mended"
    sound_only = "sound_only"
    left = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Reply):
    """An answer's count against its minimum, and the words left, in one line."""

    kept: Kept
    number: int
    count: int
    minimum: int
    left: int
    """Words left under the maximum; below zero when there are too many."""
    maximum: int
    missing: int
    all_done: bool
    total_missing: int
    about: bool = False
    """Whether the count is an estimate, because some of it was spoken."""
    about_in_all: bool = False
    """Whether what is said of all answers is an estimate."""
    heard: Heard | None = None
    """What came of listening to the recording that has just been kept."""
    link: Ticked | None = None
    """How far the checklist of the answer's own link has come."""
    whole: bool = False
    """Whether a link answers every question."""
    words_needed: bool = False
    """Whether that recording counts only once its words are vouched for."""
    writing: bool = False
    """Whether its words are being written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartAgainCheck(Reply):
    """Asks before an answer is started again."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """A question in a list."""

    number: int
    heading: str
    count: int
    minimum: int
    done: bool
    about: bool = False
    short: bool = False
    """Spoken, shorter than asked, and kept so by the worker."""
    spoken: float = 0.0
    """Seconds of recordings."""
    link: Ticked | None = None
    """How far the checklist of the answer's own link has come."""
    whole: bool = False
    """Whether a link answers every question."""
    locked: bool = False
    """It stays as it was sent."""
    wanted: bool = False
    """The issuer asks for more, and the worker has neither changed it nor left it as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionList(Reply):
    """All questions: done and not yet."""

    badge: Badge
    lines: tuple[Line, ...]
    total: int
    left: int
    loose: int
    """Words that are in no answer."""
    whole: Ticked | None = None
    """How far the checklist has come of a link that answers every question."""
    about: bool = False
    """Whether the total is an estimate."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""


@dataclass(frozen=True, slots=True)
class Share:
    """A passage of a pasted statement, and the question that it would answer."""

    number: int
    heading: str
    count: int
    begins: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteProposal(Reply):
    """Which passage of a pasted statement answers which question."""

    shares: tuple[Share, ...]
    before: int
    """Words above the first heading."""
    asked_number: int
    """The question under which it was pasted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseWords(Reply):
    """Words were kept, and are in no answer."""

    count: int
    begins: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseSound(Reply):
    """A recording was sent where nothing was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundRules(Reply):
    """What happens to a recording, and how it counts; said before the first one."""

    picture: bool = False
    """Whether a video goes to the issuer with its picture."""
    needs_words: bool = False
    """Whether recordings count only once their words are vouched for."""
    scribe: Scribe | None = None
    """Who writes the words down, if anybody does for this badge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundTrouble(Reply):
    """What is the matter with a recording, and what to do."""

    trouble: Trouble
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Written:
    """How far the words of a recording are: being written down, or there, with their count."""

    vouched: Vouched | None = None
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingList(Reply):
    """The recordings of an answer."""

    number: int
    recordings: tuple[Heard | None, ...]
    written: tuple[Written | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWords(Reply):
    """What a program heard in a recording, or what the worker made of it: whole, to be looked at."""

    number: int
    recording: int
    seconds: float
    text: str
    vouched: Vouched
    misheard: Misheard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MendWords(Reply):
    """The words of a recording, to be copied, put right and sent back whole."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsReady(Reply):
    """The words of a recording are there to be looked at when it suits."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsFailed(Reply):
    """The words of a recording could not be written down."""

    number: int
    needed: bool
    """Whether the recording does not count without them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayBack(Reply):
    """A recording, played back."""

    source: str
    kind: SoundKind
    copy_sha256: str | None = None
    """Our own copy, for where Telegram does not play its file; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNobody(Reply):
    """Could anyone be known from the recordings? Sound cannot be screened."""

    count: int
    picture: bool = False
    """Whether the picture of any goes to the issuer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLink(Reply):
    """A message is nothing but a link: what does it answer?"""

    url: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFault(Reply):
    """A link cannot be evidence: why, and what to do."""

    url: str
    fault: Fault
    number: int
    """The question in whose answer it is kept as words; 0 where it is kept in none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRules(Reply):
    """How a link is given, and what counts of it."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a checklist: what is said, and whether it is ticked."""

    text: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Reply):
    """What the worker says of the page behind a link."""

    number: int
    """The question; 0 for a link that answers every one."""
    url: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseList(Reply):
    """All words that are in no answer, whole."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut(Reply):
    """Words stay in no answer, as the worker chose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting(Reply):
    """The worker stops for now. All is kept."""

    reminded: date | None = None
    """When they are reminded of it, if they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Reply):
    """Check your answers: facts, counts, what is missing."""

    badge: Badge
    facts: tuple[tuple[Fact, Stated | None], ...]
    lines: tuple[Line, ...]
    total: int
    over: int
    total_missing: int
    facts_missing: tuple[str, ...]
    loose: int
    ready: bool
    unchecked: int = 0
    """Recordings whose words the worker has not yet looked at."""
    about: bool = False
    """Whether the total is an estimate."""
    waiting: bool = False
    """Whether a recording is not on our disk yet."""
    whole: Ticked | None = None
    """How far the checklist has come of a link that answers every question."""
    again: bool = False
    """Whether the issuer has an earlier attempt."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeText(Reply):
    """The evidence as the assessor will read it."""

    text: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A likely personal detail: in which answer, of what kind, in the worker's words."""

    number: int
    kind: Kind
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDetails(Reply):
    """Likely personal details about others, to be changed or kept."""

    sightings: tuple[Sighting, ...]
    more: int = 0
    """How many more were found than are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiUse(Reply):
    """Whether AI tools were used."""

    explain: str
    written: bool = False
    """Whether the evidence holds words that a program wrote down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiTool(Reply):
    """Which AI tool was used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiLink(Reply):
    """The link to the AI chat."""

    wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDeclaration(Reply):
    """One declaration."""

    declaration: Declaration
    number: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalCheck(Reply):
    """What will be sent to whom, and that it will be public."""

    badge: Badge
    issuer: Issuer
    total: int
    links: int = 0
    about: bool = False
    """Whether the total is an estimate."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TooHeavyToSend(Reply):
    """With these recordings the message is larger than the issuer's mailbox takes."""

    issuer: Issuer
    weighs: int
    """MB, rounded up."""
    takes: int
    """MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItsWay(Reply):
    """The submission waits for the issuer's system."""

    reference: str
    issuer: Issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Reply):
    """It has gone to the issuer, and how: the reference, and what happens next and when."""

    badge: Badge
    issuer: Issuer
    reference: str
    by: date
    way: Way
    theirs: str = ""
    """The issuer's own reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCopy(Reply):
    """A copy of the pack, or of a recording in it, as a file."""

    attachment: Attachment
    sent: bool
    """Whether it has gone to the issuer, or is for the worker to send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Reply):
    """The worker sends it themselves: how, where, and the words to paste."""

    badge: Badge
    issuer: Issuer
    reference: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDone(Reply):
    """Asks the worker to say when it is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDelivered(Reply):
    """The submission could not be delivered. It is whole, and can be sent again."""

    reference: str
    issuer: Issuer


class State(Enum):
    """How an application stands, as its worker would put it."""

    checking = "checking"
    answering = "answering"
    reviewing = "reviewing"
    declaring = "declaring"
    sending = "sending"
    delayed = "delayed"
    to_take = "to_take"
    sent = "sent"
    received = "received"
    overdue = "overdue"
    returned = "returned"
    awarded = "awarded"
    declined = "declined"
    revoked = "revoked"
    withdrawn = "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """One draft in the status list. Dates are the worker's calendar's."""

    title: str
    state: State
    done: int
    of: int
    issuer: str
    contact: str
    began_on: date
    reference: str = ""
    attempt: int = 0
    sent_on: date | None = None
    by: date | None = None
    theirs: str = ""
    """The issuer's own reference."""
    wanted: tuple[int, ...] = ()
    """The questions of which more is wanted, by number."""
    reply_by: date | None = None
    said_on: date | None = None
    """When the issuer last said something."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Reply):
    """Every application, with its dates and what happens next."""

    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Help(Reply):
    """What can be done, and the words to type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside(Reply):
    """A draft is set aside. Nothing is lost."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingInHand(Reply):
    """There is no draft to do this with."""


class Change(Enum):
    """How a newer badge version differs."""

    question_added = "question_added"
    question_removed = "question_removed"
    question_reworded = "question_reworded"
    minimum = "minimum"
    limits = "limits"
    facts = "facts"
    declarations = "declarations"
    prerequisites = "prerequisites"
    links = "links"
    ai = "ai"
    sound = "sound"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two badge versions."""

    change: Change
    name: str = ""
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionOffer(Reply):
    """A newer version of the badge is here, and how it differs."""

    badge: Badge
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMoved(Reply):
    """The draft is on the newer version."""

    badge: Badge
    loose: int
    unwritten: bool = False
    """Words of recordings that were vouched for are not used by the newer version."""


class Note(Enum):
    """Short lines that need no data of their own."""

    edit_too_late = "edit_too_late"
    edit_unknown = "edit_unknown"
    edit_noted = "edit_noted"
    after_sending = "after_sending"
    stays_as_sent = "stays_as_sent"
    forwarded = "forwarded"
    fetching = "fetching"
    still_fetching = "still_fetching"
    sound_place = "sound_place"
    sound_elsewhere = "sound_elsewhere"
    link_out = "link_out"
    link_replaced = "link_replaced"
    no_links = "no_links"
    unknown_command = "unknown_command"
    old_button = "old_button"
    use_buttons = "use_buttons"
    only_private = "only_private"
    outage = "outage"
    trouble = "trouble"
    held_words = "held_words"
    award_fetching = "award_fetching"
    award_links = "award_links"
    award_again = "award_again"
    award_out = "award_out"
    award_too_big = "award_too_big"
    awards_full = "awards_full"
    award_photo = "award_photo"
    facts_done = "facts_done"
    sound_only = "sound_only"
    thing_sticker = "thing_sticker"
    thing_photo = "thing_photo"
    thing_sound = "thing_sound"
    thing_video = "thing_video"
    thing_file = "thing_file"
    thing_location = "thing_location"
    thing_contact = "thing_contact"
    thing_other = "thing_other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside(Reply):
    """One helpful line."""

    note: Note
