"""Finding everything in a text that may be a heading of an answer, with how much speaks for it.

Nothing is decided here: a number may be a list's, and a short line may be a sub-heading. See `heading_choice`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from criteria.model import Question
from flows.model.long_work import make_way
from flows.rules.statement.plain_lines import SMALL, TextLine, plain_words
from flows.rules.statement.question_numbers import NumberMark, number_mark

_SLIP = 0.85
"""How like a known heading another must be, by letters, to count as a slip of the finger."""
_LONGEST_TITLE = 12
"""Words of a heading that is not a full question."""
_FULL = 7
"""Words from which a known form counts as a full question."""
_LONGEST_LINE = 700
_LONGEST_FORM = 40
# A heading may be followed on its line by the answer.
_TITLE_STOP = re.compile(
    r"[*_]*\s*[:=][*_]*(?=\s|$)|\?[*_]*(?=\s|$)|\s[\u2013\u2014-][*_]*(?=\s|$)|\s(?:\u2192|[-=]>)(?=\s)"
    r"|\.[*_]*(?=\s|$)|\s*\|\s*|\t"
    r"|[*_]{2}(?=\s)"
)
_HINT = re.compile(r"\s*[(\[][^()\[\]\n]{0,80}\bwords?\b[^()\[\]\n]{0,40}[)\]][.:*_]*", re.IGNORECASE)
_ASKED = re.compile(r"[\s*_#>]*(?:Q|Question|The question)\s?[:.]\s+", re.IGNORECASE)
_AFTER_QUESTION = re.compile(r"[\s*_.?:]*" + _HINT.pattern, re.IGNORECASE)
_CLOSING = re.compile(r"[\s*_#:=~.?)\]\u2013\u2014-]*")
_IN_BRACKETS = re.compile(r"(?P<said>[^()\[\]/|]{1,60}?)\s*[(\[/|]\s*(?P<also>[^()\[\]/|]{2,60}?)\s*[)\]]?[\s:.*_]*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible heading: of which question (its place from 0), its span, and what speaks for it."""

    place: int
    start: int
    end: int
    strength: float
    numbered: str = ""
    """The style of the number, where nothing but a number speaks for it."""
    form: tuple[str, ...] = ()
    """Its words, where words speak for it."""
    known: bool = True
    """Whether its words are those of a known heading, and not only like them."""
    alone: bool = False
    """Whether it has its line to itself."""


@dataclass(frozen=True, slots=True)
class _HeadingForm:
    """A known heading, with what is compared first because it costs little."""

    words: tuple[str, ...]
    joined: str
    letters: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _KnownHeadings:
    """What is known of one question's headings."""

    forms: tuple[tuple[str, ...], ...]
    full: tuple[tuple[str, ...], ...]
    exact: frozenset[tuple[str, ...]]
    cores: frozenset[tuple[str, ...]]
    compared: tuple[_HeadingForm, ...]
    """In the order of their lengths."""
    lengths: tuple[int, ...]
    """In characters, of each of them."""

    def as_long_as(self, joined: str) -> tuple[_HeadingForm, ...]:
        """Those that are near enough in length to be likened to words: few of many, for nearly every line."""
        share = _SLIP / (2 - _SLIP)
        first = bisect_left(self.lengths, share * len(joined))
        return self.compared[first : bisect_right(self.lengths, len(joined) / share)]


Titles = dict[tuple[str, ...], tuple[float, ...]]
"""How like each title of a text is to the headings of each question, so that a line that comes again costs nothing."""


class Headings:
    """The known headings of a badge's questions."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._known = tuple(_known(question) for question in questions)
        owners = Counter(
            word for known in self._known for word in {w for form in known.forms for w in map(_stem, form)}
        )
        self._first = {_stem(form[0]) for known in self._known for form in known.full}
        self._vocabulary = tuple(
            {word: 1 / owners[word] for form in known.forms for word in map(_stem, form)} for known in self._known
        )

    def candidates(self, lines: Sequence[TextLine], seen: Titles | None = None) -> tuple[Candidate, ...]:
        """List all that may be a heading, in the order of the text; one line may have several readings.

        `seen` is shared by calls for the same text.
        """
        seen = {} if seen is None else seen
        found: list[Candidate] = []
        skip = -1
        for index, line in enumerate(lines):
            if index <= skip:
                continue
            make_way()
            full, last = self._full_question(lines, index)
            if full:
                found.append(full)
                skip = last
            else:
                found += self._of_line(line, seen)
        return tuple(found)

    def _full_question(self, lines: Sequence[TextLine], index: int) -> tuple[Candidate | None, int]:
        """A full question pasted above its answer, on one line or wrapped over some; and its last line."""
        line = lines[index]
        number = number_mark(line.text)
        label = _ASKED.match(line.text)
        skipped = number.end if number else label.end() if label else 0
        best: tuple[float, int, int, int] | None = None
        first = re.search(r"[^\W_]+", line.text[skipped : skipped + 40])
        if not first or _stem(first[0].casefold()) not in self._first:
            return None, index
        said, ends = _words_from(lines, index, skipped)
        for place, known in enumerate(self._known):
            for form in known.full:
                read = _begins_with(lines, said, ends, form)
                if read and (best is None or read[0] > best[0]):
                    best = (read[0], place, read[1], read[2])
        if best is None:
            return None, index
        _, place, end, last = best
        alone = end >= lines[last].end
        return Candidate(place, line.start, end, 14.0, form=("full", str(place)), alone=alone), last

    def _of_line(self, line: TextLine, seen: Titles) -> Iterator[Candidate]:
        text = line.text[:_LONGEST_LINE]
        number = number_mark(text)
        skipped = number.end if number else len(re.match(r"[\s#>*_~=\u2022\u25cf\uf0b7-]*", text)[0])  # type: ignore[index]
        titled = list(self._titles(line, skipped, number, seen))
        yield from titled
        if number and 1 <= number.number <= len(self._known):
            # A title on the same line decides where it is known; the number is another reading where it is not.
            if any(one.known and one.strength >= 6 for one in titled):
                return
            again = number_mark(line.text[number.end :])
            # "1. Question 1": the number twice.
            twice = again is not None and again.named and again.number == number.number
            end = number.end + again.end if again and twice else number.end
            yield Candidate(
                number.number - 1,
                line.start,
                line.start + _to_text(line.text, end),
                _of_number(number, line, text),
                numbered=number.style,
                alone=not line.text[end:].strip(" \t*_:.-"),
            )

    def _titles(self, line: TextLine, skipped: int, number: NumberMark | None, seen: Titles) -> Iterator[Candidate]:
        """Words at the line's start that are a known heading, or like one: with the line to itself or before a stop."""
        rest = line.text[skipped:_LONGEST_LINE]
        bare = _HINT.sub("", rest)
        whole = plain_words(bare)
        if whole and len(whole) <= _LONGEST_TITLE + 8:
            yield from self._readings(whole, line, line.end, number, 1.0, seen, alone=True)
        if both := _IN_BRACKETS.fullmatch(bare.strip()):
            # "Тема (topic)": the heading in another language, and what it means.
            for said in (both["said"], both["also"]):
                if words := plain_words(said):
                    yield from self._readings(words, line, line.end, number, 1.0, seen, alone=True)
        for stop in _TITLE_STOP.finditer(rest[:120]):
            words = plain_words(_HINT.sub("", rest[: stop.start()]))
            behind = rest[stop.end() :].strip()
            ends = _may_end(rest, stop, words) or ("." not in stop[0] and self._is_known(words))
            if not words or len(words) > _LONGEST_TITLE or not behind or not ends:
                continue
            if not rest[:1].isupper() and not number and ":" not in stop[0] and not self._is_known(words):
                continue
            end = line.start + _to_text(line.text, skipped + stop.end())
            if hint := _HINT.match(line.text, skipped + stop.end()):
                end = line.start + _to_text(line.text, hint.end())
            yield from self._readings(words, line, end, number, 0.75, seen, alone=False)
            break

    def _readings(
        self,
        words: tuple[str, ...],
        line: TextLine,
        end: int,
        number: NumberMark | None,
        share: float,
        seen: Titles,
        *,
        alone: bool,
    ) -> Iterator[Candidate]:
        if words not in seen:
            seen[words] = self._likenesses(words)
        likeness = seen[words]
        best = max(likeness, default=0.0)
        known = bool(best) and likeness.count(best) == 1
        if not known and (len(words) > 8 or not alone or line.text.rstrip().endswith((".", ",", ";", "!"))):
            return
        place, strength = (likeness.index(best), 9.0) if known else self._like(words)
        if place < 0:
            return
        if number:
            strength += (3.0 if number.number == place + 1 else -1.0) + (2.0 if not known else 0.0)
        yield Candidate(place, line.start, end, strength * share, form=words, known=known, alone=alone)

    def _is_known(self, words: tuple[str, ...]) -> bool:
        """Whether these are all the words of a known heading."""
        return any(words in known.exact for known in self._known)

    def _likenesses(self, words: tuple[str, ...]) -> tuple[float, ...]:
        """How like these words are to the nearest heading of each question."""
        core, joined = _core(words), " ".join(words)
        letters = _letters(joined)
        return tuple(
            1.0
            if words in known.exact
            else 0.97
            if core and core in known.cores
            else max((_likeness(words, joined, letters, form) for form in known.as_long_as(joined)), default=0.0)
            for known in self._known
        )

    def _like(self, words: tuple[str, ...]) -> tuple[int, float]:
        """The question whose headings share most words with these; -1 where none or two share enough."""
        content = [_stem(word) for word in words if word not in SMALL] or [_stem(word) for word in words]
        scores = [sum(vocabulary.get(word, 0.0) for word in content) / len(content) for vocabulary in self._vocabulary]
        best = max(scores, default=0.0)
        others = sorted(scores)[-2:-1]
        if best < 0.34 or (others and best - others[0] < 0.15):
            return -1, 0.0
        return scores.index(best), 2.0 + 3.0 * best


def _known(question: Question) -> _KnownHeadings:
    short = tuple(dict.fromkeys(map(plain_words, (question.heading, *question.also))))
    asked = tuple(map(plain_words, (*question.asked, question.ask)))
    full = tuple(dict.fromkeys(form for form in (*asked, *short) if len(form) >= _FULL))
    forms = tuple(form for form in (*short, *asked) if form)
    every = (_HeadingForm(form, " ".join(form), _letters(" ".join(form))) for form in forms)
    compared = tuple(sorted(every, key=lambda form: len(form.joined)))
    lengths = tuple(len(form.joined) for form in compared)
    cores = frozenset(filter(None, map(_core, forms)))
    return _KnownHeadings(forms, full, frozenset(forms), cores, compared, lengths)


def _words_from(lines: Sequence[TextLine], index: int, skipped: int) -> tuple[list[str], list[tuple[int, int]]]:
    """The words from a line on, over a few lines of a paragraph, and the line and the place where each ends."""
    said: list[str] = []
    ends: list[tuple[int, int]] = []
    offset = skipped
    for number in range(index, min(index + 4, len(lines))):
        line = lines[number]
        if (number > index and line.after_blank) or len(said) > _LONGEST_FORM:
            break
        for word in re.finditer(r"[^\W_]+(?:[\u2019'][^\W_]+)*", line.text[offset : offset + 400]):
            said += plain_words(word[0])[:1] or [word[0]]
            ends.append((number, line.start + offset + word.end()))
        offset = 0
    return said, ends


def _begins_with(
    lines: Sequence[TextLine], said: Sequence[str], ends: Sequence[tuple[int, int]], form: tuple[str, ...]
) -> tuple[float, int, int] | None:
    """How like these words are to a full question, where the question ends, and on which line."""
    if (
        len(said) < min(5, len(form))
        or (len(set(said[: len(form)]) & set(form)) < 0.5 * len(set(form)) and said[:5] != list(form[:5]))
        or _stem(said[0]) != _stem(form[0])
    ):
        return None
    best: tuple[float, int] | None = None
    for length in range(max(5, len(form) - 3), min(len(said), len(form) + 3) + 1):
        ratio = SequenceMatcher(None, said[:length], form, autojunk=False).ratio()
        if best is None or ratio > best[0] + 0.001:
            best = (ratio, length)
    if best is None or best[0] < 0.82:
        return _cut_short(lines, said, ends, form)
    ratio, length = best
    for shorter in range(length - 1, max(5, length - 3), -1):
        # "THREE THINGS I LEARNED AND WHY" and, on the next line, "One thing": the answer's first word is no part of it.
        ends_line = ends[shorter - 1][0] < ends[shorter][0]
        if ends_line and said[shorter] != form[min(shorter, len(form) - 1)]:
            length = shorter
            break
    last, end = _after_hint(lines, *ends[length - 1])
    return ratio, end, last


def _cut_short(
    lines: Sequence[TextLine], said: Sequence[str], ends: Sequence[tuple[int, int]], form: tuple[str, ...]
) -> tuple[float, int, int] | None:
    """A question of which only the beginning was copied, and which ends its line."""
    for length in range(min(len(said), len(form)), 4, -1):
        last, end = ends[length - 1]
        rest = lines[last].text[end - lines[last].start :]
        if tuple(said[:length]) == form[:length] and not plain_words(_HINT.sub("", rest)):
            return 0.83, lines[last].end, last
    return None


def _after_hint(lines: Sequence[TextLine], last: int, end: int) -> tuple[int, int]:
    """The line and the place after a question's own stop and its "(50 words minimum)", which may be wrapped too."""
    line = lines[last]
    at = end - line.start
    hint = _AFTER_QUESTION.match(line.text, at)
    if not hint and last + 1 < len(lines) and not lines[last + 1].after_blank:
        following = lines[last + 1]
        wrapped = _AFTER_QUESTION.match(f"{line.text} {following.text}", at)
        if wrapped and wrapped.end() > len(line.text) + 1:
            closing = _CLOSING.match(following.text, wrapped.end() - len(line.text) - 1)
            return last + 1, following.start + (closing.end() if closing else 0)
    at = hint.end() if hint else at
    closing = _CLOSING.match(line.text, at)
    return last, line.start + (closing.end() if closing else at)


def _of_number(number: NumberMark, line: TextLine, text: str) -> float:
    """What speaks for a number being that of a question."""
    alone = not text[number.end :].strip(" \t*_:.-")
    if number.named:
        return 8.0 if number.firm else 5.0
    if not number.firm:
        return 3.0
    kind = 5.0 if number.style.startswith("digit") else 4.0
    return kind + (1.0 if alone else 0.0) + (0.5 if line.after_blank else 0.0)


def _may_end(rest: str, stop: re.Match[str], words: tuple[str, ...]) -> bool:
    """Whether a heading may end at this stop: a full stop or a dash ends a sentence far more often."""
    if stop[0].strip(" *_") in (":", "=", "|", ""):
        return True
    if stop[0].strip(" *_") == ".":
        return len(words) <= 5 and stop.start() < 50
    return rest[:1].isupper() or len(words) > 2


def _to_text(line: str, at: int) -> int:
    """The place from which the answer's own text goes on: past blanks and the second half of bold marks."""
    found = re.compile(r"[*_]*\s*").match(line, at)
    return found.end() if found else at


def _likeness(words: tuple[str, ...], joined: str, letters: frozenset[tuple[str, int]], form: _HeadingForm) -> float:
    """Compare with a heading in other words: 0.0 for more than small words or a slip of the finger apart."""
    if abs(len(words) - len(form.words)) > 3:
        return 0.0
    both = len(joined) + len(form.joined)
    # What `quick_ratio` computes, with all letters counted beforehand.
    if 2 * len(letters & form.letters) < _SLIP * both:
        return 0.0
    if not all(word in SMALL or get_close_matches(word, form.words, 1, 0.7) for word in words):
        return 0.0
    short, long = sorted((joined, form.joined), key=len)
    ratio = SequenceMatcher(None, short, long, autojunk=False).ratio()
    return min(0.95, ratio) if ratio >= _SLIP else 0.0


def _letters(joined: str) -> frozenset[tuple[str, int]]:
    """Each letter and the how-manieth of its kind it is: what two texts have in common is as many letters."""
    seen: Counter[str] = Counter()
    found: list[tuple[str, int]] = []
    for letter in joined:
        seen[letter] += 1
        found.append((letter, seen[letter]))
    return frozenset(found)


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without those that people change when they copy a heading by hand."""
    return tuple(word for word in words if word not in SMALL)


_SPELT_APART = {"learnt": "learned", "relevance": "relevant", "confidence": "confident", "chosen": "chose"}


def _stem(word: str) -> str:
    """Drop the endings that tell "apply", "applying" and "application" apart, roughly."""
    word = _SPELT_APART.get(word, word)
    for ending in ("ication", "ation", "ying", "ing", "ied", "ies", "ed", "es", "y", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
