"""The screens of the beginning: the right badge, and the facts."""

from dataclasses import replace

from criteria.model import Fact
from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnContext
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Rows, rows
from flows.features.answers.screens import lines
from flows.features.start.replies import AskFact, BadgeChoice, DetailProblem, FactList, Offer, RightBadge
from flows.model.draft import Outcome, Stated
from flows.model.stages import Stage
from flows.rules import held_badges as held_rules

YEAR_DAYS = 365


def right_badge(work: DraftContext) -> RightBadge:
    """Is this the right badge?"""
    sent = [
        other.sending.at
        for other in work.desk.drafts.values()
        if other.badge == work.badge.id
        and other.id != work.draft.id
        and other.sending
        # After a no, or once it is taken back, it may be tried again at once; and in a new year, that year's version.
        and other.outcome not in (Outcome.declined, Outcome.withdrawn)
        and not (work.badge.age[0] > int(other.version.partition("-")[0]) and work.at.year > other.sending.at.year)
    ]
    recent = [at for at in sent if (work.at - at).days < YEAR_DAYS]
    return RightBadge(
        badge=work.badge,
        issuer=work.shelf.issuer(work.badge),
        sent_on=max(recent).date() if recent and work.badge.repeat == "yearly" else None,
        advice=_register_note(work),
        place=work.place(PromptKind.right_badge),
        offers=((work.press(Action.right),), (work.press(Action.wrong),)),
    )


def _register_note(work: DraftContext) -> str:
    registers = (work.shelf.register(work.badge, fact) for fact in work.badge.facts)
    return next((register.note for register in registers if register and register.note), "")


def facts_as_stated(work: DraftContext) -> tuple[tuple[Fact, Stated | None], ...]:
    """Each fact that is asked for, and what was stated."""
    return tuple((fact, work.draft.facts.get(fact.id)) for fact in work.badge.facts)


def fact_list(work: DraftContext) -> FactList:
    """The facts to look over, each with a change button."""
    asking = work.draft.stage is Stage.checking
    changes = [
        work.press(Action.change_fact, fact.id, number, fact.label) for number, fact in enumerate(work.badge.facts, 1)
    ]
    done = work.press(Action.same_facts) if asking else work.press(Action.review)
    return FactList(
        facts=facts_as_stated(work),
        asking=asking,
        place=work.place(PromptKind.prior_facts),
        offers=((done,), *rows(changes, 2)),
    )


def ask_fact(work: DraftContext, fact: Fact, doubt: DetailProblem | None = None, stated: str = "") -> AskFact:
    """One fact, with its choices if it has any."""
    held = work.draft.facts.get(fact.id)
    chosen = held.values if held and fact.options else ()
    choices = [
        replace(work.press(Action.choose, f"{fact.id}:{number}", number, option.label), on=option.id in chosen)
        for number, option in enumerate(fact.options, 1)
    ]
    offers: Rows = rows(choices, 1)
    if fact.options:
        offers = (*offers, (work.press(Action.chosen, fact.id),))
    register = work.shelf.register(work.badge, fact)
    fitting = {part.id for part in register.parts if part.fits} if register else set()
    if doubt is DetailProblem.part_does_not_fit:
        offers = ((work.press(Action.keep_fact, fact.id),), *offers)
    if doubt in (DetailProblem.unusual_number, DetailProblem.reads_like_sentence):
        offers = ((work.press(Action.keep_fact, fact.id),),)
    return AskFact(
        fact=fact,
        chosen=tuple(chosen),
        doubt=doubt,
        stated=stated,
        advice=(register.note or "") if register else "",
        fitting=tuple(option.label for option in fact.options if option.id in fitting),
        place=work.place(PromptKind.fact, fact.id),
        offers=offers,
    )


def badge_choice(scene: TurnContext, *, unknown: bool = False) -> BadgeChoice:
    """The badges, with open drafts to carry on."""
    open_drafts = {draft.badge: draft for draft in scene.desk.drafts.values() if draft.is_open}
    offers: list[Offer] = []
    presses: list[Button] = []
    for number, badge in enumerate(scene.shelf.offered(), 1):
        draft = open_drafts.get(badge.id)
        done = sum(line.done for line in lines(scene.with_draft(draft))) if draft else None
        offers.append(Offer(badge, done, len(held_rules.held(badge, draft)) if draft else 0))
        presses.append(Button(Action.badge, "", badge.id, number, badge.title))
    return BadgeChoice(badges=tuple(offers), unknown=unknown, place=Prompt(PromptKind.badge), offers=rows(presses, 1))
