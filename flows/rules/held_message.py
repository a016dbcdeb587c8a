"""Whether a draft holds anything of one message: in an answer, a detail, a statement, or among the words put aside."""

from collections.abc import Iterator

from flows.model.draft import Draft, LinkPart, Part, TextPart


def holds(draft: Draft, key: int) -> bool:
    """Whether anything of a message is in a draft."""
    stated = any(one.key == key for one in draft.facts.values())
    aside = any(one.key == key for one in draft.asides)
    return stated or aside or any(part.key == key for part in _parts(draft) if isinstance(part, TextPart | LinkPart))


def _parts(draft: Draft) -> Iterator[Part]:
    for given in draft.answers.values():
        yield from (*given.parts, *given.struck)
    yield from (*draft.unplaced, *draft.pasted)
    for statement in draft.shared:
        yield from statement
    if draft.whole:
        yield draft.whole
