"""Reading an answer back, taking messages and passages out of it, bringing them back, and replacing a message."""

from collections.abc import Callable
from dataclasses import replace

from criteria.model import Question
from flows.engine.changes import changed
from flows.engine.context import DraftContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import CutPage, MessageOf, OfQuestion, PassageOf
from flows.engine.prompts import Prompt
from flows.engine.screen import Show
from flows.features.help.screens import Aside, Note
from flows.features.own_words.answer_screen import listed, own_answer
from flows.features.own_words.cut_screen import cut_list, numbered, start_mark
from flows.features.own_words.detail_screen import whose
from flows.features.questions.progress_screen import Kept, progress_of
from flows.model.draft import Answer, AudioPart, Part, TextPart
from flows.rules.evidence import answers, passages, put_away


def read_back(work: DraftContext, target: OfQuestion) -> TurnResult:
    """Shows an answer, message by message."""
    question = work.badge.question(target.question)
    return work.say(*own_answer(work, question)) if question else work.say(Show.CURRENT)


def take_out(work: DraftContext, message: MessageOf) -> TurnResult:
    """Takes one message out of an answer, and shows the answer as it is now."""
    return _moved(work, message, out=True)


def bring_in(work: DraftContext, message: MessageOf) -> TurnResult:
    """Brings one message back that was taken out, and shows the answer as it is now."""
    return _moved(work, message, out=False)


def _moved(work: DraftContext, message: MessageOf, *, out: bool) -> TurnResult:
    question = work.badge.question(message.question)
    if question is None:
        return work.say(Show.CURRENT)
    given = answers.answer(work.draft, question.id)
    place = _place(work, question, message)
    if place is None or (place < len(given.parts)) is not out:
        return work.say(Aside(note=Note.old_button), *own_answer(work, question))
    if out:
        after = put_away.take_out(given, given.parts[place])
    else:
        after = put_away.bring_back(given, place - len(given.parts))
    return _shown(changed(work, work.draft.with_answer(question.id, after)), question)


def _place(work: DraftContext, question: Question, message: MessageOf) -> int | None:
    """The place of a message among all of an answer, by its mark or by its number in the list."""
    every = (one for one, _ in listed(work, question))
    found = (n for n, one in enumerate(every) if message.mark == one.mark or message.number == one.number)
    return next(found, None)


def _shown(work: DraftContext, question: Question) -> TurnResult:
    """The answer again: in place of the list whose button was pressed, where it fits on one screen."""
    shown = own_answer(work, question)
    if len(shown) > 1 or work.pressed is None:
        return work.say(*shown)
    return work.say(replace(shown[0], replaces=work.pressed))


def bring_back(work: DraftContext, target: OfQuestion) -> TurnResult:
    """Brings back what was taken out last, and nothing else; never a recording that was taken out."""
    question = work.badge.question(target.question)
    if question is None:
        return work.say(Show.CURRENT)
    given = answers.answer(work.draft, question.id)
    if not put_away.has_more_to_bring(given) and given.struck:
        # Only recordings are left, and each comes back by its own button.
        return work.say(*own_answer(work, question))
    if not given.struck:
        return work.say(progress_of(work, question, Kept.noted))
    after = changed(work, work.draft.with_answer(question.id, put_away.bring_back_last(given)))
    return after.say(progress_of(after, question, Kept.restored))


def bring_recording_back(work: DraftContext, target: OfQuestion) -> TurnResult:
    """Brings back the recording that was taken out last."""
    question = work.badge.question(target.question)
    if question is None:
        return work.say(Show.CURRENT)
    given = answers.answer(work.draft, question.id)
    places = [n for n, part in enumerate(given.struck) if isinstance(part, AudioPart)]
    if not places:
        return work.say(progress_of(work, question, Kept.noted))
    after = changed(work, work.draft.with_answer(question.id, put_away.bring_back(given, places[-1])))
    return after.say(progress_of(after, question, Kept.sound_back))


def cut(work: DraftContext) -> TurnResult:
    """Shows the paragraphs of all answers, the longest first, to take some out."""
    return work.say(cut_list(work))


def cut_more(work: DraftContext, shown: CutPage) -> TurnResult:
    """Shows the next passages. Typed, it goes on from the page that was shown last."""
    return work.say(cut_list(work, shown if work.pressed else CutPage(shown.page + 1, shown.inside)))


def cut_parts(work: DraftContext, target: PassageOf) -> TurnResult:
    """Shows the lines or sentences of one paragraph."""
    passage = _passage(work, target)
    if passage is None or passage.out is not None:
        return work.say(cut_list(work, target.shown))
    return work.say(cut_list(work, CutPage(inside=start_mark(passage))))


def cut_out(work: DraftContext, target: PassageOf) -> TurnResult:
    """Takes a passage out of its answer, and shows the count and the list as they are now."""
    return _turned(work, target, passages.without, is_out=False)


def cut_in(work: DraftContext, target: PassageOf) -> TurnResult:
    """Brings a passage back into its answer, and shows the count and the list as they are now."""
    return _turned(work, target, passages.with_it, is_out=True)


def _turned(
    work: DraftContext, target: PassageOf, change: Callable[[Answer, passages.Passage], Answer], *, is_out: bool
) -> TurnResult:
    passage = _passage(work, target)
    if passage is not None and (passage.out is not None) == is_out:
        given = answers.answer(work.draft, passage.question)
        work = changed(work, work.draft.with_answer(passage.question, change(given, passage)))
    return work.say(cut_list(work, target.shown))


def _passage(work: DraftContext, target: PassageOf) -> passages.Passage | None:
    """The passage, by its mark or by its number on the page."""
    every = enumerate(numbered(work, target.inside), 1)
    return next((p for number, p in every if target.mark == p.mark or target.number == number), None)


def reworded(work: DraftContext, event: TextSent, place: Prompt) -> DraftContext | None:
    """Puts new words in the place of one message, which is put away; None where that message is there no more."""
    about = MessageOf.at(place.about)
    question = work.badge.question(about.question)
    old = whose(work, about.question, about.mark) if question else None
    if question is None or not isinstance(old, TextPart):
        return None
    given = put_away.take_out(answers.answer(work.draft, question.id), old)
    new = TextPart(event.key, event.text, event.at, instead_of=old.position)
    parts: list[Part] = sorted([*given.parts, new], key=put_away.position)
    return changed(work, work.draft.with_answer(question.id, replace(given, parts=tuple(parts))))
