"""Deleting for good what a worker took out of a draft, or all their words in it. Pure."""

from dataclasses import replace

from flows.model.draft import Answer, Draft, Part, PutAside, TextPart
from flows.model.stages import WRITING_STAGES


def removable(draft: Draft) -> tuple[Part | PutAside, ...]:
    """What is kept of a draft and is in none of its answers, because it was taken out or put aside."""
    struck = (part for given in draft.answers.values() for part in given.struck)
    return (*struck, *draft.asides)


def without_removed(draft: Draft) -> Draft:
    """The draft with nothing left of what was taken out or put aside. What is in its answers stays as it is."""
    gone = {part.key for part in removable(draft)}
    answers = {question: _without_struck(given) for question, given in draft.answers.items()}
    said = {question: [p.text for p in given.parts if isinstance(p, TextPart)] for question, given in answers.items()}
    return replace(
        draft,
        answers=answers,
        asides=(),
        last_aside=None,
        # A whole statement also has the passages of it that were taken out.
        shared=tuple(one for one in draft.shared if not gone & {part.key for part in one}),
        kept_details=tuple(
            one for one in draft.kept_details if any(one.words in text for text in said.get(one.question, ()))
        ),
    )


def _without_struck(given: Answer) -> Answer:
    parts = tuple(replace(part, whole="") if isinstance(part, TextPart) else part for part in given.parts)
    return replace(given, parts=parts, struck=(), together=(0, 0))


def may_be_emptied(draft: Draft) -> bool:
    """Whether all words of a draft may be deleted: it is still being written, and nothing of it was ever sent."""
    return draft.stage in WRITING_STAGES and draft.sending is None


def emptied(draft: Draft) -> Draft:
    """The draft without any answer, recording, link or statement. The details and ticked badges stay."""
    return replace(
        draft,
        answers={},
        pasted=(),
        shared=(),
        unplaced=(),
        asides=(),
        last_aside=None,
        kept_details=(),
        whole=None,
        ticks=(),
        listened=None,
        ai=None,
        declarations={},
        agreed_before={},
        agreed_words="",
        relayed=None,
    )
