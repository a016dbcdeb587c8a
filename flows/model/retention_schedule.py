"""How long each kind of stored data is kept: the operator's schedule. The job, the notice and the table read it."""

from dataclasses import dataclass
from enum import Enum

FIRST_WARNING_DAYS = 30
"""How long before the end a worker is told first that something of theirs runs out."""
LAST_WARNING_DAYS = 7
"""How long before the end they are told again."""
SHORTEST_DAYS = 45
"""The shortest period of what is warned of: both warnings fit into it, with two weeks of quiet before them."""


class RetentionKind(Enum):
    """What runs out with warnings. Each belongs to one worker."""

    draft = "draft"
    set_aside = "set_aside"
    undelivered = "undelivered"
    withdrawn = "withdrawn"
    decided = "decided"
    files = "files"
    details = "details"


@dataclass(frozen=True, slots=True)
class RetentionSchedule:
    """For how many days each kind is kept. What an issuer has and has not decided on is kept until it decides."""

    draft_days: int = 365
    """A draft that is not sent, also one that came back: from the last time that its worker changed it."""
    set_aside_days: int = 90
    """A draft that its worker said is not for them: from that moment."""
    undelivered_days: int = 365
    """What was made ready and never reached the issuer, as far as is known: from when it was made ready."""
    withdrawn_days: int = 90
    """A submission that its worker took back: from that moment."""
    decided_days: int = 731
    """A submission that was awarded, declined or revoked: from the last decision. An award lasts a year, and a
    complaint about one may come until the next."""
    files_days: int = 180
    """Recordings, and award files of other badges, of such a submission: from the last decision. Never longer than
    the submission itself."""
    details_days: int = 365
    """Details for the next badge, consent and reminders of somebody with no drafts: from their last message."""
    blocked_days: int = 180
    """Everything of somebody who has blocked the bot, but what an issuer is still to decide on: from the block, where
    it does not run out sooner."""
    parked_days: int = 90
    """Messages that could not be handled: long enough to look into a fault."""
    prompt_days: int = 60
    """Which question a message on a phone asked, without its words. The newest of a chat stay: their worker may come
    back after a year and answer."""
    update_id_days: int = 14
    """The ids of handled updates. Telegram offers one again for a day at most; two weeks leave room for a clock
    that was wrong."""
    webhook_id_days: int = 30
    """The ids of handled messages of issuers' systems, which try again for some days."""
    audit_days: int = 731
    """Which stage a draft moved to and when, and what became of reminders: never any content."""
    operator_days: int = 2_192
    """What operators did, with their names: six years, within which a claim may be brought."""

    def days(self, kind: RetentionKind) -> int:
        """How long one of the kinds that are warned of is kept."""
        if kind is RetentionKind.files:
            return min(self.files_days, self.decided_days)
        days: int = getattr(self, f"{kind.value}_days")
        return days
