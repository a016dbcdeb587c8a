"""The facts: asked one at a time, checked kindly, kept for the next time."""

from dataclasses import replace

from email_validator import EmailNotValidError, validate_email

from criteria.model import Fact, FactKind, Option
from flows.engine.changes import changed
from flows.engine.context import DraftContext, TurnResult
from flows.engine.payloads import OfFact, OptionOf
from flows.engine.prompts import PromptKind
from flows.engine.screen import ScreenName, Show, Shown
from flows.engine.typed_words import numbers
from flows.features.facts import fact_words
from flows.features.facts.screens import (
    AskFact,
    DetailKept,
    DetailLater,
    DetailProblem,
    FirstDetail,
    ask_fact,
    fact_list,
)
from flows.features.held_badges import checks as award_checks
from flows.features.held_badges import screens as holding_screens
from flows.features.help.screens import Aside, Note
from flows.features.help.short_prompt import shortened
from flows.features.questions.screens import ask_question
from flows.features.recordings.screens import sound_rules
from flows.model.draft import Draft, Stated
from flows.model.stages import Stage, TransitionRefused, Trigger, advance
from flows.rules.progress import next_fact
from flows.rules.readiness import standing
from flows.understanding import Act, Reading

LONGEST = 200
"""Characters. Names and employers are shorter; what is longer was meant as an answer."""


def take(work: DraftContext, fact: Fact, text: str, key: int) -> TurnResult:
    """Takes what the worker typed for a fact, as it is understood, and reads it back."""
    stated = " ".join(text.split())
    if fact.options:
        return _take_choice(work, fact, stated)
    if len(stated) > LONGEST:
        return work.say(ask_fact(work, fact, DetailProblem.too_long, stated[:LONGEST]))
    value, doubt = _understood(fact, stated, fact_words.reading(work, fact, text))
    if doubt in (None, DetailProblem.unusual_number, DetailProblem.reads_like_sentence):
        return _state(work, fact, Stated((value,), key, sure=doubt is None), doubt)
    return work.say(ask_fact(work, fact, doubt, value))


def _understood(fact: Fact, stated: str, reading: Reading) -> tuple[str, DetailProblem | None]:
    """The detail in a message, and why it is asked about, if it is."""
    given = reading.value if reading.act is Act.answer else ""
    match fact.kind:
        case FactKind.number:
            return _number(fact, stated, given, sure=not reading.asks)
        case FactKind.email:
            # A phone's keyboard ends what it takes for a sentence.
            address = given or stated.rstrip(".")
            return address, None if _is_email(address) else DetailProblem.not_an_email
        case _:
            if not any(letter.isalpha() for letter in stated):
                return stated, DetailProblem.no_letters
            return (given, None) if given and not reading.asks else (given or stated, DetailProblem.reads_like_sentence)


def _number(fact: Fact, stated: str, given: str, *, sure: bool) -> tuple[str, DetailProblem | None]:
    if given.isdecimal() and sure and fact.digits in (None, len(given)):
        return given, None
    if not any(sign.isdecimal() for sign in stated):
        return stated, DetailProblem.no_digits
    # A number of another shape is kept as it was typed, where it was typed alone.
    return (stated if len(stated.split()) == 1 else given or stated), DetailProblem.unusual_number


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
        return kept.say(ask_fact(kept, fact, doubt, stated.values[0]))
    turn = _read_back(onward(kept), fact, stated)
    # An award says whose it is by an email address.
    looks = award_checks.again(kept) if fact.kind is FactKind.email else ()
    return replace(turn, effects=(*turn.effects, *looks))


def _read_back(turn: TurnResult, fact: Fact, stated: Stated) -> TurnResult:
    """Says what was understood, in the message that asks for the next detail where there is one."""
    labels = {option.id: option.label for option in fact.options}
    kept = (fact.label, ", ".join(labels.get(value, value) for value in stated.values))
    first, *rest = turn.replies
    if isinstance(first, AskFact):
        return replace(turn, replies=(replace(first, kept=kept), *rest))
    reviewed = isinstance(first, Show) and first.screen is ScreenName.review
    if reviewed or (first.place is not None and first.place.ask is PromptKind.prior_facts):
        # It stands there already.
        return turn
    done = isinstance(first, Aside) and first.note is Note.facts_done
    after = tuple(rest) if done else turn.replies
    return replace(turn, replies=(DetailKept(label=kept[0], value=kept[1], done=done), *after))


def keep(work: DraftContext, target: OfFact) -> TurnResult:
    """Keeps a detail as the worker gave it."""
    stated, fact = work.draft.facts.get(target.fact), work.badge.fact(target.fact)
    if stated is None or fact is None:
        return onward(work)
    facts = {**work.draft.facts, fact.id: replace(stated, sure=True)}
    kept = onward(work.put(replace(work.draft, facts=facts)))
    return kept if stated.sure else _read_back(kept, fact, stated)


def drop(work: DraftContext, fact: Fact) -> TurnResult:
    """Forgets a detail that was asked about and is not right, and asks for it again."""
    facts = {name: stated for name, stated in work.draft.facts.items() if name != fact.id}
    dropped = changed(work, replace(work.draft, facts=facts))
    return dropped.say(ask_fact(dropped, fact))


def skip(work: DraftContext, fact: Fact) -> TurnResult:
    """Goes on without a detail. It is asked for again before sending."""
    later = work
    if work.draft.stage is Stage.checking:
        later = work.put(replace(work.draft, facts_later=(*work.draft.facts_later, fact.id)))
    turn = onward(later) if work.draft.stage is Stage.checking else later.say(Show(ScreenName.review, work.draft.id))
    return replace(turn, replies=(DetailLater(label=fact.label), *turn.replies))


def before(work: DraftContext, fact: Fact) -> TurnResult:
    """Goes back to the detail before this one; once there are answers, to the list of details."""
    if work.draft.stage is not Stage.checking:
        return work.say(fact_list(work))
    place = work.badge.facts.index(fact)
    if place == 0:
        return work.say(FirstDetail(), shortened(ask_fact(work, fact), name=fact.label, unlike=False))
    return work.say(ask_fact(work, work.badge.facts[place - 1]))


def of_kind(work: DraftContext, kind: str) -> Fact | None:
    """The fact that people mean by a word such as "email"; None where the badge asks for none of that kind."""
    return next((fact for fact in work.badge.facts if fact_words.MEANT_BY[fact.kind] == kind), None)


def _take_choice(work: DraftContext, fact: Fact, stated: str) -> TurnResult:
    chosen = [fact.options[n - 1].id for n in numbers(stated) if 0 < n <= len(fact.options)]
    reading = fact_words.reading(work, fact, stated)
    named = reading.value.split(",") if reading.act is Act.answer and reading.value else []
    if not chosen and not named:
        return work.say(ask_fact(work, fact, DetailProblem.no_such_option))
    # Typing only ever adds: who types a label twice does not take it back without a word.
    held = work.draft.facts.get(fact.id, Stated(()))
    every = {*held.values, *(chosen or named)}
    stands = Stated(tuple(o.id for o in fact.options if o.id in every), held.key, sure=False)
    after = changed(work, replace(work.draft, facts={**work.draft.facts, fact.id: stands}))
    guessed = DetailProblem.likely_part if not chosen and reading.asks else None
    return after.say(ask_fact(after, fact, guessed))


def _toggled(work: DraftContext, fact: Fact, option: Option) -> DraftContext:
    held = work.draft.facts.get(fact.id, Stated(()))
    chosen = {*held.values} ^ {option.id}
    values = tuple(o.id for o in fact.options if o.id in chosen)
    stated = Stated(values, held.key, sure=False)
    return changed(work, replace(work.draft, facts={**work.draft.facts, fact.id: stated}))


def choose(work: DraftContext, target: OptionOf) -> TurnResult:
    """Chooses one of several, or takes the choice back; the list changes in place."""
    fact = work.badge.fact(target.fact)
    if fact is None or not 0 < target.number <= len(fact.options):
        return onward(work)
    after = _toggled(work, fact, fact.options[target.number - 1])
    return after.say(replace(ask_fact(after, fact), replaces=work.pressed))


def chosen(work: DraftContext, target: OfFact) -> TurnResult:
    """Finishes a choice."""
    fact = work.badge.fact(target.fact)
    held = work.draft.facts.get(target.fact)
    if fact is None:
        return onward(work)
    if not fact.options:
        return work.say(ask_fact(work, fact))
    if held is None or not held.values:
        return work.say(ask_fact(work, fact, DetailProblem.none_chosen))
    register = work.library.register(work.badge, fact)
    if register is not None and not register.fits(held.values):
        unsure = work.put(replace(work.draft, facts={**work.draft.facts, fact.id: replace(held, sure=False)}))
        labels = ", ".join(option.label for option in fact.options if option.id in held.values)
        return unsure.say(ask_fact(unsure, fact, DetailProblem.part_does_not_fit, labels))
    return keep(work, target)


def change(work: DraftContext, target: OfFact) -> TurnResult:
    """Asks for one fact again, by its id or its number in the list."""
    numbered = (fact for number, fact in enumerate(work.badge.facts, 1) if number == target.number)
    fact = work.badge.fact(target.fact) or next(numbered, None)
    return work.say(ask_fact(work, fact) if fact else fact_list(work))


def same(work: DraftContext) -> TurnResult:
    """The remembered facts are still right."""
    return onward(work.put(replace(work.draft, facts_confirmed=True)))


def onward(work: DraftContext) -> TurnResult:
    """Goes on to the next fact; when all are settled, to the questions, and remembers the facts."""
    missing = work.badge.fact(next_fact(work.badge, work.draft) or "")
    if missing is not None and (work.draft.facts_confirmed or missing.id in work.draft.facts):
        return work.say(ask_fact(work, missing))
    if work.draft.stage is not Stage.checking:
        return _remembered(work).say(Show(ScreenName.review, work.draft.id))
    if not work.draft.facts_confirmed:
        return work.say(fact_list(work))
    try:
        stage = advance(work.draft.stage, Trigger.clear, standing(work.badge, work.draft))
    except TransitionRefused:
        return work.say(Show.CURRENT)
    rules = sound_rules(work)
    told = rules.scribe.told if rules.scribe and work.badge.questions else None
    cleared = _remembered(work.put(replace(work.draft, stage=stage, told_of_scribe=told)))
    return cleared.say(*_first_question(cleared))


def _first_question(work: DraftContext) -> tuple[Shown, ...]:
    if work.badge.prerequisites:
        return (holding_screens.rules(work), holding_screens.held_list(work))
    if not work.badge.questions:
        return (Show(ScreenName.review, work.draft.id),)
    rules = (sound_rules(work),) if work.badge.sound != "no" else ()
    return (Aside(note=Note.facts_done), *rules, ask_question(work, work.badge.questions[0]))


def _remembered(work: DraftContext) -> DraftContext:
    facts = {name: replace(stated, key=None) for name, stated in work.draft.facts.items()}
    person = replace(work.session.person, remembered={**work.session.person.remembered, **facts})
    return replace(work, session=replace(work.session, person=person))


def offered(work: DraftContext) -> Draft:
    """The draft with the facts that are remembered from before, to be looked over."""
    remembered = {
        fact.id: stated
        for fact in work.badge.facts
        if (stated := work.session.person.remembered.get(fact.id)) and _fits(fact, stated)
    }
    return replace(work.draft, facts=remembered, facts_confirmed=not remembered)


def _fits(fact: Fact, stated: Stated) -> bool:
    known = {option.id for option in fact.options}
    return bool(stated.values) and (not known or set(stated.values) <= known)
