"""A statement without headings: its paragraphs or sentences, each with the question that it likely answers."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from criteria.model import Question
from flows.model.long_work import make_way
from flows.rules.statement.plain_lines import TextLine, plain_words, word_count

_SENTENCE = re.compile(r"[^.!?\u2026]*(?:[.!?\u2026]+[\"'\u201d\u2019)\]*_]*(?=\s|$)|$)\s*", re.DOTALL)
_LONG_RUN = 220
"""Words of a paragraph that is so long that several answers may be in it."""
_LONG_LINE = 40
_MOST_BLOCKS = 60
"""Blocks that are weighed one by one: four times what a statement of 900 words has."""
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|mr|mrs|ms|dr|st|no|approx|vs|dept)\.[\"')]*\s*$", re.IGNORECASE)


def blocks(lines: Sequence[TextLine], text: str) -> list[tuple[int, int]]:
    """Split a text into what is moved as a whole: paragraphs; and sentences where a paragraph is very long."""
    spans: list[tuple[int, int]] = []
    wrapped = is_wrapped(lines)
    for line in lines:
        if spans and wrapped and not line.after_blank:
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start + len(line.text) - len(line.text.lstrip()), line.end))
    spans = [(start, start + len(text[start:end].rstrip())) for start, end in spans]
    total = word_count(text)
    return [
        piece
        for start, end in spans
        for piece in (sentence_spans(text, start, end) if _is_run(text[start:end], total) else [(start, end)])
    ]


def _is_run(said: str, total: int) -> bool:
    words = word_count(said)
    return words > _LONG_RUN and words > 0.4 * total


def is_wrapped(lines: Sequence[TextLine]) -> bool:
    """Whether lines end where a page did and not where a paragraph does, as in text copied from a PDF."""
    inner = [line for line, after in pairwise(lines) if not after.after_blank]
    if len(inner) < 4:
        return False
    broken = sum(1 for line in inner if line.text.rstrip()[-1:] not in ".!?:\u201d\"')")
    return broken > 0.6 * len(inner) and max(len(line.text) for line in inner) < 140


def sentence_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with each long one split at its sentences, for headings inside a run of text."""
    found: list[TextLine] = []
    for line in lines:
        if word_count(line.text) < _LONG_LINE:
            found.append(line)
            continue
        spans = sentence_spans(line.text, 0, len(line.text))
        found += (
            TextLine(line.start + start, line.text[start:end], line.after_blank and not start) for start, end in spans
        )
    return found


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where each sentence of a stretch of text begins and ends, without the blank space after it."""
    spans: list[tuple[int, int]] = []
    at = start
    begun = start
    for found in _SENTENCE.finditer(text, start, end):
        at = found.end()
        if not found[0].strip() or _ABBREVIATED.search(text[begun:at]):
            continue
        spans.append((begun, begun + len(text[begun:at].rstrip())))
        begun = at
    if text[begun:end].strip():
        spans.append((begun, begun + len(text[begun:end].rstrip())))
    return spans


def likely(texts: Sequence[str], questions: Sequence[Question]) -> list[int]:
    """Guess which question each block answers, in the order of the questions: their places, from 0.

    It weighs the badge's cues and the lengths against the minimums. It is a guess: somebody looks at it.
    """
    if not texts or not questions:
        return []
    if len(texts) > _MOST_BLOCKS:
        # The work grows with the square of the blocks: of very many, some are weighed together.
        size = -(-len(texts) // _MOST_BLOCKS)
        together = ["\n".join(texts[first : first + size]) for first in range(0, len(texts), size)]
        return [place for place in likely(together, questions) for _ in range(size)][: len(texts)]
    cues = [[_score(said, question.cues) for question in questions] for said in texts]
    counts = [word_count(said) for said in texts]
    sums = [0]
    for count in counts:
        sums.append(sums[-1] + count)
    prefix = [[0.0] for _ in questions]
    for row in cues:
        for place, value in enumerate(row):
            prefix[place].append(prefix[place][-1] + value)
    unknown = float("-inf")
    # The best score with the first `n` blocks given to the first questions, and where the last of them began.
    best = [[unknown] * (len(texts) + 1) for _ in range(len(questions) + 1)]
    came: list[list[int]] = [[0] * (len(texts) + 1) for _ in range(len(questions) + 1)]
    best[0][0] = 0.0
    whole = sums[-1] >= 0.95 * sum(question.minimum for question in questions)
    scale = max(1.0, sums[-1] / max(1, sum(q.minimum for q in questions)))
    for place, question in enumerate(questions):
        for end in range(len(texts) + 1):
            make_way()
            for begin in range(end + 1):
                if best[place][begin] == unknown:
                    continue
                words = sums[end] - sums[begin]
                opening = 1.5 * cues[begin][place] if begin < end else 0.0
                score = best[place][begin] + prefix[place][end] - prefix[place][begin] + opening
                score -= _against(words, question.minimum, scale, whole=whole)
                if score > best[place + 1][end]:
                    best[place + 1][end], came[place + 1][end] = score, begin
    places: list[int] = []
    end = len(texts)
    for place in range(len(questions), 0, -1):
        begin = came[place][end]
        places[:0] = [place - 1] * (end - begin)
        end = begin
    return places


def _score(said: str, cues: Sequence[str]) -> float:
    """How much in a text is likely in an answer to a question."""
    make_way()
    plain = " " + " ".join(plain_words(said)) + " "
    hits = sum(min(2, plain.count(_plain_cue(cue))) for cue in cues)
    return min(4.0, hits) if hits else 0.0


@lru_cache(maxsize=4096)
def _plain_cue(cue: str) -> str:
    """A cue as it is looked for. Cues are the badge's words and nobody's own, so they may be remembered."""
    return " " + " ".join(plain_words(cue))


def _against(words: int, minimum: int, scale: float, *, whole: bool) -> float:
    """What the length of an answer speaks against it; more where the text is long enough for all answers."""
    if not words:
        return 16.0 if whole else 8.0
    if words < minimum:
        return (20.0 if whole else 7.0) * (1 - words / minimum)
    expected = max(40.0, minimum * scale)
    return 1.2 * max(0.0, words / expected - 1.6)


def cue_scores(said: str, questions: Sequence[Question]) -> list[float]:
    """How much in a text is likely in an answer to each question."""
    return [_score(said, question.cues) for question in questions]
