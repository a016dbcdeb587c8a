"""What a worker asks of an application that went to its issuer: their words, what was sent, the badge, another look.

None of it is evidence. It is read before the words are put anywhere, at the questions of returned work too.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.message import Attachment, Copy
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen, Show
from flows.features.decisions import issuer_talk_screens as screens
from flows.features.decisions import returned as returned_work
from flows.features.decisions.handlers import declined_letter
from flows.features.decisions.screens import MoreWanted, QuestionNote
from flows.features.review.screens import WholeText
from flows.features.submission import handlers as submission_handlers
from flows.features.submission import status as status_screens
from flows.features.submission import withdrawal
from flows.features.submission.screens import PackCopy
from flows.model.decision import DecisionVerdict, Way
from flows.model.draft import Draft, Outcome
from flows.model.stages import GONE_STAGES, WRITING_STAGES, Stage
from flows.pack.assemble import evidence
from flows.rules.evidence import answers
from flows.rules.language_files import patterns
from flows.understanding import Act, PromptRole, Reading, Utterance, prompt_of, read

_PATTERNS = patterns("message_patterns")
LONGEST = 160
"""Characters. What is longer is no such question."""
_MOST_WORDS = 14
_BARE_ANSWER = 3
"""Words of a yes or a no to something that is over. In a longer message "brilliant" or "great" is a kind word."""
_LETTERS = frozenset({PromptKind.their_words, PromptKind.which})
"""Where the words of the issuer's letter are asked for: what is typed there is that letter."""


def take(context: TurnContext, draft: Draft, event: TextSent, place: Prompt) -> TurnResult | None:
    """Answers what is asked of an application that was sent; None for any other words."""
    if event.forwarded or len(event.text) > LONGEST or place.ask in _LETTERS:
        return None
    said = " ".join(re.sub(r"[^\w\s]", " ", re.sub("[\u2019'`]", "", event.text.casefold())).split())
    if not said or len(said.split()) > _MOST_WORDS:
        return None
    work = context.take_in_hand(draft)
    if draft.stage in WRITING_STAGES:
        return _while_writing(work, said) if draft.returned is not None else None
    reading = read(Utterance(event.text, prompt_of(PromptKind.status.value)))
    return _after_sending(work, reading, said)


def _while_writing(work: DraftContext, said: str) -> TurnResult | None:
    """Returned work: what was wanted, what was sent, "I said that already", and taking it back."""
    if _PATTERNS["sent"].fullmatch(said):
        return see_sent(work)
    if _PATTERNS["wanted"].fullmatch(said):
        return work.say(_in_their_words(work))
    if _PATTERNS["already"].fullmatch(said) and _PATTERNS["sure already"].search(said):
        return _said_already(work)
    if _PATTERNS["wrong one"].fullmatch(said):
        return withdrawal.ask(work)
    return None


def _said_already(work: DraftContext) -> TurnResult:
    """The assessor's words again, with the ways on: what was sent, and the questions that are open."""
    return work.say(screens.SaidAlready(), _in_their_words(work))


def _in_their_words(work: DraftContext) -> MoreWanted:
    """All that the assessor wrote, also what stands with each question that is open."""
    wanted = returned_work.more_wanted(work)
    at_questions = (QuestionNote(one.number, one.heading, one.comment) for one in wanted.wanted if one.comment)
    notes = sorted((*at_questions, *wanted.notes), key=lambda note: note.number)
    return replace(wanted, notes=tuple(notes))


def _after_sending(work: DraftContext, reading: Reading, said: str) -> TurnResult | None:
    """At the issuer, or closed. What is found in the first place is answered."""
    if reading.act in {Act.erase, Act.human, Act.stop_reminders}:
        return None
    for name, answer in _ANSWERS:
        if _PATTERNS[name].fullmatch(said):
            return answer(work)
    if reading.act is Act.undo:
        return _take_back(work)
    if reading.act is Act.repeat:
        return see_sent(work)
    answers_it = len(said.split()) <= _BARE_ANSWER and read(Utterance(said, PromptRole.yes_no)).agrees is not None
    return _thanks(work) if reading.act is Act.ack and not reading.asks and not answers_it else None


def see_sent(work: DraftContext) -> TurnResult:
    """Shows the last attempt as it was sent: its text where that is surely the same, and the file of it."""
    sending = work.draft.sending
    if sending is None:
        return work.say(Show.CURRENT)
    text = evidence(work.badge, work.draft) if _is_as_sent(work) else ""
    head = screens.AsSent(
        title=work.badge.title,
        reference=sending.reference,
        on=sending.at.date(),
        text_follows=bool(text),
        answers_alone=work.draft.stage in WRITING_STAGES,
    )
    pages: tuple[Screen, ...] = (WholeText(text=text, sent=True),) if text else ()
    file = PackCopy(attachment=Attachment(sending.reference, sending.attempt, Copy.pdf), sent=True)
    after: tuple[Show, ...] = (Show.CURRENT,) if work.draft.stage in WRITING_STAGES else ()
    return work.say(head, *pages, file, *after)


def _is_as_sent(work: DraftContext) -> bool:
    """Whether the answers are surely those of the last attempt."""
    draft = work.draft
    if draft.stage in GONE_STAGES:
        return True
    if draft.returned is not None:
        same = all(
            answers.content_digest(answers.answer(draft, one.question)) == one.as_sent
            for one in draft.returned.questions
        )
        return draft.returned.locks and same
    attempt = draft.sending.attempt if draft.sending else 0
    reopened = any(
        said.attempt == attempt and said.decision.verdict is DecisionVerdict.returned for said in draft.decisions
    )
    return draft.stage is Stage.closed and not reopened


def _wanted(work: DraftContext) -> TurnResult:
    """The issuer's words about a closed application; or that it has asked for nothing."""
    draft, sending = work.draft, work.draft.sending
    last = draft.decisions[-1].decision if draft.decisions else None
    if draft.outcome is Outcome.declined and last is not None:
        return work.say(declined_letter(work, last))
    if draft.outcome is not None or sending is None:
        return work.say(_whom(work), status_screens.status(work))
    return work.say(
        screens.NotAskedYet(issuer=work.library.issuer(work.badge).short, reference=sending.reference),
        status_screens.status(work),
    )


def _whom(work: DraftContext) -> screens.WhomToAsk:
    issuer = work.library.issuer(work.badge)
    reference = work.draft.sending.reference if work.draft.sending else ""
    return screens.WhomToAsk(issuer=issuer.short, contact=issuer.contact, reference=reference)


def _appeal(work: DraftContext) -> TurnResult:
    return work.say(_whom(work))


def _badge(work: DraftContext) -> TurnResult:
    """Where the badge is, once it is awarded; else how the application stands."""
    if work.draft.outcome is not Outcome.awarded:
        return work.say(status_screens.status(work))
    links = [said.decision.link for said in work.draft.decisions if said.decision.link]
    issuer = work.library.issuer(work.badge)
    return work.say(
        screens.WhereBadgeIs(
            title=work.badge.title,
            issuer=issuer.short,
            contact=issuer.contact,
            link=links[-1] if links else "",
        )
    )


def _take_back(work: DraftContext) -> TurnResult:
    """The way back: asked once more where the issuer has it; open again where the worker had yet to send it."""
    draft, sending = work.draft, work.draft.sending
    if draft.stage is Stage.sending and sending is not None and sending.way is Way.hand:
        return submission_handlers.change_first(work)
    if draft.stage is Stage.closed and sending is not None:
        return work.say(screens.BackTooLate(reference=sending.reference), status_screens.status(work))
    if draft.stage is Stage.with_issuer:
        return withdrawal.ask(work)
    return work.say(status_screens.status(work))


def _change(work: DraftContext) -> TurnResult:
    """Something is to be changed after sending."""
    draft, sending = work.draft, work.draft.sending
    if draft.stage is Stage.sending and sending is not None and sending.way is Way.hand:
        return submission_handlers.change_first(work)
    if draft.stage is Stage.closed or sending is None:
        return work.say(status_screens.status(work))
    stays = screens.StaysAsSent(issuer=work.library.issuer(work.badge).short, reference=sending.reference)
    return work.say(stays, status_screens.status(work))


def _status(work: DraftContext) -> TurnResult:
    return work.say(status_screens.status(work))


def _thanks(work: DraftContext) -> TurnResult:
    return work.say(screens.Thanked())


_ANSWERS: tuple[tuple[str, Callable[[DraftContext], TurnResult]], ...] = (
    ("appeal", _appeal),
    ("wrong one", _take_back),
    ("back", _take_back),
    ("sent", see_sent),
    ("sent after", see_sent),
    ("wanted", _wanted),
    ("badge", _badge),
    ("again", _status),
    ("news", _status),
    ("change", _change),
    ("thanks", _thanks),
)
"""What is looked for, in this order, and what answers it."""
