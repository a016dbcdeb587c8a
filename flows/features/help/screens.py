"""The screens that may come at any stage: help, and short lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from criteria.routes import Carrier
from flows.engine.events import AttachmentKind
from flows.engine.screen import Notice, Phrases, Screen
from flows.model.attachments.file_refusal import FileRefusal
from flows.rules.details.detail_kinds import HARD_KINDS, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Help(Notice):
    """What can be done, and the words to type."""

    carrier: Carrier

    KEY = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside(Notice):
    """A draft is set aside. Nothing is lost."""

    title: str

    KEY = "set-aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingInHand(Notice):
    """There is no draft to do this with."""

    KEY = "nothing-in-hand"


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
    not_kept = "not_kept"
    letter_full = "letter_full"
    only_private = "only_private"
    outage = "outage"
    trouble = "trouble"
    draft_full = "draft_full"
    paste_full = "paste_full"
    too_fast = "too_fast"
    held_words = "held_words"
    no_words_asked = "no_words_asked"
    award_fetching = "award_fetching"
    award_links = "award_links"
    award_again = "award_again"
    award_out = "award_out"
    award_too_big = "award_too_big"
    award_looking = "award_looking"
    award_settled = "award_settled"
    awards_again = "awards_again"
    awards_none = "awards_none"
    awards_full = "awards_full"
    award_photo = "award_photo"
    facts_done = "facts_done"
    sound_only = "sound_only"
    file_reading = "file_reading"
    file_read = "file_read"
    file_left_out = "file_left_out"
    file_too_late = "file_too_late"


AnyNote = Note | AttachmentKind | FileRefusal | Kind
"""A line of its own, or what is said of a thing, of a file that gives no text, or of a hard detail."""
_PREFIXES: Mapping[type[Enum], str] = {AttachmentKind: "thing_", FileRefusal: "file_", Kind: "hard_"}
NOTES: tuple[AnyNote, ...] = (*Note, *AttachmentKind, *FileRefusal, *(kind for kind in Kind if kind in HARD_KINDS))


def key_of(note: AnyNote) -> str:
    """The key of its phrase."""
    return f"note-{_PREFIXES.get(type(note), '')}{note.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside(Screen):
    """One helpful line."""

    note: AnyNote

    def render(self, say: Phrases) -> str:
        return say.phrase(key_of(self.note))
