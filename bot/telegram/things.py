"""What people send that is not words."""

from dataclasses import dataclass

from telegram import Message

from bot.telegram.checks import whole, words
from flows.events import Thing
from flows.sound import SoundKind

# In this order: an animation also comes as a document, and a venue as a location.
_THINGS = (
    ("sticker", Thing.sticker),
    ("live_photo", Thing.photo),
    ("photo", Thing.photo),
    ("voice", Thing.sound),
    ("audio", Thing.sound),
    ("video_note", Thing.video),
    ("video", Thing.video),
    ("animation", Thing.video),
    ("document", Thing.file),
    ("location", Thing.location),
    ("contact", Thing.contact),
    *((kind, Thing.other) for kind in ("dice", "poll", "game", "story", "checklist", "paid_media", "invoice")),
    *((kind, Thing.other) for kind in ("giveaway", "gift", "unique_gift", "passport_data", "web_app_data")),
)


_NO_SOUND = ("sticker", "live_photo", "photo", "animation")
"""What holds no words even where it also comes as a video or a document."""
_SOUNDS = (
    ("voice", SoundKind.voice),
    ("audio", SoundKind.audio),
    ("video_note", SoundKind.round_video),
    ("video", SoundKind.video),
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording in a message. `size` is in bytes, where Telegram knows it."""

    kind: SoundKind
    source: str
    size: int | None


def recorded(message: Message) -> Recorded | None:
    """The recording in a message; also one that was sent as a document, as phones do with files from elsewhere."""
    if any(getattr(message, field) for field in _NO_SOUND):
        return None
    for field, sound in _SOUNDS:
        if file := getattr(message, field):
            return _recorded(sound, file.file_id, file.file_size)
    document = message.document
    family = words(document.mime_type or "").lower().partition("/")[0] if document else ""
    if document is None or family not in {"audio", "video"}:
        return None
    return _recorded(SoundKind(family), document.file_id, document.file_size)


def _recorded(sound: SoundKind, source: object, size: object) -> Recorded:
    return Recorded(sound, words(source), None if size is None else whole(size))


def kind(message: Message) -> Thing | None:
    """None for a service message. A field that the library does not know is content to be answered."""
    for field, thing in _THINGS:
        if getattr(message, field):
            return thing
    return Thing.other if message.api_kwargs else None
