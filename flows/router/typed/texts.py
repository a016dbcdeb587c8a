"""What words do, by where they were sent: press a button, answer what is asked, or go into an answer."""

from collections.abc import Mapping
from dataclasses import replace

from flows.engine.buttons import Action, AnyAction, Button
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import OF_PRIVACY, Prompt, PromptKind
from flows.engine.screen import Screen, Show
from flows.engine.typed_words import EVERYWHERE, STOP, numbers, pressed, spoken, typed
from flows.features.answers import asides
from flows.features.answers import handlers as answer_handlers
from flows.features.answers.pasted import next_by_number
from flows.features.decisions import issuer_talk, relayed
from flows.features.decisions import returned as returned_work
from flows.features.held_badges import handlers as badge_handlers
from flows.features.help.screens import Aside, Note
from flows.features.links import handlers as link_handlers
from flows.features.lock import handlers as lock_handlers
from flows.features.questions.screens import Resting
from flows.features.recordings import transcripts
from flows.features.reminders import handlers as reminder_handlers
from flows.features.reminders import preferences as reminder_preferences
from flows.features.reminders.typed_wishes import OF_REMINDERS
from flows.features.start import handlers as start_handlers
from flows.features.start.screens import badge_choice
from flows.model.stages import GONE_STAGES, WRITING_STAGES, Stage
from flows.router.current_screen import place_under
from flows.router.presses import do
from flows.router.typed import acts, own_edits, prompt_words, question_acts
from flows.router.typed.about_last import FEW_WORDS, about_last
from flows.router.typed.side_acts import SIDE_ACTS
from flows.rules import progress
from flows.understanding import PromptRole, Utterance, knows_all, read
from flows.understanding.own_data import DataWish, data_wish, wants_deleted


def take(context: TurnContext, event: TextSent) -> TurnResult:
    """Words were sent."""
    event = at_its_answer(context, event)
    place = place_under(context, event.under)
    if context.session.person.consent is None:
        return _before_consent(context, event, place)
    if place is not None and place.ask in lock_handlers.NEW_PIN:
        pin = lock_handlers.take_pin(context, event, place)
        if pin is not None:
            return pin
    of_last = about_last(context, event, place)
    if of_last is not None:
        turn = do(context, of_last)
        return turn if len(event.text.split()) <= FEW_WORDS else _kept_if_long(context, turn, event, place)
    press = (typed(event.text, place) or typed(event.text, place.beneath)) if place else None
    press = press or _of_data(event) or _anywhere(event.text, place)
    if press is not None:
        return _stop(context, press, place) if spoken(event.text) == STOP else do(context, press)
    agreed = prompt_words.yes_or_no(event.text, place) if place else None
    done = do(context, agreed) if agreed else _wish(context, event, place)
    if done is None:
        return _for_a_draft(context, event, place)
    return _kept_if_long(context, done, event, place)


def _kept_if_long(context: TurnContext, turn: TurnResult, event: TextSent, place: Prompt | None) -> TurnResult:
    """The turn of a message that was understood; where it says more than that, the draft keeps it as well."""
    plain = len(event.text.split()) <= _MOST_WORDS and knows_all(event.text)
    if plain or _is_a_detail(context, turn, place):
        return turn
    return asides.beside(context, turn, event, place)


def _is_a_detail(context: TurnContext, turn: TurnResult, place: Prompt | None) -> bool:
    """Whether the draft took from the words what is stored without their message: an AI tool, or awards."""
    name = place.draft if place else ""
    before, after = context.session.drafts.get(name), turn.session.drafts.get(name)
    if before is None or after is None:
        return False
    return (before.ai, before.awards, before.held) != (after.ai, after.awards, after.held)


_MOST_WORDS = 12
"""Words of a yes, a no, a wish or a question that leaves nothing worth keeping, where the rules know all of them."""


def _before_consent(context: TurnContext, event: TextSent, place: Prompt | None) -> TurnResult:
    # Who has taken their consent back may still answer what is asked about their data.
    asked = place if place and place.ask in OF_PRIVACY else None
    wish = None if data_wish(event.text) is DataWish.stop else _of_data(event)
    twin = wish or (asked and (typed(event.text, asked) or prompt_words.yes_or_no(event.text, asked)))
    twin = twin or typed(event.text, Prompt(PromptKind.consent))
    if twin:
        return do(context, twin)
    return acts.aside_at(context, event.text, None) or prompt_words.before_consent(context, event)


def _for_a_draft(context: TurnContext, event: TextSent, place: Prompt | None) -> TurnResult:
    """Words that are no button and no wish: for the draft that they were sent at."""
    draft = context.session.drafts.get(place.draft) if place else None
    if draft is None or place is None:
        return _words_at_large(context, event)
    work = context.take_in_hand(draft)
    mending = place.ask is PromptKind.mending and draft.stage in WRITING_STAGES and not returned_work.keeps(work, place)
    mended = transcripts.mend(work, event, place) if mending else None
    turn = mended or _words(work, replace(event, under=place.beneath), place.beneath)
    return _past_the_offer(turn, place) if place.ask is PromptKind.remind else turn


def _past_the_offer(turn: TurnResult, place: Prompt) -> TurnResult:
    """The turn of a message that was no answer to the offer of reminders: a later "ok" is none either."""
    *before, last = turn.replies or (None,)
    if not isinstance(last, Screen) or any(isinstance(one, Screen) and one.place for one in turn.replies):
        return turn
    return replace(turn, replies=(*before, replace(last, place=place.beneath)))


def _wish(context: TurnContext, event: TextSent, place: Prompt | None) -> TurnResult | None:
    """What is asked of reminders, of an application that was sent, of words to be deleted for good, or of the bot."""
    if place is not None and own_edits.is_order(event, place):
        return None
    if place is not None:
        draft = context.session.drafts.get(place.beneath.draft)
        wished = reminder_preferences.take(context, event, place) if place.ask in OF_REMINDERS else None
        if wished is None and draft is not None and draft.sending is not None:
            wished = issuer_talk.take(context, draft, event, place)
        wished = wished or _deletion(context, event, place)
        if wished is not None:
            return wished
    at_question = place is not None and bool(place.beneath.question)
    if at_question and place is not None and place.ask is PromptKind.nudge:
        return _beneath_a_reminder(context, event)
    in_letter = place is not None and place.ask in _OF_A_LETTER and len(event.text.split()) > _MOST_BESIDE_A_LETTER
    return None if event.forwarded or at_question or in_letter else acts.aside_at(context, event.text, place)


def _beneath_a_reminder(context: TurnContext, event: TextSent) -> TurnResult | None:
    """What a reply to a reminder asks for, if it is no more of the answer that it was about."""
    reading = read(Utterance(event.text, PromptRole.reminder))
    plain = reading.act in SIDE_ACTS and not event.forwarded
    return acts.act_on(context, reading) if plain else None


def _deletion(context: TurnContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """Asks before words are deleted for good, where somebody wants that and there are any. None otherwise."""
    if event.forwarded or not wants_deleted(event.text):
        return None
    draft = context.session.drafts.get(place.beneath.draft)
    if draft is None:
        return do(context, Button(Action.delete_all))
    return do(context, Button(Action.delete_out, draft.id)) if draft.stage in WRITING_STAGES else None


def _stop(context: TurnContext, press: Button, place: Prompt | None) -> TurnResult:
    """What "stop" does where it stands, and an end of reminders, wherever that is."""
    off = context.say()
    if press.action is not Action.nudges_off and context.session.person.reminders.wanted:
        off = reminder_handlers.off(context)
    turn = do(replace(context, session=off.session), press)
    of_answer = bool(place and place.beneath.question)
    said = (replace(reply, word=of_answer) if isinstance(reply, Resting) else reply for reply in turn.replies)
    return replace(turn, replies=(*said, *off.replies))


def _anywhere(text: str, place: Prompt | None) -> Button | None:
    """The button that a whole message stands for at any place where it means nothing else."""
    action = EVERYWHERE.get(spoken(text)) if len(text) <= reminder_preferences.LONGEST else None
    if action is None:
        return None
    return pressed(action, place) if place else Button(action)


def _of_data(event: TextSent) -> Button | None:
    """The button of a wish about the person's own data, said in their own words."""
    wish = None if event.forwarded else data_wish(event.text)
    return Button(_DATA_WISHES[wish]) if wish else None


_DATA_WISHES: Mapping[DataWish, AnyAction] = {
    DataWish.show: Action.data_show,
    DataWish.copy: Action.data_copy,
    DataWish.erase: Action.erase,
    DataWish.stop: Action.unagree,
    DataWish.lock: Action.lock,
}


def _words_at_large(context: TurnContext, event: TextSent) -> TurnResult:
    """Words came where a badge was to be chosen: the name of one, or words for the draft that was left there."""
    badge = context.library.find(event.text)
    if badge is not None:
        return start_handlers.open_badge(context, badge)
    written = [draft for draft in context.session.drafts.values() if draft.stage in WRITING_STAGES]
    if not written:
        evidence = len(event.text.split()) > _MOST_WORDS
        return context.say(Aside(note=Note.not_kept if evidence else Note.use_buttons), badge_choice(context))
    work = context.take_in_hand(max(written, key=lambda draft: draft.touched_at))
    return answer_handlers.take(work, replace(event, under=None))


def _words(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult:
    stage = work.draft.stage
    if not work.draft.is_open:
        return _words_after_sending(work, event, place)
    ordered = own_edits.ordered(work, event, place)
    if ordered is not None:
        return asides.beside(work, ordered, event, place)
    answered = prompt_words.answered(work, event, place)
    if answered is None and stage is not Stage.checking:
        answered = _short(work, event, place)
    if answered is not None:
        keeps = asides.beside if Aside(note=Note.held_words) in answered.replies else _kept_if_long
        return keeps(work, answered, event, place)
    answered = _helped(work, event, place)
    if answered is not None:
        return asides.beside(work, answered, event, place)
    at = _next_by_number(work, event, place) or _question_before(work, place)
    return _said(work, event, place) if at is None else _shown_at(_said(work, replace(event, under=at), at), at)


def _next_by_number(work: DraftContext, event: TextSent, place: Prompt) -> Prompt | None:
    """The question after this one, where the words begin with its number."""
    following = None if event.forwarded else next_by_number(work, work.badge.question(place.question), event.text)
    return work.place(PromptKind.question, OfQuestion(following.id)) if following else None


def _question_before(work: DraftContext, place: Prompt) -> Prompt | None:
    """The question at which words were to be taken out or deleted, where a list or a check of that is shown now."""
    last, place_over = work.draft.last_aside, place.ask in {PromptKind.cutting, PromptKind.deleting}
    if not place_over or last is None or work.badge.question(last.question) is None:
        return None
    newer = any(part.at > last.at for given in work.draft.answers.values() for part in given.parts)
    return None if newer else work.place(PromptKind.question, OfQuestion(last.question))


def _helped(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """Help with what is asked for, or the same prompt again, where the words are no answer to it."""
    answered = acts.help_with(work, event, place) or prompt_words.again(work, event, place)
    if answered is None and work.draft.stage is Stage.checking:
        return work.say(Aside(note=Note.use_buttons), Show.CURRENT)
    return answered


def _shown_at(turn: TurnResult, place: Prompt) -> TurnResult:
    """The turn with its last screen asking at this place, so that what comes next belongs there."""
    *before, last = turn.replies
    if not isinstance(last, Screen) or last.place is not None:
        return turn
    return replace(turn, replies=(*before, replace(last, place=place)))


def _said(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult:
    """Words at a question, or where nothing was asked: talk with the bot, a statement, or evidence."""
    understood = question_acts.heading_alone(work, event, place)
    if understood is None and not answer_handlers.is_pasted(work, event):
        understood = question_acts.at_question(work, event, place)
    if understood is not None:
        return understood
    turn = answer_handlers.take(work, event)
    return replace(turn, replies=(Aside(note=Note.forwarded), *turn.replies)) if event.forwarded else turn


def _short(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """What is typed where something short is asked for: the numbers of a checklist."""
    held = badge_handlers.typed(work, event, place) if work.badge.prerequisites else None
    if held is not None:
        return held
    if place.ask is PromptKind.ticks and numbers(event.text):
        return link_handlers.tick_each(work, place.question, numbers(event.text))
    return None


def _words_after_sending(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult:
    if place.ask in _OF_A_LETTER and work.draft.relayed is not None and work.draft.stage in GONE_STAGES:
        return relayed.take_words(work, event)
    return work.say(Aside(note=Note.after_sending), Show.CURRENT)


_OF_A_LETTER = frozenset({PromptKind.their_words, PromptKind.which})
_MOST_BESIDE_A_LETTER = 3
"""Words from which a message is the issuer's letter, in whose words an assessor speaks to the worker."""


def at_its_answer(context: TurnContext, event: TextSent) -> TextSent:
    """The event under the question whose answer holds the message that it replies to; else as it came.

    A reply to a message of the bot's comes under that message's prompt already. Answers that stay as they were sent
    take nothing more, so a reply to a message in one of them is read where the phone stands.
    """
    if event.replied is None:
        return event
    for draft in reversed(tuple(context.session.drafts.values())):
        if draft.stage not in WRITING_STAGES:
            continue
        for question, given in draft.answers.items():
            if any(part.key == event.replied for part in given.parts) and not progress.is_locked(draft, question):
                return replace(event, under=Prompt(PromptKind.question, draft.id, OfQuestion(question)))
    return event
