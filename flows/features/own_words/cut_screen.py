"""Cutting answers down to the maximum: their paragraphs with counts, the longest first, and those taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext
from flows.engine.payloads import CutPage, PassageOf
from flows.engine.prompts import PromptKind
from flows.engine.screen import Phrases, Screen, filled, named, rows
from flows.model.attachments.audio import rounded
from flows.rules import progress
from flows.rules.evidence import passages
from flows.rules.evidence.answers import answer
from flows.rules.evidence.passages import LONG, Passage
from flows.text.glimpses import closing, glimpse

PAGE = 8
"""Passages in answers on one screen."""
PAGE_OUT = 6
"""Passages that were taken out on one screen."""
FIRST_PAGE = CutPage()


@dataclass(frozen=True, slots=True)
class CutLine:
    """A passage in the list: its number there, the question that it answers, its count, first and last words."""

    number: int
    question: int
    count: int
    begins: str
    ends: str
    out: bool


@dataclass(frozen=True, slots=True)
class Short:
    """A question whose answer is under its minimum, and by how much."""

    number: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CutList(Screen):
    """How far the answers are over the maximum, and what can be taken out or brought back."""

    total: int
    """As it is counted for the maximum."""
    maximum: int
    over: int
    about: bool
    lines: tuple[CutLine, ...]
    short: tuple[Short, ...]
    needed: int = 0
    """Words that all answers together are under their minimum."""
    inside: bool = False
    """Whether these are the parts of one paragraph."""

    def render(self, say: Phrases) -> str:
        blocks = [self._count(say)]
        kept = [_line(say, line) for line in self.lines if not line.out]
        out = [_line(say, line) for line in self.lines if line.out]
        if kept:
            blocks.append(say.phrase("cut-inside" if self.inside else "cut-longest") + "\n" + "\n".join(kept))
        if out:
            blocks.append(say.phrase("own-out") + "\n" + "\n".join(out))
        if self.short:
            short = [say.phrase("cut-short", number=one.number, missing=one.missing) for one in self.short]
            blocks.append("\n".join(short))
        elif self.needed:
            blocks.append(say.phrase("cut-needed", missing=self.needed))
        return "\n\n".join(blocks)

    def _count(self, say: Phrases) -> str:
        if not self.over:
            return say.phrase("cut-fits", total=self.total, maximum=self.maximum)
        over = max(5, rounded(self.over)) if self.about else self.over
        return say.phrase("cut-over-about" if self.about else "cut-over", over=over, maximum=self.maximum)


def _line(say: Phrases, line: CutLine) -> str:
    return say.phrase("cut-line", text=f"{line.begins} {line.ends}".strip(), **named(line))


def everything(work: DraftContext) -> tuple[Passage, ...]:
    """All passages in the order of their numbers: those in answers, then those taken out."""
    return (*passages.in_answers(work.badge, work.draft), *passages.taken_out(work.badge, work.draft))


def opened(work: DraftContext, mark: str) -> tuple[Passage, ...]:
    """The parts of the paragraph that was opened; none if it is gone."""
    found = next((p for p in passages.in_answers(work.badge, work.draft) if start_mark(p) == mark), None)
    return passages.parts_of(answer(work.draft, found.question), found) if found else ()


def start_mark(passage: Passage) -> str:
    """How an opened paragraph is named: by where it stands, so that it stays open while its parts are taken out."""
    return sha256(f"{passage.question} {passage.part.key} {passage.span[0]}".encode()).hexdigest()[:8]


def numbered(work: DraftContext, inside: str) -> tuple[Passage, ...]:
    """The passages as they are numbered: all, or the parts of the one that is opened."""
    parts = opened(work, inside) if inside else ()
    return (*parts, *passages.taken_out(work.badge, work.draft)) if parts else everything(work)


def cut_list(work: DraftContext, asked: CutPage = FIRST_PAGE) -> CutList:
    """The screen of a page."""
    parts = opened(work, asked.inside) if asked.inside else ()
    every = tuple(enumerate(numbered(work, asked.inside), 1))
    kept = tuple(one for one in every if one[1].out is None)
    out = every[len(kept) :]
    pages = max(1, _pages(kept, PAGE), _pages(out, PAGE_OUT))
    page = asked.page % pages
    here = CutPage(page, asked.inside if parts else "")
    # What was taken out is on every page, so that it is seen at once where it went.
    shown = (*_page(kept, PAGE, page), *_page(out, PAGE_OUT, min(page, _pages(out, PAGE_OUT) - 1)))
    limits = work.badge.words
    return CutList(
        total=progress.loose_total(work.badge, work.draft),
        maximum=limits.maximum if limits else 0,
        over=progress.over(work.badge, work.draft),
        about=progress.is_about_in_all(work.badge, work.draft),
        lines=tuple(_cut_line(work, number, passage) for number, passage in shown),
        short=_short(work),
        needed=progress.missing_in_all(work.badge, work.draft),
        inside=bool(parts),
        place=work.place(PromptKind.cutting, here),
        replaces=work.pressed,
        offers=(*_buttons(work, here, shown), *_ways(work, here, pages)),
    )


def _pages(lines: Sequence[object], size: int) -> int:
    return -(-len(lines) // size)


def _page(lines: tuple[tuple[int, Passage], ...], size: int, page: int) -> tuple[tuple[int, Passage], ...]:
    return lines[page * size : (page + 1) * size] if page >= 0 else ()


def _cut_line(work: DraftContext, number: int, passage: Passage) -> CutLine:
    question = progress.number(work.badge, passage.question)
    begins, ends = glimpse(passage.text), closing(passage.text)
    return CutLine(number, question, passage.words, begins, ends, passage.out is not None)


def _short(work: DraftContext) -> tuple[Short, ...]:
    every = ((number, progress.missing(q, work.draft)) for number, q in enumerate(work.badge.questions, 1))
    return tuple(Short(number, missing) for number, missing in every if missing)


def _buttons(
    work: DraftContext, here: CutPage, shown: tuple[tuple[int, Passage], ...]
) -> tuple[tuple[Button, ...], ...]:
    found: list[tuple[Button, ...]] = []
    waiting: list[Button] = []
    for number, passage in shown:
        about = PassageOf(here.page, here.inside, passage.mark)
        action = Action.cut_out if passage.out is None else Action.cut_in
        press = work.press(action, about, number)
        if passage.out is None and not here.inside and _has_parts(work, passage):
            # In the order of the numbers, with both buttons of a passage in one row.
            found += [*rows(waiting, 2), (press, work.press(Action.cut_parts, about, number))]
            waiting = []
        else:
            waiting.append(press)
    return (*found, *rows(waiting, 2))


def _has_parts(work: DraftContext, passage: Passage) -> bool:
    return passage.words > LONG and bool(passages.parts_of(answer(work.draft, passage.question), passage))


def _ways(work: DraftContext, here: CutPage, pages: int) -> tuple[tuple[Button, ...], ...]:
    more = (work.press(Action.cut_more, CutPage(here.page + 1, here.inside)),) if pages > 1 else ()
    back = (work.press(Action.cut),) if here.inside else ()
    return filled((*more, *back), (work.press(Action.review),))
