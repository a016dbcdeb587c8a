"""Taking messages and passages out of an answer, and bringing them back. What is taken out is put away, never lost.

`Answer.struck` holds what was put away, the last at its end. A passage of a message is put away as a `TextPart` with
its `span` in the `whole` message; what is left of that message stays in the answer and has the same `whole`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.model.draft import Answer, AudioPart, Draft, LinkPart, Part, TextPart

Span = tuple[int, int]
_BLANK = re.compile(r"\s*")


def position(part: Part) -> int:
    """The key by which a part is ordered in its answer."""
    return part.position if isinstance(part, TextPart) else part.key


def take_out(given: Answer, part: Part) -> Answer:
    """Puts a whole part away. Passages that were taken out of it before become messages of their own."""
    kept = tuple(other for other in given.parts if other is not part)
    if len(kept) == len(given.parts):
        return given
    struck = tuple(_on_its_own(one) if _of_one_message(one, part) else one for one in given.struck)
    return replace(given, parts=kept, struck=(*struck, _on_its_own(part)))


def take_out_all(given: Answer) -> Answer:
    """Puts a whole answer away, as one thing that can be brought back at once."""
    if not given.parts:
        return given
    before = len(given.struck)
    after = given
    for part in given.parts:
        after = take_out(after, part)
    return replace(after, together=(before, len(after.struck)))


def take_out_passage(given: Answer, part: TextPart, span: Span) -> Answer:
    """Puts a passage of a message away; `span` is in the whole message. Passages inside it are put away with it.

    Where some of its words are out already with a longer passage, as when an old button is pressed, nothing changes.
    """
    whole = part.whole or part.text
    if part not in given.parts or not whole[span[0] : span[1]].strip():
        return given
    inside = [one for one in given.struck if _of_one_message(one, part) and _lies_in(one, span)]
    struck = [one for one in given.struck if one not in inside]
    if any(span[0] < end and start < span[1] for start, end in _spans(struck, part.key, whole)):
        return given
    struck.append(TextPart(part.key, whole[span[0] : span[1]], part.at, whole, span, part.instead_of))
    rest = replace(part, text=left_of(whole, _spans(struck, part.key, whole)), whole=whole)
    parts = tuple(rest if one is part else one for one in given.parts)
    return replace(
        given, parts=tuple(one for one in parts if one is not rest or rest.text.strip()), struck=tuple(struck)
    )


def bring_back(given: Answer, number: int) -> Answer:
    """Brings back one thing that was put away, by its place in `struck`."""
    part = given.struck[number]
    struck = (*given.struck[:number], *given.struck[number + 1 :])
    together = tuple(edge - (number < edge) for edge in given.together)
    without = replace(given, struck=struck, together=(together[0], together[1]))
    if not isinstance(part, TextPart) or part.span is None:
        return replace(without, parts=_in_order([part, *without.parts]))
    spans = _spans(struck, part.key, part.whole)
    text = left_of(part.whole, spans)
    now = TextPart(part.key, text, part.at, part.whole if spans else "", None, part.instead_of)
    others = [one for one in without.parts if not (_of_one_message(one, part))]
    return replace(without, parts=_in_order([now, *others]))


def bring_back_last(given: Answer) -> Answer:
    """Brings back what was put away last: an answer that was started again, or one message, passage or link.

    A recording that was taken out is passed over: it comes back only where it is asked for.
    """
    first, last = given.together
    if first < last == len(given.struck):
        after = given
        for _ in range(first, last):
            after = bring_back(after, len(after.struck) - 1)
        return replace(after, together=(0, 0))
    number = last_put_away(given)
    return given if number is None else bring_back(given, number)


def last_put_away(given: Answer) -> int | None:
    """The place in `struck` of what was put away last, recordings aside."""
    places = [n for n, part in enumerate(given.struck) if not isinstance(part, AudioPart)]
    return places[-1] if places else None


def has_more_to_bring(given: Answer) -> bool:
    """Whether something was put away that "bring it back" would bring."""
    first, last = given.together
    return last_put_away(given) is not None or first < last == len(given.struck)


def healed(draft: Draft, key: int) -> Draft:
    """The draft with a message as a whole again, where passages of it were taken out."""
    return replace(draft, answers={question: _healed(given, key) for question, given in draft.answers.items()})


def passages_out(draft: Draft, key: int) -> tuple[str, ...]:
    """The passages of a message that were taken out."""
    every = (part for given in draft.answers.values() for part in given.struck)
    return tuple(p.text for p in every if isinstance(p, TextPart) and p.key == key and p.span is not None)


def taken_out_again(draft: Draft, key: int, texts: Iterable[str]) -> Draft:
    """The draft with the same passages out of a message that was edited, as far as they stand there unchanged."""
    answers = dict(draft.answers)
    for said in texts:
        for question, given in answers.items():
            part = next((p for p in given.parts if isinstance(p, TextPart) and p.key == key and said in p.text), None)
            if part is not None:
                whole = part.whole or part.text
                start = whole.find(said)
                answers[question] = take_out_passage(given, part, (start, start + len(said)))
                break
    return replace(draft, answers=answers)


def _healed(given: Answer, key: int) -> Answer:
    pieces = [p for p in given.struck if isinstance(p, TextPart) and p.key == key and p.span is not None]
    after = given
    for piece in pieces:
        after = bring_back(after, after.struck.index(piece))
    return after


def _on_its_own(part: Part) -> Part:
    return replace(part, whole="", span=None) if isinstance(part, TextPart) else part


def _of_one_message(one: Part, part: Part) -> bool:
    """Whether two parts are what is left, and what was taken out, of the same words of one message."""
    if not isinstance(one, TextPart) or not isinstance(part, TextPart) or one.key != part.key:
        return False
    return bool(one.whole) and one.whole == (part.whole or part.text)


def _lies_in(one: Part, span: Span) -> bool:
    return isinstance(one, TextPart) and one.span is not None and span[0] <= one.span[0] and one.span[1] <= span[1]


def _spans(struck: Iterable[Part], key: int, whole: str) -> list[Span]:
    return sorted(
        one.span
        for one in struck
        if isinstance(one, TextPart) and one.key == key and whole and one.whole == whole and one.span is not None
    )


def spans_out(given: Answer, part: TextPart) -> list[Span]:
    """Where the passages stand that were taken out of a message, in the order of the message."""
    return _spans(given.struck, part.key, part.whole)


def left_of(whole: str, spans: Sequence[Span]) -> str:
    """A text without passages, and without the blank space after each."""
    if not spans:
        return whole
    kept: list[str] = []
    at = 0
    for start, end in spans:
        kept.append(whole[at:start])
        blank = _BLANK.match(whole, end)
        at = blank.end() if blank else end
    kept.append(whole[at:])
    return "".join(kept).rstrip()


def _in_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=position))


def holds(draft: Draft, key: int) -> bool:
    """Whether anything of a message is in a draft."""
    stated = any(one.key == key for one in draft.facts.values())
    aside = any(one.key == key for one in draft.asides)
    return stated or aside or any(part.key == key for part in parts(draft) if isinstance(part, TextPart | LinkPart))


def parts(draft: Draft) -> Iterator[Part]:
    """Every part that a draft holds anywhere, one perhaps twice."""
    for given in draft.answers.values():
        yield from (*given.parts, *given.struck)
    yield from (*draft.unplaced, *draft.pasted)
    for statement in draft.shared:
        yield from statement
    if draft.whole:
        yield draft.whole
