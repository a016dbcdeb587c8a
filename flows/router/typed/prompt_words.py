"""What typed words do at a prompt that is no question: yes and no, a detail, a tool or link, and the way back.

`answered` does what the words say there. `again` is what is left where nobody understood them: the same prompt, short.
"""

from collections.abc import Mapping

from criteria.model import Fact, FactKind
from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import OfDeclaration, OfFact, OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen, Show
from flows.engine.typed_words import ALIASES, pressed, spoken
from flows.features.declarations import handlers as declaration_handlers
from flows.features.declarations.screens import ALL
from flows.features.facts import fact_words
from flows.features.facts import handlers as fact_handlers
from flows.features.facts.screens import ask_fact, fact_list
from flows.features.help.short_prompt import shortened
from flows.features.review import handlers as review_handlers
from flows.features.review.screens import review
from flows.features.start import handlers as start_handlers
from flows.model.stages import Stage
from flows.router.current_screen import here
from flows.router.presses import do
from flows.rules import progress, readiness
from flows.understanding import Act, PromptRole, Reading, TargetKind, Utterance, prompt_of, read

_MOST_WORDS: Mapping[PromptKind, int] = {
    PromptKind.ai_use: 40,
    PromptKind.declaration: 40,
    PromptKind.final: 25,
    # What lies over a question may be answered by a sentence that belongs to the question.
    PromptKind.remind: 4,
    PromptKind.paste: 4,
}
_FEW_WORDS = 12
"""Longer messages are evidence more often than a yes or a no, where nothing else is said of the prompt."""
_MOST_UNLIKE = 20
"""Words of a message that is answered by the same prompt again. A longer one is kept, for it may be evidence."""


def before_consent(context: TurnContext, event: TextSent) -> TurnResult:
    """What words do before consent: yes and no in their own words; anything else is not kept."""
    if event.under is None:
        return start_handlers.before_consent(context, first=True)
    reading = read(Utterance(event.text, PromptRole.consent))
    if reading.act is Act.answer and not reading.asks and reading.agrees is not None:
        return start_handlers.agree(context) if reading.agrees else start_handlers.refuse_consent(context)
    return start_handlers.before_consent(context)


def yes_or_no(text: str, place: Prompt) -> Button | None:
    """The button that a plain yes or no stands for at a prompt; None where it is neither, or not plain."""
    here = ALIASES[place.ask]
    if here.yes is None and here.no is None:
        return None
    if len(text.split()) > _MOST_WORDS.get(place.ask, _FEW_WORDS):
        return None
    if place.ask is PromptKind.remind and read(Utterance(text, PromptRole.question)).act in {Act.go_on, Act.skip}:
        # "Ok next" goes on from the answer beneath.
        return None
    reading = read(Utterance(text, prompt_of(place.ask.value)))
    if reading.act is not Act.answer or reading.asks or reading.agrees is None:
        return None
    if place.ask is PromptKind.declaration and _SENDING & set(spoken(text).split()):
        # "Send it" is a wish, and no agreement to a statement.
        return None
    action = here.yes if reading.agrees else here.no
    return pressed(action, place) if action else None


_SENDING = frozenset({"send", "submit", "next", "continue", "proceed"})


def answered(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """Does what the words say at a prompt that is no question; None where they are no answer and no way back."""
    full = _screen(work, place)
    if full is None:
        return None
    labelled = _labelled(full, event.text)
    if labelled is not None:
        return do(work, labelled)
    match place.ask:
        case PromptKind.fact:
            return _at_fact(work, event, place)
        case PromptKind.ai_tool | PromptKind.ai_link:
            return _at_ai(work, event, place)
        case _:
            return _at_yes_no(work, event, place, full)


def _at_yes_no(work: DraftContext, event: TextSent, place: Prompt, full: Screen) -> TurnResult | None:
    """What is neither a plain yes nor a plain no there: a refusal, a yes to some of it, or the way back."""
    reading = read(Utterance(event.text, prompt_of(place.ask.value)))
    if place.ask is PromptKind.declaration and reading.agrees is False:
        asked = OfDeclaration.at(place.about).declaration
        declaration = asked if asked != ALL else work.badge.declarations[0].id
        return declaration_handlers.refused(work, declaration, half=reading.asks)
    missing = _missing_detail(work, event) if place.ask is PromptKind.review else None
    if missing is not None:
        return missing
    if place.ask is PromptKind.prior_facts and reading.agrees:
        return do(work, next(press for row in full.offers for press in row))
    if place.ask is PromptKind.final and reading.asks and reading.agrees is False:
        # A yes to some of it sends nothing.
        return work.say(_short(work, full))
    return _going(work, reading)


def _missing_detail(work: DraftContext, event: TextSent) -> TurnResult | None:
    """A number or an address that is typed at the check where just that is still missing."""
    for fact in work.badge.facts:
        if fact.id in work.draft.facts or fact.kind not in {FactKind.number, FactKind.email}:
            continue
        reading = fact_words.reading(work, fact, event.text)
        plain = reading.act is Act.answer and not reading.asks and len(event.text.split()) <= _MOST_OF_A_DETAIL
        if plain and (fact.digits in {None, len(reading.value)} or fact.kind is FactKind.email):
            return fact_handlers.take(work, fact, event.text, event.key)
    return None


_MOST_OF_A_DETAIL = 8


def again(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """The same prompt in one line, for a short message that nobody understood; None for a long one."""
    full = None if "://" in event.text else _screen(work, place)
    keeps = place.ask is PromptKind.review or work.draft.stage is Stage.checking
    if full is None or (len(event.text.split()) > _MOST_UNLIKE and not keeps):
        return None
    if place.ask is PromptKind.review and len(event.text.split()) > _FEW_WORDS:
        return None
    return work.say(_short(work, full, unlike=not _is_small_talk(work, event.text, place)))


def _is_small_talk(work: DraftContext, text: str, place: Prompt) -> bool:
    fact = work.badge.fact(place.fact)
    reading = fact_words.reading(work, fact, text) if fact else read(Utterance(text, prompt_of(place.ask.value)))
    return reading.act is Act.ack and not reading.asks


def _short(work: DraftContext, full: Screen, *, unlike: bool = True) -> Screen:
    place = full.place
    if place is None:
        return full
    fact = work.badge.fact(place.fact)
    ids = [one.id for one in work.badge.declarations]
    asked = OfDeclaration.at(place.about).declaration
    number = ids.index(asked) + 1 if asked in ids else 0
    if place.ask is PromptKind.declaration and not number:
        return full
    return shortened(full, name=fact.label if fact else "", number=number, unlike=unlike)


def _screen(work: DraftContext, place: Prompt) -> Screen | None:
    """The whole screen of a prompt as it stands now; None where the draft has moved on, or it is a question."""
    draft = work.draft
    if not draft.is_open or place.ask not in PROMPTS:
        return None
    screen: Screen | None = None
    match place.ask:
        case PromptKind.fact:
            fact = work.badge.fact(place.fact)
            screen = ask_fact(work, fact) if fact and not progress.facts_are_locked(draft) else None
        case PromptKind.prior_facts:
            screen = None if progress.facts_are_locked(draft) else fact_list(work)
        case PromptKind.screening:
            screen = review_handlers.personal_details(work) if readiness.findings(work.badge, draft) else None
        case PromptKind.nobody:
            screen = review_handlers.ask_nobody(work) if readiness.sounds(draft) else None
        case PromptKind.review:
            screen = review(work) if draft.stage is not Stage.checking else None
        case PromptKind.ai_use:
            screen = declaration_handlers.ask_ai_use(work) if work.badge.ai.rule == "declare" else None
        case PromptKind.ai_tool | PromptKind.ai_link:
            screen = declaration_handlers.ask_ai(work)
        case _:
            screen = here(work)
    return screen if screen and screen.place and screen.place.ask is place.ask else None


PROMPTS = frozenset(
    {
        PromptKind.right_badge, PromptKind.prior_facts, PromptKind.fact, PromptKind.screening, PromptKind.nobody,
        PromptKind.review, PromptKind.ai_use, PromptKind.ai_tool, PromptKind.ai_link, PromptKind.declaration,
        PromptKind.final,
    }
)  # fmt: skip


def _labelled(full: Screen, text: str) -> Button | None:
    """The button of a screen whose label with a number in it was typed, such as "Change 3" or "2. Email address"."""
    said = spoken(text)
    for press in (press for row in full.offers for press in row if press.number):
        number, name = str(press.number), spoken(press.name)
        if said in {f"change {number}", f"change answer {number}", f"question {number}", f"{number} {name}", name}:
            return press
    return None


def _at_fact(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    fact = work.badge.fact(place.fact)
    if fact is None:
        return None
    reading = fact_words.reading(work, fact, event.text)
    settled = _settled(work, event, fact) or _beside(work, fact, reading)
    if settled is not None or not _gives(work, event, fact, reading):
        return settled
    return fact_handlers.take(work, fact, event.text, event.key)


def _settled(work: DraftContext, event: TextSent, fact: Fact) -> TurnResult | None:
    """Yes or no to a detail that was asked about."""
    held = work.draft.facts.get(fact.id)
    if held is None or not held.values or held.sure or len(event.text.split()) > _MOST_WORDS[PromptKind.remind]:
        return None
    said = read(Utterance(event.text, PromptRole.yes_no))
    if said.act is not Act.answer or said.asks or said.agrees is None:
        return None
    yes = work.press(Action.chosen if fact.options else Action.keep_fact, OfFact(fact.id))
    return do(work, yes) if said.agrees else fact_handlers.drop(work, fact)


def _beside(work: DraftContext, fact: Fact, reading: Reading) -> TurnResult | None:
    """Back, skip, and "change my name"."""
    if reading.asks or reading.act not in {Act.go_back, Act.skip, Act.go_on}:
        return None
    held = work.draft.facts.get(fact.id)
    if reading.act is Act.go_on and fact.options and held and held.values:
        return fact_handlers.chosen(work, OfFact(fact.id))
    if reading.act is not Act.go_back:
        return fact_handlers.skip(work, fact)
    named = reading.target is not None and reading.target.kind is TargetKind.fact
    return (_going(work, reading) if named else None) or fact_handlers.before(work, fact)


def _gives(work: DraftContext, event: TextSent, fact: Fact, reading: Reading) -> bool:
    """Whether a message may hold the detail, so that it is taken or asked about as one."""
    # Once there are answers, what is too long for a detail was meant for one of them: it is kept.
    if work.draft.stage is not Stage.checking and len(event.text) > fact_handlers.LONGEST:
        return False
    said_address = fact.kind is FactKind.email and " at " in event.text
    unlisted = bool(fact.options) and reading.asks and not event.text.rstrip().endswith("?")
    address = "@" in event.text and fact.kind is FactKind.email
    signs = address or ("@" not in event.text and any(sign.isdecimal() for sign in event.text))
    return reading.act is Act.answer or said_address or unlisted or (signs and reading.act in {Act.help, Act.ack})


def _at_ai(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    tool = place.ask is PromptKind.ai_tool
    reading = read(Utterance(event.text, PromptRole.ai_tool if tool else PromptRole.ai_link))
    longest = declaration_handlers.LONGEST_TOOL if tool else declaration_handlers.LONGEST_LINK
    if len(event.text) > longest:
        return None
    if reading.act is Act.go_back:
        return _going(work, reading) or work.say(declaration_handlers.ask_ai_use(work))
    if reading.act is not Act.answer and (tool or "." not in event.text):
        return None
    return (declaration_handlers.take_tool if tool else declaration_handlers.take_link)(work, event.text)


def _going(work: DraftContext, reading: Reading) -> TurnResult | None:
    """Where somebody wants to go from a check, a statement or the last look: a detail, a question, or the check."""
    if reading.act is not Act.go_back and not (reading.act is Act.go_on and reading.target):
        return None
    target = reading.target
    if target is not None and target.kind is TargetKind.fact:
        if target.name == "ai" and work.draft.stage is not Stage.checking:
            return declaration_handlers.ai_change(work)
        fact = fact_handlers.of_kind(work, target.name)
        locked = progress.facts_are_locked(work.draft)
        return None if fact is None or locked else work.say(ask_fact(work, fact))
    if work.draft.stage is Stage.checking:
        return work.say(Show.CURRENT)
    if target is not None and target.number and target.number <= len(work.badge.questions):
        return do(work, work.press(Action.question, OfQuestion(number=target.number)))
    return do(work, work.press(Action.review))
