"""Messages that are not evidence: kept out of the answers, added to them, left out, taken out again."""

from dataclasses import replace

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.changes import added, changed
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import OfQuestion, PartOf
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Rows, Show, rows
from flows.features.answers.talk_screens import AsideList, Lead, QuestionLine, TalkReply
from flows.features.help.screens import Aside, Note
from flows.features.help.short_prompt import ShortPrompt
from flows.features.questions.loose_parts import ask_place
from flows.model.draft import Answer, AudioPart, Draft, LastAside, LinkPart, Part, PutAside, TextPart
from flows.model.stages import WRITING_STAGES
from flows.rules import progress
from flows.rules.evidence import answers, put_away
from flows.rules.evidence import links as link_rules
from flows.rules.evidence.put_away import holds
from flows.text.glimpses import glimpse

_LISTED = 12
"""How many of the newest are listed at once."""


def question_line(work: DraftContext, question: Question, *, in_all: bool = False) -> QuestionLine:
    """Where the worker is, in one line; with the words left in all answers, where that was asked for."""
    given = answers.answer(work.draft, question.id)
    limits = work.badge.words
    return QuestionLine(
        number=progress.number(work.badge, question.id),
        of=len(work.badge.questions),
        heading=question.heading,
        count=answers.words(given),
        minimum=question.minimum,
        about=answers.is_about(given),
        link=link_rules.stands(question, work.draft) and not answers.words(given),
        left=progress.left(work.badge, work.draft) if in_all and limits else None,
        maximum=limits.maximum if limits else 0,
    )


def reply(
    work: DraftContext,
    question: Question | None,
    act: str,
    *leads: Lead,
    offers: Rows = (),
    asks: bool = False,
    in_all: bool = False,
) -> TalkReply:
    """What is said to such a message, and the question again in one line."""
    return TalkReply(
        act=act,
        leads=leads,
        line=question_line(work, question, in_all=in_all) if question else None,
        asks=asks,
        issuer=work.library.issuer(work.badge).short,
        days=work.badge.assessment_days,
        carrier=work.carrier,
        place=work.place(PromptKind.question, OfQuestion(question.id)) if question else None,
        offers=offers,
    )


def at_large(context: TurnContext, act: str, *leads: Lead, place: Prompt | None = None, offers: Rows = ()) -> TalkReply:
    """The same where no draft is in hand, of the first badge that is offered."""
    badges = context.library.offered()
    return TalkReply(
        act=act,
        leads=leads,
        issuer=context.library.issuer(badges[0]).short if badges else "",
        days=badges[0].assessment_days if badges else 0,
        carrier=context.carrier,
        place=place,
        offers=offers,
    )


def put_aside(work: DraftContext, aside: PutAside) -> DraftContext:
    """Keeps a message out of the answers. One message is kept once."""
    rest = tuple(one for one in work.draft.asides if one.key != aside.key)
    return spoken_of(work.put(replace(work.draft, asides=(*rest, aside))), aside.question, aside.key)


def spoken_of(work: DraftContext, question: str, key: int, *, asked: bool = False) -> DraftContext:
    """Notes which message is spoken of, so that the words of its button can be typed.

    `asked` says whether the worker is asked if it is a part of the answer.
    """
    return work.put(replace(work.draft, last_aside=LastAside(question, key, work.at, asked)))


def of_key(draft: Draft, key: int) -> PutAside | None:
    """What is kept of a message, if it was put aside."""
    return next((one for one in draft.asides if one.key == key), None)


def at(draft: Draft, question: str) -> tuple[PutAside, ...]:
    """The messages that were put aside at a question, the newest last."""
    return tuple(one for one in draft.asides if one.question == question)


FEW_WORDS = 3
"""Words of a message that is kept out of the answers without saying so: "ok", "kettle's on"."""


def beside(context: TurnContext, turn: TurnResult, event: TextSent, place: Prompt | None) -> TurnResult:
    """The turn, with its message put aside where the draft holds nothing of it, so that no words vanish.

    Of more than a few words, the last reply says that they are kept, and has the way into an answer.
    """
    draft = turn.session.drafts.get(place.draft if place and place.draft else context.session.person.in_hand or "")
    if draft is None or not draft.is_open or holds(draft, event.key) or not any(map(str.isalnum, event.text)):
        return turn
    badge = context.badge_of(draft)
    question = badge.question(place.beneath.question) if place else None
    aside = PutAside(event.key, event.text, event.at, question.id if question else "", act="ack")
    work = put_aside(replace(context.with_draft(draft), session=turn.session), aside)
    few = len(event.text.split()) <= FEW_WORDS
    button = add_button(work, aside) if draft.stage in WRITING_STAGES and not few else ()
    replies = [*turn.replies]
    match replies[-1:]:
        case [ShortPrompt() as last] if button:
            replies[-1] = replace(last, kept=glimpse(event.text), offers=(*button, *last.offers))
        case [TalkReply() as last]:
            replies[-1] = replace(last, offers=(*button, *last.offers))
    return replace(turn, session=work.session, replies=tuple(replies))


def add_button(work: DraftContext, aside: PutAside) -> Rows:
    """The one button of a message that was put aside; none where the badge asks for no words."""
    return ((work.press(Action.aside_add, PartOf(aside.question, aside.key)),),) if work.badge.questions else ()


def out_button(work: DraftContext, question: Question, key: int) -> Rows:
    """The one button of words that may not belong in the answer."""
    return ((work.press(Action.aside_out, PartOf(question.id, key)),),)


def _chosen(work: DraftContext, target: PartOf) -> PutAside | None:
    """The message that a button or a typed word is about: by its key, its number in the list, or the newest there."""
    if target.number is not None:
        return next((one for number, one in enumerate(work.draft.asides, 1) if number == target.number), None)
    if target.key:
        return of_key(work.draft, target.key)
    question, last = target.question if work.badge.question(target.question) else "", work.draft.last_aside
    said = of_key(work.draft, last.key) if last and last.question == question else None
    there = at(work.draft, question) if question else work.draft.asides
    return said or (there[-1] if there else None)


def add(work: DraftContext, target: PartOf) -> TurnResult:
    """Puts a message that was kept aside into its answer, all of it. Of one that is in it, says so."""
    aside = _chosen(work, target)
    question = work.badge.question(aside.question if aside else target.question)
    if question is None and aside is not None and work.badge.questions:
        return work.say(ask_place(work, TextPart(aside.key, aside.text, aside.at)))
    if question is None:
        return work.say(Aside(note=Note.old_button), Show.CURRENT)
    if progress.is_locked(work.draft, question.id):
        return work.say(reply(work, question, "evidence"))
    if aside is None:
        there = [one for one in answers.answer(work.draft, question.id).parts if one.key == target.key]
        return work.say(reply(work, question, "evidence")) if not there else _added(work, question, there[-1])
    given = without(answers.answer(work.draft, question.id), aside)
    whole = added(given, TextPart(aside.key, aside.text, aside.at))
    rest = tuple(one for one in work.draft.asides if one is not aside)
    draft = replace(work.draft.with_answer(question.id, whole), asides=rest)
    return _added(changed(work, draft), question, TextPart(aside.key, aside.text, aside.at))


def _added(work: DraftContext, question: Question, part: Part) -> TurnResult:
    """Says that words are in the answer, with the button that takes them out."""
    after = spoken_of(work, question.id, part.key)
    lead = Lead(key="talk-added", begins=_said(part))
    return after.say(reply(after, question, "evidence", lead, offers=out_button(after, question, part.key)))


def without(given: Answer, aside: PutAside) -> Answer:
    """An answer without that part of a message which is in it, put away or not."""

    def is_it(part: Part) -> bool:
        return isinstance(part, TextPart) and part.key == aside.key and part.text == aside.filed

    return replace(
        given,
        parts=tuple(part for part in given.parts if not is_it(part)),
        struck=tuple(part for part in given.struck if not is_it(part)),
    )


def leave_out(work: DraftContext, target: PartOf) -> TurnResult:
    """Takes words out of an answer for good: they are kept aside, and nothing asks about them again."""
    question = work.badge.question(target.question)
    if question is None:
        return work.say(Aside(note=Note.old_button), Show.CURRENT)
    given = answers.answer(work.draft, question.id)
    key = target.key or _spoken_of(work.draft, question.id)
    mine = [part for part in given.parts if isinstance(part, TextPart) and part.key == key]
    aside = of_key(work.draft, key)
    if aside is not None and not mine:
        settled = put_aside(work, replace(aside, settled=True))
        return settled.say(_left_out(settled, question, aside))
    if len(mine) != 1:
        return work.say(reply(work, question, "undo", Lead(key="talk-nothing-to-undo")))
    (part,) = mine
    text = aside.text if aside else part.text
    without = replace(given, parts=tuple(one for one in given.parts if one is not part))
    after = changed(work, work.draft.with_answer(question.id, without))
    kept = PutAside(part.key, text, part.at, question.id, act=aside.act if aside else "undo", settled=True)
    after = put_aside(after, kept)
    return after.say(_left_out(after, question, kept))


def _left_out(work: DraftContext, question: Question, aside: PutAside) -> TalkReply:
    lead = Lead(key="talk-left-out", begins=glimpse(aside.text))
    return reply(work, question, "undo", lead, offers=add_button(work, aside))


def _spoken_of(draft: Draft, question: str) -> int:
    """The key of the message that was spoken of last at a question, or was sent there since; 0 where none was."""
    parts = answers.answer(draft, question).parts
    newest = max(parts, key=lambda part: (part.at, part.key), default=None)
    last = draft.last_aside
    if last is not None and last.question == question and (newest is None or newest.at <= last.at):
        return last.key
    return newest.key if newest else 0


def undo(work: DraftContext, target: OfQuestion) -> TurnResult:
    """Takes what was said last out of an answer, and only that. It can be brought back."""
    question = work.badge.question(target.question)
    if question is None:
        return work.say(Aside(note=Note.old_button), Show.CURRENT)
    given = answers.answer(work.draft, question.id)
    last = max(given.parts, key=lambda part: (part.at, part.key), default=None)
    if last is None:
        back = ((work.press(Action.restore, OfQuestion(question.id)),),) if given.struck else ()
        return work.say(reply(work, question, "undo", Lead(key="talk-nothing-to-undo"), offers=back))
    after = changed(work, work.draft.with_answer(question.id, put_away.take_out(given, last)))
    after = spoken_of(after, question.id, last.key)
    lead = Lead(key="talk-undone-sound") if isinstance(last, AudioPart) else Lead(key="talk-undone", begins=_said(last))
    back = ((after.press(Action.restore, OfQuestion(question.id)),),)
    return after.say(reply(after, question, "undo", lead, offers=back))


def _said(part: Part) -> str:
    if isinstance(part, AudioPart):
        return ""
    return glimpse(part.url if isinstance(part, LinkPart) else part.text)


def show(work: DraftContext) -> TurnResult:
    """Lists what is kept out of the answers, with a way into the answer for each."""
    every = tuple(enumerate(work.draft.asides, 1))[-_LISTED:]
    presses = tuple(
        work.press(Action.aside_add, PartOf(one.question, one.key), number)
        for number, one in every
        if work.badge.questions and not progress.is_locked(work.draft, one.question)
    )
    begins = tuple((number, glimpse(one.text)) for number, one in every)
    return work.say(AsideList(begins=begins, place=work.place(PromptKind.list), offers=rows(presses, 2)))
