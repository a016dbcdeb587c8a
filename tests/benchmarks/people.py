"""People who work through the dialogue: all at once, or at a steady pace."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

from benchmarks.api import LoadApi, SaidMessage
from benchmarks.dialogue import DialogueStep

PAUSE = 2.5
"""Seconds between two steps of a person at a steady pace."""

Script = Callable[[int], tuple[DialogueStep, ...]]


class StuckError(Exception):
    """A bot did not answer as its script says."""


@dataclass(slots=True)
class ScriptedPerson:
    """One chat on its way through a script."""

    chat: int
    steps: tuple[DialogueStep, ...]
    at: int = 0
    shown: SaidMessage | None = None
    """The message that answered the last step."""
    due: float = 0.0
    """When the step under way was meant to be taken."""
    replied: bool = True


@dataclass(slots=True)
class SeenCounts:
    """What was seen."""

    updates: int = 0
    finished: int = 0
    latencies: list[float] = field(default_factory=list)
    """Seconds from an update to the first reply in its chat."""


class Crowd:
    """Everybody who talks to one bot in one run."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._chats = count(int(time.time() * 100))
        self._seeds = count()
        self._people: dict[int, ScriptedPerson] = {}
        self._date = '"date":%d'
        self.on_answered: Callable[[ScriptedPerson], None] = lambda _: None
        self.tally = SeenCounts()

    def bind(self, api: LoadApi) -> None:
        """Where they speak."""
        self._api = api

    def newcomer(self) -> ScriptedPerson:
        """Somebody who has said nothing yet."""
        person = ScriptedPerson(next(self._chats), self._script(next(self._seeds)))
        self._people[person.chat] = person
        return person

    def act(self, person: ScriptedPerson, due: float | None = None) -> None:
        """Takes the next step, which was meant to be taken at `due`."""
        step = person.steps[person.at]
        person.due, person.replied = due or time.perf_counter(), False
        self.tally.updates += 1
        self._api.push(self._pressed(person, step) if step.press else self._spoken(person, step))

    def _spoken(self, person: ScriptedPerson, step: DialogueStep) -> str:
        command = step.act.partition(" ")[0]
        entities = f',"entities":[{{"type":"bot_command","offset":0,"length":{len(command)}}}]'
        return (
            f'"message":{{"message_id":{self._api.message_id()},{_sender(person.chat)},"chat":{{"id":{person.chat},'
            f'"first_name":"Morag","type":"private"}},"date":{int(time.time())},"text":{json.dumps(step.act)}'
            f"{entities if command.startswith('/') else ''}}}"
        )

    def _pressed(self, person: ScriptedPerson, step: DialogueStep) -> str:
        if person.shown is None:
            raise StuckError(f"nothing to press for {step.act!r}")
        rows = json.loads(person.shown.markup or '{"inline_keyboard":[]}')["inline_keyboard"]
        data = next((b["callback_data"] for row in rows for b in row if b["text"].startswith(step.act)), None)
        if data is None:
            raise StuckError(f"no button {step.act!r} under {person.shown.text[:60]!r}")
        return (
            f'"callback_query":{{"id":"{self._api.message_id()}",{_sender(person.chat)},'
            f'"message":{person.shown.message},"chat_instance":"1","data":{json.dumps(data)}}}'
        )

    def hear(self, said: SaidMessage) -> None:
        """Something was said in a chat."""
        person = self._people.get(said.chat)
        if person is None:
            return
        if not person.replied:
            person.replied = True
            self.tally.latencies.append(time.perf_counter() - person.due)
        if person.steps[person.at].answer not in said.text:
            return
        person.shown = said
        person.at += 1
        if person.at == len(person.steps):
            self.tally.finished += 1
            del self._people[person.chat]
        self.on_answered(person)

    def stuck(self) -> str:
        """Where the first of those still under way stands."""
        person = next(iter(self._people.values()), None)
        if person is None:
            return "nobody"
        return f"{person.steps[person.at]}, last heard {person.shown and person.shown.text!r}"


def _sender(chat: int) -> str:
    return f'"from":{{"id":{chat},"is_bot":false,"first_name":"Morag","language_code":"en"}}'


async def all_at_once(crowd: Crowd, present: int, chats: int, patience: float = 600.0) -> float:
    """So many chats from start to end, so many of them at a time, each acting as soon as answered; the seconds."""
    over = asyncio.get_running_loop().create_future()
    waiting = iter(range(chats - present))

    def answered(person: ScriptedPerson) -> None:
        try:
            if person.at < len(person.steps):
                crowd.act(person)
            elif next(waiting, None) is not None:
                crowd.act(crowd.newcomer())
            elif crowd.tally.finished == chats and not over.done():
                over.set_result(None)
        except StuckError as error:
            over.set_exception(error)

    crowd.tally = SeenCounts()
    crowd.on_answered = answered
    began = time.perf_counter()
    for _ in range(present):
        crowd.act(crowd.newcomer())
    await _within(patience, over, crowd)
    return time.perf_counter() - began


async def at_a_pace(crowd: Crowd, rate: float, seconds: float, patience: float = 600.0) -> None:
    """So many updates a second, each on time whether the bot keeps up or not.

    People stand anywhere in the dialogue, so that some of them finish in every second. Nobody acts again within
    `PAUSE`: who writes faster than people do has some answers held back on purpose (`bot/channels/bursts.py`).
    """
    idle = deque(await _spread(crowd, round(rate * PAUSE)))
    crowd.tally = SeenCounts()
    crowd.on_answered = lambda person: idle.append(person if person.at < len(person.steps) else crowd.newcomer())
    for due in _times(rate, seconds):
        await asyncio.sleep(due - time.perf_counter())
        crowd.act(idle.popleft() if idle else crowd.newcomer(), due)
    end = time.perf_counter() + patience
    while len(crowd.tally.latencies) < crowd.tally.updates:
        if time.perf_counter() > end:
            raise StuckError(f"no reply: {crowd.stuck()}")
        await asyncio.sleep(0.05)


async def _spread(crowd: Crowd, present: int) -> list[ScriptedPerson]:
    """So many people, each brought to a step of their own between the first and the last."""
    people = [crowd.newcomer() for _ in range(present)]
    goals = {person.chat: number * len(person.steps) // present for number, person in enumerate(people)}
    under_way = {person.chat for person in people if goals[person.chat]}
    over = asyncio.get_running_loop().create_future()

    def answered(person: ScriptedPerson) -> None:
        # Some of an earlier spell may still be answered.
        if person.at < goals.get(person.chat, 0):
            crowd.act(person)
            return
        under_way.discard(person.chat)
        if not under_way and not over.done():
            over.set_result(None)

    crowd.on_answered = answered
    for person in people:
        if goals[person.chat]:
            crowd.act(person)
    await _within(600.0, over, crowd)
    await asyncio.sleep(PAUSE)
    Random(1).shuffle(people)
    return people


def _times(rate: float, seconds: float) -> Iterator[float]:
    began = time.perf_counter()
    return (began + number / rate for number in range(int(rate * seconds)))


async def _within(patience: float, over: asyncio.Future[None], crowd: Crowd) -> None:
    try:
        await asyncio.wait_for(over, patience)
    except TimeoutError:
        raise StuckError(f"finished {crowd.tally.finished}: {crowd.stuck()}") from None
