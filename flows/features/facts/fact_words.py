"""How a message is read where a detail of the worker is asked for."""

from collections.abc import Mapping

from criteria.model import Fact, FactKind
from flows.engine.context import DraftContext
from flows.engine.prompts import PromptKind
from flows.understanding import Reading, Utterance, prompt_of, read

MEANT_BY: Mapping[FactKind, str] = {
    FactKind.name: "name",
    FactKind.email: "email",
    FactKind.number: "number",
    FactKind.choices: "register_part",
    FactKind.text: "employer",
}
"""What a reading calls each kind of detail that somebody wants to go to."""


def utterance(work: DraftContext, fact: Fact, text: str) -> Utterance:
    """A message where a fact is asked for, with the options and jobs that the badge knows of."""
    register = work.library.register(work.badge, fact)
    return Utterance(
        text,
        prompt_of(PromptKind.fact.value, fact.kind.value),
        options=tuple((option.id, (option.label, *option.also)) for option in fact.options),
        jobs=tuple((part.id, part.jobs) for part in register.parts) if register else (),
    )


def reading(work: DraftContext, fact: Fact, text: str) -> Reading:
    """What a message says where a fact is asked for."""
    return read(utterance(work, fact, text))
