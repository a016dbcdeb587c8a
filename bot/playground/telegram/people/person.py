"""A simulated person: what they can do, and what they see."""

from bot.playground.telegram.bot_api import entities
from bot.playground.telegram.people.actions import UpdateSender
from bot.playground.telegram.state.chats import ChatMessage, User
from bot.playground.telegram.state.world import Tap
from bot.playground.telegram.wire import Wire


class ChatPerson(UpdateSender):
    """One person. Every act happens at once; the methods that wait for the bot are coroutines."""

    def start(self, payload: str = "") -> ChatMessage:
        """Press Start, or follow a link with a payload."""
        return self.say(f"/start {payload}".strip())[0]

    def edit(self, message_id: int, text: str) -> ChatMessage:
        """Correct an own message, text or caption. LookupError where it is not theirs."""
        message = self._own(message_id)
        text, found = entities.plain(text)
        if text == (message.text or ""):
            return message
        message.text, message.entities = text or None, found
        message.edit_date = self.world.now()
        message.chat.touch(message)
        self.acted = message.changed
        self.world.updates.push("edited_message", message.wire())
        return message

    def delete(self, message_id: int) -> None:
        """Delete a message on both sides. The bot is not told."""
        self.chat.remove(self.shown(message_id))

    def press(self, label: str, message: ChatMessage | None = None) -> Tap:
        """Press what is on the screen: an inline button, by its text or data.

        The newest that fits counts, or the one on the message given. LookupError names what there is instead.
        """
        shown = [message] if message is not None else list(reversed(self.messages))
        for candidate in shown:
            for button in candidate.buttons:
                if label in (button.text, button.data):
                    return self.tap(button.data, candidate)
        there = [button.text for candidate in shown for button in candidate.buttons]
        raise LookupError(f"no button {label!r}; on the screen: {there}")

    def tap(self, data: str, message: ChatMessage) -> Tap:
        """Press a button with this data even where the screen is out of date: removed, edited or deleted."""
        tap = self.world.new_tap(self.user, message, data)
        self.acted = next(self.world.counter)
        body: Wire = {"id": tap.id, "from": self.user.wire(), "chat_instance": str(message.chat.id)}
        body |= {"data": data, "message": message.inaccessible() if message.deleted else message.wire()}
        self.world.updates.push("callback_query", body)
        return tap

    def block(self) -> None:
        """Block the bot: it is told, and its messages are refused with 403."""
        self._membership("member", "kicked", blocked=True)

    def unblock(self) -> None:
        """Let the bot write again."""
        self._membership("kicked", "member", blocked=False)

    def _own(self, message_id: int) -> ChatMessage:
        for chat in self.world.chats.values():
            message = chat.messages.get(message_id)
            if message is not None and message.sender == self.user:
                return message
        raise LookupError(f"message {message_id} is not this person's own")

    def _membership(self, old: str, new: str, *, blocked: bool) -> None:
        self.chat.blocked = blocked
        self.world.updates.push("my_chat_member", membership(self.world.profile.user, self, old, new))
        self.chat.bell.ring()


def membership(bot: User, person: ChatPerson, old: str, new: str) -> Wire:
    """The object `ChatMemberUpdated` for the bot in a private chat."""
    now = person.world.now()
    return {
        "chat": person.chat.wire(),
        "from": person.user.wire(),
        "date": now,
        "old_chat_member": _member(bot, old),
        "new_chat_member": _member(bot, new),
    }


def _member(bot: User, status: str) -> Wire:
    body: Wire = {"user": bot.wire(), "status": status}
    return body | {"until_date": 0} if status == "kicked" else body
