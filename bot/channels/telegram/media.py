"""What people send that is not words."""

from dataclasses import dataclass

from telegram import Message

from bot.channels.telegram.fields import whole, words
from flows.engine.events import AttachmentKind
from flows.model.audio import AudioKind

# In this order: an animation also comes as a document, and a venue as a location.
_THINGS = (
    ("sticker", AttachmentKind.sticker),
    ("live_photo", AttachmentKind.photo),
    ("photo", AttachmentKind.photo),
    ("voice", AttachmentKind.sound),
    ("audio", AttachmentKind.sound),
    ("video_note", AttachmentKind.video),
    ("video", AttachmentKind.video),
    ("animation", AttachmentKind.video),
    ("document", AttachmentKind.file),
    ("location", AttachmentKind.location),
    ("contact", AttachmentKind.contact),
    *((kind, AttachmentKind.other) for kind in ("dice", "poll", "game", "story", "checklist", "paid_media", "invoice")),
    *((kind, AttachmentKind.other) for kind in ("giveaway", "gift", "unique_gift", "passport_data", "web_app_data")),
)


_NO_SOUND = ("sticker", "live_photo", "photo", "animation")
"""What holds no words even where it also comes as a video or a document."""
_SOUNDS = (
    ("voice", AudioKind.voice),
    ("audio", AudioKind.audio),
    ("video_note", AudioKind.round_video),
    ("video", AudioKind.video),
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording in a message. `size` is in bytes, where Telegram knows it."""

    kind: AudioKind
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
    return _recorded(AudioKind(family), document.file_id, document.file_size)


def _recorded(sound: AudioKind, source: object, size: object) -> Recorded:
    return Recorded(sound, words(source), None if size is None else whole(size))


def kind(message: Message) -> AttachmentKind | None:
    """None for a service message. A field that the library does not know is content to be answered."""
    for field, thing in _THINGS:
        if getattr(message, field):
            return thing
    return AttachmentKind.other if message.api_kwargs else None
