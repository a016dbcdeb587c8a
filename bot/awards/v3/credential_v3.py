"""Checks Open Badges 3.0 credentials: signed as VC-JWT, or with an embedded proof.

Only keys that the issuer's file holds count. The header's own `jwk` would prove that the file agrees with itself.
"""

from datetime import datetime

from bot.awards import recipient
from bot.awards.check_errors import AwardRefused, CouldNotCheck, about
from bot.awards.expected import Expected, claimed
from bot.awards.json_node import Node
from bot.awards.signatures import Token, fitting, must_be_signed, pinned
from bot.awards.v3 import proofs, revocation
from bot.awards.v3.validity import begins, end, ends
from bot.awards.web.visit import Visit
from flows.model.attachments.award_check import Award, AwardDoubt, AwardFault, Checked, CheckMethod

TYPES = frozenset(["OpenBadgeCredential", "AchievementCredential"])


def credential_in(payload: Node) -> Node | None:
    """The credential that signed text is, or holds as those of the first data model do; None for something else."""
    held = payload.node("vc") or payload
    return held if held.types & TYPES else None


def told(node: Node) -> Award:
    """What a credential says of itself."""
    subject = node.node("credentialSubject") or Node({})
    issuer = node.node("issuer") or Node({"id": node.text("issuer") or ""})
    return claimed(node, subject.node("achievement"), issuer, begins(node), ends(node))


async def check_proof(node: Node, visit: Visit, expected: Expected) -> Checked:
    """Checks a credential that is signed inside. Raises CouldNotCheck or AwardRefused with the reason."""
    award = told(node)
    with about(award):
        subject, start = _parts(node, award)
        proofs.proof_of(node)
        rules = expected.rules_for(node.id_of("issuer"))
        proof = await proofs.must_be_signed(node, rules)
        expected.must_hold_now(start, node.moment(ends(node)))
        expected.must_hold_now(None, proof.moment("expires"))
        recipient.must_be(recipient.of_subject(subject), expected.emails)
        await revocation.must_stand(node, visit, expected)
    return Checked(award, CheckMethod.credential)


def _parts(node: Node, award: Award) -> tuple[Node, datetime]:
    """The subject of a credential, and from when it holds. Raises CouldNotCheck where something is left out."""
    subject, start = node.node("credentialSubject"), node.moment(begins(node))
    if not node.id or not award.name or subject is None or start is None:
        raise CouldNotCheck(AwardDoubt.unknown_form)
    return subject, start


async def check(token: Token, node: Node, visit: Visit, expected: Expected) -> Checked:
    """Checks a signed credential. Raises CouldNotCheck or AwardRefused with the reason."""
    award = told(node)
    with about(award):
        subject, start = _parts(node, award)
        rules = expected.rules_for(node.id_of("issuer"))
        must_be_signed(token, fitting(token, pinned(rules), token.key))
        _must_agree(token.payload, node, subject, start)
        expected.must_hold_now(start, end(token.payload, node))
        recipient.must_be(recipient.of_subject(subject), expected.emails)
        await revocation.must_stand(node, visit, expected)
    return Checked(award, CheckMethod.credential)


def _must_agree(claims: Node, node: Node, subject: Node, start: datetime) -> None:
    """Ends the check unless the registered claims say what the credential says.

    Raises AwardRefused where one of them differs, and CouldNotCheck where the issuer has left one out. The subject
    may be left out: the signed credential names it.
    """
    agree = (
        not claims.says("iss") or claims.text("iss") == node.id_of("issuer"),
        not claims.says("jti") or claims.text("jti") == node.id,
        not claims.says("sub") or claims.text("sub") == subject.id,
        not claims.says("nbf") or _is_moment(claims, "nbf", start),
    )
    if not all(agree):
        raise AwardRefused(AwardFault.contradictory)
    if not all(map(claims.says, ("iss", "jti", "nbf"))):
        raise CouldNotCheck(AwardDoubt.unknown_form)


def _is_moment(claims: Node, name: str, moment: datetime) -> bool:
    # A claim is in whole seconds as a rule, and the other may have parts of them.
    said = claims.number(name)
    return said is not None and abs(said - moment.timestamp()) < 1
