"""The screens of the lock. While it is shut, none of them says anything of what is kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from flows.engine.message import Message, ReminderTime
from flows.engine.screen import Notice, Phrases, Screen
from flows.rules.answer_lock import LONGEST, SHORTEST


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterPin(Screen):
    """A screen that answers a message with a PIN in it, which is deleted from the chat where that can be."""

    digits_in: int | None = None
    """The message with the PIN."""

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        text = self.render(say)
        if self.digits_in is None:
            return (Message(text),)
        deleted, left = (f"{text}\n\n{say.phrase(key)}" for key in ("pin-deleted", "pin-left"))
        return (Message(deleted, deletes=(self.digits_in,), undeleted=left),)


class PinProblem(Enum):
    """Why a PIN was not taken."""

    length = "length"
    easy = "easy"
    unlike = "unlike"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPin(AfterPin):
    """Asks for a new PIN."""

    problem: PinProblem | None = None

    def render(self, say: Phrases) -> str:
        limits = {"shortest": SHORTEST, "longest": LONGEST}
        if self.problem is None:
            return say.phrase("pin-ask", **limits)
        return f"{say.phrase(f'pin-{self.problem.value}', **limits)} {say.phrase('pin-once-more', **limits)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPinAgain(AfterPin):
    """Asks for the new PIN a second time, since nobody can tell it to its owner later."""

    def render(self, say: Phrases) -> str:
        return say.phrase("pin-again")


@dataclass(frozen=True, slots=True, kw_only=True)
class LockSettings(AfterPin):
    """How the lock is set, and what can be changed."""

    quiet: int
    """Minutes; 0 for never."""
    fresh: bool = False
    """Whether the PIN was set just now."""

    def render(self, say: Phrases) -> str:
        head = say.phrase("lock-set" if self.fresh else "lock-settings", quiet=self.quiet)
        return "\n\n".join([head, say.phrase("lock-truth")])


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatCleared(Screen):
    """The messages of the last two days are deleted from the chat, as far as the channel does that."""

    messages: tuple[int, ...]

    def render(self, say: Phrases) -> str:
        return say.phrase("chat-cleared")

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        return (Message(self.render(say), deletes=self.messages, undeleted=say.phrase("chat-not-cleared")),)


@dataclass(frozen=True, slots=True, kw_only=True)
class LockOff(Notice):
    """There is no lock any more."""

    KEY = "lock-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockTakenOff(Notice):
    """The operator took the lock off, as its owner asked."""

    KEY = "lock-taken-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLock(Notice):
    """There is no lock to open."""

    KEY = "lock-none"


class Shutting(Enum):
    """What a locked screen answers."""

    now = "now"
    """It was shut this moment."""
    still = "still"
    """Something was asked for that it hides."""
    words = "words"
    """Words came, and are kept in no answer."""
    thing = "thing"
    """A recording or a file came, and is kept."""
    edit = "edit"
    """An old message was changed, and no answer with it."""
    nothing = "nothing"
    """Something came that could not be kept."""
    length = "length"
    """A PIN of too few or too many digits."""
    wrong = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked(AfterPin):
    """Nothing is shown until the PIN is typed."""

    why: Shutting = Shutting.still
    left: int = 0
    """How many more tries there are before a wait."""

    def render(self, say: Phrases) -> str:
        if self.why is Shutting.still:
            return say.phrase("locked")
        limits = {"shortest": SHORTEST, "longest": LONGEST}
        return f"{say.phrase(f'locked-{self.why.value}', left=self.left, **limits)} {say.phrase('locked')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedWait(AfterPin):
    """There were too many wrong PINs."""

    until: datetime

    def render(self, say: Phrases) -> str:
        return say.phrase("locked-wait", until=self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedNews(Notice):
    """Something happened, and what it was is not shown."""

    KEY = "locked-news"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedExpiring(Notice):
    """Something runs out, and what it is is not shown."""

    KEY = "locked-expiring"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedReminder(Notice):
    """A reminder, and of what is not shown."""

    until: datetime

    KEY = "locked-reminder"

    def render(self, say: Phrases) -> str:
        return say.phrase(self.KEY)

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        return (Message(self.render(say), reminder=ReminderTime(self.until)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked(AfterPin):
    """The PIN was right."""

    words: int = 0
    """Messages that were put aside meanwhile."""
    things: int = 0
    """Recordings, files and changes that were kept meanwhile."""
    late: bool = False
    """Whether something follows that was not shown meanwhile."""
    stopped: bool = False
    """Whether a deletion that was asked for without the PIN is called off."""

    def render(self, say: Phrases) -> str:
        said = [say.phrase("unlocked")]
        said += [say.phrase("unlocked-words", count=self.words)] if self.words else []
        said += [say.phrase("unlocked-things", count=self.things)] if self.things else []
        said += [say.phrase("unlocked-stopped")] if self.stopped else []
        said += [say.phrase("unlocked-late")] if self.late else []
        return "\n\n".join(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class PinForgotten(Screen):
    """What somebody can do who has forgotten the PIN."""

    erase_at: datetime | None = None
    """From when everything may be deleted, where that was asked for."""
    open: bool = False
    """Whether that time has come."""

    def render(self, say: Phrases) -> str:
        if self.erase_at is None:
            return "\n\n".join([say.phrase("pin-forgotten"), say.phrase("pin-forgotten-erase")])
        if self.open:
            return say.phrase("pin-erase-now")
        return say.phrase("pin-erase-from", at=self.erase_at)
