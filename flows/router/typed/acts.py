"""What is done about a message that is not evidence, away from the questions."""

from dataclasses import replace

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.typed_words import spoken
from flows.features.answers import asides
from flows.features.answers.talk_screens import Lead
from flows.features.help.screens import Help
from flows.features.reminders import handlers as reminder_handlers
from flows.features.start import handlers as start_handlers
from flows.model.stages import WRITING_STAGES
from flows.router.current_screen import place_under
from flows.router.presses import do
from flows.router.typed.named_targets import go_elsewhere
from flows.router.typed.prompt_readings import reading_of
from flows.router.typed.prompt_words import PROMPTS
from flows.router.typed.side_acts import SENDS, SIDE_ACTS, leads_of, side_act
from flows.router.typed.still_asked import still_asked, with_still
from flows.understanding import Act, Confidence, Reading, is_question

_MOST_WORDS = 30
"""Words of a wish or a question to the bot away from the questions. What is longer is for the prompt, or is kept."""
_FEW_WORDS = 12
"""The same where a statement is being sent in pieces: a piece of it is no wish."""
_SHORT_QUESTION = 8
"""Words of a question that is put to the bot where nothing is written: evidence is longer, or no question."""
_NOWHERE = frozenset({PromptKind.list, PromptKind.loose, PromptKind.paste, PromptKind.cutting})
PASTED = frozenset({PromptKind.paste, PromptKind.loose})
_LONGEST = 400
"""Characters. A longer message is no wish, save at a question, where a part of it may be."""


def act_on(context: TurnContext, reading: Reading) -> TurnResult | None:
    """Does what was understood, where it is something that is done at every prompt; else None.

    The prompt stays as it is: what comes after the answer says in one line what is still asked for.
    """
    event = context.event
    if not isinstance(event, TextSent) or reading.act not in {*SIDE_ACTS, Act.go_back} or reading.asks:
        return None
    place = place_under(context, event.under)
    beneath = place.beneath if place else None
    draft = context.session.drafts.get(beneath.draft) if beneath else context.session.in_hand
    if reading.act is Act.go_back:
        return go_elsewhere(context.take_in_hand(draft), reading.target, beneath) if draft else None
    if draft is None or context.session.person.consent is None:
        return _without_draft(context, reading, event.text, beneath)
    work = context.take_in_hand(draft)
    question = work.badge.question(beneath.question) if beneath and draft.stage in WRITING_STAGES else None
    return side_act(work, reading, event.text, question, beneath)


def aside_at(context: TurnContext, text: str, place: Prompt | None) -> TurnResult | None:
    """The same for a text at a prompt that is no question: it is read, and done where it plainly is such a wish."""
    pasting = place is not None and place.beneath.ask in PASTED
    if len(text) > _LONGEST or len(text.split()) > (_FEW_WORDS if pasting else _MOST_WORDS):
        return None
    where = place.beneath if place else Prompt(PromptKind.badge)
    if context.session.person.consent is None:
        where = Prompt(PromptKind.consent)
    reading = reading_of(context, text, where)
    # These prompts know their own way back: to the detail before, or to the one that is named.
    own = reading.act is Act.go_back and where.ask in PROMPTS
    draft = context.session.drafts.get(where.draft)
    writing = draft is not None and draft.stage in WRITING_STAGES
    if writing and where.ask in _NOWHERE - {PromptKind.paste} and SENDS.search(spoken(text)):
        # What is missing before it can be sent is on the check.
        return do(context, Button(Action.review, where.draft))
    return None if own else act_on(context, reading) or _small_talk(context, text, reading, where)


def help_with(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """What is known about a detail, for words that may ask for help with it and hold none."""
    if place.ask is not PromptKind.fact or len(event.text.split()) > _MOST_WORDS:
        return None
    reading = reading_of(work, event.text, place)
    likely = replace(reading, confidence=Confidence.likely)
    return side_act(work, likely, event.text, None, place) if reading.act is Act.help else None


def _small_talk(context: TurnContext, text: str, reading: Reading, place: Prompt) -> TurnResult | None:
    """Small talk or a question at a list, a proposal or words without a place: it is no answer, and needs no place."""
    draft, event = context.session.drafts.get(place.draft), context.event
    asked = place.ask in _NOWHERE and len(text.split()) <= _SHORT_QUESTION and is_question(text)
    talk = asked or (reading.act is Act.ack and not reading.asks)
    if not talk or place.ask in PROMPTS or not isinstance(event, TextSent):
        return None
    if draft is None or draft.stage not in WRITING_STAGES:
        return None
    lead = Lead(key="talk-aside-all" if any(map(str.isalnum, text)) else "talk-no-words")
    leads = (lead, Lead(key="about-more")) if asked else (lead,)
    said = asides.reply(context.with_draft(draft), None, Act.ack.value, *leads)
    said = replace(with_still(context, said, place), place=place)
    return asides.beside(context, context.say(said), event, place)


def _without_draft(context: TurnContext, reading: Reading, text: str, place: Prompt | None) -> TurnResult:
    """What is done before consent, or where no badge is open."""
    agreed = context.session.person.consent is not None
    act = reading.act
    if act is Act.stop_reminders and agreed:
        return reminder_handlers.off(context)
    if act is Act.where or (act in {Act.repeat, Act.count} and not agreed):
        return start_handlers.resume(context)
    if act is Act.help and not reading.topic:
        still = still_asked(context, place)
        return context.say(Help(carrier=context.carrier), *((still,) if still else ()))
    leads = leads_of(reading, text, sent=False) or (Lead(key="talk-no-badge" if agreed else "talk-paused"),)
    line = asides.at_large(context, act.value, *leads)
    return context.say(with_still(context, line, place))
