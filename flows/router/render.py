"""From a screen to the messages that a person sees."""

from dataclasses import replace

from flows.engine.message import Message
from flows.engine.screen import Screen
from flows.text.catalogue import Catalogue
from flows.text.keyboard import Buttons


class Wording:
    """Says every screen in one language."""

    def __init__(self, phrases: Catalogue) -> None:
        self._say = phrases
        self._buttons = Buttons(phrases)

    def messages(self, screen: Screen) -> tuple[Message, ...]:
        """The messages of a screen, in order. One alone has its buttons and its prompt."""
        *before, last = screen.compose(self._say)
        buttons = self._buttons.keyboard(screen.offers, screen.place)
        shown = replace(last, buttons=buttons, place=screen.place, replaces=screen.replaces)
        return (*before, shown, *screen.enclose(self._say))
