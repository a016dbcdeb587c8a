"""What is typed under a reminder, or at its settings, in a person's own words: stop, not today, I am on holiday."""

import re
from datetime import timedelta

from flows.engine.context import TurnContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import ReasonOf
from flows.engine.prompts import Prompt, PromptKind
from flows.features.reminders import handlers
from flows.rules.language_files import patterns
from flows.rules.reminders.reminder_snooze import SnoozeLength
from flows.understanding import Act, Confidence, PromptRole, Reading, Utterance, prompt_of, read

LONGEST = 140
"""Characters. What is longer was meant for the answer that stands beneath."""
SETTINGS = frozenset({PromptKind.reminders, PromptKind.break_time, PromptKind.days, PromptKind.zone, PromptKind.month})
OF_REMINDERS = frozenset({PromptKind.remind, PromptKind.nudge, *SETTINGS})
"""Prompts at which a person says what they want of their reminders."""
_MOST_WORDS = 8
"""Words of a yes or a no. Whoever says more may be writing evidence."""
_MOST_AWAY = 14
"""Words of a message that says that somebody is away."""
_PATTERNS = patterns("message_patterns")
HOLIDAY = timedelta(days=7)


def take(context: TurnContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """What a person wants of their reminders; None for words that mean something else, or belong beneath."""
    if len(event.text) > LONGEST:
        return None
    said = " ".join(re.sub(r"[^\w\s]", " ", re.sub("[\u2019'`]", "", event.text.casefold())).split())
    reading = read(Utterance(event.text, prompt_of(place.ask.value)))
    if reading.act is Act.stop_reminders and not reading.asks:
        return handlers.off(context)
    if _PATTERNS["away"].search(said) and len(said.split()) <= _MOST_AWAY:
        return handlers.quiet(context, HOLIDAY)
    if place.ask is PromptKind.remind:
        return _yes_or_no(context, reading, said)
    return _under_a_reminder(context, event, reading, said) if place.ask is PromptKind.nudge else None


def _yes_or_no(context: TurnContext, reading: Reading, said: str) -> TurnResult | None:
    """Shall I remind you: yes or no, in any of their forms."""
    if reading.act is not Act.answer or reading.confidence is not Confidence.sure or len(said.split()) > _MOST_WORDS:
        return None
    if reading.agrees is None or read(Utterance(said, PromptRole.question)).act in {Act.go_on, Act.skip}:
        return None
    return handlers.yes(context) if reading.agrees else handlers.off(context)


def _under_a_reminder(context: TurnContext, event: TextSent, reading: Reading, said: str) -> TurnResult | None:
    """Not now, or go on. Everything else goes to what stood on the phone beneath."""
    answer = read(Utterance(event.text, PromptRole.yes_no))
    short = len(said.split()) <= _MOST_WORDS
    if reading.act is Act.go_on and short:
        return handlers.go(context, ReasonOf())
    puts_off = reading.act in {Act.pause, Act.skip} and not reading.asks
    again = reading.act is Act.repeat and said.startswith(("remind", "ask me", "tell me", "message me", "try"))
    no = short and answer.act is Act.answer and answer.agrees is False and answer.confidence is Confidence.sure
    if puts_off or again or (no and reading.act is not Act.evidence):
        return handlers.snooze(context, _wait(said))
    agrees = short and answer.act is Act.answer and answer.agrees
    if reading.act is Act.ack and (agrees or not reading.asks):
        # "Thanks for the nudge" goes on as well: it is no part of the answer beneath.
        return handlers.go(context, ReasonOf())
    return None


def _wait(said: str) -> SnoozeLength:
    if _PATTERNS["in a week"].search(said):
        return SnoozeLength.week
    return SnoozeLength.hour if _PATTERNS["in an hour"].search(said) else SnoozeLength.day
