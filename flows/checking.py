"""Having awards looked at: what is asked for, and when it is asked for again."""

from flows import holdings
from flows.effects import CheckAward
from flows.given import Given
from flows.scene import Work


def look(work: Work, award: Given) -> CheckAward:
    """Asks for an award to be looked at: from our disk, where its file is there, or else from where it was given."""
    file = award.found.file if award.found else None
    return CheckAward(
        draft=work.draft.id,
        key=award.key,
        part=award.part,
        badge=work.badge.id,
        version=work.badge.version,
        email=holdings.email(work.badge, work.draft),
        link=award.link,
        source="" if file else award.source,
        sha256=file.sha256 if file else "",
    )


def again(work: Work) -> tuple[CheckAward, ...]:
    """What is to be looked at again, because the worker's email address is another now."""
    now = holdings.email(work.badge, work.draft).casefold()
    every = holdings.standing_awards(work.draft)
    return tuple(look(work, a) for a in every if a.found and a.found.email.casefold() != now)
