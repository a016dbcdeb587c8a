"""Lines that are not the worker's evidence: page numbers, word counts, hints of a form, closings and chat."""

import re
from collections import Counter
from collections.abc import Sequence

from flows.rules.statement.placement import UnitKind
from flows.rules.statement.plain_lines import TextLine, plain_words, word_count

_D = r"[-\u2013\u2014~|*_\s]*"
_PAGE = re.compile(
    rf"{_D}(?:page|pg\.?|p\.)\s*[0-9]{{1,3}}(?:\s*(?:of|/)\s*[0-9]{{1,3}})?{_D}|[-\u2013\u2014~"
    rf"|]\s*[0-9]{{1,3}}\s*[-\u2013\u2014~|]"
    rf"|[0-9]{{1,3}}\s*(?:of|/|\|)\s*[0-9]{{1,3}}|\f",
    re.IGNORECASE,
)
_BARE_PAGE = re.compile(r"\s*[0-9]{1,3}\s*")
_N = r"(?:approx(?:imately|\.)?|about|circa|c\.?|roughly|total|so far)?\s*[:=]?\s*~?\s*[0-9][0-9,.]{0,5}"
_COUNT = re.compile(
    rf"[\s(\[*_=\u2013\u2014-]*(?:(?:total\s+"
    rf"|overall\s+)?word\s*-?\s*count\s*[:=\u2013-]?\s*(?:is\s+)?{_N}(?:\s*words?)?"
    rf"|(?:total\s+)?words?\s*[:=\u2013-]\s*{_N}|(?:total\s*[:=]?\s*)?{_N}\s*(?:words?"
    rf"|w)(?:\s+(?:in\s+)?(?:total|altogether|in all))?"
    rf"|{_N}\s*/\s*[0-9]+\s*words?)[\s)\].*_]*",
    re.IGNORECASE,
)
_COUNT_AT_END = re.compile(
    r"\s*[(\[]\s*(?:word\s*count\s*[:=]?\s*)?~?[0-9]{1,4}\s*(?:words?|w)\.?\s*[)\]]\s*$", re.IGNORECASE
)
_PART = r"[(\[]\s*(?:part\s+)?(?P<part>[0-9]{1,2})\s*(?:/|of)\s*(?P<of>[0-9]{1,2})\s*[)\]]"
_PART_AT_END = re.compile(rf"\s*{_PART}\s*$", re.IGNORECASE)
_PART_AT_START = re.compile(rf"\s*{_PART}[:.]?\s*", re.IGNORECASE)
_LABEL = re.compile(
    r"\s*[*_]{0,2}(?:(?:my|your)\s+)?(?:answer|response|reply|evidence|A(?=:))[*_]{0,2}\s*[:=][*_]{0,2}\s*",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"[\s(\[*_<>]*(?:(?:please\s+)?(?:type|write|enter|put|insert|add|give|paste)\s+(?:your|the|an?)\s+(?:answer"
    r"|response|text|evidence|statement)"
    r"[^.\n]{0,40}|click\s+(?:or\s+tap\s+)?(?:here|to)[^\n]{0,40}|your\s+(?:answer|response)\s*(?:here)?"
    r"|(?:answer|response|evidence)(?=\s*:)"
    r"|(?:minimum|min\.?|at\s+least|maximum|max\.?|no\s+more\s+than|up\s+to"
    r"|between)\s*(?:of\s+)?[:=]?\s*[0-9]{1,4}[^\n]{0,20}words?[^\n]{0,12}"
    r"|[0-9]{1,4}\s+words?\s+(?:minimum|min|or\s+more|at\s+least|maximum|max)\.?|continue\s+on[^\n]{0,40}"
    r"|use\s+(?:the\s+)?(?:box|space)[^\n]{0,40}"
    r"|this\s+box\s+(?:will\s+)?expands?[^\n]{0,30}|\[?\s*(?:text\s+box|required)\s*\]?"
    r"|\*\s*required)[\s.:)\]*_<>\u2026]*",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*(?:[-=_*~#\u2013\u2014\u2500\u2501\u2022.+]\s*){3,}|\s*[-=_*~:\u2013\u2014]\s*")
_CLOSING = re.compile(
    r"[\s*_-]*(?:(?:many\s+|kind(?:est)?\s+|best\s+|warm(?:est)?\s+)?(?:regards|wishes)|thanks?(?:\s+(?:you"
    r"|so\s+much|a\s+lot|again|very\s+much|for\s+\w+)"
    r"[^\n]{0,60})?|many\s+thanks[^\n]{0,40}|cheers[^\n]{0,20}|yours\s+(?:sincerely|faithfully|truly)|sincerely"
    r"|signed?\b[^\n]{0,60}|(?:[\w-]+['\u2019]s\s+)?signature\b[^\n]{0,40}"
    r"|date\s*:[^\n]{0,30}|name\s*:[^\n]{0,60}|sent\s+from\s+(?:my|outlook|yahoo|mail)[^\n]{0,40}"
    r"|get\s+outlook[^\n]{0,40}|end\s+of\s+(?:statement|evidence)"
    r"|the\s+end|(?:would\s+you\s+like|do\s+you\s+want|shall\s+i|should\s+i|feel\s+free|if\s+you(?:[\u2019']d"
    r"|\s+would)?\s+(?:like|want|prefer))\b[^\n]{0,120}\?|it\s+is\s+finished|(?:that'?s|that\s+is)\s+(?:it|all"
    r"|everything|me|the\s+lot)(?:\s+(?:done|finished|folks))?|hope\s+(?:this|that|it)[^\n]{0,50}"
    r"|(?:please\s+)?let\s+me\s+know[^\n]{0,60}|i\s+(?:declare|confirm)\s+(?:that\s+)?[^\n]{0,120}"
    r"|ta\b[^\n]{0,20})[\s.,!:)*_xX]*",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"[\s(]*(?:[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{2}){1,2}|[0-9]{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb"
    r"|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\.?,?(?:\s+[0-9]{4})?)[\s).]*",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"[\s*_(\[]*(?:sorry\b|hang\s+on|hold\s+on|wait\b|ok(?:ay)?\b|right[,.! ]|hi\b|hiya\b|hello\b|hey\b"
    r"|here\s+(?:goes|it\s+is|you\s+go|comes|is\s+(?:the|my)\s+(?:rest|next|last|evidence|statement|answers?))"
    r"|here[\u2019']s\s+(?:the|my)\s+(?:rest|next|last|other|evidence)\b"
    r"|brb\b|good\s+(?:morning|afternoon|evening)\b|dear\b|back\W+(?:now|again|to\s+it|(?:the\s+)?(?:first"
    r"|second|third|fourth|fifth|last|next)\s+(?:one|bit|part|thing|answer)\b)|got\s+to\s+go|gtg\b"
    r"|to\s+be\s+continued|cont(?:inued|'?d|\.)?\b|more\s+(?:to\s+come|coming|in\s+a)"
    r"|rest\s+(?:of\s+it\s+)?(?:is\s+)?(?:coming|to\s+follow|below|next)"
    r"|the\s+rest\b|oops\b|pressed?\s+send|hit\s+send|sent\s+too\s+(?:soon|early)|(?:that[\u2019']?s"
    r"|this\s+is)\s+(?:the\s+)?(?:first|second|part|half|it|all|me)\b"
    r"|part\s+[0-9]\s+of\s+[0-9]|\(?[0-9]\s*(?:of|/)\s*[0-9]\)?|message\s+[0-9]|did\s+(?:you|that|it)\s+(?:get"
    r"|send|go|work)|is\s+(?:that|this)\s+(?:ok|all\s+right|enough|long)"
    r"|can\s+you\b|could\s+you\b|please\b|pls\b|thanks\b|thank\s+you\b|cheers\b|ta\b|my\s+(?:phone|signal"
    r"|battery|break)\b|bus\b|buzzer\b|call\s+bell|tea\s?break|just\s+(?:a\s+)?(?:sec|minute|second)"
    r"|two\s+(?:secs|minutes|mins)|lol\b|phew\b|next\s+(?:bit|one|part)|last\s+(?:bit|one|part)|sending\b"
    r"|copied\s+from|pasted?\b|from\s+my\s+notes)[^\n]*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:more|finish(?:ing)?|rest|carry(?:ing)?\s+on|back)\s+(?:\w+\s+){0,3}(?:later|tonight|tomorrow"
    r"|in\s+a\s+(?:bit|minute|sec))\b|\bcarrying\s+on\b"
    r"|\bwhere\s+was\s+i\b|\bbreak(?:[\u2019']s|\s+is)?\s+(?:over|done|finished)\b|\bphone\s+(?:died|rang"
    r"|froze)\b|\bpressed\s+send\b|\bis\s+(?:that|this)\s+(?:ok|okay|enough)\b",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"\s*(?:\[[0-9]{1,4}[:./-][^\]\n]{2,24}\]\s*[^:\n]{1,30}:\s*"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4},?\s+[0-9]{1,2}:[0-9]{2}(?:\s*[ap]m)?\s*[-\u2013]\s*[^:\n]{1,30}:\s*"
    r"|[^\W\d_][^:\n()]{0,28}\s\([0-9]{1,2}[:.][0-9]{2}(?:\s*[ap]m)?\):\s*)",
    re.IGNORECASE,
)
_TABLE_RULE = re.compile(r"[\s|:]*(?:-{2,}[\s|:]*)+")
_QUOTE = re.compile(r"\s*(?:>[ \t]?)+")
_ROW = re.compile(r"\s*\|\s*(?P<words>\S.*?)\s*\|\s*")
_STAMP_LINE = re.compile(
    r"\s*(?:(?i:today|yesterday),?\s+(?:at\s+)?[0-9]{1,2}[:.][0-9]{2}(?:\s*(?i:[ap]m))?|(?i:delivered)"
    r"|(?:[A-Z][\w'\u2019.-]*\s?){1,4},?\s*\[[0-9][^\]\n]{4,24}\]:?"
    r"|(?:[A-Z][\w'\u2019.-]*\s+){2,4}[0-9]{1,2}:[0-9]{2}(?:\s*(?i:[ap]m)))\s*"
)
"""A line in which a chat program says when something was sent, and by whom."""
_MOST_CHAT = 16
_LONGEST_FOOTER = 9
"""Lines of a mail's footer."""


def page_lines(lines: Sequence[TextLine]) -> dict[int, UnitKind]:
    """Find page numbers, and lines that come again and again beside them, by the index of the line."""
    found = {
        index: UnitKind.page
        for index, line in enumerate(lines)
        if _PAGE.fullmatch(line.text.strip()) and line.text.strip()
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
    if _COUNT.fullmatch(line):
        return UnitKind.count
    if _FORM.fullmatch(line):
        return UnitKind.form
    page = any(pattern.fullmatch(line) for pattern in (_RULE, _TABLE_RULE, _STAMP_LINE))
    return UnitKind.page if page else None


def is_rule(line: str) -> bool:
    """Whether a line divides a text: "---", "* * *"."""
    return _RULE.fullmatch(line) is not None


def count_at_end(text: str) -> int:
    """Where a word count in brackets begins that ends a text; its length where there is none."""
    found = _COUNT_AT_END.search(text) or _PART_AT_END.search(text)
    return found.start() if found else len(text)


def label_end(text: str, start: int) -> int:
    """Where an answer begins whose heading ends at `start`: behind a label such as "Answer:"."""
    found = _LABEL.match(text, start)
    return found.end() if found else start


def has_part_mark(before: str, piece: str) -> bool:
    """Whether "(1/5)" stands between two messages: at the end of the first, or at the beginning of the second."""
    return bool(_PART_AT_END.search(before) or _PART_AT_START.match(piece))


def order_by_marks(pieces: Sequence[str]) -> tuple[int, ...]:
    """The order that "(2/5)" at the end or the beginning of each message tells; empty where they do not."""
    marks = [_PART_AT_END.search(piece) or _PART_AT_START.match(piece) for piece in pieces]
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
    return _CHAT.fullmatch(said) is not None or _ASIDE.search(said) is not None


def is_quoted(lines: Sequence[TextLine]) -> bool:
    """Whether nearly the whole text was quoted by a mail program: "> " before its lines."""
    marked = sum(bool(_QUOTE.match(line.text)) for line in lines)
    return marked > 2 and marked >= 0.8 * len(lines)


def within_marks(line: str, *, quoted: bool) -> tuple[int, int]:
    """Where the words begin and end between what a program put around them.

    Such are "[12/03, 21:14] Ann: ", the ">" of a quotation, and the bars of a table's row.
    """
    found = (_QUOTE.match(line) if quoted else None) or _STAMP.match(line)
    if found:
        return found.end(), len(line)
    row = _ROW.fullmatch(line)
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
            _CLOSING.fullmatch(said)
            or _DATE.fullmatch(said)
            or (mark_of(said) and index < len(lines))
            or _PAGE.fullmatch(said)
        ):
            first = index
        elif not (_is_name(said) and index > 0):
            break
        elif first < len(lines) or line.after_blank or _follows_closing(lines, index):
            first = index
    return first if first > 0 else len(lines)


def _follows_closing(lines: Sequence[TextLine], index: int) -> bool:
    return any(_CLOSING.fullmatch(line.text.strip()) for line in lines[max(0, index - 3) : index]) or bool(
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
