"""Cache of one check: an address is opened once, also where that failed."""

import asyncio
from collections import defaultdict
from collections.abc import Callable

from bot.awards.check_errors import CouldNotCheck
from bot.awards.json_node import Node, parse
from bot.awards.web.fetcher import FetchedPage, Fetcher
from flows.model.attachments.award_check import AwardDoubt

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
        self._seen: dict[str, FetchedPage | AwardDoubt] = {}
        self._kept = 0
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._places = asyncio.Semaphore(AT_ONCE)

    async def page(self, address: str) -> FetchedPage:
        """What stands at an address. Raises CouldNotCheck where it cannot be seen."""
        if self._fetcher is None:
            raise CouldNotCheck(AwardDoubt.fetching_off)
        async with self._asking[address]:
            if address not in self._seen:
                self._seen[address] = await self._opened(self._fetcher, address)
        seen = self._seen[address]
        if isinstance(seen, AwardDoubt):
            raise CouldNotCheck(seen)
        return seen

    async def document(self, address: str) -> Node:
        """The JSON object at an address. Raises CouldNotCheck where there is none."""
        page = await self.page(address)
        if page.status // 100 != 2:
            raise CouldNotCheck(AwardDoubt.unreachable)
        return node_of(page)

    async def _opened(self, fetcher: Fetcher, address: str) -> FetchedPage | AwardDoubt:
        if len(self._seen) >= MOST_PAGES or self._kept >= MOST_BYTES:
            return AwardDoubt.busy
        if not self._may():
            return AwardDoubt.busy
        async with self._places:
            try:
                page = await fetcher.page(address)
            except CouldNotCheck as stopped:
                return stopped.why
        self._kept += len(page.body)
        return page


def node_of(page: FetchedPage) -> Node:
    """The JSON object that a page is. Raises CouldNotCheck for anything else."""
    try:
        return parse(page.body)
    except CouldNotCheck as stopped:
        why = AwardDoubt.no_award if stopped.why is AwardDoubt.unreadable else stopped.why
    raise CouldNotCheck(why)
