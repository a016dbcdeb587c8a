"""Classifies attachments: recordings, files, and what is neither."""

from collections import OrderedDict
from dataclasses import dataclass

from telegram import Message

from bot.channels.telegram.updates.update_fields import whole, words
from flows.engine.events import AttachmentKind
from flows.model.attachments.audio import AudioKind

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


_ENDINGS = (
    *("3ga", "aac", "aif", "aifc", "aiff", "amr", "awb", "caf", "flac", "gsm", "m4a", "m4b", "mka", "mp2", "mp3"),
    *("mpga", "oga", "ogg", "opus", "qta", "snd", "spx", "wav", "weba", "wma"),
)
"""How recorders end the names of sound. Telegram gives many of them no type, and some a wrong one."""
_FILMS = ("3g2", "3gp", "avi", "m4v", "mkv", "mov", "mp4", "webm")
"""The same for video."""
_UNSAID = frozenset({"", "application/octet-stream", "application/ogg", "application/mp4", "binary/octet-stream"})
"""Types that say nothing of what a file is."""


def recorded(message: Message) -> Recorded | None:
    """The recording in a message; also one that was sent as a document, as phones do with files from elsewhere.

    What a file really is, its bytes decide once they are here.
    """
    if any(getattr(message, field) for field in _NO_SOUND):
        return None
    for field, sound in _SOUNDS:
        if file := getattr(message, field):
            return _recorded(sound, file.file_id, file.file_size)
    document = message.document
    held = _sent_as_a_file(words(document.mime_type or ""), words(document.file_name or "")) if document else None
    if document is None or held is None:
        return None
    return _recorded(held, document.file_id, document.file_size)


def _sent_as_a_file(media_type: str, name: str) -> AudioKind | None:
    """What a document is by its type, or by its name where its type says nothing."""
    media_type = media_type.lower().partition(";")[0].strip()
    family = media_type.partition("/")[0]
    if family in {"audio", "video"}:
        return AudioKind(family)
    ending = name.lower().rpartition(".")[2]
    if media_type in _UNSAID and ending in (*_ENDINGS, *_FILMS):
        return AudioKind.video if ending in _FILMS else AudioKind.audio
    return None


def _recorded(sound: AudioKind, source: object, size: object) -> Recorded:
    return Recorded(sound, words(source), None if size is None else whole(size))


def kind(message: Message) -> AttachmentKind | None:
    """None for a service message. A field that the library does not know is content to be answered."""
    for field, thing in _THINGS:
        if getattr(message, field):
            return thing
    return AttachmentKind.other if message.api_kwargs else None


class Albums:
    """Remembers which message spoke for its album, for the last `limit` albums."""

    def __init__(self, limit: int = 1000) -> None:
        self._limit = limit
        self._spoken: OrderedDict[str, int] = OrderedDict()

    def speaks(self, album: str, message: int) -> bool:
        """Whether this message speaks for its album: the first to come does, however often it comes."""
        first = self._spoken.setdefault(album, message)
        self._spoken.move_to_end(album)
        if len(self._spoken) > self._limit:
            self._spoken.popitem(last=False)
        return first == message
