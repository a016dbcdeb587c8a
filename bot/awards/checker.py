"""The entry point of award checks: a file or a link in, a result for each award out."""

import asyncio

from bot.awards.check_errors import AwardRefused, CouldNotCheck, about
from bot.awards.expected import Expected
from bot.awards.files.extract import ExtractedAward, Inside, Linked, Plain, Sealed, read, single
from bot.awards.issuer_profile import scopes
from bot.awards.json_node import Node
from bot.awards.signatures import Token, taken_apart
from bot.awards.v2 import badge_v2, hosted, signed_badge
from bot.awards.v3 import credential_v3
from bot.awards.web.fetcher import Fetcher
from bot.awards.web.public_addresses import place
from bot.awards.web.visit import May, Visit, always
from flows.model.attachments.award_check import AwardCheck, AwardDoubt, Checked, Finding, NotChecked, NotRight

SECONDS = 60.0
"""How long a look at everything that was sent at a time takes at most."""
AT_ONCE = 4
"""Files that are looked at beside each other, so that hostile ones cannot fill the memory together."""


class AwardChecker:
    """Checks awards. Without a fetcher, nothing is looked up, and what needs it is not checked."""

    def __init__(self, fetcher: Fetcher | None, seconds: float = SECONDS) -> None:
        self._fetcher = fetcher
        self._seconds = seconds
        self._places = asyncio.Semaphore(AT_ONCE)

    async def file(self, data: bytes, expected: Expected, may: May = always) -> tuple[AwardCheck, ...]:
        """Checks what is in a file: one award, or those of a zip, in their order. Never raises for what is in it."""
        async with self._places:
            found = await asyncio.to_thread(read, data)
            visit = Visit(self._fetcher, may)
            return tuple(await asyncio.gather(*(self._looked(one, visit, expected) for one in found)))

    async def link(self, address: str, expected: Expected, may: May = always) -> Finding:
        """Checks the award at an address. Never raises for what is there."""
        async with self._places:
            return await self._found(Linked(address), Visit(self._fetcher, may), expected)

    async def _looked(self, found: ExtractedAward, visit: Visit, expected: Expected) -> AwardCheck:
        return AwardCheck(found.name, await self._found(found.inside, visit, expected))

    async def _found(self, inside: Inside, visit: Visit, expected: Expected) -> Finding:
        try:
            async with asyncio.timeout(self._seconds):
                return await _checked(inside, visit, expected)
        except CouldNotCheck as stopped:
            return NotChecked(stopped.why, stopped.award)
        except AwardRefused as stopped:
            return NotRight(stopped.why, stopped.award)
        except TimeoutError:
            return NotChecked(AwardDoubt.unreachable)


async def _checked(inside: Inside, visit: Visit, expected: Expected) -> Checked:
    match inside:
        case AwardDoubt():
            raise CouldNotCheck(inside)
        case Linked(address):
            return await _checked_there(address, visit, expected)
        case Sealed(text):
            return await _checked_token(taken_apart(text), visit, expected)
        case Plain(node) if credential_v3.credential_in(node) is not None:
            return await credential_v3.check_proof(node, visit, expected)
        case Plain(node) if badge_v2.is_assertion(badge_v2.version_2(node)) or node.is_true("revoked"):
            return await _checked_hosted(badge_v2.version_2(node), visit, expected)
    raise CouldNotCheck(AwardDoubt.unknown_form)


async def _checked_hosted(node: Node, visit: Visit, expected: Expected) -> Checked:
    with about(badge_v2.told(node)):
        if not node.id:
            raise CouldNotCheck(AwardDoubt.unknown_form)
        if badge_v2.verification(node)[0] & badge_v2.SIGNED:
            # Its signature has been lost.
            raise CouldNotCheck(AwardDoubt.unknown_signature)
        return await hosted.check(node.id, visit, expected)


async def _checked_token(token: Token, visit: Visit, expected: Expected) -> Checked:
    node = credential_v3.credential_in(token.payload)
    if node is not None:
        return await credential_v3.check(token, node, visit, expected)
    said = badge_v2.version_2(token.payload)
    kinds, _ = badge_v2.verification(said)
    if not badge_v2.is_assertion(said):
        raise CouldNotCheck(AwardDoubt.unknown_form)
    if kinds & badge_v2.SIGNED:
        return await signed_badge.check(token, visit, expected)
    # One that is to be looked up may be signed as well; the signature proves nothing then.
    return await _checked_hosted(said, visit, expected)


async def _checked_there(address: str, visit: Visit, expected: Expected) -> Checked:
    """Checks what is at an address of the issuer's: the award itself, or a file with the award in it."""
    if place(address) is None or not any(scope.has_host(address) for scope in await scopes(visit, expected)):
        raise CouldNotCheck(AwardDoubt.address)
    page = await visit.page(address)
    there = await asyncio.to_thread(single, page.body) if page.status // 100 == 2 else None
    match there:
        case None:
            return await hosted.check(address, visit, expected)
        case Plain(node) if not node.id:
            return await hosted.check(address, visit, expected)
        case Linked() | AwardDoubt.unreadable | AwardDoubt.photo:
            raise CouldNotCheck(AwardDoubt.no_award)
        case _:
            return await _checked(there, visit, expected)
