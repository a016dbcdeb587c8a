"""Computes the changes that the chat page has to draw."""

from bot.playground.telegram.people.person import ChatPerson
from bot.playground.telegram.state.chats import ChatMessage
from bot.playground.telegram.state.files import StoredFile
from bot.playground.telegram.state.world import Tap, World
from bot.playground.telegram.wire import Wire

AWAY_SECONDS = 5.0
PATIENCE_SECONDS = 20.0  # how long a pressed button looks busy where no answer comes


def delta(world: World, person: ChatPerson, seen: int) -> tuple[Wire, int]:
    """What changed after the mark `seen` (0: everything), and the mark to ask with next time."""
    chat = person.chat
    changed = [message for message in chat.messages.values() if message.changed > seen]
    gone = [number for number, mark in chat.gone.items() if mark > seen]
    marks = [message.changed for message in changed] + [chat.gone[number] for number in gone]
    taps = [tap for tap in world.taps.values() if tap.person == person.user and _recent(world, tap)]
    last = next((tap for tap in reversed(taps) if tap.answer is not None), None)
    answer = last.answer if last is not None else None
    body: Wire = {
        "fresh": seen == 0,
        "messages": [_drawn(message) for message in changed],
        "gone": gone,
        "commands": person.menu,
        "running": _running(world),
        "blocked": chat.blocked,
        "waiting": [[tap.message.id, tap.data] for tap in taps if tap.answer is None],
        "notice": {"id": last.id, "text": answer.text, "alert": answer.alert} if last and answer else None,
        "bot": {
            "name": world.profile.user.first_name,
            "about": world.profile.text("description", person.user.language_code or ""),
        },
    }
    return body, max(marks, default=seen)


def _recent(world: World, tap: Tap) -> bool:
    return world.clock.now() - tap.at < PATIENCE_SECONDS


def _running(world: World) -> bool:
    """Whether a bot has a webhook, is polling, or did a moment ago."""
    updates = world.updates
    return world.webhook_set or updates.is_held or world.clock.now() - updates.last_poll < AWAY_SECONDS


def _drawn(message: ChatMessage) -> Wire:
    file = message.attachment.file if message.attachment is not None else None
    return {
        "id": message.id,
        "own": not message.from_bot,
        "at": message.date,
        "text": message.text or "",
        "entities": message.entities,
        "edited": message.edit_date is not None,
        "file": _file(file) if file is not None else None,
        "buttons": message.inline_keyboard,
        "reply": {"id": message.reply_to.id, "text": (message.reply_to.text or "File")[:120]}
        if message.reply_to is not None
        else None,
        "other": next((key for key in ("location", "contact", "forward_origin") if key in message.extra), None),
    }


def _file(file: StoredFile) -> Wire:
    seconds = file.facts.get("duration")
    return {"kind": file.kind, "name": file.name, "size": len(file.data), "seconds": seconds}
