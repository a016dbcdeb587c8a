"""`python -m endurance.year 1000`, in `tests/`: a year and more of people's lives, and every reminder accounted for.

The database, the conversation and the loop over reminders are the real ones; the clock is moved. People begin drafts,
leave them, finish them, are asked for more, put reminders off, stop them, block the bot and come back. For four days
the bot is down. Each life knows how many reminders it is to get, and none may come at a wrong time.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time as wall
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush
from pathlib import Path
from zoneinfo import ZoneInfo

from support.conversation_driver import Sitting
from support.served_bot import rows
from support.talk import LIBRARY

from bot.jobs.remind import RemindJob
from bot.storage.store import Store
from bot.storage.stored.records import BLOCKED, OutboxMessage, ReminderRow, SendReceipt, TurnRecord
from flows.engine.buttons import Action
from flows.features.start.notice import VERSION
from flows.model.decision import Reopened, Returned
from flows.model.draft import Answer, Consent, Draft, Outcome, Person, Sending, Session, TextPart
from flows.model.reminders import EVERY_DAY, ReminderPreferences
from flows.model.stages import Stage
from flows.rules.reminders.reminder_plan import next_at
from flows.rules.reminders.reminder_schedule import is_quiet

LONDON = ZoneInfo("Europe/London")
BEGIN = datetime(2026, 9, 1, 9, tzinfo=LONDON)
DAYS = 480
DOWN = (BEGIN + timedelta(days=97), BEGIN + timedelta(days=101))
"""While the bot is down, nothing is said, and nobody writes."""

Act = Callable[["Year", "YearOfOne"], "asyncio.Future[None] | object"]


@dataclass
class YearOfOne:
    """One person: what they do on which day, what they do when reminded, and how many reminders that must bring."""

    person: str
    name: str
    wishes: ReminderPreferences
    acts: Mapping[float, str] = field(default_factory=dict)
    when_reminded: tuple[str, ...] = ()
    expected: range | None = None
    """How many reminders; None where an outage may have taken some."""
    got: list[datetime] = field(default_factory=list)
    stopped: datetime | None = None
    blocked: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """Where their clock is."""
        return ZoneInfo(self.wishes.zone) if self.wishes.zone else LONDON


ON = ReminderPreferences(wanted=True)
_DRAFTED = {0: "begin"}
_LIVES: tuple[tuple[str, ReminderPreferences, Mapping[float, str], tuple[str, ...], range], ...] = (
    ("leaves it", ON, _DRAFTED, (), range(3, 4)),
    ("does not want any", ReminderPreferences(wanted=False), _DRAFTED, (), range(1)),
    ("has a break at 22:30", replace(ON, at=time(22, 30)), _DRAFTED, (), range(3, 4)),
    ("Mondays alone", replace(ON, days=(1,)), _DRAFTED, (), range(2, 4)),
    ("in New York", replace(ON, zone="America/New_York"), _DRAFTED, (), range(3, 4)),
    ("stops at the first", ON, _DRAFTED, ("stop",), range(1, 2)),
    ("puts off a day, a week", ON, _DRAFTED, ("day", "week"), range(3, 6)),
    ("goes on when reminded", ON, _DRAFTED, ("touch", "touch", "send"), range(4, 5)),
    ("in time, and the year after", ON, {0: "begin", 1: "touch", 2: "send", 30: "award"}, (), range(1, 2)),
    ("asked for more, too slow", ON, {0: "begin", 1: "send", 20: "return"}, (), range(2, 3)),
    ("asked for more, sends again", ON, {0: "begin", 1: "send", 20: "return", 32: "send"}, (), range(2, 3)),
    ("a declaration in March", replace(ON, declares={"sssc": 3}), {}, (), range(2, 3)),
    ("blocks the bot", ON, {0: "begin", 60: "write"}, ("block",), range(2, 3)),
)


@dataclass
class Year:
    """One run."""

    store: Store
    data: Path
    seed: int
    lives: dict[str, YearOfOne] = field(default_factory=dict)
    agenda: list[tuple[int, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sitting = Sitting(self.store)
        self.nudges = RemindJob(self.store, self.sitting.conversation, LIBRARY, self.sitting.clock, lambda: 0)
        self._dice = random.Random(self.seed)

    async def run(self, people: int) -> None:
        """Lives through it all."""
        for number in range(1, people + 1):
            person = f"telegram:{number}"
            name, wishes, acts, when, expected = _LIVES[number % len(_LIVES)]
            begins = BEGIN + timedelta(days=self._dice.randrange(60), minutes=self._dice.randrange(600))
            touched_by_outage = name == "puts off a day, a week"
            life = YearOfOne(person, name, wishes, acts, when, None if touched_by_outage else expected)
            self.lives[person] = life
            heappush(self.agenda, (_ms(begins), person, "meet"))
            for day, act in acts.items():
                heappush(self.agenda, (_ms(begins + timedelta(days=day, minutes=1)), person, act))
        end = _ms(BEGIN + timedelta(days=DAYS))
        while (moment := await self._next()) is not None and moment < end:
            self.sitting.ms = max(self.sitting.ms, moment) if self.sitting.ms < end else moment
            if _ms(DOWN[0]) <= moment < _ms(DOWN[1]):
                self.sitting.ms = _ms(DOWN[1])
            await self._everything_due()

    async def _next(self) -> int | None:
        planned = await self.store.next_reminder_ms()
        coming = [moment for moment in (planned, self.agenda[0][0] if self.agenda else None) if moment is not None]
        return min(coming, default=None)

    async def _everything_due(self) -> None:
        while self.agenda and self.agenda[0][0] <= self.sitting.ms:
            _, person, act = heappop(self.agenda)
            await self._act(self.lives[person], act)
        while await self.store.due_reminders(self.sitting.ms, 1):
            before = len(self.sitting.voice.rows)
            await self.nudges.some()
            for said in self.sitting.voice.rows[before:]:
                await self._heard(said)
            del self.sitting.voice.rows[:]

    async def _heard(self, said: OutboxMessage) -> None:
        life = self.lives[said.chat]
        if not said.message.is_reminder:
            return
        reaction = life.when_reminded[len(life.got)] if len(life.got) < len(life.when_reminded) else ""
        failure = BLOCKED if reaction == "block" else None
        self.sitting.conversation.mark(
            SendReceipt(said.id, None if failure else said.id, failure, self.sitting.ms, reminded=said.chat)
        )
        self._is_right(life)
        life.got.append(self.sitting.clock.now().astimezone(life.zone))
        if reaction:
            heappush(self.agenda, (self.sitting.ms + 120_000, said.chat, reaction))

    def _is_right(self, life: YearOfOne) -> None:
        """Holds what every reminder must hold, by a reckoning of its own."""
        there = self.sitting.clock.now().astimezone(life.zone)
        assert life.wishes.wanted, life
        assert life.stopped is None, f"{life.name}: reminded after a stop"
        assert not life.blocked, f"{life.name}: reminded while blocked"
        assert is_quiet(there.time()) == is_quiet(life.wishes.at), f"{life.name}: at {there}"
        assert there.isoweekday() in (life.wishes.days or EVERY_DAY), f"{life.name}: on {there:%A}"
        assert all(there.date() != earlier.date() for earlier in life.got), f"{life.name}: twice on {there}"

    async def _act(self, life: YearOfOne, act: str) -> None:
        if act in ("day", "week", "stop", "write"):
            actions = {"day": Action.snooze_day, "week": Action.snooze_week, "stop": Action.nudges_off}
            await self.sitting.handle(self.sitting.press(life.person, actions.get(act, Action.nudges)))
            life.stopped = self.sitting.clock.now() if act == "stop" else life.stopped
            life.blocked = life.blocked and act != "write"
        elif act == "block":
            life.blocked = True
        else:
            await self._changes(life, act)

    async def _changes(self, life: YearOfOne, act: str) -> None:
        """Lets something happen to somebody's draft, as a turn would leave it behind."""
        now, now_ms = self.sitting.clock.now(), self.sitting.ms
        async with self.store.transaction() as work:
            before = (await work.sessions([life.person]))[life.person]
            after = _ACTS[act](before, life, now)
            at = next_at(LIBRARY, after, now)
            plan = ReminderRow(life.person, None if at is None else _ms(at)) if life.wishes.wanted else None
            await work.keep([TurnRecord(now_ms=now_ms, before=before, after=after, plan=plan)])

    def table(self) -> Iterator[str]:
        """What became of every reminder, by kind of life."""
        became: Counter[tuple[str, str, str]] = Counter()
        for person, kind, outcome in rows(self.data, "SELECT person, kind, became FROM reminder_outcome"):
            became[self.lives[str(person)].name, str(kind), str(outcome)] += 1
        people = Counter(life.name for life in self.lives.values())
        yield f"{'life':<30}{'people':>7}  {'kind':<12}{'became':<10}{'how many':>9}"
        for (name, kind, outcome), count in sorted(became.items()):
            yield f"{name:<30}{people[name]:>7}  {kind:<12}{outcome:<10}{count:>9}"
        quiet = [name for name in people if name not in {life for life, _, _ in became}]
        yield from (f"{name:<30}{people[name]:>7}  {'none':<12}" for name in quiet)

    def is_accounted_for(self) -> None:
        """Every reminder that anybody heard is in the ledger, and each life got what it must."""
        ledger = Counter(
            str(person)
            for person, when in rows(
                self.data,
                "SELECT person, at_ms FROM reminder_outcome WHERE became IN ('sent', 'said', 'blocked') GROUP BY 1, 2",
            )
        )
        heard = Counter({person: len(life.got) for person, life in self.lives.items() if life.got})
        assert ledger == heard, "the ledger and the phones differ"
        dropped = Counter(
            str(person)
            for (person,) in rows(self.data, "SELECT person FROM reminder_outcome WHERE became IN ('gone', 'late')")
        )
        for life in self.lives.values():
            met_outage = any(abs((at - DOWN[1]).total_seconds()) < 86_400 for at in life.got)
            if life.expected is not None and not met_outage:
                assert len(life.got) + dropped[life.person] in life.expected, (
                    f"{life.name}: {[str(at) for at in life.got]}"
                )
        assert all(life.wishes.wanted or not life.got for life in self.lives.values())


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _meet(_: Session, life: YearOfOne, now: datetime) -> Session:
    return Session(Person(life.person, Consent(VERSION, now), reminders=replace(life.wishes, since=now)))


def _begin(desk: Session, life: YearOfOne, now: datetime) -> Session:
    badge = LIBRARY.latest("cpl-2025-leadership")
    assert badge is not None
    draft = Draft(
        "year" + life.person.partition(":")[2], badge.id, badge.version, Stage.answering, now, now, right_badge_at=now,
        answers={"topic": Answer((TextPart(1, "care " * 60, now),))},
    )  # fmt: skip
    return Session(replace(desk.person, in_hand=draft.id), {draft.id: draft})


def _with(desk: Session, now: datetime, **changes: object) -> Session:
    (draft,) = desk.drafts.values()
    return replace(desk, drafts={draft.id: replace(draft, touched_at=now, **changes)})


def _send(desk: Session, _: YearOfOne, now: datetime) -> Session:
    (draft,) = desk.drafts.values()
    attempt = draft.sending.attempt + 1 if draft.sending else 1
    sending = Sending("TB-1", attempt, now.astimezone(UTC), now.astimezone(UTC))
    return _with(desk, now, stage=Stage.with_issuer, sending=sending, returned=None)


def _return(desk: Session, _: YearOfOne, now: datetime) -> Session:
    by: date = (now + timedelta(days=20)).date()
    wanted = (Reopened("topic", "Say more.", "0" * 64),)
    returned = Returned(attempt=1, at=now, comment="", reply_by=by, all_open=False, questions=wanted)
    return _with(desk, now, stage=Stage.returned, returned=returned)


_ACTS: Mapping[str, Callable[[Session, YearOfOne, datetime], Session]] = {
    "meet": _meet,
    "begin": _begin,
    "touch": lambda desk, _, now: _with(desk, now),
    "send": _send,
    "award": lambda desk, _, now: _with(desk, now, stage=Stage.closed, outcome=Outcome.awarded),
    "return": _return,
}


async def lived(data: Path, people: int, seed: int = 1) -> Year:
    """A year, lived through and accounted for. Raises AssertionError for a reminder that was wrong or is missing."""
    async with Store.open(data) as store:
        year = Year(store, data, seed)
        year.sitting.ms = _ms(BEGIN)
        await year.run(people)
        await year.sitting.conversation.settle()
        year.is_accounted_for()
    return year


def main() -> None:
    """Lives through it with so many people, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = wall.monotonic()
    with tempfile.TemporaryDirectory() as data:
        year = asyncio.run(lived(Path(data), asked.people, asked.seed))
        lines = [*year.table()]
    heard = sum(len(life.got) for life in year.lives.values())
    lines.append(f"{asked.people} people, {DAYS} days, {heard} reminders, in {wall.monotonic() - began:.0f} seconds")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
