"""Actions of a simulated person: sending texts, files, locations and forwards."""

from dataclasses import replace

from bot.playground.telegram.bot_api import entities
from bot.playground.telegram.people.watcher import Watcher
from bot.playground.telegram.state.chats import Chat, ChatMessage
from bot.playground.telegram.state.files import UploadedFile
from bot.playground.telegram.state.world import Content
from bot.playground.telegram.wire import Wire

LONGEST_TEXT = 4096  # UTF-16 units


def split(text: str) -> list[str]:
    """A long text cut into messages, at white space where there is some in the second half."""
    parts: list[str] = []
    rest = text.strip()
    while entities.units(rest) > LONGEST_TEXT:
        cut = LONGEST_TEXT
        while entities.units(rest[:cut]) > LONGEST_TEXT:
            cut -= 1
        gap = max(rest.rfind(" ", cut // 2, cut), rest.rfind("\n", cut // 2, cut))
        cut = gap if gap > 0 else cut
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest]


class UpdateSender(Watcher):
    """Sends messages to a chat, the private one where none is named."""

    def say(self, text: str, *, reply_to: int | None = None, chat: Chat | None = None) -> tuple[ChatMessage, ...]:
        """Type and send. Above 4,096 UTF-16 units it leaves as several messages, as from Telegram's apps."""
        return tuple(self._send(Content(*entities.plain(part)), reply_to, chat) for part in split(text))

    def send_document(self, data: bytes, name: str, *, mime: str = "", caption: str = "") -> ChatMessage:
        """Send a file."""
        return self._send_file(self._file("document", data, name, mime), caption)

    def send_voice(self, data: bytes, *, seconds: int = 3, mime: str = "audio/ogg") -> ChatMessage:
        """Send a voice note; duration and type are the sender's claims."""
        return self._send_file(self._file("voice", data, "voice.oga", mime, duration=seconds))

    def send_audio(self, data: bytes, name: str = "sound.mp3", *, seconds: int = 3) -> ChatMessage:
        """Send a music file."""
        return self._send_file(self._file("audio", data, name, duration=seconds))

    def send_video(self, data: bytes, *, seconds: int = 3) -> ChatMessage:
        """Send a video."""
        return self._send_file(self._file("video", data, "video.mp4", duration=seconds, width=640, height=480))

    def send_video_note(self, data: bytes, *, seconds: int = 3) -> ChatMessage:
        """Send a round video."""
        return self._send_file(self._file("video_note", data, "note.mp4", duration=seconds, length=240))

    def send_photo(self, data: bytes, *, caption: str = "", album: str = "") -> ChatMessage:
        """Send a photo, perhaps as one of an album."""
        photo = self._file("photo", data, "photo.jpg", width=1280, height=960)
        return self._send_file(photo, caption, {"media_group_id": album} if album else {})

    def send_sticker(self, emoji: str = "👍") -> ChatMessage:
        """Send a sticker."""
        still: Wire = {"type": "regular", "is_animated": False, "is_video": False}
        facts = still | {"width": 512, "height": 512, "emoji": emoji}
        return self._send_file(self._file("sticker", b"sticker", "sticker.webp", "", **facts))

    def send_location(self, latitude: float, longitude: float) -> ChatMessage:
        """Send a place."""
        return self._send(Content(extra={"location": {"latitude": latitude, "longitude": longitude}}))

    def send_contact(self, phone: str) -> ChatMessage:
        """Send the person's own contact."""
        contact: Wire = {"phone_number": phone, "first_name": self.user.first_name, "user_id": self.id}
        return self._send(Content(extra={"contact": contact}))

    def forward(self, text: str, *, origin: str = "Isla") -> ChatMessage:
        """Forward what someone else (who hides their account) wrote."""
        source: Wire = {"type": "hidden_user", "sender_user_name": origin, "date": self.world.now()}
        return self._send(Content(*entities.plain(text), extra={"forward_origin": source}))

    def _file(self, kind: str, data: bytes, name: str, mime: str = "", **facts: object) -> UploadedFile:
        return UploadedFile(self.world.files.add(kind, data, name, mime, facts))

    def _send_file(self, attachment: UploadedFile, caption: str = "", extra: Wire | None = None) -> ChatMessage:
        text, found = entities.plain(caption)
        return self._send(Content(text or None, found, attachment, extra=extra or {}))

    def _send(self, content: Content, reply_to: int | None = None, chat: Chat | None = None) -> ChatMessage:
        chat = chat or self.chat
        if chat.blocked:
            raise PermissionError("this person has blocked the bot: unblock() first")
        if content.text == "" and content.attachment is None:
            raise ValueError("Telegram's apps send no empty message")
        replied = None if reply_to is None else self.shown(reply_to, chat)
        chat.started = True
        message = self.world.add(chat, self.user, replace(content, reply_to=replied))
        self.acted = message.changed
        if chat.title is None or self._bot_may_read(message):
            self.world.updates.push("message", message.wire())
        return message

    def _bot_may_read(self, message: ChatMessage) -> bool:
        """Privacy mode in groups: commands, replies to the bot and mentions of it."""
        name = f"@{self.world.profile.user.username}"
        replied = message.reply_to is not None and message.reply_to.from_bot
        text = message.text or ""
        return replied or text.startswith("/") or name in text
