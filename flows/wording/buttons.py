"""What buttons say."""

from functools import lru_cache

from flows.buttons import Action
from flows.messages import Button
from flows.places import Place
from flows.replies.base import Rows
from flows.wording.phrases import Phrases

# Telegram shows about 30 characters on a phone's full-width button; longer ones are cut by the client anyhow.
LONGEST = 64


class Buttons:
    """Labels for presses. Labels hold nothing of the worker's, so they may be remembered."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._label = lru_cache(maxsize=1024)(self._make)

    def keyboard(self, offers: Rows, place: Place | None) -> tuple[tuple[Button, ...], ...]:
        """The buttons of a reply, row by row."""
        ask = place.ask.value if place else ""
        return tuple(
            tuple(Button(self._label(p.action, p.number, p.name, ask, on=p.on), p.data) for p in row) for row in offers
        )

    def _make(self, action: Action, number: int, name: str, ask: str, *, on: bool) -> str:
        key = "button-" + action.value.replace("!", "-yes")
        for special in (f"{key}-{ask}" if ask else "", f"{key}-on" if on else ""):
            if special and self._phrases.has(special):
                key = special
        label = self._phrases.plain(key, number=number, name=name)
        return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
