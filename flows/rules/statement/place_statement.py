"""Placing a statement: which words of a text, or of several messages, answer which question of a badge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations

from criteria.model import Question
from flows.model.long_work import make_way
from flows.model.memo import by_digest
from flows.model.message_joins import NEARLY_FULL, joined, units, was_cut
from flows.rules.statement import page_marks
from flows.rules.statement.heading_choice import Choice, choose
from flows.rules.statement.headings import Candidate, Headings, Titles
from flows.rules.statement.own_headings import between_rules, of_one_form, of_the_form_of_others, said_aloud
from flows.rules.statement.paragraphs import blocks, cue_scores, is_wrapped, likely, sentence_lines
from flows.rules.statement.placement import Doubt, Placement, Sureness, Unit, UnitKind
from flows.rules.statement.plain_lines import TextLine, text_lines, word_count
from flows.rules.statement.question_numbers import number_mark

_HEADED = 3.0
"""Strength from which a message may begin with a heading."""
_FIRM = 6.7
"""Strength from which one heading speaks for itself."""
_LONGEST_HEADING = 600
"""Characters of a message that may be nothing but a question."""
_SHORT_REPLY = 16
"""Words up to which a message between others may be a remark."""
_LONGEST_TURNED = 16_000
"""Characters of a statement whose messages may have come in another order: twice what 900 words need."""
_MOST_LINES_TURNED = 400
"""Lines of such a statement."""


def place(questions: Sequence[Question], messages: Sequence[str]) -> Placement:
    """Place a statement that came in one message or more; the text of the placement is all of them joined.

    No word is lost: whatever is in no answer is in a unit without a question.
    """
    headings = _headings(tuple(questions))
    pieces = [message for message in messages if message.strip()]
    seen: Titles = {}
    marked = page_marks.order_by_marks(pieces)
    orders = [marked] if marked else _orders(pieces, headings, seen)
    placers = [_placer(questions, headings, [pieces[n] for n in order], seen) for order in orders]
    if not placers:
        return Placement("", (), tuple(q.id for q in questions), Sureness.none)
    best = max(range(len(placers)), key=lambda n: placers[n][1] - (3.0 if n else 0.0))
    return placers[best][0].placement()


@by_digest
def begins_with_heading(questions: tuple[Question, ...], message: str) -> bool:
    """Whether a message's first line is, or begins with, a heading or a number of a question that is named."""
    lines = text_lines(message)
    found = _headings(questions).candidates(lines[:4])
    return any(one.start == lines[0].start and one.strength >= 6.0 and (one.known or not one.alone) for one in found)


def only_heading(questions: Sequence[Question], message: str) -> int:
    """The place, from 0, of the question whose text, heading or number is the whole of a message; -1 if none is."""
    lines = text_lines(message) if len(message) <= _LONGEST_HEADING else ()
    if not lines or len(lines) > 4:
        return -1
    start, end = lines[0].start, len(message.rstrip(" \t\n.?:*_"))
    for one in _headings(tuple(questions)).candidates(lines):
        by_words = one.form and one.known and (one.form[0] == "full" or len(one.form) > 2)
        if one.start == start and one.end >= end and (by_words or one.numbered):
            return one.place
    return -1


@lru_cache(maxsize=16)
def _headings(questions: tuple[Question, ...]) -> Headings:
    return Headings(questions)


@dataclass(frozen=True, slots=True)
class PastedReading:
    """What the bot asks of one message before it takes it for a statement, or for more of one."""

    headings: int
    """How many answers its headings tell apart."""
    remark: bool
    """Whether it is a short message to the bot."""


@by_digest
def reading(questions: tuple[Question, ...], message: str) -> PastedReading:
    """Read one message on its own. The paragraphs of one without headings are not weighed: that is costly."""
    short = word_count(message) <= 3
    remark = short or page_marks.is_chat(message)
    if not message.strip():
        return PastedReading(0, remark)
    placer, _ = _placer(questions, _headings(questions), [message], {})
    return PastedReading(len(placer.placement().passages) if placer.is_headed else 0, remark)


def _orders(pieces: Sequence[str], headings: Headings, seen: Titles) -> list[tuple[int, ...]]:
    """The orders that messages may have been written in: as sent first, then others that are likely.

    Each is read from end to end, so what is far longer than any statement is read as sent.
    """
    count = len(pieces)
    as_sent = tuple(range(count))
    if count < 2 or sum(map(len, pieces)) > _LONGEST_TURNED or sum(p.count("\n") for p in pieces) > _MOST_LINES_TURNED:
        return [as_sent] if count else []
    if count <= 3:
        return list(permutations(as_sent))
    swaps = [(*as_sent[:n], n + 1, n, *as_sent[n + 2 :]) for n in range(count - 1)]
    turned = [(*as_sent[n:], *as_sent[:n]) for n in range(1, count)]
    first = [
        min((c.place for c in headings.candidates(text_lines(piece), seen) if c.strength >= _FIRM), default=99)
        for piece in pieces
    ]
    by_heading = tuple(sorted(as_sent, key=lambda n: first[n])) if 99 not in first else as_sent
    return list(dict.fromkeys([as_sent, by_heading, *swaps, *turned[:3]]))


def _placer(
    questions: Sequence[Question], headings: Headings, pieces: Sequence[str], seen: Titles
) -> tuple["_Placer", float]:
    """What places the messages in this order, and how much speaks for the order."""
    text, remarks = _joined(headings, pieces)
    lines, stamps = _without_stamps(text_lines(text))
    kinds: dict[int, UnitKind] = page_marks.page_lines(lines) | dict.fromkeys(stamps, UnitKind.page)
    for index, line in enumerate(lines):
        make_way()
        if any(start <= line.start < end for start, end in remarks):
            kinds[index] = UnitKind.chat
        elif (mark := page_marks.mark_of(line.text)) and index not in kinds:
            kinds[index] = mark
    readable = [line for index, line in enumerate(lines) if index not in kinds]
    minimums = [question.minimum for question in questions]
    clean = _without(text, lines, kinds)
    found = headings.candidates(readable, seen)
    choice = choose(clean, found, minimums)
    inside = [line for line in sentence_lines(readable) if not page_marks.has_part_mark(line.text, "")]
    if len(choice.chosen) < len(questions) and inside != readable:
        # Headings may stand inside a run of text; they need more to be believed.
        within = tuple(replace(one, strength=one.strength * 0.8) for one in headings.candidates(inside, seen))
        other = choose(clean, within, minimums)
        if len(other.chosen) >= max(3, len(choice.chosen) + 2) and _convinces(other.chosen, text, questions):
            found, choice = within, other
    own = False
    if filled := of_the_form_of_others(readable, choice.chosen, minimums):
        choice, own = Choice(filled, choice.score), True
    if not _convinces(choice.chosen, text, questions) or len(choice.chosen) <= len(questions) // 2:
        rules = [index for index, line in enumerate(lines) if page_marks.is_rule(line.text)]
        heads = (
            of_one_form(readable, found, len(questions))
            or said_aloud(clean, len(questions))
            or between_rules(lines, rules, len(questions))
        )
        own = bool(heads)
        choice = Choice(heads, choice.score) if heads else choice
    placer = _Placer(questions, text, lines, kinds, found, choice, own=own)
    return placer, choice.score + _order_bonus(pieces, text, questions)


def _joined(headings: Headings, pieces: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """All messages as one text, and where in it something is said to the bot."""
    if len(pieces) == 1:
        return pieces[0], []
    first = [_strength_first(headings, piece) for piece in pieces]
    headed = [strength >= _HEADED for strength in first]
    said = _remarks(pieces, headed, [strength >= _FIRM for strength in first])
    ended = [_has_heading_last(headings, piece) for piece in pieces]
    apart = [
        (begins and not _goes_on(pieces, index))
        or page_marks.has_part_mark(pieces[index - 1] if index else "", piece)
        or index in said
        or index - 1 in said
        or (index > 0 and ended[index - 1])
        for index, (begins, piece) in enumerate(zip(headed, pieces, strict=True))
    ]
    text, spans = joined(pieces, apart)
    return text, [spans[index] for index in said]


def _without_stamps(lines: Sequence[TextLine]) -> tuple[tuple[TextLine, ...], list[int]]:
    """The lines without what programs put around them, which is in lines of its own; and the indexes of those.

    Such are a chat's time and name, the mark of quoted lines, and the bars of a table's row.
    """
    found: list[TextLine] = []
    stamps: list[int] = []
    quoted = page_marks.is_quoted(lines)
    for line in lines:
        start, end = page_marks.within_marks(line.text, quoted=quoted)
        for begin, stop in ((0, start), (start, end), (end, len(line.text))):
            if not line.text[begin:stop].strip():
                continue
            if begin != start:
                stamps.append(len(found))
            found.append(TextLine(line.start + begin, line.text[begin:stop], line.after_blank))
    return tuple(found), stamps


def _goes_on(pieces: Sequence[str], index: int) -> bool:
    """Whether a piece goes on in small letters where a program cut the one before: "Ex" and "plain how you"."""
    before = pieces[index - 1] if index else ""
    return pieces[index][:1].islower() and before[-1:].isalnum() and was_cut(before)


def _strength_first(headings: Headings, piece: str) -> float:
    """The most that speaks for a heading at the start of a message."""
    lines = text_lines(piece)
    found = headings.candidates(lines[:4])
    return max((one.strength for one in found if one.start == lines[0].start), default=0.0)


def _has_heading_last(headings: Headings, piece: str) -> bool:
    last = text_lines(piece)[-1:]
    number = number_mark(piece)
    if number and not piece[number.end :].strip():
        return True
    return any(one.alone and one.strength >= _FIRM for one in headings.candidates(last))


def _remarks(pieces: Sequence[str], headed: Sequence[bool], firm: Sequence[bool]) -> list[int]:
    """Messages that are said to the bot, between pieces of the statement."""
    found: list[int] = []
    for index, piece in enumerate(pieces):
        chat = page_marks.is_chat(piece) or word_count(piece) <= 3
        cut = index > 0 and units(pieces[index - 1]) >= NEARLY_FULL and not page_marks.is_chat(piece)
        titled = firm[index] if page_marks.is_chat(piece) else headed[index]
        if len(pieces) > 1 and chat and not cut and not titled and word_count(piece) <= _SHORT_REPLY:
            found.append(index)
    return found


def _order_bonus(pieces: Sequence[str], text: str, questions: Sequence[Question]) -> float:
    """What speaks for an order beyond the headings: a nearly full message is followed by one, a word is whole."""
    score = 0.0
    for index, piece in enumerate(pieces):
        if index and piece[:1].islower() and re.search(r"[.!?][\"')\u201d\u2019]*$", pieces[index - 1]):
            score -= 2.0
        if index == 0 and piece[:1].islower():
            score -= 3.0
    return score


def _without(text: str, lines: Sequence[TextLine], kinds: dict[int, UnitKind]) -> str:
    """The text with what is not evidence blanked out, so that it counts in no length."""
    said = list(text)
    for index in kinds:
        line = lines[index]
        said[line.start : line.end] = " " * len(line.text)
    return "".join(said)


class _Placer:
    """Makes the units of a placement from the headings that were chosen, or without any."""

    def __init__(
        self,
        questions: Sequence[Question],
        text: str,
        lines: Sequence[TextLine],
        kinds: dict[int, UnitKind],
        found: Sequence[Candidate],
        choice: Choice,
        *,
        own: bool = False,
    ) -> None:
        self._questions = questions
        self._text = text
        self._lines = lines
        self._kinds = kinds
        self._found = found
        self._own = own
        """Whether the headings are in the writer's own words, and their order alone tells what they head."""
        chosen = choice.chosen if own or _convinces(choice.chosen, text, questions) else ()
        self._chosen = tuple(_with_what_repeats_it(one, found, text) for one in chosen)
        self._score = choice.score

    @property
    def is_headed(self) -> bool:
        """Whether the headings tell the answers apart."""
        return bool(self._chosen)

    def placement(self) -> Placement:
        ids = tuple(question.id for question in self._questions)
        if not self._chosen:
            return self._without_headings(ids)
        units_ = self._headed_units()
        made = Placement(self._text, tuple(units_), ids, Sureness.sure)
        doubts = self._doubts(made)
        return replace(made, doubts=doubts, sureness=Sureness.ask if doubts else Sureness.sure)

    def _marks_end_answers(self) -> bool:
        """Whether each number stands under its answer: words above the first, and none below the last."""
        first, last = self._chosen[0], self._chosen[-1]
        above = word_count(self._text[: first.start])
        least = self._questions[first.place].minimum
        alone = all(heading.numbered and heading.alone for heading in self._chosen)
        return (
            alone and len(self._chosen) > 2 and above >= max(12, least / 2) and not word_count(self._text[last.end :])
        )

    def _headed_units(self) -> list[Unit]:
        text = self._text
        if self._marks_end_answers():
            return self._units_above_marks()
        found: list[Unit] = []
        first = self._chosen[0].start
        found += self._stretch(0, first, "", UnitKind.above)
        ends = [*(heading.start for heading in self._chosen[1:]), len(text)]
        for heading, end in zip(self._chosen, ends, strict=True):
            found.append(_trimmed(text, heading.start, heading.end, UnitKind.heading, ""))
            last = end == len(text)
            start = page_marks.label_end(text, heading.end)
            if start > heading.end:
                found.append(_trimmed(text, heading.end, start, UnitKind.form, ""))
            found += self._stretch(start, end, self._questions[heading.place].id, UnitKind.words, last=last)
        return [unit for unit in found if unit.end > unit.start]

    def _units_above_marks(self) -> list[Unit]:
        """The units where each number stands under its answer."""
        found: list[Unit] = []
        start = 0
        for heading in self._chosen:
            question = self._questions[heading.place].id
            found += self._stretch(start, heading.start, question, UnitKind.words)
            found.append(_trimmed(self._text, heading.start, heading.end, UnitKind.heading, ""))
            start = heading.end
        found += self._stretch(start, len(self._text), "", UnitKind.above)
        return [unit for unit in found if unit.end > unit.start]

    def _stretch(self, start: int, end: int, question: str, kind: UnitKind, *, last: bool = False) -> list[Unit]:
        """The units between two headings: runs of words, and marks that are in no answer."""
        inside = [(i, line) for i, line in enumerate(self._lines) if start < line.end and line.start < end]
        signed = len(inside)
        if last and kind is UnitKind.words:
            signed = page_marks.signature_from([line for _, line in inside])
        found: list[Unit] = []
        run: tuple[int, int] | None = None
        for position, (index, line) in enumerate(inside):
            begin, stop = max(start, line.start), min(end, line.end)
            mark = self._kinds.get(index)
            if position >= signed and not mark:
                mark = UnitKind.signature
            if mark is None and question and self._is_remark(inside, position):
                mark = UnitKind.chat
            if mark is None:
                run = (run[0] if run else begin, stop)
                continue
            found += self._words(run, question, kind)
            run = None
            found.append(_trimmed(self._text, begin, stop, mark, ""))
        return found + self._words(run, question, kind)

    def _is_remark(self, inside: Sequence[tuple[int, TextLine]], position: int) -> bool:
        """Whether a line inside an answer is a paragraph of its own that is said to the bot."""
        line = inside[position][1]
        if position == 0 or not page_marks.is_chat(line.text):
            return False
        after = inside[position + 1][1].after_blank if position + 1 < len(inside) else True
        return (line.after_blank and after) or not is_wrapped(self._lines)

    def _words(self, run: tuple[int, int] | None, question: str, kind: UnitKind) -> list[Unit]:
        if run is None:
            return []
        start, end = run
        said = self._text[start:end]
        found: list[Unit] = []
        stop = start + page_marks.count_at_end(said)
        found.append(_trimmed(self._text, start, stop, kind, question))
        if stop < end:
            found.append(_trimmed(self._text, stop, end, UnitKind.count, ""))
        return [unit for unit in found if unit.end > unit.start]

    def _without_headings(self, ids: tuple[str, ...]) -> Placement:
        lines = [line for index, line in enumerate(self._lines) if index not in self._kinds]
        signed = page_marks.signature_from(lines) if len(lines) > 1 else len(lines)
        spans = [part for span in blocks(lines[:signed], self._text) for part in self._around_marks(span)]
        first = 1 if len(spans) > 1 and _is_title(self._text[spans[0][0] : spans[0][1]]) else 0
        texts = [self._text[start:end] for start, end in spans]
        starts = {line.start + len(line.text) - len(line.text.lstrip()): line for line in lines}
        own = {
            n
            for n, (start, end) in enumerate(spans)
            if start in starts and end >= starts[start].start + len(starts[start].text.rstrip())
        }
        chats = {n for n in own if page_marks.is_chat(texts[n]) and len(texts) > 1} | set(range(first))
        places = iter(likely([said for n, said in enumerate(texts) if n not in chats], self._questions))
        found = [
            unit
            for n, (start, end) in enumerate(spans)
            for unit in (
                [Unit(start, end, UnitKind.chat if n >= first else UnitKind.above)]
                if n in chats
                else self._words((start, end), ids[next(places)] if ids else "", UnitKind.words)
            )
        ]
        found += [_trimmed(self._text, line.start, line.end, UnitKind.signature, "") for line in lines[signed:]]
        found += [
            _trimmed(self._text, self._lines[i].start, self._lines[i].end, kind, "") for i, kind in self._kinds.items()
        ]
        found.sort(key=lambda unit: unit.start)
        made = Placement(self._text, tuple(found), ids, Sureness.none, (Doubt.no_headings,))
        whole = sum(question.minimum for question in self._questions)
        enough = len(made.passages) == len(ids) > 1 and word_count(self._text) >= 0.6 * whole
        return replace(made, sureness=Sureness.ask) if enough else made

    def _around_marks(self, span: tuple[int, int]) -> list[tuple[int, int]]:
        """The stretch without the marked lines that stand inside it, in as many parts as that leaves."""
        start, stop = span
        marks = sorted((self._lines[index].start, self._lines[index].end) for index in self._kinds)
        inside = [mark for mark in marks if start < mark[1] and mark[0] < stop]
        starts = [start, *(end for _, end in inside)]
        stops = [*(begin for begin, _ in inside), stop]
        parts = [_trimmed(self._text, a, b, UnitKind.words, "") for a, b in zip(starts, stops, strict=True) if a < b]
        return [(unit.start, unit.end) for unit in parts if unit.start < unit.end]

    def _doubts(self, made: Placement) -> tuple[Doubt, ...]:
        counts = {passage.question: word_count(passage.text) for passage in made.passages}
        complete = [heading.place for heading in self._chosen] == list(range(len(self._questions)))
        doubts: list[Doubt] = [Doubt.bare_numbers] if self._marks_end_answers() else []
        least = {question.id: question.minimum for question in self._questions}
        by_number = [heading for heading in self._chosen if heading.numbered and heading.strength < _FIRM]
        short = [id_ for id_, count in counts.items() if count < 0.5 * least[id_]]
        if by_number and (short or not self._in_order(complete=complete)):
            doubts.append(Doubt.bare_numbers)
        guessed = [heading for heading in self._chosen if not heading.known]
        if guessed and (self._own or not (complete and not short)):
            doubts.append(Doubt.odd_headings)
        above = sum(word_count(made.of(unit)) for unit in made.units if unit.kind is UnitKind.above)
        if above > 60:
            doubts.append(Doubt.above)
        if self._hides_an_answer(made, counts, least):
            doubts.append(Doubt.hidden)
        if self._comes_twice():
            doubts.append(Doubt.twice)
        return tuple(doubts)

    def _in_order(self, *, complete: bool) -> bool:
        places = [heading.place for heading in self._chosen]
        return complete or (places == list(range(len(places))) and len(places) >= 3)

    def _hides_an_answer(self, made: Placement, counts: dict[str, int], least: dict[str, int]) -> bool:
        """Whether a question without a heading may have its answer under the heading before or after it."""
        for empty in made.empty:
            place_ = made.questions.index(empty)
            if any(heading.place == place_ for heading in self._chosen):
                continue
            if self._misnumbered(place_):
                return True
            for passage in made.passages:
                owner = made.questions.index(passage.question)
                room = counts[passage.question] >= 0.9 * (least[passage.question] + least[empty])
                if owner not in (place_ - 1, place_ + 1) or not room or not least[empty]:
                    continue
                ends = re.split(r"\n\s*\n|\n", passage.text)
                told = ends[-1] if owner < place_ else ends[0]
                scores = cue_scores(told, self._questions)
                plenty = counts[passage.question] >= least[passage.question] + least[empty]
                if len(ends) > 1 and (plenty or scores[place_] >= max(1, scores[owner])):
                    return True
        return False

    def _misnumbered(self, place_: int) -> bool:
        """Whether a number like the others was passed over where a question has none: "3." twice, and no "4."."""
        before = [heading for heading in self._chosen if heading.place < place_]
        after = [heading for heading in self._chosen if heading.place > place_]
        start = before[-1].end if before else 0
        end = after[0].start if after else len(self._text)
        styles = {number_mark(self._text[h.start : h.end] + " X") for h in self._chosen}
        kinds = {mark.style for mark in styles if mark}
        return any(start <= one.start < end and one.numbered in kinds and one.numbered for one in self._found)

    def _comes_twice(self) -> bool:
        """Whether a known heading with a line to itself was read as words, once."""
        chosen = {heading.start for heading in self._chosen}
        again = [
            one
            for one in self._found
            if one.known
            and one.alone
            and one.form
            and one.strength >= 9.0
            and one.start not in chosen
            and one.start > self._chosen[0].start
        ]
        forms = [one.form for one in again]
        return any(forms.count(one.form) == 1 and len(one.form) > 1 for one in again)


def _convinces(chosen: Sequence[Candidate], text: str, questions: Sequence[Question]) -> bool:
    """Whether the headings that fit best are enough to tell answers apart."""
    if not chosen:
        return False
    firm = [heading for heading in chosen if heading.strength >= _FIRM]
    if len(chosen) == 1:
        # One heading at the top: one answer with its heading.
        return bool(firm) and not text[: chosen[0].start].strip()
    if firm:
        return True
    return len(chosen) >= min(3, len(questions)) and 2 * len(chosen) >= len(questions)


def _with_what_repeats_it(heading: Candidate, found: Sequence[Candidate], text: str) -> Candidate:
    """The heading with a title of the same question right above it: a title, and under it the question in full."""
    for one in found:
        near = one.place == heading.place and one.alone and one.end <= heading.start
        if near and not word_count(text[one.end : heading.start]):
            return replace(heading, start=one.start)
    return heading


def _is_title(said: str) -> bool:
    """Whether a first paragraph is the title of a statement, or a greeting."""
    return word_count(said) <= 9 and not said.rstrip().endswith((".", ","))


def _trimmed(text: str, start: int, end: int, kind: UnitKind, question: str) -> Unit:
    said = text[start:end]
    return Unit(start + len(said) - len(said.lstrip()), start + len(said.rstrip()), kind, question)
