"""Where a message belongs when the phone shows what is not there any more, or what came up over something else."""

from dataclasses import replace
from datetime import timedelta

from support.talk import Talk, words
from transcripts.starts import answering

from flows.engine.events import TextSent
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind, over
from flows.model.reminders import ReminderPreferences


def writes(talk: Talk, text: str, under: Prompt | None) -> None:
    """The person writes under a place."""
    talk.now += timedelta(minutes=1)
    talk.take(TextSent(at=talk.now, fresh=talk._fresh(), key=talk._key(), text=text, under=under))


def test_a_question_over_a_draft_that_is_gone_can_be_answered() -> None:
    """Whoever is asked about reminders over what nobody has any more is understood when they type their answer."""
    talk = answering()
    talk.desk = replace(talk.desk, person=replace(talk.desk.person, reminders=ReminderPreferences()))
    writes(talk, words(60), Prompt(PromptKind.question, "ffffffffff", OfQuestion("topic")))
    gone = over(PromptKind.remind, Prompt(PromptKind.question, "ffffffffff", OfQuestion("topic")))
    writes(talk, "no reminders", gone)
    assert talk.desk.person.reminders.wanted is False
    assert not talk.draft.unplaced
