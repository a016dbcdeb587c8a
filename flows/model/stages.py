"""The life of one submission, as a table. The only module that knows the `transitions` library."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from transitions import Machine, MachineError
from transitions.extensions import GraphMachine


class Stage(Enum):
    """Where a draft stands in its life."""

    checking = "checking"
    answering = "answering"
    reviewing = "reviewing"
    declaring = "declaring"
    sending = "sending"
    with_issuer = "with_issuer"
    returned = "returned"
    closed = "closed"


WRITING_STAGES = frozenset({Stage.answering, Stage.reviewing, Stage.declaring, Stage.returned})
"""Where answers may be written, changed and taken out."""
OPEN_STAGES = WRITING_STAGES | {Stage.checking}
"""Where there is still something for the worker to do before it is sent."""
GONE_STAGES = frozenset({Stage.sending, Stage.with_issuer})
"""Where it has gone out, and nobody has decided."""


class Trigger(Enum):
    """What moves a draft from one stage to another."""

    clear = "clear"
    refuse = "refuse"
    complete = "complete"
    edit = "edit"
    accept = "accept"
    submit = "submit"
    delivered = "delivered"
    undeliverable = "undeliverable"
    returned = "returned"
    award = "award"
    decline = "decline"
    withdraw = "withdraw"
    take_up = "take_up"


@dataclass(frozen=True, slots=True)
class GuardFacts:
    """What the guards look at: made by `settling`, never stored."""

    badge_is_right: bool = False
    facts_are_settled: bool = False
    every_recording_kept: bool = False
    every_link_vouched_for: bool = False
    enough_badges_held: bool = False
    every_answer_long_enough: bool = False
    enough_words_in_all: bool = False
    within_the_cap: bool = False
    every_finding_settled: bool = False
    nobody_is_heard_of: bool = False
    ai_use_declared: bool = False
    every_declaration_accepted: bool = False
    came_back: bool = False
    told_by_the_worker: bool = False
    waits_for_the_worker: bool = False


class TransitionRefused(Exception):
    """A move that the table does not allow. `guards` names what said no; none if the stage has no such move."""

    def __init__(self, stage: Stage, trigger: Trigger, guards: tuple[str, ...]) -> None:
        self.stage = stage
        self.trigger = trigger
        self.guards = guards
        super().__init__(f"{trigger.value} at {stage.value}: {', '.join(guards) or 'no such move'}")


def badge_is_right(standing: GuardFacts) -> bool:
    """The worker says that this is the badge for them."""
    return standing.badge_is_right


def facts_are_settled(standing: GuardFacts) -> bool:
    """Every fact is stated and confirmed."""
    return standing.facts_are_settled


def every_recording_kept(standing: GuardFacts) -> bool:
    """Every recording is on our disk and was listened to, or is known to be lost."""
    return standing.every_recording_kept


def every_link_vouched_for(standing: GuardFacts) -> bool:
    """All is ticked that has to be said of the pages behind links, since nobody here opens them."""
    return standing.every_link_vouched_for


def enough_badges_held(standing: GuardFacts) -> bool:
    """As many other badges are ticked as the badge asks for."""
    return standing.enough_badges_held


def every_answer_long_enough(standing: GuardFacts) -> bool:
    """Every answer meets its minimum."""
    return standing.every_answer_long_enough


def enough_words_in_all(standing: GuardFacts) -> bool:
    """All answers together reach the badge's minimum."""
    return standing.enough_words_in_all


def within_the_cap(standing: GuardFacts) -> bool:
    """All answers together stay within the badge's maximum of words, and within that of characters."""
    return standing.within_the_cap


def nobody_is_heard_of(standing: GuardFacts) -> bool:
    """The worker says that nobody can be known from the recordings, if there are any."""
    return standing.nobody_is_heard_of


def every_finding_settled(standing: GuardFacts) -> bool:
    """Likely personal details were shown to the worker, who changed or kept them."""
    return standing.every_finding_settled


def ai_use_declared(standing: GuardFacts) -> bool:
    """The AI question is answered, where the badge asks it."""
    return standing.ai_use_declared


def every_declaration_accepted(standing: GuardFacts) -> bool:
    """Each declaration was agreed to on its own."""
    return standing.every_declaration_accepted


def came_back(standing: GuardFacts) -> bool:
    """The issuer has the attempt in hand, and asked for more evidence."""
    return standing.came_back


def told_by_the_worker(standing: GuardFacts) -> bool:
    """It is closed because the worker told of a decision; what the issuer itself says comes before that."""
    return standing.told_by_the_worker


def waits_for_the_worker(standing: GuardFacts) -> bool:
    """It is made ready for the worker to send, who has not said that they sent it."""
    return standing.waits_for_the_worker


Guard = Callable[[GuardFacts], bool]

_READY: tuple[Guard, ...] = (
    facts_are_settled,
    enough_badges_held,
    every_recording_kept,
    every_link_vouched_for,
    every_answer_long_enough,
    enough_words_in_all,
    within_the_cap,
)

_REWORKED = (Stage.answering, Stage.reviewing, Stage.declaring)

_TABLE: tuple[tuple[Trigger, tuple[Stage, ...], Stage, tuple[Guard, ...]], ...] = (
    (Trigger.clear, (Stage.checking,), Stage.answering, (badge_is_right, facts_are_settled)),
    (Trigger.refuse, (Stage.checking,), Stage.closed, ()),
    (Trigger.complete, (Stage.answering, Stage.returned), Stage.reviewing, _READY),
    (Trigger.edit, (Stage.reviewing, Stage.declaring), Stage.answering, ()),
    (Trigger.accept, (Stage.reviewing,), Stage.declaring, (*_READY, every_finding_settled, nobody_is_heard_of)),
    (
        Trigger.submit,
        (Stage.declaring,),
        Stage.sending,
        (*_READY, every_finding_settled, nobody_is_heard_of, ai_use_declared, every_declaration_accepted),
    ),
    (Trigger.delivered, (Stage.sending,), Stage.with_issuer, ()),
    (Trigger.undeliverable, (Stage.sending,), Stage.reviewing, ()),
    (Trigger.take_up, (Stage.sending,), Stage.reviewing, (waits_for_the_worker,)),
    (Trigger.returned, (Stage.with_issuer, Stage.returned), Stage.returned, ()),
    # While the worker is at it again, the issuer may still say something of the attempt that it has.
    (Trigger.returned, _REWORKED, Stage.returned, (came_back,)),
    (Trigger.award, (Stage.with_issuer, Stage.returned), Stage.closed, ()),
    (Trigger.award, _REWORKED, Stage.closed, (came_back,)),
    (Trigger.decline, (Stage.with_issuer, Stage.returned), Stage.closed, ()),
    (Trigger.decline, _REWORKED, Stage.closed, (came_back,)),
    (Trigger.returned, (Stage.closed,), Stage.returned, (told_by_the_worker,)),
    (Trigger.award, (Stage.closed,), Stage.closed, (told_by_the_worker,)),
    (Trigger.decline, (Stage.closed,), Stage.closed, (told_by_the_worker,)),
    # Only what the issuer has can be taken back. What was never sent waits, and nobody has to be told.
    (Trigger.withdraw, (Stage.with_issuer, Stage.returned), Stage.closed, ()),
    (Trigger.withdraw, _REWORKED, Stage.closed, (came_back,)),
)


class _Cursor:
    """A throw-away model: the library writes attributes on what it moves, so it never gets the draft."""

    state: Stage
    trigger: Callable[[str, GuardFacts], bool]


# A list, because the library takes no tuple; functions, because it looks a string up on the model and then
# imports it as a dotted path, which is nothing to have near data.
_RULES = [
    {
        "trigger": trigger.value,
        "source": list(sources),
        "dest": dest,
        "conditions": list(guards),
    }
    for trigger, sources, dest, guards in _TABLE
]
# Without auto_transitions=False every cursor would gain a to_sending() that walks round the guards.
_MACHINE = Machine(model=None, states=Stage, initial=Stage.checking, auto_transitions=False, transitions=_RULES)


def advance(stage: Stage, trigger: Trigger, standing: GuardFacts) -> Stage:
    """Moves on from a stage, or raises Refused with the names of the guards that said no."""
    cursor = _Cursor()
    _MACHINE.add_model(cursor, initial=stage)
    try:
        moved = cursor.trigger(trigger.value, standing)
        reached = cursor.state
    except MachineError as error:
        raise TransitionRefused(stage, trigger, ()) from error
    finally:
        _MACHINE.remove_model(cursor)
    if not moved:
        raise TransitionRefused(stage, trigger, _refusing(stage, trigger, standing))
    return reached


def allowed(stage: Stage, standing: GuardFacts) -> frozenset[Trigger]:
    """The triggers that would be carried out now: what the keyboard may offer."""
    return frozenset(
        trigger
        for trigger, sources, _, guards in _TABLE
        if stage in sources and all(guard(standing) for guard in guards)
    )


def _refusing(stage: Stage, trigger: Trigger, standing: GuardFacts) -> tuple[str, ...]:
    return tuple(
        guard.__name__
        for name, sources, _, guards in _TABLE
        if name is trigger and stage in sources
        for guard in guards
        if not guard(standing)
    )


def diagram() -> str:
    """The table as a Mermaid state diagram, guards in brackets."""
    machine = GraphMachine(
        model=_Cursor(),
        states=Stage,
        initial=Stage.checking,
        auto_transitions=False,
        transitions=_RULES,
        graph_engine="mermaid",
        show_conditions=True,
    )
    drawn = str(machine.get_combined_graph().draw(None))
    # The library paints the first stage as the one reached, and adds a title and classes that say nothing here.
    kept = (line.strip() for line in drawn.splitlines())
    lines = [line for line in kept if " --> " in line or line.startswith("state ")]
    return "\n".join(["stateDiagram-v2", "  direction LR", *(f"  {line}" for line in lines)]) + "\n"
