"""Words that need a place: a statement pasted whole, and words sent where nothing was asked."""

from dataclasses import replace

from criteria.model import Badge, Question
from flows.engine.buttons import Action, Button
from flows.engine.changes import added, changed, with_part
from flows.engine.context import DraftContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.prompts import PromptKind
from flows.engine.screen import rows
from flows.features import screen_index as screens
from flows.features.answers.pasted_replies import LeftOut, LooseList, LooseSound, LooseWords, PasteProposal, Share
from flows.features.answers.replies import Kept, Progress
from flows.features.help.replies import Aside, Note
from flows.features.links import screens as link_screens
from flows.model.draft import Answer, Draft, Part, TextPart
from flows.model.long_message import continues
from flows.rules import answers, progress
from flows.rules import links as link_rules
from flows.rules import word_count as counter
from flows.rules.pasted_statement import Division, Heading, divide

# A statement has at least two passages under headings of their own.
_LEAST_WORDS = 40
_GLIMPSE = 8
# Eight words are short, save where somebody leans on a key.
_LONGEST_GLIMPSE = 80


def glimpse(text: str) -> str:
    """The first few words, enough for the writer to know which text is meant."""
    said = text.split()
    begins = " ".join(said[:_GLIMPSE])[:_LONGEST_GLIMPSE]
    return begins + ("…" if len(begins) < len(" ".join(said)) else "")


def headings(badge: Badge) -> tuple[Heading, ...]:
    """What a passage of a pasted statement may be headed with."""
    return tuple(Heading(q.id, (q.heading, *q.also)) for q in badge.questions)


def whole(pasted: tuple[TextPart, ...]) -> str:
    """A statement that came in one message or more, as one text."""
    return answers.text(Answer(pasted))


def looks_pasted(badge: Badge, text: str) -> bool:
    """Whether a message is a whole statement with headings in it."""
    if text.count("\n") < 2 or counter.loose(text) < _LEAST_WORDS:
        return False
    return divide(text, headings(badge)) is not None


def goes_on(work: DraftContext, event: TextSent) -> bool:
    """Whether a message is the rest of a pasted statement that the client split in two."""
    if not work.draft.pasted:
        return False
    last = work.draft.pasted[-1]
    return continues(last.text, (event.at - last.at).total_seconds())


def take(work: DraftContext, event: TextSent) -> TurnResult:
    """Keeps a pasted statement, or more of one, and proposes how to divide it."""
    part = TextPart(event.key, event.text, event.at)
    kept = work.put(replace(work.draft, pasted=(*work.draft.pasted, part)))
    found = proposal(kept, event.under.about if event.under else "")
    return kept.say(found) if found else _refuse(kept, event.under.about if event.under else "")


def proposal(work: DraftContext, asked: str = "") -> PasteProposal | None:
    """Which passage would answer which question."""
    division = divide(whole(work.draft.pasted), headings(work.badge))
    if division is None:
        return None
    asked = asked if work.badge.question(asked) else work.badge.questions[0].id
    return PasteProposal(
        shares=tuple(
            Share(
                progress.number(work.badge, passage.question),
                next(q.heading for q in work.badge.questions if q.id == passage.question),
                counter.strict(passage.text),
                glimpse(passage.text),
            )
            for passage in division.passages
        ),
        before=counter.loose(division.before),
        asked_number=progress.number(work.badge, asked),
        place=work.place(PromptKind.paste, asked),
        offers=((work.press(Action.file_paste, asked),), (work.press(Action.refuse_paste, asked),)),
    )


def file_paste(work: DraftContext, _: Button) -> TurnResult:
    """Puts each passage into the answer to its question."""
    division = divide(whole(work.draft.pasted), headings(work.badge))
    if division is None:
        return work.say(screens.question_list(work))
    pasted = work.draft.pasted
    shared = (*work.draft.shared, pasted) if len(pasted) > 1 else work.draft.shared
    draft = share_out(replace(work.draft, pasted=(), shared=shared), division, pasted[0])
    filed = changed(work, draft)
    return filed.say(screens.question_list(filed))


def share_out(draft: Draft, division: Division, first: TextPart) -> Draft:
    """A draft with each passage in its answer, and what stood above the first heading in none."""
    filed = dict(draft.answers)
    for passage in division.passages:
        given = filed.get(passage.question, answers.NOTHING)
        filed[passage.question] = added(given, replace(first, text=passage.text))
    before = (replace(first, text=division.before),) if division.before.strip() else ()
    return replace(draft, answers=filed, unplaced=(*draft.unplaced, *before))


def refuse_paste(work: DraftContext, press: Button) -> TurnResult:
    """Keeps a pasted statement whole, in the answer under which it was sent."""
    return _refuse(work, press.about) if work.draft.pasted else work.say(screens.question_list(work))


def _refuse(work: DraftContext, asked: str) -> TurnResult:
    question = work.badge.question(asked) or work.badge.questions[0]
    answer = answers.answer(work.draft, question.id)
    for part in work.draft.pasted:
        answer = added(answer, part)
    draft = replace(work.draft, answers={**work.draft.answers, question.id: answer}, pasted=())
    kept = changed(work, draft)
    return kept.say(_at(kept, question, Kept.added))


def keep_loose(work: DraftContext, event: TextSent) -> TurnResult:
    """Keeps words that came where nothing was asked, and asks where they belong."""
    part = TextPart(event.key, event.text, event.at)
    kept = work.put(replace(work.draft, unplaced=(*work.draft.unplaced, part)))
    return kept.say(ask_place(kept, part))


def ask_place(work: DraftContext, part: Part) -> LooseWords | LooseSound:
    """Asks where words or a recording belong that are in no answer."""
    presses = (
        work.press(Action.place, f"{part.key}:{number}", number, question.heading)
        for number, question in enumerate(work.badge.questions, 1)
        if not progress.is_locked(work.draft, question.id)
    )
    place = work.place(PromptKind.loose, str(part.key))
    offers = (*rows(presses, 1), (work.press(Action.leave_out, str(part.key)),))
    if not isinstance(part, TextPart):
        return LooseSound(place=place, offers=offers)
    if link_rules.is_fit(work.badge, part):
        offers = ((work.press(Action.link_whole, f":{part.key}"),), *offers)
    return LooseWords(count=counter.loose(part.text), begins=glimpse(part.text), place=place, offers=offers)


def place(work: DraftContext, press: Button) -> TurnResult:
    """Puts loose words into the answer that the worker chose."""
    key, _, number = press.about.partition(":")
    found = next((part for part in work.draft.unplaced if str(part.key) == key), None)
    position = int(number) if number.isdecimal() else 0
    if not 0 < position <= len(work.badge.questions):
        return work.say(Aside(note=Note.old_button), screens.question_list(work))
    question = work.badge.questions[position - 1]
    if found is None:
        there = any(str(part.key) == key for part in answers.answer(work.draft, question.id).parts)
        return work.say(screens.progress_of(work, question, Kept.moved) if there else screens.question_list(work))
    rest = tuple(part for part in work.draft.unplaced if part is not found)
    moved = with_part(work, question.id, found, replace(work.draft, unplaced=rest))
    if isinstance(found, TextPart) and link_rules.is_undecided(work.badge, found):
        return moved.say(link_screens.ask(moved, question, found))
    return moved.say(_at(moved, question, Kept.moved))


def _at(work: DraftContext, question: Question, kept: Kept) -> Progress:
    """How an answer stands, and that what comes next belongs to it: the worker has just chosen it."""
    return replace(screens.progress_of(work, question, kept), place=work.place(PromptKind.question, question.id))


def leave_out(work: DraftContext, _: Button) -> TurnResult:
    """Leaves words in no answer. They stay in the draft."""
    return work.say(LeftOut(offers=screens.left_out_offers(work)))


def show_loose(work: DraftContext, _: Button) -> TurnResult:
    """Shows all words that are in no answer, and asks where the first of them belong."""
    if not work.draft.unplaced:
        return work.say(screens.question_list(work))
    texts = tuple(part.text for part in work.draft.unplaced if isinstance(part, TextPart))
    return work.say(LooseList(texts=texts), ask_place(work, work.draft.unplaced[0]))
