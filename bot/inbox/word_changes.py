"""A word-by-word comparison of an answer in two attempts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from bot.issuers.contract.pack_schema import AnswerPart, FilePart, Manifest

MOST_WORDS = 6000
"""Words in both texts together up to which they are compared."""
SHORTEST = 3
"""Words in a row that count as kept. Fewer are in both by chance, and to mark round them would be hard to read."""


class DiffKind(Enum):
    """Whether words were kept, added or removed."""

    kept = "kept"
    added = "added"
    gone = "gone"


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive words of one kind, with the spaces around them."""

    change: DiffKind
    text: str


def runs(before: str, now: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The earlier text with what is gone marked, and the later one with what is added."""
    old, new = _words(before), _words(now)
    if len(old) + len(new) > MOST_WORDS:
        return (Run(DiffKind.gone, before),), (Run(DiffKind.added, now),)
    # A word is the same word at the end of a line and before a space.
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    same = [block for block in matcher.get_matching_blocks() if block.size >= SHORTEST or block.size == len(new)]
    was = _runs(old, [(block.a, block.a + block.size) for block in same], DiffKind.gone)
    is_ = _runs(new, [(block.b, block.b + block.size) for block in same], DiffKind.added)
    return tuple(was), tuple(is_)


def _words(text: str) -> list[str]:
    """Each word with the spaces behind it, so that together they are the text again."""
    return re.findall(r"\s*\S+\s*|\s+", text)


def _runs(words: Sequence[str], same: Sequence[tuple[int, int]], otherwise: DiffKind) -> Iterator[Run]:
    at = 0
    for start, end in [*same, (len(words), len(words))]:
        for change, run in ((otherwise, words[at:start]), (DiffKind.kept, words[start:end])):
            if run:
                yield Run(change, "".join(run))
        at = end


def differs(question: str, before: Manifest, now: Manifest) -> bool:
    """Whether an answer differs between two attempts: its words, its page, or its recordings."""
    return _whole(question, before) != _whole(question, now)


def _whole(question: str, manifest: Manifest) -> tuple[tuple[AnswerPart, ...], tuple[FilePart, ...]]:
    # The time of a tick and the count of words are not evidence.
    answers = tuple(
        one.model_copy(update={"checklist": (), "words": 0, "heading": "", "question": "", "tips": ()})
        for one in manifest.data.answers
        if one.criterion_id == question
    )
    return answers, tuple(file for file in manifest.data.files if file.criterion_id == question)
