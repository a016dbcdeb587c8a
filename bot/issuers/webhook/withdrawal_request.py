"""The webhook message that tells an issuer's system of a withdrawal."""

from datetime import datetime

from bot.issuers.contract.pack_schema import BadgePart
from bot.issuers.contract.withdrawal_schema import WITHDRAWN, Withdrawal, Withdrawn
from flows.pack.pack import Pack


def withdrawal_id(pack: Pack) -> str:
    """The id of the message: the same on every try, and another than the submission's."""
    return f"{pack.submission_id}-withdrawn"


def withdrawal_json(pack: Pack, at: datetime) -> bytes:
    """The message about a pack that the worker took back at that time. Equal calls give equal bytes."""
    badge = BadgePart(
        id=pack.badge.id, code=pack.badge.code, title=pack.badge.title, criteria_version=pack.badge.criteria_version
    )
    data = Withdrawn(submission_id=pack.submission_id, reference=pack.reference, version=pack.attempt, badge=badge)
    message = Withdrawal(schema="withdrawal/1", type=WITHDRAWN, timestamp=at, data=data)
    return message.model_dump_json(by_alias=True).encode()
