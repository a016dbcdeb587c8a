"""Lines that are not the worker's evidence: page numbers, word counts, hints of a form, closings and chat."""

import re
from collections import Counter
from collections.abc import Sequence

from flows.rules.language_files import patterns
from flows.rules.statement.placement import UnitKind
from flows.rules.statement.plain_lines import TextLine, plain_words, word_count

_BARE_PAGE = re.compile(r"\s*[0-9]{1,3}\s*")
_PATTERNS = patterns("statement_patterns")
_MOST_CHAT = 16
_LONGEST_FOOTER = 9
"""Lines of a mail's footer."""


def page_lines(lines: Sequence[TextLine]) -> dict[int, UnitKind]:
    """Find page numbers, and lines that come again and again beside them, by the index of the line."""
    found = {
        index: UnitKind.page
        for index, line in enumerate(lines)
        if _PATTERNS["page"].fullmatch(line.text.strip()) and line.text.strip()
    }
    numbers = [index for index, line in enumerate(lines) if index not in found and _BARE_PAGE.fullmatch(line.text)]
    if _count_up(found, lines):
        return found | _running(lines, set(found))
    bare = [int(lines[index].text) for index in numbers]
    # A bare number is a page's where a line that comes on every page stands beside it.
    running = _running(lines, set(numbers)) if len(bare) > 1 else {}
    if running and bare == list(range(bare[0], bare[0] + len(bare))):
        found |= dict.fromkeys(numbers, UnitKind.page) | running
    return found | _running(lines, set(found))


def _count_up(found: dict[int, UnitKind], lines: Sequence[TextLine]) -> bool:
    return bool(found) and all(lines[index].text for index in found)


def _running(lines: Sequence[TextLine], pages: set[int]) -> dict[int, UnitKind]:
    """Lines that stand twice or more, of which one is beside a page number: headers and footers."""
    times = Counter(line.text.strip() for line in lines)
    beside = {
        lines[near].text.strip()
        for page in pages
        for near in (page - 1, page + 1)
        if 0 <= near < len(lines) and near not in pages and times[lines[near].text.strip()] > 1
    }
    again = {said for said in beside if word_count(said) <= 14}
    return {index: UnitKind.page for index, line in enumerate(lines) if line.text.strip() in again}


def mark_of(line: str) -> UnitKind | None:
    """What a line by itself plainly is, if it is no one's evidence: a word count, or a hint of a form."""
    if _PATTERNS["count"].fullmatch(line):
        return UnitKind.count
    if _PATTERNS["form"].fullmatch(line):
        return UnitKind.form
    page = any(
        pattern.fullmatch(line) for pattern in (_PATTERNS["rule"], _PATTERNS["table rule"], _PATTERNS["stamp line"])
    )
    return UnitKind.page if page else None


def is_rule(line: str) -> bool:
    """Whether a line divides a text: "---", "* * *"."""
    return _PATTERNS["rule"].fullmatch(line) is not None


def count_at_end(text: str) -> int:
    """Where a word count in brackets begins that ends a text; its length where there is none."""
    found = _PATTERNS["count at end"].search(text) or _PATTERNS["part at end"].search(text)
    return found.start() if found else len(text)


def label_end(text: str, start: int) -> int:
    """Where an answer begins whose heading ends at `start`: behind a label such as "Answer:"."""
    found = _PATTERNS["label"].match(text, start)
    return found.end() if found else start


def has_part_mark(before: str, piece: str) -> bool:
    """Whether "(1/5)" stands between two messages: at the end of the first, or at the beginning of the second."""
    return bool(_PATTERNS["part at end"].search(before) or _PATTERNS["part at start"].match(piece))


def order_by_marks(pieces: Sequence[str]) -> tuple[int, ...]:
    """The order that "(2/5)" at the end or the beginning of each message tells; empty where they do not."""
    marks = [_PATTERNS["part at end"].search(piece) or _PATTERNS["part at start"].match(piece) for piece in pieces]
    numbers = [int(mark["part"]) for mark in marks if mark and int(mark["of"]) == len(pieces)]
    if len(numbers) < 2 or sorted(numbers) != list(range(1, len(pieces) + 1)):
        return ()
    return tuple(numbers.index(number) for number in range(1, len(pieces) + 1))


def is_chat(text: str) -> bool:
    """Whether a short paragraph is said to the bot, and is no evidence."""
    words = word_count(text)
    said = text.strip()
    if not 0 < words <= _MOST_CHAT or re.search(r"\blearn|\bconfiden", said):
        return False
    return _PATTERNS["chat"].fullmatch(said) is not None or _PATTERNS["aside"].search(said) is not None


def is_quoted(lines: Sequence[TextLine]) -> bool:
    """Whether nearly the whole text was quoted by a mail program: "> " before its lines."""
    marked = sum(bool(_PATTERNS["quote"].match(line.text)) for line in lines)
    return marked > 2 and marked >= 0.8 * len(lines)


def within_marks(line: str, *, quoted: bool) -> tuple[int, int]:
    """Where the words begin and end between what a program put around them.

    Such are "[12/03, 21:14] Ann: ", the ">" of a quotation, and the bars of a table's row.
    """
    found = (_PATTERNS["quote"].match(line) if quoted else None) or _PATTERNS["stamp"].match(line)
    if found:
        return found.end(), len(line)
    row = _PATTERNS["table row"].fullmatch(line)
    return row.span("words") if row else (0, len(line))


def signature_from(lines: Sequence[TextLine]) -> int:
    """The index of the line from which the end of a text is a closing, a name or a date; their number if none is."""
    first = len(lines)
    for index in range(max(1, len(lines) - _LONGEST_FOOTER), len(lines)):
        # Mail programs put "--" above what they add to every letter.
        if lines[index].text.strip() == "--":
            return index
    for index in range(len(lines) - 1, max(-1, len(lines) - 8), -1):
        line = lines[index]
        said = line.text.strip()
        if (
            _PATTERNS["closing"].fullmatch(said)
            or _PATTERNS["date"].fullmatch(said)
            or (mark_of(said) and index < len(lines))
            or _PATTERNS["page"].fullmatch(said)
        ):
            first = index
        elif not (_is_name(said) and index > 0):
            break
        elif first < len(lines) or line.after_blank or _follows_closing(lines, index):
            first = index
    return first if first > 0 else len(lines)


def _follows_closing(lines: Sequence[TextLine], index: int) -> bool:
    return any(_PATTERNS["closing"].fullmatch(line.text.strip()) for line in lines[max(0, index - 3) : index]) or bool(
        re.match(r"\s*[-\u2013\u2014~]\s?[A-Z]", lines[index].text)
    )


def _is_name(said: str) -> bool:
    """Whether a line may be a name, a post or a number under a statement: short, and no sentence."""
    words = plain_words(said)
    if not 0 < len(words) <= 8 or (said.endswith((".", "!", "?", ";", ":")) and len(words) > 3):
        return False
    letters = [chunk for chunk in re.findall(r"[^\W_]+", said) if chunk[0].isalpha()]
    capital = sum(chunk[0].isupper() for chunk in letters)
    return bool(letters) and (capital >= 0.6 * len(letters) or bool(re.match(r"\s*(?:sssc|reg)", said, re.IGNORECASE)))
