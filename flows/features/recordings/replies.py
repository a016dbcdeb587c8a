"""Replies about recordings, and about words that a program wrote down from them."""

from dataclasses import dataclass

from criteria.model import Issuer
from flows.engine.capabilities import TranscriptionService
from flows.engine.screen import Screen
from flows.model.audio import AudioAnalysis, AudioKind, AudioProblem
from flows.model.transcript import Misheard, Vouched


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundRules(Screen):
    """What happens to a recording, and how it counts; said before the first one."""

    issuer: Issuer
    """Whose file says who can play the recordings."""
    picture: bool = False
    """Whether a video goes to the issuer with its picture."""
    needs_words: bool = False
    """Whether recordings count only once their words are vouched for."""
    scribe: TranscriptionService | None = None
    """Who writes the words down, if anybody does for this badge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundTrouble(Screen):
    """What is the matter with a recording, and what to do."""

    trouble: AudioProblem
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Written:
    """How far the words of a recording are: being written down, or there, with their count."""

    vouched: Vouched | None = None
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingList(Screen):
    """The recordings of an answer."""

    number: int
    recordings: tuple[AudioAnalysis | None, ...]
    written: tuple[Written | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWords(Screen):
    """What a program heard in a recording, or what the worker made of it: whole, to be looked at."""

    number: int
    recording: int
    seconds: float
    text: str
    vouched: Vouched
    misheard: Misheard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MendWords(Screen):
    """The words of a recording, to be copied, put right and sent back whole."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsReady(Screen):
    """The words of a recording are there to be looked at when it suits."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsFailed(Screen):
    """The words of a recording could not be written down."""

    number: int
    needed: bool
    """Whether the recording does not count without them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayBack(Screen):
    """A recording, played back."""

    source: str
    kind: AudioKind
    copy_sha256: str | None = None
    """Our own copy, for where Telegram does not play its file; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNobody(Screen):
    """Could anyone be known from the recordings? Sound cannot be screened."""

    count: int
    picture: bool = False
    """Whether the picture of any goes to the issuer."""
