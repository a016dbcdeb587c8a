"""From a screen to the messages that a person sees."""

from dataclasses import replace
from functools import lru_cache

from flows.engine.buttons import AnyAction
from flows.engine.capabilities import ChannelCapabilities
from flows.engine.message import Message, MessageButton
from flows.engine.prompts import Prompt
from flows.engine.screen import Rows, Screen
from flows.text.catalogue import Catalogue
from flows.text.paging import pages

_USUAL = ChannelCapabilities()


class Wording:
    """Says every screen in one language."""

    def __init__(self, phrases: Catalogue) -> None:
        self._say = phrases
        self._buttons = Buttons(phrases)

    def messages(self, screen: Screen, channel: ChannelCapabilities = _USUAL) -> tuple[Message, ...]:
        """The messages of a screen, in order, for a channel. One alone has its buttons and its prompt."""
        *before, last = screen.compose(self._say)
        if channel.message_units < _USUAL.message_units:
            before = [page for one in before for page in _fitting(one, channel.message_units)]
        buttons = self._buttons.keyboard(screen.offers, screen.place)
        shown = replace(last, buttons=buttons, place=screen.place, replaces=screen.replaces, state_of=screen.state_of)
        return (*before, shown, *screen.enclose(self._say))


def _fitting(message: Message, most: int) -> tuple[Message, ...]:
    """A worker's own words in messages that a channel takes; what has markup is as it was."""
    return tuple(replace(message, text=page) for page in pages(message.text, most)) if message.plain else (message,)


# Telegram shows about 30 characters on a phone's full-width button; longer ones are cut by the client anyhow.
LONGEST = 64


class Buttons:
    """Labels for presses. Labels hold nothing of the worker's, so they may be remembered."""

    def __init__(self, phrases: Catalogue) -> None:
        self._phrases = phrases
        self._label = lru_cache(maxsize=1024)(self._make)

    def keyboard(self, offers: Rows, place: Prompt | None) -> tuple[tuple[MessageButton, ...], ...]:
        """The buttons of a screen, row by row."""
        ask = place.ask.value if place else ""
        return tuple(
            tuple(MessageButton(self._label(p.action, p.number, p.name, ask, on=p.on), p.data) for p in row)
            for row in offers
        )

    def _make(self, action: AnyAction, number: int, name: str, ask: str, *, on: bool) -> str:
        key = "button-" + action.value.replace("!", "-yes")
        for special in (f"{key}-{ask}" if ask else "", f"{key}-on" if on else ""):
            if special and self._phrases.has(special):
                key = special
        label = self._phrases.plain(key, number=number, name=name)
        return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
