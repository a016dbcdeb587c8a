"""Finds the prompt that a phone showed when a message was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.arrival import Arrival
from bot.storage.stored.records import PromptShown
from bot.storage.transaction.unit_of_work import UnitOfWork
from flows.engine.buttons import Button
from flows.engine.confirmations import CONFIRMED_AT
from flows.engine.events import AttachmentSent, AudioSent, ButtonPressed, TextSent
from flows.engine.payloads import OfFact, OfQuestion
from flows.engine.prompts import Prompt
from flows.router.reminder_offer import UNPLACED


@dataclass(frozen=True, slots=True)
class ShownPrompts:
    """The prompt that a message was sent under, and how sure that is."""

    place: Prompt | None
    guess: int | None = None
    """The outbox row taken to have been seen, while its channel has not yet told its message id."""
    otherwise: Prompt | None = None
    """The prompt if that row proves to have come after the message."""


def under(shown: Sequence[PromptShown], key: int, sent_ms: int, received_ms: int) -> ShownPrompts:
    """Looks back for the newest place that was on the phone before a message was sent. `shown` is newest first.

    A channel numbers the messages of a chat in the order of time, whoever sent them, so a row whose number is known and
    lower was certainly there before. A row without a number may have been seen: its call may be under way, or have
    failed after it took effect, or the program may have been killed before it could note the number. So may a row that
    was sent again after such trouble, whose number is that of the last time. Both count as seen if they were committed
    before this message reached us, and not after the second in which the message was sent.
    """
    for position, row in enumerate(shown):
        if row.message_id is not None and row.message_id < key:
            return ShownPrompts(row.place)
        if not (row.created_ms < received_ms and row.created_ms // 1000 <= sent_ms // 1000):
            continue
        if row.again:
            return ShownPrompts(row.place)
        if row.message_id is None:
            rest = under(shown[position + 1 :], key, sent_ms, received_ms)
            return ShownPrompts(row.place, row.row, rest.place)
    return ShownPrompts(None)


async def places_of(work: UnitOfWork, arrivals: Sequence[Arrival]) -> Mapping[str, ShownPrompts]:
    """The prompt under which each message was sent, by update id. Events that belong to no answer have none."""
    asking = [arrival for arrival in arrivals if _asks(arrival)]
    if not asking:
        return {}
    shown = await work.outbox.prompts_shown({arrival.chat for arrival in asking})
    pairs = [(arrival.chat, arrival.reply_to.message_id) for arrival in asking if arrival.reply_to is not None]
    replied = await work.outbox.prompts_shown_at(pairs) if pairs else {}
    return {arrival.update: _under(arrival, shown, replied) for arrival in asking}


def _asks(arrival: Arrival) -> bool:
    event = arrival.event
    if isinstance(event, ButtonPressed):
        press = Button.parse(event.data)
        return press is not None and (press.action in UNPLACED or press.action in CONFIRMED_AT)
    return isinstance(event, TextSent | AttachmentSent | AudioSent)


def _under(
    arrival: Arrival,
    shown: Mapping[str, Sequence[PromptShown]],
    replied: Mapping[tuple[str, int], Sequence[PromptShown]],
) -> ShownPrompts:
    event = arrival.event
    if isinstance(event, ButtonPressed):
        newest = shown.get(arrival.chat)
        return ShownPrompts(newest[0].place if newest else None)
    if not isinstance(event, TextSent | AttachmentSent | AudioSent):
        return ShownPrompts(None)
    # A phone's own "reply" says which message is meant, whatever was shown since.
    if arrival.reply_to is not None:
        places = [row.place for row in replied.get((arrival.chat, arrival.reply_to.message_id), ())]
        meant = told_by_buttons(places, arrival.reply_to.buttons)
        if meant is not None:
            return ShownPrompts(meant)
    sent_ms = int(event.at.timestamp() * 1000)
    return under(shown.get(arrival.chat, ()), event.key, sent_ms, arrival.received_ms)


def told_by_buttons(places: Sequence[Prompt], buttons: Sequence[str]) -> Prompt | None:
    """Which of these a message with these buttons asked for; None where more than one is left."""
    if len(set(places)) > 1:
        pressed = [button for button in map(Button.parse, buttons) if button is not None]
        named = [place for place in places if any(_names(button, place) for button in pressed)]
        # Every screen of a question has buttons that name it.
        places = named or [place for place in places if not place.question]
    return places[0] if len(set(places)) == 1 else None


def _names(button: Button, place: Prompt) -> bool:
    """Whether the button is about the question or the detail that the place asks for."""
    if button.draft != place.draft:
        return False
    if place.question:
        return OfQuestion.at(button.about).question == place.question
    return bool(place.fact) and OfFact.at(button.about).fact == place.fact
