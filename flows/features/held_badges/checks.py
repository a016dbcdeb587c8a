"""Having awards looked at: what is asked for, and when it is asked for again."""

from datetime import datetime, timedelta
from hashlib import sha256

from criteria.model import Issuer
from flows.engine.context import DraftContext
from flows.engine.effects import CheckAward
from flows.model.attachments.award import AwardFinding, MissingField, SubmittedAward, Why
from flows.model.attachments.award_check import AwardDoubt, AwardFault
from flows.rules import held_badges as held_rules

PASSES: frozenset[Why] = frozenset({AwardDoubt.busy, *MissingField})
"""What stood in the way of a check, and may be gone by itself."""
PASSES_ELSEWHERE: frozenset[Why] = frozenset(
    {AwardDoubt.unreachable, AwardDoubt.unknown_status, AwardDoubt.fetching_off}
)
"""The same where pages are opened; where they are not, it stays as it is."""
BY_RULES: frozenset[Why] = frozenset(
    {AwardDoubt.no_rules, AwardDoubt.unknown_key, AwardDoubt.address, AwardFault.other_issuer, AwardFault.elsewhere}
)
"""What may come out otherwise once the issuer's file here says more of its awards."""
MOST_AGAIN = 3
"""Times in an hour: a server that is down is not back a minute later, and others want to be looked at too."""
HOUR = timedelta(hours=1)


def look(work: DraftContext, award: SubmittedAward) -> CheckAward:
    """Asks for an award to be looked at: from our disk, where its file is there, or else from where it was given."""
    file = award.found.file if award.found else None
    return CheckAward(
        draft=work.draft.id,
        key=award.key,
        part=award.part,
        badge=work.badge.id,
        version=work.badge.version,
        email=held_rules.email(work.badge, work.draft),
        link=award.link,
        source="" if file else award.source,
        sha256=file.sha256 if file else "",
    )


def again(work: DraftContext, keys: tuple[int, ...] = ()) -> tuple[CheckAward, ...]:
    """What is to be looked at again, because the worker's email address is another now; of some messages, or all."""
    every = (award for award in held_rules.standing_awards(work.draft) if not keys or award.key in keys)
    return tuple(look(work, award) for award in every if award.found and not is_settled(work, award))


def is_settled(work: DraftContext, award: SubmittedAward) -> bool:
    """Whether what was found of an award is of the address given now; of what nothing is there, it is of any."""
    return award.found is not None and (award.is_lost or is_of_now(work, award.found))


def is_of_now(work: DraftContext, found: AwardFinding) -> bool:
    """Whether an award was held to the address that the worker gives now."""
    return found.email.casefold() == held_rules.email(work.badge, work.draft).casefold()


def rules_mark(issuer: Issuer) -> str:
    """A short mark of what an issuer's file says of its awards; empty where it says nothing."""
    return sha256(issuer.awards.model_dump_json().encode()).hexdigest()[:12] if issuer.awards else ""


def may_differ(work: DraftContext, award: SubmittedAward) -> bool:
    """Whether an award that could not be checked, or is not right, may come out otherwise if it is looked at again."""
    if award.found is None or award.again or award.out:
        return False
    why = award.found.why
    if why in PASSES_ELSEWHERE:
        return work.opens_pages
    return why in PASSES or (why in BY_RULES and award.found.rules != rules_mark(work.library.issuer(work.badge)))


def open_again(work: DraftContext) -> tuple[SubmittedAward, ...]:
    """The awards that may come out otherwise if they are looked at again."""
    return tuple(award for award in held_rules.standing_awards(work.draft) if may_differ(work, award))


def free_at(work: DraftContext) -> datetime | None:
    """When it can be asked for again; None for now."""
    times = recent(work)
    return (times[-MOST_AGAIN] + HOUR).astimezone(work.at.tzinfo) if len(times) >= MOST_AGAIN else None


def recent(work: DraftContext) -> tuple[datetime, ...]:
    """When the worker asked for that within the hour."""
    return tuple(at for at in work.draft.looked_again if work.at - at < HOUR)
