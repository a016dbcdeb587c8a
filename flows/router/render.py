"""From a screen to the messages that a person sees."""

from dataclasses import replace

from flows.engine.capabilities import ChannelCapabilities
from flows.engine.message import Message
from flows.engine.screen import Screen
from flows.text.catalogue import Catalogue
from flows.text.keyboard import Buttons
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
