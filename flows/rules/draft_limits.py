"""How much one draft and one person may hold: far above what any badge asks for, so that only a flood meets it."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from flows.model.draft import AudioPart, Draft, Part, PutAside, Session, TextPart

MOST_CHARACTERS = 60_000
"""Characters of a draft, struck words too, and as many of words put aside. 900 words are about 6,000."""
LARGE_CHARACTERS = 12_000
"""From here on a draft is so large that a turn on it takes its time. It is twice what any badge asks for."""
MOST_PARTS = 400
"""Messages, recordings and links of a draft, and as many messages put aside."""
MOST_PASTED_CHARACTERS = 24_000
"""Characters of a statement that is still to be divided."""
MOST_PASTED_PARTS = 8
"""Messages that such a statement may come in."""
MOST_PASTED_LINES = 600
"""Lines of such a statement."""
MOST_FILE_BYTES = 200_000_000
"""Bytes of the recordings and awards of a draft. Fifteen minutes of voice notes are about 15 million, of video 90."""
MOST_FILE_BYTES_OF_PERSON = 500_000_000
"""The same of all drafts of a person."""


_Kept = Part | PutAside


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
    # Apart from each other, so that talk with the bot never leaves less room for evidence.
    grows = _is_beyond(held, tuple(_every(after)), MOST_CHARACTERS, MOST_PARTS)
    talks = _is_beyond(before.asides if before else (), after.asides, MOST_CHARACTERS, MOST_PARTS)
    return Excess.draft if grows or talks else None


def file_room(session: Session, draft_id: str) -> int:
    """How many more bytes of files are kept for a draft."""
    of_drafts = {id_: dict(_files(draft)) for id_, draft in session.drafts.items()}
    every = {digest: size for files in of_drafts.values() for digest, size in files.items()}
    of_draft = sum(of_drafts.get(draft_id, {}).values())
    return max(0, min(MOST_FILE_BYTES - of_draft, MOST_FILE_BYTES_OF_PERSON - sum(every.values())))


def _files(draft: Draft) -> Iterator[tuple[str, int]]:
    """The digest and size of each file that a draft refers to, also of what was taken out of it."""
    for part in _every(draft):
        if isinstance(part, AudioPart) and part.heard is not None:
            yield part.heard.sha256, part.heard.size
            if part.heard.copy_sha256 is not None:
                yield part.heard.copy_sha256, part.heard.copy_size
    for award in draft.awards:
        if award.found is not None and award.found.file is not None:
            yield award.found.file.sha256, award.found.file.size


def is_large(draft: Draft) -> bool:
    """Whether a turn on it may take long: it has very many words, or a statement is still to be divided."""
    return bool(draft.pasted) or _characters(tuple(_every(draft))) >= LARGE_CHARACTERS


def _is_beyond(before: Sequence[_Kept], after: Sequence[_Kept], characters: int, parts: int) -> bool:
    return len(after) > max(parts, len(before)) or _characters(after) > max(characters, _characters(before))


def _characters(parts: Iterable[_Kept]) -> int:
    return sum(len(part.text) for part in parts if isinstance(part, TextPart | PutAside))


def _every(draft: Draft) -> Iterator[Part]:
    for given in draft.answers.values():
        yield from given.parts
        yield from given.struck
    yield from draft.unplaced
    yield from draft.pasted
    for shared in draft.shared:
        yield from shared
