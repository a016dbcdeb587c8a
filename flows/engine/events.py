"""What can happen: past participles. Time, ids and randomness come in with the event."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from flows.engine.prompts import Prompt
from flows.model.attachments.audio import AudioAnalysis, AudioKind, AudioProblem
from flows.model.attachments.award import AwardFinding
from flows.model.attachments.file_refusal import FileRefusal
from flows.model.decision import Decision, Failure, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every event carries."""

    at: datetime
    """When it happened, with the operator's time zone, so that dates read as the worker's calendar does."""
    fresh: str
    """At least 32 hexadecimal digits of randomness, for ids made in this turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSent(Event):
    """The worker sent words. `under` is the place that their phone showed when they were sent."""

    key: int
    text: str
    under: Prompt | None = None
    forwarded: bool = False
    """Sent on from elsewhere: perhaps their own notes, perhaps somebody else's words."""
    replied: int | None = None
    """The message that this one replies to, where the phone says so: the bot's, or one of the worker's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEdited(Event):
    """The worker changed a message that they had sent before."""

    key: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonPressed(Event):
    """The worker pressed a button, perhaps an old one. `message` is the message that it hangs on."""

    data: str
    message: int
    under: Prompt | None = None
    """The place that their phone shows, where something may come up over it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSent(Event):
    """The worker sent a command from the menu, or one that does not exist."""

    name: str
    argument: str = ""
    key: int | None = None
    """The message, which may hold a PIN; None where the channel does not tell."""


class AttachmentKind(Enum):
    """What people send that the bot cannot take as an answer."""

    sticker = "sticker"
    photo = "photo"
    sound = "sound"
    video = "video"
    file = "file"
    location = "location"
    contact = "contact"
    other = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentSent(Event):
    """The worker sent something other than words. Its caption, if any, comes as words."""

    key: int
    thing: AttachmentKind
    caption: str = ""
    under: Prompt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioSent(Event):
    """The worker sent a recording: a voice note, an audio file, a round video or a video."""

    key: int
    kind: AudioKind
    source: str
    """The channel's id of the file."""
    too_big: bool = False
    """It is larger than the channel hands over."""
    caption: str = ""
    under: Prompt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSent(Event):
    """The worker sent a file that is no recording. Whether it can be of use depends on what is being done."""

    key: int
    source: str
    """The channel's id of the file."""
    called: str = ""
    """Its name on the worker's phone."""
    too_big: bool = False
    """It is larger than any award is."""
    quiet: bool = False
    """It is one of several that came together, and not the first."""
    caption: str = ""
    under: Prompt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAwardFound(Event):
    """The award that came with a decision was looked at. `number` is that of its effect."""

    draft: str
    number: int
    found: AwardFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAwardLate(Event):
    """The award that came with a decision could not be looked at for some time, and is tried on."""

    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardsFound(Event):
    """A file, or what a link leads to, was looked at: every award in it, one or several for a zip."""

    draft: str
    key: int
    part: int
    found: tuple[AwardFinding, ...]
    under: Prompt | None = None
    """The place that the worker's phone shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardLate(Event):
    """An award cannot be looked at yet, and goes on being tried."""

    draft: str
    key: int
    part: int = 0
    busy: bool = False
    """Because too much was sent at once, or too much is being looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioAnalysed(Event):
    """A recording's bytes are on our disk, and were listened to."""

    draft: str
    key: int
    heard: AudioAnalysis
    under: Prompt | None = None
    """The place that the worker's phone shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioLate(Event):
    """A recording's bytes cannot be had yet, and it goes on being tried."""

    draft: str
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioLost(Event):
    """A recording's bytes cannot be had, and trying again will not help."""

    draft: str
    key: int
    trouble: AudioProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptMade(Event):
    """A program has written down what is said in a recording."""

    draft: str
    key: int
    text: str
    engine: str
    """The program with its version, such as `faster-whisper 1.2.1`."""
    model: str
    sure: float | None = None
    """The mean probability of its words, from 0 to 1; None where the program does not say."""
    under: Prompt | None = None
    """The place that the worker's phone shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptFailed(Event):
    """The words of a recording could not be written down, and trying again will not help."""

    draft: str
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRead(Event):
    """The text of a file that the worker sent has been read."""

    draft: str
    key: int
    text: str
    left_out: bool = False
    """Whether a file stands inside it, which was not looked at."""
    sent_under: str = ""
    """The place under which the file was sent, as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementUnread(Event):
    """A file that the worker sent gives no text."""

    draft: str
    key: int
    why: FileRefusal


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMessage(Event):
    """Somebody spoke to the bot in a group, where it must not work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptCorrected(Event):
    """A message proved to be sent before the question that it was filed under was shown."""

    key: int
    under: Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageEnded(Event):
    """The bot is back after an outage in which button presses were lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnFailed(Event):
    """The bot could not handle what the worker sent, and has put it aside for the operator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered(Event):
    """The submission has gone to the issuer."""

    draft: str
    attempt: int
    receipt: str | None = None
    """The issuer's own reference, where its system gave one."""
    way: Way = Way.system


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Event):
    """The pack is ready for the worker to send it to the issuer by hand."""

    draft: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFailed(Event):
    """The submission could not be delivered, and trying again will not help."""

    draft: str
    attempt: int
    why: Failure = Failure.ours


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryDelayed(Event):
    """The issuer's side does not take the submission yet. It is tried again."""

    draft: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalDelivered(Event):
    """The issuer's side has taken it that the worker takes an attempt back."""

    draft: str
    attempt: int
    way: Way = Way.system


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalFailed(Event):
    """The issuer cannot be told from here that the worker takes an attempt back."""

    draft: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade(Event):
    """The issuer has said something of an attempt."""

    draft: str
    attempt: int
    decision: Decision
    by_operator: bool = False
    """A person who runs the bot typed it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOverdue(Event):
    """The day has passed by which the issuer says that it decides."""

    draft: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDue(Event):
    """The time has come to look at what the worker wanted to be reminded of."""

    under: Prompt | None = None
    """The place that their phone shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderUnsent(Event):
    """A reminder did not get through in its time, so it was not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(Event):
    """Everything of the worker that can be reached from here is gone. Counts alone, and no content."""

    drafts: int
    submissions: int
    files: int
    """Recordings, listening copies of them, and badges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionDue(Event):
    """The time has come to look at what of the worker's runs out."""

    active_at: datetime
    """When they last sent anything."""
    blocked_at: datetime | None = None
    """When they blocked the bot; None where they did not, or wrote since."""
    warns: bool = True
    """Whether they may be told now: not at night."""
    removes: bool = True
    """Whether anything may go now: not while the clock may be wrong, or what they were told is not sent."""
    under: Prompt | None = None
    """The place that their phone shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailCorrected(Event):
    """An operator put a detail right, as the worker asked them to."""

    fact: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockRemoved(Event):
    """An operator took the lock off, as the worker asked them to."""


PhoneAct = TextSent | TextEdited | ButtonPressed | CommandSent | AttachmentSent | AudioSent | FileSent
"""What the worker does in their own chat: they are looking, and read what is said."""
FromPhone = PhoneAct | GroupMessage
"""What the worker does."""
SoundNews = AudioAnalysed | AudioLate | AudioLost | TranscriptMade | TranscriptFailed
"""What became of a recording."""
AwardEvent = AwardsFound | AwardLate | OwnAwardFound | OwnAwardLate
"""What became of an award: one that the worker gave, or their own that came with a decision."""
IssuerNews = (
    Delivered | HandedOver | DeliveryDelayed | DeliveryFailed | DecisionMade | DecisionOverdue
    | WithdrawalDelivered | WithdrawalFailed
)  # fmt: skip
"""What became of a submission."""
News = (
    PromptCorrected | OutageEnded | TurnFailed | SoundNews | StatementRead | StatementUnread | AwardEvent | IssuerNews
    | ReminderDue | ReminderUnsent | RetentionDue | DetailCorrected | LockRemoved | PersonErased
)  # fmt: skip
"""What happens elsewhere than on the phone."""
AnyEvent = FromPhone | News
