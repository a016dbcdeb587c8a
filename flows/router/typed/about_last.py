"""Words about the message that was spoken of last: "put it back", "not part of it", or a yes to "Is it part of it?"."""

import re
from collections.abc import Mapping

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnContext
from flows.engine.events import TextSent
from flows.engine.payloads import OfQuestion, PartOf
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.typed_words import spoken
from flows.features.answers import asides
from flows.model.draft import Draft, LastAside
from flows.model.stages import WRITING_STAGES
from flows.router.typed.prompt_readings import reading_of
from flows.rules import progress
from flows.rules.evidence import answers
from flows.understanding import Act, Confidence
from flows.understanding.last_message import LastWish, last_wish
from flows.understanding.own_edit import edit_order

_ASKED: Mapping[LastWish, LastWish] = {LastWish.yes: LastWish.put_in, LastWish.no: LastWish.take_out}
"""What a yes or a no is, where it was asked whether the message is a part of the answer."""
_NO_LEAVE = re.compile(r"(?:no|naw|nah|nope) (?:please |just )?(?:leave|keep) (?:it|that|this)(?: one)?")
"""A no to "Is it part of it?" that sounds like a wish to keep it in."""
FEW_WORDS = 4
"""Words of a message that names such a wish and leaves no room for more: "it was not"."""


def about_last(context: TurnContext, event: TextSent, place: Prompt | None) -> Button | None:
    """The button that a whole message at a question stands for, if it is about the message that was spoken of last.

    None where nothing was spoken of since the last words of the answer, or the message says more.
    """
    draft = context.session.drafts.get(place.draft) if place and place.ask is PromptKind.question else None
    last = draft.last_aside if draft and draft.stage in WRITING_STAGES and not event.forwarded else None
    if place is None or draft is None or last is None or last.question != place.question:
        return None
    wish = last_wish(event.text)
    if wish is None or progress.is_locked(draft, last.question) or edit_order(event.text) is not None:
        return None
    wanted = _ASKED.get(wish, wish) if last.asked else wish
    if last.asked and wanted is LastWish.put_in and _NO_LEAVE.fullmatch(spoken(event.text)):
        wanted = LastWish.take_out if asides.of_key(draft, last.key) else wanted
    button = _button(context.with_draft(draft), last, wanted)
    return None if button is None or _is_otherwise(context, event, place, wish) else button


def _is_otherwise(context: TurnContext, event: TextSent, place: Prompt, wish: LastWish) -> bool:
    """Whether the words are evidence, or another wish, and only sound like one about the last message."""
    draft = context.session.drafts[place.draft]
    offered = _is_offered(draft)
    if offered and wish not in _ASKED and len(event.text.split()) <= FEW_WORDS:
        return False
    reading = reading_of(context, event.text, place)
    if reading.act is Act.evidence:
        return reading.confidence is Confidence.sure or not (offered or reading.asks)
    return wish in _ASKED and reading.act is not Act.ack


def _is_offered(draft: Draft) -> bool:
    """Whether the bot has just asked where the last message belongs, or said that words were taken or left out.

    Of talk that it kept out without a question, hardly anybody says more: there, evidence comes next.
    """
    last = draft.last_aside
    aside = asides.of_key(draft, last.key) if last else None
    return last is not None and (last.asked or aside is None or aside.settled)


def _button(work: DraftContext, last: LastAside, wish: LastWish) -> Button | None:
    given, aside = answers.answer(work.draft, last.question), asides.of_key(work.draft, last.key)
    if any(part.at > last.at for part in given.parts):
        return None
    if any(part.key == last.key for part in given.struck):
        back = wish in {LastWish.put_in, LastWish.undo}
        return work.press(Action.restore, OfQuestion(last.question)) if back else None
    inside = any(part.key == last.key for part in given.parts)
    if wish is LastWish.undo and inside and max(given.parts, key=lambda part: part.at).key == last.key:
        # As anywhere: the newest words are taken out, and can be brought back.
        return work.press(Action.undo, OfQuestion(last.question))
    if wish is LastWish.undo and (inside or (aside is not None and aside.settled)):
        # What the worker left out was in their answer; talk that the bot kept out never was.
        wish = LastWish.take_out if inside else LastWish.put_in
    elif wish is LastWish.take_out and not (inside or last.asked):
        # It is in no answer: another message may be meant.
        return None
    actions = {LastWish.put_in: Action.aside_add, LastWish.take_out: Action.aside_out}
    known = wish in actions and (inside or aside is not None)
    return work.press(actions[wish], PartOf(last.question, last.key)) if known else None
