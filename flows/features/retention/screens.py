"""The screens about what runs out."""

from dataclasses import dataclass
from datetime import date

from flows.engine.screen import Notice, Phrases, Screen
from flows.model.retention_schedule import RetentionKind


@dataclass(frozen=True, slots=True)
class ExpiringLine:
    """One thing that runs out, and the day on which it goes: never any of its words."""

    kind: RetentionKind
    title: str
    """The badge's; empty for the details of the person."""
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiring(Screen):
    """Something of the worker's is to be deleted, unless they keep it."""

    lines: tuple[ExpiringLine, ...]

    def render(self, say: Phrases) -> str:
        lines = [say.phrase(f"expiring-{one.kind.value}", title=one.title, on=one.on) for one in self.lines]
        return "\n\n".join([say.phrase("expiring"), *lines, say.phrase("expiring-keep")])


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOn(Notice):
    """It is kept, as the worker said."""

    on: date

    KEY = "kept-on"
