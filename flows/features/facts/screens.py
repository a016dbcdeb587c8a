"""The screens of a person's details: each asked for, and all of them to look over."""

from dataclasses import dataclass, replace
from enum import Enum

from criteria.model import Fact
from flows.engine.buttons import Action
from flows.engine.context import DraftContext
from flows.engine.payloads import OfFact, OptionOf
from flows.engine.prompts import PromptKind
from flows.engine.screen import Notice, Phrases, Rows, Screen, rows
from flows.model.draft import Stated
from flows.model.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class FactList(Screen):
    """Facts to look over: remembered from before (`asking`), or of this draft."""

    facts: tuple[tuple[Fact, Stated | None], ...]
    asking: bool

    def render(self, say: Phrases) -> str:
        lines = [
            say.phrase("facts-line", number=number, label=fact.label, value=stated_value(say, fact, stated))
            for number, (fact, stated) in enumerate(self.facts, 1)
        ]
        head = say.phrase("facts-prior" if self.asking else "facts-own")
        return "\n\n".join([head, "\n".join(lines), say.phrase("facts-change")])


def stated_value(say: Phrases, fact: Fact, stated: Stated | None) -> str:
    """A fact as stated, in words."""
    if stated is None or not stated.values:
        return say.plain("facts-none")
    labels = {option.id: option.label for option in fact.options}
    shown = ", ".join(labels.get(given, given) for given in stated.values)
    return shown if stated.sure else say.plain("facts-unsure", value=shown)


def fact_list(work: DraftContext) -> FactList:
    """The facts to look over, each with a change button."""
    asking = work.draft.stage is Stage.checking
    changes = [
        work.press(Action.change_fact, OfFact(fact.id), number, fact.label)
        for number, fact in enumerate(work.badge.facts, 1)
    ]
    done = work.press(Action.same_facts) if asking else work.press(Action.review)
    return FactList(
        facts=facts_as_stated(work),
        asking=asking,
        place=work.place(PromptKind.prior_facts),
        offers=((done,), *rows(changes, 2)),
    )


class DetailProblem(Enum):
    """Why a fact is asked for again, or looked at twice."""

    unusual_number = "unusual_number"
    not_an_email = "not_an_email"
    too_long = "too_long"
    no_letters = "no_letters"
    no_such_option = "no_such_option"
    none_chosen = "none_chosen"
    reads_like_sentence = "reads_like_sentence"
    no_digits = "no_digits"
    likely_part = "likely_part"
    part_does_not_fit = "part_does_not_fit"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFact(Screen):
    """One fact is asked for, or asked for again."""

    fact: Fact
    chosen: tuple[str, ...] = ()
    doubt: DetailProblem | None = None
    stated: str = ""
    """What the worker typed, when that is in doubt."""
    kept: tuple[str, str] | None = None
    """The detail that was understood just before: its label and value."""
    advice: str = ""
    """What to know before choosing, as the badge's register file says it."""
    fitting: tuple[str, ...] = ()
    """The labels of the choices that the badge is for."""

    def render(self, say: Phrases) -> str:
        fact = self.fact
        ask = say.phrase("fact-ask", ask=fact.ask)
        if self.doubt is not None:
            fitting = ", ".join(self.fitting)
            # It says what to do, so the question is not asked whole again.
            ask = say.phrase(
                f"fact-doubt-{self.doubt.value}", stated=self.stated, digits=fact.digits or 0, fitting=fitting
            )
        elif fact.hint and not self.chosen:
            ask += "\n" + say.phrase("fact-hint", hint=fact.hint)
        if fact.digits and self.doubt is None:
            ask += "\n" + say.phrase("fact-digits", digits=fact.digits)
        kept = say.phrase("fact-kept", label=self.kept[0], value=self.kept[1]) if self.kept else ""
        noted = self.advice and self.doubt is None and not self.chosen
        note = say.phrase("fact-note", note=self.advice) if noted else ""
        return "\n\n".join(filter(None, [kept, ask, note, self._choices(say)]))

    def _choices(self, say: Phrases) -> str:
        if not self.fact.options:
            return ""
        labels = [option.label for option in self.fact.options if option.id in self.chosen]
        chosen = say.phrase("fact-chosen", chosen=", ".join(labels)) + "\n" if labels else ""
        return chosen + say.phrase("fact-choose")


def ask_fact(work: DraftContext, fact: Fact, doubt: DetailProblem | None = None, stated: str = "") -> AskFact:
    """One fact, with its choices if it has any."""
    held = work.draft.facts.get(fact.id)
    chosen = held.values if held and fact.options else ()
    choices = [
        replace(work.press(Action.choose, OptionOf(fact.id, number), number, option.label), on=option.id in chosen)
        for number, option in enumerate(fact.options, 1)
    ]
    offers: Rows = rows(choices, 1)
    if fact.options:
        offers = (*offers, (work.press(Action.chosen, OfFact(fact.id)),))
    register = work.library.register(work.badge, fact)
    fitting = {part.id for part in register.parts if part.fits} if register else set()
    if doubt is DetailProblem.part_does_not_fit:
        offers = ((work.press(Action.keep_fact, OfFact(fact.id)),), *offers)
    if doubt in (DetailProblem.unusual_number, DetailProblem.reads_like_sentence):
        offers = ((work.press(Action.keep_fact, OfFact(fact.id)),),)
    return AskFact(
        fact=fact,
        chosen=tuple(chosen),
        doubt=doubt,
        stated=stated,
        advice=(register.note or "") if register else "",
        fitting=tuple(option.label for option in fact.options if option.id in fitting),
        place=work.place(PromptKind.fact, OfFact(fact.id)),
        offers=offers,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailKept(Screen):
    """What was understood of the last detail."""

    label: str
    value: str
    done: bool = False
    """Whether it was the last one before the questions."""

    def render(self, say: Phrases) -> str:
        kept = say.phrase("fact-kept", label=self.label, value=self.value)
        return f"{kept}\n\n{say.phrase('note-facts_done')}" if self.done else kept


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailPutRight(Screen):
    """The operator corrected a detail, as the worker asked them to."""

    label: str
    value: str
    sent: bool
    """Whether it stays as it was in an application that was sent."""

    def render(self, say: Phrases) -> str:
        told = say.phrase("fact-put-right", label=self.label, value=self.value)
        return f"{told} {say.phrase('fact-put-right-sent')}" if self.sent else told


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailLater(Notice):
    """A detail is to be given later."""

    label: str

    KEY = "fact-later"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDetail(Notice):
    """There is no detail before this one."""

    KEY = "fact-first"


def facts_as_stated(work: DraftContext) -> tuple[tuple[Fact, Stated | None], ...]:
    """Each fact that is asked for, and what was stated."""
    return tuple((fact, work.draft.facts.get(fact.id)) for fact in work.badge.facts)
