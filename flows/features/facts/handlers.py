"""The facts: asked one at a time, checked kindly, kept for the next time."""

from dataclasses import replace

from email_validator import EmailNotValidError, validate_email

from criteria.model import Fact, FactKind, Option
from flows.engine.buttons import Button
from flows.engine.changes import changed
from flows.engine.context import DraftContext, TurnResult
from flows.engine.screen import Reply
from flows.engine.typed_words import numbers, spoken
from flows.features import screen_index as screens
from flows.features.held_badges import checks as award_checks
from flows.features.held_badges import screens as holding_screens
from flows.features.help.replies import Aside, Note
from flows.features.start.replies import DetailProblem
from flows.model.draft import Draft, Stated
from flows.model.stages import Stage, TransitionRefused, Trigger, advance
from flows.rules.progress import next_fact
from flows.rules.readiness import standing

LONGEST = 200
"""Characters. Names and employers are shorter; what is longer was meant as an answer."""


def take(work: DraftContext, fact: Fact, text: str, key: int) -> TurnResult:
    """Takes what the worker typed for a fact."""
    stated = " ".join(text.split())
    if fact.kind is FactKind.choices:
        return _take_choice(work, fact, stated)
    if fact.kind is FactKind.email:
        # A phone's keyboard ends what it takes for a sentence.
        stated = stated.rstrip(".")
    doubt = _doubt(fact, stated)
    if doubt in (None, DetailProblem.unusual_number):
        return _state(work, fact, Stated((stated,), key, sure=doubt is None), doubt)
    return work.say(screens.ask_fact(work, fact, doubt, stated[:LONGEST]))


def _doubt(fact: Fact, stated: str) -> DetailProblem | None:
    if len(stated) > LONGEST:
        return DetailProblem.too_long
    if fact.kind is FactKind.email and not _is_email(stated):
        return DetailProblem.not_an_email
    if fact.kind is FactKind.number:
        digits = stated.replace(" ", "").replace("-", "")
        usual = digits.isascii() and digits.isdigit() and (fact.digits is None or len(digits) == fact.digits)
        return None if usual else DetailProblem.unusual_number
    has_letter = any(letter.isalpha() for letter in stated)
    return None if has_letter else DetailProblem.no_letters


def _is_email(stated: str) -> bool:
    try:
        validate_email(stated, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _state(work: DraftContext, fact: Fact, stated: Stated, doubt: DetailProblem | None = None) -> TurnResult:
    before = work.draft.facts.get(fact.id)
    same = before is not None and before.values == stated.values and before.sure == stated.sure
    draft = replace(work.draft, facts={**work.draft.facts, fact.id: stated})
    # What was agreed to was of just this.
    kept = work.put(draft) if same else changed(work, draft)
    if doubt is not None:
        return kept.say(screens.ask_fact(kept, fact, doubt, stated.values[0]))
    turn = onward(kept)
    # An award says whose it is by an email address.
    looks = award_checks.again(kept) if fact.kind is FactKind.email else ()
    return replace(turn, effects=(*turn.effects, *looks))


def keep(work: DraftContext, press: Button) -> TurnResult:
    """Keeps an unusual number as the worker typed it."""
    stated = work.draft.facts.get(press.about)
    if stated is None or work.badge.fact(press.about) is None:
        return onward(work)
    facts = {**work.draft.facts, press.about: replace(stated, sure=True)}
    return onward(work.put(replace(work.draft, facts=facts)))


def _matches(fact: Fact, stated: str) -> tuple[Option, ...]:
    chosen = numbers(stated)
    if chosen:
        return tuple(fact.options[n - 1] for n in chosen if 0 < n <= len(fact.options))
    said = spoken(stated)
    return tuple(o for o in fact.options if said in {spoken(word) for word in (o.label, *o.also)})


def _take_choice(work: DraftContext, fact: Fact, stated: str) -> TurnResult:
    options = _matches(fact, stated)
    if not options:
        return work.say(screens.ask_fact(work, fact, DetailProblem.no_such_option))
    for option in options:
        work = _toggled(work, fact, option)
    return work.say(screens.ask_fact(work, fact))


def _toggled(work: DraftContext, fact: Fact, option: Option) -> DraftContext:
    held = work.draft.facts.get(fact.id, Stated(()))
    chosen = {*held.values} ^ {option.id}
    values = tuple(o.id for o in fact.options if o.id in chosen)
    stated = Stated(values, held.key, sure=False)
    return changed(work, replace(work.draft, facts={**work.draft.facts, fact.id: stated}))


def choose(work: DraftContext, press: Button) -> TurnResult:
    """Chooses one of several, or takes the choice back; the list changes in place."""
    name, _, number = press.about.partition(":")
    fact = work.badge.fact(name)
    position = int(number) if number.isdecimal() else 0
    if fact is None or not 0 < position <= len(fact.options):
        return onward(work)
    after = _toggled(work, fact, fact.options[position - 1])
    return after.say(replace(screens.ask_fact(after, fact), replaces=work.pressed))


def chosen(work: DraftContext, press: Button) -> TurnResult:
    """Finishes a choice."""
    fact = work.badge.fact(press.about)
    held = work.draft.facts.get(press.about)
    if fact is None:
        return onward(work)
    if not fact.options:
        return work.say(screens.ask_fact(work, fact))
    if held is None or not held.values:
        return work.say(screens.ask_fact(work, fact, DetailProblem.none_chosen))
    return keep(work, press)


def change(work: DraftContext, press: Button) -> TurnResult:
    """Asks for one fact again, by its id or its number in the list."""
    fact = work.badge.fact(press.about)
    if press.about.isdecimal() and 0 < int(press.about) <= len(work.badge.facts):
        fact = work.badge.facts[int(press.about) - 1]
    return work.say(screens.ask_fact(work, fact) if fact else screens.fact_list(work))


def same(work: DraftContext, _: Button) -> TurnResult:
    """The remembered facts are still right."""
    return onward(work.put(replace(work.draft, facts_confirmed=True)))


def onward(work: DraftContext) -> TurnResult:
    """Goes on to the next fact; when all are settled, to the questions, and remembers the facts."""
    missing = work.badge.fact(next_fact(work.badge, work.draft) or "")
    if missing is not None and (work.draft.facts_confirmed or missing.id in work.draft.facts):
        return work.say(screens.ask_fact(work, missing))
    if work.draft.stage is not Stage.checking:
        return _remembered(work).say(screens.review(work))
    if not work.draft.facts_confirmed:
        return work.say(screens.fact_list(work))
    try:
        stage = advance(work.draft.stage, Trigger.clear, standing(work.badge, work.draft))
    except TransitionRefused:
        return work.say(screens.right_badge(work))
    rules = screens.sound_rules(work)
    told = rules.scribe.told if rules.scribe and work.badge.questions else None
    cleared = _remembered(work.put(replace(work.draft, stage=stage, told_of_scribe=told)))
    return cleared.say(*_first_question(cleared))


def _first_question(work: DraftContext) -> tuple[Reply, ...]:
    if work.badge.prerequisites:
        return (holding_screens.rules(work), holding_screens.held_list(work))
    if not work.badge.questions:
        return (screens.review(work),)
    rules = (screens.sound_rules(work),) if work.badge.sound != "no" else ()
    return (Aside(note=Note.facts_done), *rules, screens.ask_question(work, work.badge.questions[0]))


def _remembered(work: DraftContext) -> DraftContext:
    facts = {name: replace(stated, key=None) for name, stated in work.draft.facts.items()}
    person = replace(work.desk.person, remembered={**work.desk.person.remembered, **facts})
    return replace(work, desk=replace(work.desk, person=person))


def offered(work: DraftContext) -> Draft:
    """The draft with the facts that are remembered from before, to be looked over."""
    remembered = {
        fact.id: stated
        for fact in work.badge.facts
        if (stated := work.desk.person.remembered.get(fact.id)) and _fits(fact, stated)
    }
    return replace(work.draft, facts=remembered, facts_confirmed=not remembered)


def _fits(fact: Fact, stated: Stated) -> bool:
    known = {option.id for option in fact.options}
    return bool(stated.values) and (not known or set(stated.values) <= known)
