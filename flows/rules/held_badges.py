"""What follows from the badges that a worker says they hold: how many, on what ground, and what is still in doubt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from criteria.model import Badge, FactKind, Prerequisite
from flows.model.attachments.award import AwardVerdict, SubmittedAward
from flows.model.draft import Draft


class Ground(Enum):
    """On what ground it is said that a badge is held, from the strongest to the weakest."""

    checked = "checked"
    """The bot has checked the award."""
    link = "link"
    """A link to the award was given, and could not be checked."""
    file = "file"
    """The award was given as a file, and could not be checked."""
    stated = "stated"
    """The worker says so."""


@dataclass(frozen=True, slots=True)
class HeldBadge:
    """A badge that the worker says they hold."""

    prerequisite: Prerequisite
    number: int
    """Its place in the list, from 1."""
    at: datetime
    """When it was ticked."""
    ground: Ground
    award: SubmittedAward | None = None
    """The strongest that was given of it; None where it is only stated."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many badges are held, of how many, and how many of them were checked."""

    held: int
    of: int
    needed: int
    checked: int
    given: int
    """Those with an award that could not be checked."""
    waiting: int
    """Awards that are still being looked at."""
    doubtful: int
    """Awards of which the worker has to say what they are for."""

    @property
    def missing(self) -> int:
        """How many more have to be held."""
        return max(0, self.needed - self.held)


def asks_for_badges_alone(badge: Badge) -> bool:
    """Whether a badge asks for other badges and for no words: what is typed can be in no answer then."""
    return bool(badge.prerequisites) and not badge.questions


def numbered(badge: Badge) -> Iterator[tuple[int, Prerequisite]]:
    """The badges to be held, in their order, with their numbers."""
    return enumerate(badge.prerequisites, 1)


def email(badge: Badge, draft: Draft) -> str:
    """The worker's email address, by which an award says whose it is; empty while it is not stated."""
    fact = next((fact for fact in badge.facts if fact.kind is FactKind.email), None)
    stated = draft.facts.get(fact.id) if fact else None
    return stated.values[0] if stated and stated.values else ""


def held(badge: Badge, draft: Draft) -> tuple[HeldBadge, ...]:
    """The badges that are ticked, in the badge's order."""
    return tuple(_holding(badge, draft, item, number) for number, item in numbered(badge) if item.id in draft.held)


def _holding(badge: Badge, draft: Draft, item: Prerequisite, number: int) -> HeldBadge:
    best = best_award(badge, draft, item.id)
    return HeldBadge(item, number, draft.held[item.id], ground(badge, draft, best) if best else Ground.stated, best)


def best_award(badge: Badge, draft: Draft, thing: str) -> SubmittedAward | None:
    """The strongest award that was given of a badge, and of equal ones the newest; none that is of no use."""
    given = [award for award in standing_awards(draft) if award.thing == thing and is_of_use(award)]
    order = list(Ground)
    return max(given, key=lambda award: (-order.index(ground(badge, draft, award)), award.at), default=None)


def ground(badge: Badge, draft: Draft, award: SubmittedAward) -> Ground:
    """What an award is worth for the badge that it is said to be of."""
    found = award.found
    if found and found.verdict is AwardVerdict.checked and _still_holds(badge, draft, award):
        return Ground.checked
    if award.link:
        return Ground.link
    # Of a file that is not on our disk there is nothing to show yet.
    return Ground.file if found and found.file else Ground.stated


@dataclass(frozen=True, slots=True)
class AwardDoubtFound:
    """What speaks against a badge being held: in one word, and when the bot found it."""

    kind: str
    """The value of an `AwardDoubt`, an `AwardFault` or a `MissingField`; or `waiting` or `other_name`."""
    at: datetime | None = None


def against(badge: Badge, draft: Draft, thing: str) -> tuple[AwardDoubtFound, ...]:
    """What speaks against a badge being held, each kind once; nothing where a good award was checked.

    First why the award that goes to the issuer is not checked, then what is wrong with others that were given of it.
    """
    best = best_award(badge, draft, thing)
    if best and ground(badge, draft, best) is Ground.checked:
        return ()
    found = [_unchecked(badge, draft, best)] if best else []
    wrong = [one.found for one in standing_awards(draft) if one.thing == thing and one.verdict is AwardVerdict.wrong]
    found += [AwardDoubtFound(one.why.value, one.at) for one in wrong if one and one.why]
    return tuple({one.kind: one for one in found}.values())


def _unchecked(badge: Badge, draft: Draft, award: SubmittedAward) -> AwardDoubtFound:
    found = award.found
    if found is None or award.is_waiting or found.email.casefold() != email(badge, draft).casefold():
        return AwardDoubtFound("waiting")
    return AwardDoubtFound(found.why.value if found.why else "other_name", found.at)


def _still_holds(badge: Badge, draft: Draft, award: SubmittedAward) -> bool:
    """Whether it was checked for this badge, and for the address that the worker gives now."""
    found = award.found
    if found is None or award.thing not in (found.thing, *found.perhaps):
        return False
    return found.email.casefold() == email(badge, draft).casefold()


def is_of_use(award: SubmittedAward) -> bool:
    """Whether an award goes to the issuer, as far as is known: it is not wrong, and there is something of it."""
    return award.verdict is not AwardVerdict.wrong and not award.is_lost


def standing_awards(draft: Draft) -> tuple[SubmittedAward, ...]:
    """The awards that were given and not taken out again, in the order sent."""
    return tuple(award for award in draft.awards if not award.out)


def with_awards(draft: Draft, awards: Iterable[SubmittedAward]) -> Draft:
    """The draft with these awards, each in the place of the one that has its id, or added."""
    every = {award.id: award for award in (*draft.awards, *awards)}
    return replace(draft, awards=tuple(sorted(every.values(), key=lambda award: (award.key, award.part))))


def waiting(draft: Draft) -> tuple[SubmittedAward, ...]:
    """The awards that are being looked at."""
    return tuple(award for award in standing_awards(draft) if award.is_waiting)


def is_doubtful(badge: Badge, award: SubmittedAward) -> bool:
    """Whether the worker has to say what an award is for."""
    if award.out or award.found is None or not is_of_use(award):
        return False
    return award.thing is None or badge.prerequisite(award.thing) is None


def doubtful(badge: Badge, draft: Draft) -> tuple[SubmittedAward, ...]:
    """The awards of which the worker has to say what they are for."""
    return tuple(award for award in draft.awards if is_doubtful(badge, award))


def tally(badge: Badge, draft: Draft) -> Tally:
    """How it stands with the badges to be held."""
    every = held(badge, draft)
    grounds = [holding.ground for holding in every]
    return Tally(
        held=len(every),
        of=len(badge.prerequisites),
        needed=badge.needed,
        checked=grounds.count(Ground.checked),
        given=grounds.count(Ground.link) + grounds.count(Ground.file),
        waiting=len(waiting(draft)),
        doubtful=len(doubtful(badge, draft)),
    )


def enough(badge: Badge, draft: Draft) -> bool:
    """Whether as many badges are held as have to be. Awards that are still looked at, or in doubt, hold up nothing."""
    return sum(item.id in draft.held for item in badge.prerequisites) >= badge.needed
