"""Awards of Open Badges 3.0 that are signed as VC-JWT (section "JSON Web Token Proof Format" and "Verification").

Only keys that the issuer's file holds count. The header's own `jwk` would prove that the file agrees with itself.
"""

from datetime import UTC, datetime

from bot.awards import recipient
from bot.awards.documents import Node
from bot.awards.expected import Expected, claimed
from bot.awards.signatures import Token, fitting, must_be_signed, pinned
from bot.awards.stopping import Doubtful, Refused, about
from bot.awards.visit import Visit
from flows.awards import Award, Checked, Doubt, Fault, Means

TYPES = frozenset(["OpenBadgeCredential", "AchievementCredential"])
_LIST = "1EdTechRevocationList"
_REVOKED = "revokedCredential"


def credential_in(payload: Node) -> Node | None:
    """The credential that signed text is, or holds as those of the first data model do; None for something else."""
    held = payload.node("vc") or payload
    return held if held.types & TYPES else None


def told(node: Node) -> Award:
    """What a credential says of itself."""
    subject = node.node("credentialSubject") or Node({})
    issuer = node.node("issuer") or Node({"id": node.text("issuer") or ""})
    return claimed(node, subject.node("achievement"), issuer, _begins(node), _ends(node))


async def check(token: Token, node: Node, visit: Visit, expected: Expected) -> Checked:
    """Checks a signed credential. Raises Doubtful or Refused with the reason."""
    award = told(node)
    with about(award):
        subject, begins = node.node("credentialSubject"), node.moment(_begins(node))
        if not node.id or not award.name or subject is None or begins is None:
            raise Doubtful(Doubt.unknown_form)
        rules = expected.rules_for(node.id_of("issuer"))
        must_be_signed(token, fitting(token, pinned(rules), token.key))
        _must_agree(token.payload, node, subject, begins)
        expected.must_hold_now(begins, _end(token.payload, node))
        recipient.must_be(recipient.of_subject(subject), expected.emails)
        await _must_not_be_revoked(node, visit)
    return Checked(award, Means.credential)


def _begins(node: Node) -> str:
    """The field is called otherwise in the first data model."""
    return "validFrom" if node.has("validFrom") else "issuanceDate"


def _ends(node: Node) -> str:
    return "validUntil" if node.has("validUntil") else "expirationDate"


def _must_agree(claims: Node, node: Node, subject: Node, begins: datetime) -> None:
    """Ends the check unless the registered claims say what the credential says."""
    same = (
        claims.text("iss") == node.id_of("issuer")
        and claims.text("jti") == node.id
        # One who has no id, but an identifier, has no `sub` either.
        and (claims.text("sub") or "") == subject.id
        and _is_moment(claims, "nbf", begins)
    )
    if not same:
        raise Refused(Fault.contradictory)


def _is_moment(claims: Node, name: str, moment: datetime) -> bool:
    # A claim is in whole seconds as a rule, and the other may have parts of them.
    said = claims.number(name)
    return said is not None and abs(said - moment.timestamp()) < 1


def _end(claims: Node, node: Node) -> datetime | None:
    """When it ends: the earlier, where claim and credential differ."""
    said, written = claims.number("exp"), node.moment(_ends(node))
    if said is None:
        return written
    try:
        claimed_end = datetime.fromtimestamp(said, UTC)
    except (ValueError, OverflowError, OSError):
        raise Doubtful(Doubt.unknown_form) from None
    return min(claimed_end, written or claimed_end)


async def _must_not_be_revoked(node: Node, visit: Visit) -> None:
    """Ends the check of a credential that its issuer's list names, or whose status cannot be told."""
    statuses = node.nodes("credentialStatus")
    if len(statuses) != len(node.values("credentialStatus")) or any(_LIST not in one.types for one in statuses):
        raise Doubtful(Doubt.unknown_status)
    for status in statuses:
        listed = await visit.document(status.id)
        if not listed.says(_REVOKED):
            raise Doubtful(Doubt.unknown_status)
        if node.id in {*listed.texts(_REVOKED), *(one.id for one in listed.nodes(_REVOKED))}:
            raise Refused(Fault.revoked)
