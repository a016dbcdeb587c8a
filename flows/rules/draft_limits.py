"""How much one draft may hold: far above what any badge asks for, so that only a flood meets it. Pure."""

from collections.abc import Iterable, Iterator
from enum import Enum

from flows.model.draft import Draft, Part, TextPart

MOST_CHARACTERS = 60_000
"""Characters of a draft, struck words too. 900 words are about 6,000."""
MOST_PARTS = 400
"""Messages, recordings and links of a draft."""
MOST_PASTED_CHARACTERS = 24_000
"""Characters of a statement that is still to be divided."""
MOST_PASTED_PARTS = 8
"""Messages that such a statement may come in."""
MOST_PASTED_LINES = 600
"""Lines of such a statement."""


class Excess(Enum):
    """What a draft would hold too much of."""

    draft = "draft"
    paste = "paste"


def excess(before: Draft | None, after: Draft) -> Excess | None:
    """What a change adds beyond the limits. A draft that is over them already may change, and must not grow."""
    if before is after:
        return None
    if _is_beyond(before.pasted if before else (), after.pasted, MOST_PASTED_CHARACTERS, MOST_PASTED_PARTS):
        return Excess.paste
    lines, had = (sum(part.text.count("\n") for part in one.pasted) if one else 0 for one in (after, before))
    if lines > max(MOST_PASTED_LINES, had):
        return Excess.paste
    held = tuple(_every(before)) if before else ()
    return Excess.draft if _is_beyond(held, tuple(_every(after)), MOST_CHARACTERS, MOST_PARTS) else None


def _is_beyond(before: tuple[Part, ...], after: tuple[Part, ...], characters: int, parts: int) -> bool:
    return len(after) > max(parts, len(before)) or _characters(after) > max(characters, _characters(before))


def _characters(parts: Iterable[Part]) -> int:
    return sum(len(part.text) for part in parts if isinstance(part, TextPart))


def _every(draft: Draft) -> Iterator[Part]:
    for given in draft.answers.values():
        yield from given.parts
        yield from given.struck
    yield from draft.unplaced
    yield from draft.pasted
    for shared in draft.shared:
        yield from shared
