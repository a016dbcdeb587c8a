"""Kills a desk's process at random instants while decisions are made, taken back and posted.

    PYTHONPATH=.:tests python -m endurance.desk_kills --kills 200 --seed 7

Exit status 0 if each submission was kept once, each decision that stands reached the bot under one id and in one form,
and none that was taken back ever did.
"""

import argparse
import asyncio
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from support.desk_processes import DeskProgram, program
from support.desks import Browser, Page
from support.fake_issuers import Behaviour, FakeIssuerSystem, answer, system
from support.submissions import application

from bot.desk.desk_settings import DeskSettings
from bot.desk.running_desk import Desk
from flows.pack.pack import Pack

AT_ONCE = 4
WAIT_MINUTES = 0.02
MOMENTS = ("at a time", "as a form comes", "as it posts", "as it is answered")
LATEST_SECONDS = 6.0
"""After so long it is killed, whether its moment came or not."""
_BROKEN = (aiohttp.ClientError, TimeoutError, OSError)


@dataclass
class Case:
    """One submission, with what its assessor was told of each decision, by the words of it."""

    pack: Pack
    confirmed: list[str] = field(default_factory=list)
    taken_back: list[str] = field(default_factory=list)
    perhaps_back: list[str] = field(default_factory=list)
    """Those of which the answer was lost when they were taken back."""


class DeskKilling:
    """Assessors who decide, and a desk that is killed under them."""

    def __init__(self, desk: DeskProgram, bot: FakeIssuerSystem, browser: Browser, kills: int, seed: int) -> None:
        self._desk, self._bot, self._browser = desk, bot, browser
        self._kills = kills
        self._dice = random.Random(seed)
        self._moment = asyncio.Event()
        """Set at the moment at which the process is to die."""
        self._wanted = ""
        self._over = False
        self.cases: list[Case] = []
        self.killed = Counter[str]()
        bot.says = _Endless(self._answers)

    async def run(self) -> None:
        """Kill it so often, and let everybody finish."""
        assessors = [asyncio.create_task(self._assess()) for _ in range(AT_ONCE)]
        for _ in range(self._kills):
            self._wanted = self._dice.choice(MOMENTS)
            self._moment.clear()
            if self._wanted == "at a time":
                # Any time from before it has read its settings to the thick of it.
                asyncio.get_running_loop().call_later(self._dice.uniform(0, LATEST_SECONDS), self._moment.set)
            self._desk.launch()
            try:
                await asyncio.wait_for(self._moment.wait(), LATEST_SECONDS)
                self.killed[self._wanted] += 1
            except TimeoutError:
                self.killed["at last"] += 1
            self._desk.end()
            for task in assessors:
                if task.done():
                    task.result()
        self._over, self._wanted = True, ""
        await self._desk.start()
        await asyncio.wait_for(asyncio.gather(*assessors), 120)
        await self._all_posted()
        self._desk.end()

    def _dies(self, moment: str) -> bool:
        """Whether the process is to die now."""
        if self._wanted == moment and not self._moment.is_set() and self._dice.random() < 0.5:
            self._moment.set()
            return True
        return False

    async def _answers(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The bot: most of the time it keeps a decision, and sometimes it has no time."""
        if self._dies("as it posts"):
            await reader.read()
            return
        writer.write(answer(503 if self._dice.random() < 0.1 else 204))
        await writer.drain()
        self._dies("as it is answered")

    # One assessor after another submission

    async def _assess(self) -> None:
        while not self._over:
            case = Case(application(reference=f"TB-KF6-G{len(self.cases):02}-KD6"))
            self.cases.append(case)
            await self._until_taken(case.pack)
            await self._until_decided(case)

    async def _until_taken(self, pack: Pack) -> None:
        while True:
            try:
                return await self._desk.takes(pack)
            except _BROKEN:
                await asyncio.sleep(0.05)

    async def _until_decided(self, case: Case) -> None:
        """Decides, and sometimes takes it back and decides anew, as the page lets a person."""
        here, number, words = f"/submissions/{case.pack.submission_id}", 0, ""
        while True:
            page = await self._page(here)
            if 'id="held-decision"' in page.text:
                if number > 3 or self._dice.random() < 0.6:
                    await asyncio.sleep(self._dice.uniform(0, 0.5))
                    continue
                back = await self._once(f"{here}/take-back")
                if back is None:
                    case.perhaps_back.append(words)
                elif back.status == 200:
                    case.taken_back.append(words)
            elif 'value="returned"' in page.text:
                number += 1
                words = f"Which team was it, in try {number}?"
                told = await self._once(f"{here}/decisions", act="returned", **{"ok-topic": "no", "say-topic": words})
                if told is None:
                    # Whether it was kept is seen on the page.
                    continue
                assert told.status == 200, told.status
                case.confirmed.append(words)
            else:
                return

    async def _page(self, path: str) -> Page:
        while True:
            try:
                page = await self._browser.get(path)
            except _BROKEN:
                await asyncio.sleep(0.05)
            else:
                assert page.status == 200, page.status
                return page

    async def _once(self, path: str, **fields: str) -> Page | None:
        """Post a form; None where the connection broke, so that nobody knows whether it came."""
        if self._wanted == "as a form comes" and not self._moment.is_set() and self._dice.random() < 0.5:
            asyncio.get_running_loop().call_later(self._dice.uniform(0, 0.05), self._moment.set)
        try:
            return await self._browser.post(path, **fields)
        except _BROKEN:
            return None

    async def _all_posted(self) -> None:
        """Wait until nothing is left to post."""
        for _ in range(600):
            counts = dict(re.findall(r"^(\w+) (\d+)$", (await self._page("/metrics")).text, re.MULTILINE))
            if counts["desk_decisions_to_post"] == "0":
                return
            await asyncio.sleep(0.1)
        raise AssertionError("something is never posted")

    # What came of it

    def check(self) -> None:
        """That it is as promised. Raises AssertionError."""
        got: defaultdict[str, set[tuple[str, bytes]]] = defaultdict(set)
        for request in self._bot.got:
            about = json.loads(request.body)["data"]["submission_id"]
            got[about].add((request.headers["webhook-id"], request.body))
        desk = Desk(DeskSettings.model_validate(self._settings()))
        desk.prepare()
        try:
            every = desk.store.all()
        finally:
            desk.release()
        assert Counter(one.id for one in every) == Counter(case.pack.submission_id for case in self.cases)
        records = {one.id: one.decisions for one in every}
        for case in self.cases:
            ((sent, body),) = got[case.pack.submission_id]
            (item,) = json.loads(body)["data"]["items"]
            standing = {one.id: one.standing for one in records[case.pack.submission_id]}
            assert item["comment"] not in case.taken_back
            stands = [one for one in case.confirmed if one not in (*case.taken_back, *case.perhaps_back)]
            assert stands in ([], [item["comment"]])
            assert [id_ for id_, how in standing.items() if how != "stopped"] == [sent]
            assert standing[sent] == "delivered"

    def _settings(self) -> dict[str, str]:
        told = {name: value for name, value in self._desk.environment.items() if name.startswith("DESK_")}
        return {name.removeprefix("DESK_").lower(): value for name, value in told.items()}


class _Endless(list[Behaviour]):
    """One behaviour for every request."""

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__([behaviour])

    def pop(self, index: object = 0) -> Behaviour:
        """The behaviour, which stays."""
        del index
        return self[0]


async def kill(folder: Path, kills: int, seed: int) -> DeskKilling:
    """Kill a desk in this folder so often, and check what came of it. Raises AssertionError."""
    async with system() as bot:
        with program(folder / "data", bot.url, WAIT_MINUTES) as desk:
            # The browser's session lasts over all starts.
            await desk.start()
            browser = await desk.somebody()
            desk.end()
            killing = DeskKilling(desk, bot, browser, kills, seed)
            await killing.run()
            killing.check()
            return killing


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        killing = asyncio.run(kill(Path(folder), given.kills, given.seed))
    cases, moments = killing.cases, ", ".join(f"{name} {count}" for name, count in sorted(killing.killed.items()))
    back = sum(len(case.taken_back) for case in cases)
    sys.stdout.write(
        f"{given.kills} kills in {time.monotonic() - began:.0f} s ({moments}): {len(cases)} submissions, "
        f"{back} decisions taken back, exactly one message of each submission\n"
    )


if __name__ == "__main__":
    _main()
