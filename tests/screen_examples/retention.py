"""Examples of what is said of data that run out: each kind."""

from collections.abc import Iterator

from screen_examples.samples import DAY

from flows.engine.buttons import Action, Button
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen
from flows.features.retention.screens import Expiring, ExpiringLine, KeptOn
from flows.model.retention_schedule import RetentionKind


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    place, offers = Prompt(PromptKind.expiring), ((Button(Action.keep_data),),)
    for kind in RetentionKind:
        yield Expiring(lines=(ExpiringLine(kind, "A badge", DAY),), place=place, offers=offers)
    yield KeptOn(on=DAY)
