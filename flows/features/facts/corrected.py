"""Puts a detail right that an operator was asked to correct."""

from dataclasses import replace

from flows.engine.changes import changed
from flows.engine.context import TurnContext, TurnResult
from flows.engine.events import DetailCorrected
from flows.features.facts.screens import DetailPutRight
from flows.model.draft import Stated
from flows.rules.progress import facts_are_locked


def corrected(context: TurnContext, event: DetailCorrected) -> TurnResult:
    """The detail as it should be, in every draft that is not sent and for the next badge; the worker is told."""
    person = context.session.person
    stated, label = Stated((event.value,)), ""
    after = context
    if event.fact in person.remembered:
        remembered = {**person.remembered, event.fact: stated}
        after = context.with_person(replace(person, remembered=remembered))
    sent = False
    for draft in context.session.drafts.values():
        fact = context.badge_of(draft).fact(event.fact) if event.fact in draft.facts else None
        if fact is None or fact.options:
            continue
        label = fact.label
        if not draft.is_open or facts_are_locked(draft):
            sent = True
            continue
        work = after.with_draft(draft)
        put = changed(
            work, replace(draft, facts={**draft.facts, event.fact: replace(stated, key=draft.facts[fact.id].key)})
        )
        after = replace(after, session=put.session)
    if after.session == context.session:
        return context.say()
    return after.say(DetailPutRight(label=label or event.fact, value=event.value, sent=sent))
