"""Words that need a place: a statement pasted whole, and words sent where nothing was asked."""

from dataclasses import replace

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.changes import added, changed, with_part
from flows.engine.context import DraftContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import Loose, OfQuestion, Paste
from flows.engine.prompts import PromptKind
from flows.features.answers.pasted_screens import LooseList, PasteProposal, Share
from flows.features.help.screens import Aside, Note
from flows.features.links import screens as link_screens
from flows.features.questions.loose_parts import LeftOut, ask_place
from flows.features.questions.progress_screen import Kept, Progress, progress_of
from flows.features.questions.question_list import question_list
from flows.model.draft import Draft, TextPart
from flows.model.message_joins import continues
from flows.rules import progress
from flows.rules.draft_limits import MOST_PASTED_LINES, excess
from flows.rules.evidence import answers
from flows.rules.evidence import links as link_rules
from flows.rules.evidence import word_count as counter
from flows.rules.evidence.put_away import take_out
from flows.rules.evidence.rewritten import is_new_version
from flows.rules.statement import Doubt, Placement, Sureness, begins_with_heading, reading
from flows.rules.statement import place as place_statement
from flows.rules.statement.piece_by_piece import digits, in_paragraphs, with_digits
from flows.rules.statement.question_numbers import number_mark
from flows.text.glimpses import closing, glimpse

# A statement has at least two passages under headings of their own.
_LEAST_WORDS = 40
_WHOLE = 0.8
"""The share of all minimums from which words without headings may be a whole statement."""
_SOON = 60.0
"""Seconds within which a long message after a paste is more of it."""
_LONG = 25
_LEAST_HEADED = 15


def looks_pasted(work: DraftContext, text: str) -> bool:
    """Whether a message is a statement: with headings of two answers, or one at its start; or long enough for all."""
    questions = work.badge.questions
    count = counter.loose(text)
    if count < _LEAST_HEADED or len(questions) < 2 or text.count("\n") > MOST_PASTED_LINES:
        return False
    if count >= _LEAST_WORDS and reading(questions, text).headings >= 2:
        return True
    return begins_with_heading(questions, text) or _is_whole(work, text, count)


def _is_whole(work: DraftContext, text: str, count: int) -> bool:
    """Whether words without headings are as many as all answers need, and nothing is answered yet."""
    least = sum(question.minimum for question in work.badge.questions)
    if not least or count < _WHOLE * least or progress.total(work.badge, work.draft):
        return False
    return place_statement(work.badge.questions, [text]).sureness is Sureness.ask


def next_by_number(work: DraftContext, asked: Question | None, text: str) -> Question | None:
    """The next question, where its number begins a message as the asked one's began its answer, which is long enough.

    "2. I work alone" after "1. I did a module", each in a message of its own. A list inside one answer is shorter.
    """
    mark = number_mark(text)
    if asked is None or mark is None or not (mark.firm or mark.named):
        return None
    number = progress.number(work.badge, asked.id)
    given = answers.text(answers.answer(work.draft, asked.id))
    first = number_mark(given)
    if first is None or (first.number, first.style) != (number, mark.style) or mark.number != number + 1:
        return None
    following = work.badge.questions[number] if number < len(work.badge.questions) else None
    enough = counter.strict(given) >= asked.minimum and counter.strict(text) >= _LEAST_HEADED
    return following if enough and not progress.is_locked(work.draft, following.id if following else "") else None


def goes_on(work: DraftContext, event: TextSent) -> bool:
    """Whether a message is more of a pasted statement: the rest of a cut one, a headed answer, or a long one."""
    if not work.draft.pasted:
        return False
    last = work.draft.pasted[-1]
    seconds = (event.at - last.at).total_seconds()
    if event.text.count("\n") > MOST_PASTED_LINES:
        return False
    read = reading(work.badge.questions, event.text)
    if continues(last.text, seconds):
        return not read.remark or not last.text.rstrip().endswith((".", "!", "?"))
    count = counter.loose(event.text)
    headed = begins_with_heading(work.badge.questions, event.text) or read.headings >= 2
    return (headed and count > 3) or (0 <= seconds <= _SOON and count >= _LONG)


def take(work: DraftContext, event: TextSent) -> TurnResult:
    """Keeps a pasted statement, or more of one, and proposes how to divide it. What is sent twice is kept once."""
    part = TextPart(event.key, event.text, event.at)
    again = any(one.text == part.text for one in work.draft.pasted)
    kept = work if again else work.put(replace(work.draft, pasted=(*work.draft.pasted, part)))
    if excess(work.draft, kept.draft) is not None:
        # It is refused at the end of the turn (`flows/router/turn.py`): nothing need be divided for that.
        return kept.say()
    asked = Paste.at(event.under.about) if event.under else UNTOUCHED
    found = proposal(kept, asked)
    return kept.say(found) if found else _refuse(kept, asked)


UNTOUCHED = Paste()
"""A pasted statement of which nothing else is known."""


def placed(work: DraftContext, parts: tuple[TextPart, ...]) -> Placement:
    """Which words of a statement answer which question."""
    return place_statement(work.badge.questions, [part.text for part in parts])


def chosen(work: DraftContext, state: str) -> tuple[Placement, str]:
    """The placement as the worker left it, and its state in full. What fits the text no longer is forgotten."""
    automatic = placed(work, work.draft.pasted)
    base = in_paragraphs(automatic) if state[:1] == "w" else automatic
    made = with_digits(base, state[1:]) if state else None
    if made is not None:
        return replace(made, doubts=(), sureness=Sureness.sure), state
    return automatic, "h" + digits(automatic)


def asked_number(work: DraftContext, paste: Paste) -> int:
    """The number of the question under which a statement was pasted; of the first one where that is not known."""
    known = paste.asked if 0 < paste.asked <= len(work.badge.questions) else 1
    return progress.number(work.badge, paste.question) or known


def proposal(work: DraftContext, paste: Paste = UNTOUCHED) -> PasteProposal | None:
    """Which passage would answer which question; None where it is one answer, as far as anybody can tell."""
    placement, state = chosen(work, paste.state)
    if placement.sureness is Sureness.none and len(placement.movable) < 2:
        return None
    number = asked_number(work, paste)
    here = Paste(number, paste.state)
    left_out = placement.left_out
    yes = ((work.press(Action.file_paste, here),),) if placement.passages else ()
    # Where nothing but its words tells answers apart, going through it comes first.
    walk = ((work.press(Action.paste_walk, Paste(number, "w")),),)
    # A guess without headings is moved by paragraphs, which are found anew.
    known = "" if Doubt.no_headings in placement.doubts else state
    moves = ((work.press(Action.paste_moves, Paste(number, known)),),) if len(state) < 38 else ()
    return PasteProposal(
        shares=tuple(
            Share(
                progress.number(work.badge, passage.question),
                next(q.heading for q in work.badge.questions if q.id == passage.question),
                counter.strict(passage.text),
                glimpse(passage.text),
                closing(passage.text),
            )
            for passage in placement.passages
        ),
        before=counter.strict(left_out),
        left_out=glimpse(left_out),
        replaced=tuple(
            progress.number(work.badge, passage.question)
            for passage in placement.passages
            if is_new_version(passage.text, answers.text(answers.answer(work.draft, passage.question)))
        ),
        empty=tuple(
            progress.number(work.badge, question)
            for question in placement.empty
            if not answers.answer(work.draft, question).parts
        ),
        doubts=placement.doubts if placement.sureness is not Sureness.sure else (),
        asked_number=number,
        place=work.place(PromptKind.paste, here),
        offers=(*yes, *moves, *walk, (work.press(Action.refuse_paste, here),)),
    )


def file_paste(work: DraftContext, paste: Paste) -> TurnResult:
    """Puts each passage into the answer to its question."""
    if not work.draft.pasted:
        return work.say(question_list(work))
    placement, _ = chosen(work, paste.state)
    pasted = work.draft.pasted
    shared = (*work.draft.shared, pasted) if len(pasted) > 1 else work.draft.shared
    draft = share_out(replace(work.draft, pasted=(), shared=shared), placement, pasted[0])
    filed = changed(work, draft)
    return filed.say(question_list(filed))


def share_out(draft: Draft, placement: Placement, first: TextPart) -> Draft:
    """A draft with each passage in its answer, and in none what was no one's answer: a title, a signature, a remark.

    A new version of an answer takes the old one's place, which can be brought back.
    """
    filed = dict(draft.answers)
    for passage in placement.passages:
        given = filed.get(passage.question, answers.NOTHING)
        if is_new_version(passage.text, answers.text(given)):
            for old in given.parts:
                given = take_out(given, old) if isinstance(old, TextPart) else given
        filed[passage.question] = added(given, replace(first, text=passage.text))
    left_out = placement.left_out
    before = (replace(first, text=left_out),) if left_out.strip() else ()
    return replace(draft, answers=filed, unplaced=(*draft.unplaced, *before))


def refuse_paste(work: DraftContext, paste: Paste) -> TurnResult:
    """Keeps a pasted statement whole, in the answer under which it was sent."""
    return _refuse(work, paste) if work.draft.pasted else work.say(question_list(work))


def _refuse(work: DraftContext, paste: Paste) -> TurnResult:
    question = work.badge.questions[asked_number(work, paste) - 1]
    answer = answers.answer(work.draft, question.id)
    for part in work.draft.pasted:
        answer = added(answer, part)
    kept = changed(work, replace(work.draft.with_answer(question.id, answer), pasted=()))
    return kept.say(_at(kept, question, Kept.added))


def keep_loose(work: DraftContext, event: TextSent) -> TurnResult:
    """Keeps words that came where nothing was asked, and asks where they belong."""
    part = TextPart(event.key, event.text, event.at)
    kept = work.put(replace(work.draft, unplaced=(*work.draft.unplaced, part)))
    return kept.say(ask_place(kept, part))


def place(work: DraftContext, target: Loose) -> TurnResult:
    """Puts loose words, or words that were put aside, into the answer that the worker chose."""
    found = next((part for part in work.draft.unplaced if part.key == target.key), None)
    aside = next((one for one in work.draft.asides if one.key == target.key and not one.filed), None)
    if found is None and aside is not None:
        found = TextPart(aside.key, aside.text, aside.at)
    if not 0 < target.number <= len(work.badge.questions):
        return work.say(Aside(note=Note.old_button), question_list(work))
    question = work.badge.questions[target.number - 1]
    if found is None:
        there = any(part.key == target.key for part in answers.answer(work.draft, question.id).parts)
        return work.say(progress_of(work, question, Kept.moved) if there else question_list(work))
    rest = tuple(part for part in work.draft.unplaced if part is not found)
    kept_out = tuple(one for one in work.draft.asides if one is not aside)
    moved = with_part(work, question.id, found, replace(work.draft, unplaced=rest, asides=kept_out))
    if isinstance(found, TextPart) and link_rules.is_undecided(work.badge, found):
        return moved.say(link_screens.ask(moved, question, found))
    return moved.say(_at(moved, question, Kept.moved))


def _at(work: DraftContext, question: Question, kept: Kept) -> Progress:
    """How an answer stands, and that what comes next belongs to it: the worker has just chosen it."""
    place = work.place(PromptKind.question, OfQuestion(question.id))
    return replace(progress_of(work, question, kept), place=place)


def leave_out(work: DraftContext) -> TurnResult:
    """Leaves words in no answer. They stay in the draft."""
    return work.say(LeftOut(offers=((work.press(Action.resume),), (work.press(Action.review),))))


def show_loose(work: DraftContext) -> TurnResult:
    """Shows all words that are in no answer, and asks where the first of them belong."""
    if not work.draft.unplaced:
        return work.say(question_list(work))
    texts = tuple(part.text for part in work.draft.unplaced if isinstance(part, TextPart))
    return work.say(LooseList(texts=texts), ask_place(work, work.draft.unplaced[0]))
