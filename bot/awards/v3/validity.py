"""Reads the validity period of a credential, in versions 1 and 2 of the data model."""

from datetime import UTC, datetime

from bot.awards.check_errors import CouldNotCheck
from bot.awards.json_node import Node
from flows.model.attachments.award_check import AwardDoubt


def begins(node: Node) -> str:
    """The field that says from when. It is called otherwise in the first version."""
    return "validFrom" if node.has("validFrom") else "issuanceDate"


def ends(node: Node) -> str:
    """The field that says until when."""
    return "validUntil" if node.has("validUntil") else "expirationDate"


def end(claims: Node, node: Node) -> datetime | None:
    """When it ends: the earlier, where the claims round it and its own field differ. Raises CouldNotCheck."""
    said, written = claims.number("exp"), node.moment(ends(node))
    if said is None:
        if claims.says("exp"):
            # Another reader may understand it, and then it may have run out.
            raise CouldNotCheck(AwardDoubt.unknown_form)
        return written
    try:
        claimed_end = datetime.fromtimestamp(said, UTC)
    except (ValueError, OverflowError, OSError):
        raise CouldNotCheck(AwardDoubt.unknown_form) from None
    return min(claimed_end, written or claimed_end)
