"""What buttons say."""

from functools import lru_cache

from flows.engine.buttons import AnyAction
from flows.engine.message import MessageButton
from flows.engine.prompts import Prompt
from flows.engine.screen import Rows
from flows.text.catalogue import Catalogue

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
