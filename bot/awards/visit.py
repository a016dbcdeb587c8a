"""One look at some awards together: what was opened once is not opened again, also where it failed."""

import asyncio
from collections import defaultdict
from collections.abc import Callable

from bot.awards.documents import Node, parse
from bot.awards.fetching import Fetcher, Page
from bot.awards.stopping import Doubtful
from flows.awards import Doubt

MOST_PAGES = 200
"""Addresses that are opened for what one person sent at a time."""
MOST_BYTES = 32 * 1024 * 1024
"""Bytes of all that is kept of them."""
AT_ONCE = 4


May = Callable[[], bool]
"""Whether whoever sent an award may have one more page opened for it."""


def always() -> bool:
    """For those who are not counted."""
    return True


class Visit:
    """The pages that were seen. Without a fetcher, none can be."""

    def __init__(self, fetcher: Fetcher | None, may: May = always) -> None:
        """`may` is asked before each page is opened, and counts it."""
        self._fetcher = fetcher
        self._may = may
        self._seen: dict[str, Page | Doubt] = {}
        self._kept = 0
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._places = asyncio.Semaphore(AT_ONCE)

    async def page(self, address: str) -> Page:
        """What stands at an address. Raises Doubtful where it cannot be seen."""
        if self._fetcher is None:
            raise Doubtful(Doubt.fetching_off)
        async with self._asking[address]:
            if address not in self._seen:
                self._seen[address] = await self._opened(self._fetcher, address)
        seen = self._seen[address]
        if isinstance(seen, Doubt):
            raise Doubtful(seen)
        return seen

    async def document(self, address: str) -> Node:
        """The JSON object at an address. Raises Doubtful where there is none."""
        page = await self.page(address)
        if page.status // 100 != 2:
            raise Doubtful(Doubt.unreachable)
        return node_of(page)

    async def _opened(self, fetcher: Fetcher, address: str) -> Page | Doubt:
        if len(self._seen) >= MOST_PAGES or self._kept >= MOST_BYTES:
            return Doubt.busy
        if not self._may():
            return Doubt.busy
        async with self._places:
            try:
                page = await fetcher.page(address)
            except Doubtful as stopped:
                return stopped.why
        self._kept += len(page.body)
        return page


def node_of(page: Page) -> Node:
    """The JSON object that a page is. Raises Doubtful for anything else."""
    try:
        return parse(page.body)
    except Doubtful as stopped:
        why = Doubt.no_award if stopped.why is Doubt.unreadable else stopped.why
    raise Doubtful(why)
