"""The one door: from a file or a link to what was found out about each award in it."""

import asyncio

from bot.awards import badges, credentials, hosted, signed
from bot.awards.addresses import place
from bot.awards.documents import Node
from bot.awards.expected import Expected
from bot.awards.fetching import Fetcher
from bot.awards.issuers import scopes
from bot.awards.reading import Found, Inside, Linked, Plain, Sealed, read, single
from bot.awards.signatures import Token, taken_apart
from bot.awards.stopping import Doubtful, Refused, about
from bot.awards.visit import May, Visit, always
from flows.awards import Checked, Doubt, Finding, Looked, NotChecked, NotRight

SECONDS = 60.0
"""How long a look at everything that was sent at a time takes at most."""
AT_ONCE = 4
"""Files that are looked at beside each other, so that hostile ones cannot fill the memory together."""


class Checker:
    """Checks awards. Without a fetcher, nothing is looked up, and what needs it is not checked."""

    def __init__(self, fetcher: Fetcher | None, seconds: float = SECONDS) -> None:
        self._fetcher = fetcher
        self._seconds = seconds
        self._places = asyncio.Semaphore(AT_ONCE)

    async def file(self, data: bytes, expected: Expected, may: May = always) -> tuple[Looked, ...]:
        """Checks what is in a file: one award, or those of a zip, in their order. Never raises for what is in it."""
        async with self._places:
            found = await asyncio.to_thread(read, data)
            visit = Visit(self._fetcher, may)
            return tuple(await asyncio.gather(*(self._looked(one, visit, expected) for one in found)))

    async def link(self, address: str, expected: Expected, may: May = always) -> Finding:
        """Checks the award at an address. Never raises for what is there."""
        async with self._places:
            return await self._found(Linked(address), Visit(self._fetcher, may), expected)

    async def _looked(self, found: Found, visit: Visit, expected: Expected) -> Looked:
        return Looked(found.name, await self._found(found.inside, visit, expected))

    async def _found(self, inside: Inside, visit: Visit, expected: Expected) -> Finding:
        try:
            async with asyncio.timeout(self._seconds):
                return await _checked(inside, visit, expected)
        except Doubtful as stopped:
            return NotChecked(stopped.why, stopped.award)
        except Refused as stopped:
            return NotRight(stopped.why, stopped.award)
        except TimeoutError:
            return NotChecked(Doubt.unreachable)


async def _checked(inside: Inside, visit: Visit, expected: Expected) -> Checked:
    match inside:
        case Doubt():
            raise Doubtful(inside)
        case Linked(address):
            return await _checked_there(address, visit, expected)
        case Sealed(text):
            return await _checked_token(taken_apart(text), visit, expected)
        case Plain(node) if credentials.credential_in(node) is not None:
            # The other way to sign one is inside it, and needs the document as a graph.
            with about(credentials.told(node)):
                raise Doubtful(Doubt.unknown_signature)
        case Plain(node) if badges.is_assertion(node) or node.is_true("revoked"):
            return await _checked_hosted(node, visit, expected)
    raise Doubtful(Doubt.unknown_form)


async def _checked_hosted(node: Node, visit: Visit, expected: Expected) -> Checked:
    with about(badges.told(node)):
        if not node.id:
            raise Doubtful(Doubt.unknown_form)
        if badges.verification(node)[0] & badges.SIGNED:
            # Its signature has been lost.
            raise Doubtful(Doubt.unknown_signature)
        return await hosted.check(node.id, visit, expected)


async def _checked_token(token: Token, visit: Visit, expected: Expected) -> Checked:
    node = credentials.credential_in(token.payload)
    if node is not None:
        return await credentials.check(token, node, visit, expected)
    kinds, _ = badges.verification(token.payload)
    if not badges.is_assertion(token.payload):
        raise Doubtful(Doubt.unknown_form)
    if kinds & badges.SIGNED:
        return await signed.check(token, visit, expected)
    # One that is to be looked up may be signed as well; the signature proves nothing then.
    return await _checked_hosted(token.payload, visit, expected)


async def _checked_there(address: str, visit: Visit, expected: Expected) -> Checked:
    """Checks what is at an address of the issuer's: the award itself, or a file with the award in it."""
    if place(address) is None or not any(scope.has_host(address) for scope in await scopes(visit, expected)):
        raise Doubtful(Doubt.address)
    page = await visit.page(address)
    there = await asyncio.to_thread(single, page.body) if page.status // 100 == 2 else None
    match there:
        case None:
            return await hosted.check(address, visit, expected)
        case Plain(node) if not node.id:
            return await hosted.check(address, visit, expected)
        case Linked() | Doubt.unreadable | Doubt.photo:
            raise Doubtful(Doubt.no_award)
        case _:
            return await _checked(there, visit, expected)
