"""Choosing which possible headings are headings: by what speaks for each, their order and the lengths between."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.model.long_work import make_way
from flows.rules.statement.headings import Candidate

_MOST = 90
"""Candidates that are weighed; of more, the weakest are dropped."""
_WIDTH = 48
"""States that are kept at each candidate."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The headings chosen, in the order of the text, and the score of them all."""

    chosen: tuple[Candidate, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    path: tuple[int, ...]
    used: int
    last_number: int
    """The highest place that a bare number has named so far; -1 for none."""


class _Text:
    """Counts the words between any two places of a text."""

    def __init__(self, text: str) -> None:
        self._ends: list[int] = []
        at = 0
        for chunk in text.split():
            at = text.index(chunk, at) + len(chunk)
            if any(map(str.isalnum, chunk)):
                self._ends.append(at)

    def words(self, start: int, end: int) -> int:
        return max(0, bisect_left(self._ends, end + 1) - bisect_left(self._ends, start + 1))


def choose(text: str, found: Sequence[Candidate], minimums: Sequence[int]) -> Choice:
    """Choose headings, each question's at most once, so that order, lengths and wording agree best."""
    if not found:
        return Choice((), 0.0)
    candidates = _weighed(found)
    counted = _Text(text)
    total = counted.words(0, len(text))
    states: list[list[_State]] = []
    best = _State(0.0, (), 0, -1)
    starts = [(-1, _State(0.0, (), 0, -1))]
    for index, candidate in enumerate(candidates):
        make_way()
        here: list[_State] = []
        before = starts + [(state.path[-1], state) for group in states for state in group]
        for last, state in before:
            if state.used & 1 << candidate.place or (last >= 0 and candidates[last].end > candidate.start):
                continue
            previous = candidates[last] if last >= 0 else None
            since = counted.words(previous.end if previous else 0, candidate.start)
            score = state.score + _step(state, previous, candidate, since, minimums)
            score -= _of_a_list(candidates, index, state.path)
            number = max(state.last_number, candidate.place) if candidate.numbered else state.last_number
            here.append(_State(score, (*state.path, index), state.used | 1 << candidate.place, number))
        here.sort(key=lambda state: -state.score)
        states.append(_distinct(here))
        for state in states[-1]:
            final = state.score - _shortage(
                candidates[state.path[-1]], counted.words(candidate.end, len(text)), minimums
            )
            final -= _missing(state.used, minimums, total)
            if final > best.score:
                best = replace(state, score=final)
    return Choice(tuple(candidates[index] for index in best.path), best.score)


def _weighed(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are worth weighing; words that head several places are sub-headings."""
    times = Counter((candidate.place, candidate.form) for candidate in found if candidate.form)
    kept = [
        replace(candidate, strength=candidate.strength * 0.35)
        if times[candidate.place, candidate.form] > 2 and candidate.form[0] != "full"
        else candidate
        for candidate in found
    ]
    if len(kept) > _MOST:
        least = sorted((candidate.strength for candidate in kept), reverse=True)[_MOST]
        kept = [candidate for candidate in kept if candidate.strength > least][:_MOST]
    return kept


def _distinct(states: list[_State]) -> list[_State]:
    """The best state for each set of questions used."""
    seen: dict[tuple[int, int], int] = {}
    kept: list[_State] = []
    for state in states:
        key = (state.used, state.last_number)
        if seen.get(key, 0) < 2 and len(kept) < _WIDTH:
            seen[key] = seen.get(key, 0) + 1
            kept.append(state)
    return kept


def _step(
    state: _State, previous: Candidate | None, candidate: Candidate, since: int, minimums: Sequence[int]
) -> float:
    """What one more heading adds: its own strength, less what its order and the lengths speak against it."""
    score = candidate.strength
    if previous is None:
        score -= min(7.0, since / 30) if since > 25 else 0.0
        score -= candidate.place * (1.6 if candidate.numbered else 0.2)
        return score
    score -= _shortage(previous, since, minimums)
    if candidate.place < previous.place:
        score -= 12.0 if candidate.numbered or previous.numbered else 2.0
    elif candidate.numbered:
        score -= 2.5 * (candidate.place - previous.place - 1)
    if candidate.numbered and candidate.place <= state.last_number:
        score -= 12.0
    return score


def _shortage(heading: Candidate, words: int, minimums: Sequence[int]) -> float:
    """What speaks against a heading whose answer is too short, or far too long."""
    least = minimums[heading.place]
    long = 1.5 if words > 4 * least + 200 else 0.0
    if not least or words >= least:
        return long
    share = 1 - words / least
    if heading.numbered:
        return 7.5 * share + (2.0 if not words else 0.0)
    return (5.0 if heading.known else 6.0) * share


def _missing(used: int, minimums: Sequence[int], total: int) -> float:
    """What speaks against a choice that leaves questions empty, where the text is long enough for all."""
    empty = sum(1 for place in range(len(minimums)) if not used & 1 << place)
    return (2.0 if total >= 0.8 * sum(minimums) else 0.5) * empty


def _of_a_list(candidates: Sequence[Candidate], index: int, path: tuple[int, ...]) -> float:
    """What speaks against a number that goes on a list whose number before was not chosen."""
    candidate = candidates[index]
    if not candidate.numbered or not candidate.place:
        return 0.0
    for before in range(index - 1, -1, -1):
        other = candidates[before]
        if other.numbered == candidate.numbered and other.place == candidate.place - 1:
            chosen = before in path or any(
                candidates[p].place == other.place and candidates[p].start == other.start for p in path
            )
            return 0.0 if chosen else 3.0
    return 0.0
