"""Settings of how long each kind of stored data is kept."""

import re

from pydantic import BaseModel, Field

from flows.model.retention_schedule import SHORTEST_DAYS, RetentionSchedule

_KEPT = RetentionSchedule()
_KEEPS = re.compile(r"keep_\w+_days").fullmatch
_LONGEST_DAYS = 3_660
"""Ten years: no purpose here lasts longer."""


class RetentionSettings(BaseModel):
    """Days after which things are removed."""

    keep_draft_days: int = Field(default=_KEPT.draft_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """For how many days a draft is kept that nobody works on. `RetentionSchedule` says of each kind what counts."""
    keep_set_aside_days: int = Field(default=_KEPT.set_aside_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for a draft that its worker said is not for them."""
    keep_undelivered_days: int = Field(default=_KEPT.undelivered_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for what was made ready and never reached its issuer."""
    keep_withdrawn_days: int = Field(default=_KEPT.withdrawn_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for a submission that its worker took back."""
    keep_decided_days: int = Field(default=_KEPT.decided_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for a submission that its issuer decided on."""
    keep_files_days: int = Field(default=_KEPT.files_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for the recordings and award files of such a submission."""
    keep_details_days: int = Field(default=_KEPT.details_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for the details of somebody who has no drafts."""
    keep_blocked_days: int = Field(default=_KEPT.blocked_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for everything of somebody who has blocked the bot."""
    keep_parked_days: int = Field(default=_KEPT.parked_days, ge=1, le=_LONGEST_DAYS)
    """For how many days messages are kept that could not be handled."""
    keep_audit_days: int = Field(default=_KEPT.audit_days, ge=1, le=_LONGEST_DAYS)
    """For how many days it is kept which stage a draft moved to and when."""
    keep_operator_days: int = Field(default=_KEPT.operator_days, ge=31, le=_LONGEST_DAYS)
    """For how many days it is kept what operators did."""

    @property
    def retention(self) -> RetentionSchedule:
        """For how long what is kept."""
        kept = {name.removeprefix("keep_"): getattr(self, name) for name in type(self).model_fields if _KEEPS(name)}
        return RetentionSchedule(**kept)
