"""What people send that is not words."""

from telegram import Message

from flows.events import Thing

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


def kind(message: Message) -> Thing | None:
    """None for a service message. A field that the library does not know is content to be answered."""
    for field, thing in _THINGS:
        if getattr(message, field):
            return thing
    return Thing.other if message.api_kwargs else None
