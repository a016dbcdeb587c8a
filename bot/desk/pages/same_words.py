"""Finds passages of an answer that stand in other people's submissions too, and shows both side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.desk.tables.indexed_store import IndexedStore, applicant_of
from bot.desk.tables.shingles import RUN, SHORTEST, PlainWord, Shingles, words
from bot.inbox.submission_store import StoredSubmission
from bot.issuers.contract.pack_schema import Submission

COMMON = 20
"""A passage that more people share than this is told as one that many have."""
MOST_SHOWN = 30
"""Passages of one submission that are shown."""
_CONTEXT = 160
"""Characters shown round a passage."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage in its surroundings."""

    before: str
    passage: str
    after: str


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that stands in another submission too."""

    criterion_id: str
    heading: str
    here: Excerpt
    there: Excerpt
    submission: str
    reference: str
    title: str
    other_heading: str
    words: int
    people: int
    """How many other people have it, as far as was looked."""

    @property
    def is_common(self) -> bool:
        """Whether so many people have it that it says nothing of two of them."""
        return self.people > COMMON


@dataclass(frozen=True, slots=True)
class _Match:
    """A run of words that two answers share."""

    question: int
    start: int
    end: int
    theirs: StoredSubmission
    their_question: int
    their_start: int


def shared_passages(kept: StoredSubmission, store: IndexedStore, shingles: Shingles) -> tuple[SharedPassage, ...]:
    """The passages of 20 words or more that other people's submissions have too, in the order of the answers.

    Words of the badge's own questions and tips do not count, nor what the same person wrote elsewhere.
    """
    data = kept.manifest.data
    mine = [words(answer.text) for answer in data.answers]
    given = _given(data)
    matches: list[_Match] = []
    for id_ in shingles.sharing(kept.id):
        other = store.get(id_)
        if other is not None:
            matches += _matches(mine, other, given)
    return tuple(_told(matches, data, mine))[:MOST_SHOWN]


def _given(data: Submission) -> frozenset[tuple[str, ...]]:
    """The five-word runs of the badge's own questions, headings and tips."""
    texts = [text for one in data.answers for text in (one.question, one.heading, *one.tips)]
    texts += [one.text for one in data.declarations]
    return frozenset(run for text in texts for run in _runs([word.plain for word in words(text)]))


def _runs(plain: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(plain[at : at + RUN]) for at in range(len(plain) - RUN + 1))


def _matches(
    mine: Sequence[list[PlainWord]], other: StoredSubmission, given: frozenset[tuple[str, ...]]
) -> Iterator[_Match]:
    """The longest runs that the answers share with another submission, each place of an answer once."""
    theirs = [[word.plain for word in words(answer.text)] for answer in other.manifest.data.answers]
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for question, plain in enumerate(theirs):
        for at, run in enumerate(_runs(plain)):
            places[run].append((question, at))
    for question, found in enumerate(mine):
        plain, at = [word.plain for word in found], 0
        while at + RUN <= len(plain):
            run = tuple(plain[at : at + RUN])
            longest = max(
                ((_length(plain, at, theirs[there], start), there, start) for there, start in places.get(run, ())),
                default=(0, 0, 0),
            )
            length, there, start = longest
            own = sum(1 for one in _runs(plain[at : at + length]) if one not in given)
            if length >= SHORTEST and own + RUN - 1 >= SHORTEST:
                yield _Match(question, at, at + length, other, there, start)
            at += max(1, length - RUN + 1)


def _length(mine: Sequence[str], at: int, theirs: Sequence[str], start: int) -> int:
    length = 0
    while at + length < len(mine) and start + length < len(theirs) and mine[at + length] == theirs[start + length]:
        length += 1
    return length


def _told(matches: Iterable[_Match], data: Submission, mine: Sequence[list[PlainWord]]) -> Iterator[SharedPassage]:
    """A passage for each match; of the many that one place has, the first, with how many people have it."""
    ordered = sorted(matches, key=lambda one: (one.question, one.start, -one.end))
    seen: list[_Match] = []
    for match in ordered:
        inside = [one for one in ordered if one.question == match.question and _overlap(one, match) >= SHORTEST]
        people = {applicant_of(one.theirs.manifest.data) for one in inside}
        is_common = len(people) > COMMON
        if is_common and any(one.question == match.question and _overlap(one, match) >= SHORTEST for one in seen):
            continue
        seen.append(match)
        answer, other = data.answers[match.question], match.theirs.manifest.data
        theirs = other.answers[match.their_question]
        length = match.end - match.start
        yield SharedPassage(
            answer.criterion_id,
            answer.heading,
            _excerpt(answer.text, mine[match.question], match.start, length),
            _excerpt(theirs.text, words(theirs.text), match.their_start, length),
            match.theirs.id,
            match.theirs.received.reference,
            other.badge.title,
            theirs.heading,
            length,
            len(people),
        )


def _overlap(one: _Match, other: _Match) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _excerpt(text: str, found: Sequence[PlainWord], at: int, length: int) -> Excerpt:
    start, end = found[at].start, found[at + length - 1].end
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return Excerpt(
        ("…" if start > _CONTEXT else "") + before, text[start:end], after + ("…" if end + _CONTEXT < len(text) else "")
    )
