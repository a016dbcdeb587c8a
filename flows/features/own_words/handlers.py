"""Reading an answer back, taking messages and passages out of it, bringing them back, and replacing a message."""

from dataclasses import replace

from criteria.model import Question
from flows.engine.buttons import Button
from flows.engine.changes import changed
from flows.engine.context import DraftContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.prompts import Prompt
from flows.engine.screen import Show
from flows.features.answers.replies import Kept
from flows.features.answers.screens import progress_of
from flows.features.help.replies import Aside, Note
from flows.features.own_words.answer_screen import listed, own_answer
from flows.features.own_words.cut_screen import cut_list, numbered, start_mark
from flows.features.own_words.detail_screen import whose
from flows.model.draft import Answer, AudioPart, Part, TextPart
from flows.rules import answers, passages, put_away


def read_back(work: DraftContext, press: Button) -> TurnResult:
    """Shows an answer, message by message."""
    question = work.badge.question(press.about.partition(":")[0])
    return work.say(*own_answer(work, question)) if question else work.say(Show.CURRENT)


def take_out(work: DraftContext, press: Button) -> TurnResult:
    """Takes one message out of an answer, and shows the answer as it is now."""
    return _moved(work, press, out=True)


def bring_in(work: DraftContext, press: Button) -> TurnResult:
    """Brings one message back that was taken out, and shows the answer as it is now."""
    return _moved(work, press, out=False)


def _moved(work: DraftContext, press: Button, *, out: bool) -> TurnResult:
    name, _, which = press.about.partition(":")
    question = work.badge.question(name)
    if question is None:
        return work.say(Show.CURRENT)
    given = answers.answer(work.draft, question.id)
    place = _place(work, question, which.partition(":")[0])
    if place is None or (place < len(given.parts)) is not out:
        return work.say(Aside(note=Note.old_button), *own_answer(work, question))
    if out:
        after = put_away.take_out(given, given.parts[place])
    else:
        after = put_away.bring_back(given, place - len(given.parts))
    return _shown(_with_answer(work, question.id, after), question)


def _place(work: DraftContext, question: Question, which: str) -> int | None:
    """The place of a message among all of an answer, by its mark or, as `#2`, by its number in the list."""
    every = listed(work, question)
    found = (n for n, (message, _) in enumerate(every) if which in (message.mark, f"#{message.number}"))
    return next(found, None)


def _shown(work: DraftContext, question: Question) -> TurnResult:
    """The answer again: in place of the list whose button was pressed, where it fits on one screen."""
    shown = own_answer(work, question)
    if len(shown) > 1 or work.pressed is None:
        return work.say(*shown)
    return work.say(replace(shown[0], replaces=work.pressed))


def bring_back(work: DraftContext, press: Button) -> TurnResult:
    """Brings back what was taken out last, and nothing else; never a recording that was taken out."""
    question = work.badge.question(press.about.partition(":")[0])
    if question is None:
        return work.say(Show.CURRENT)
    given = answers.answer(work.draft, question.id)
    if not put_away.has_more_to_bring(given) and given.struck:
        # Only recordings are left, and each comes back by its own button.
        return work.say(*own_answer(work, question))
    after = _with_answer(work, question.id, put_away.bring_back_last(given)) if given.struck else work
    return after.say(progress_of(after, question, Kept.restored if given.struck else Kept.noted))


def bring_recording_back(work: DraftContext, press: Button) -> TurnResult:
    """Brings back the recording that was taken out last."""
    question = work.badge.question(press.about.partition(":")[0])
    if question is None:
        return work.say(Show.CURRENT)
    given = answers.answer(work.draft, question.id)
    places = [n for n, part in enumerate(given.struck) if isinstance(part, AudioPart)]
    if not places:
        return work.say(progress_of(work, question, Kept.noted))
    after = _with_answer(work, question.id, put_away.bring_back(given, places[-1]))
    return after.say(progress_of(after, question, Kept.sound_back))


def _with_answer(work: DraftContext, question: str, given: Answer) -> DraftContext:
    return changed(work, replace(work.draft, answers={**work.draft.answers, question: given}))


def cut(work: DraftContext, _: Button) -> TurnResult:
    """Shows the paragraphs of all answers, the longest first, to take some out."""
    return work.say(cut_list(work))


def cut_more(work: DraftContext, press: Button) -> TurnResult:
    """Shows the next passages. Typed, it goes on from the page that was shown last."""
    page, sep, inside = press.about.partition("~")
    if work.pressed is None and page.isdecimal():
        return work.say(cut_list(work, f"{int(page) + 1}{sep}{inside}"))
    return work.say(cut_list(work, press.about))


def cut_parts(work: DraftContext, press: Button) -> TurnResult:
    """Shows the lines or sentences of one paragraph."""
    about, passage = _passage(work, press)
    if passage is None or passage.out is not None:
        return work.say(cut_list(work, about))
    return work.say(cut_list(work, f"0~{start_mark(passage)}"))


def cut_out(work: DraftContext, press: Button) -> TurnResult:
    """Takes a passage out of its answer, and shows the count and the list as they are now."""
    about, passage = _passage(work, press)
    if passage is None or passage.out is not None:
        return work.say(cut_list(work, about))
    given = answers.answer(work.draft, passage.question)
    after = _with_answer(work, passage.question, passages.without(given, passage))
    return after.say(cut_list(after, about))


def cut_in(work: DraftContext, press: Button) -> TurnResult:
    """Brings a passage back into its answer, and shows the count and the list as they are now."""
    about, passage = _passage(work, press)
    if passage is None or passage.out is None:
        return work.say(cut_list(work, about))
    given = answers.answer(work.draft, passage.question)
    after = _with_answer(work, passage.question, passages.with_it(given, passage))
    return after.say(cut_list(after, about))


def _passage(work: DraftContext, press: Button) -> tuple[str, passages.Passage | None]:
    """The screen on which a passage was shown, and the passage, by its mark or by its number there."""
    about, _, which = press.about.partition(":")
    every = numbered(work, about)
    found = (p for number, p in enumerate(every, 1) if which in (p.mark, f"#{number}"))
    return about, next(found, None)


def reworded(work: DraftContext, event: TextSent, place: Prompt) -> DraftContext | None:
    """Puts new words in the place of one message, which is put away; None where that message is there no more."""
    name, _, marks = place.about.partition(":")
    mark = marks.partition(":")[0]
    question = work.badge.question(name)
    old = whose(work, name, mark) if question else None
    if question is None or not isinstance(old, TextPart):
        return None
    given = put_away.take_out(answers.answer(work.draft, name), old)
    new = TextPart(event.key, event.text, event.at, instead_of=old.position)
    parts: list[Part] = sorted([*given.parts, new], key=put_away.position)
    return _with_answer(work, name, replace(given, parts=tuple(parts)))
