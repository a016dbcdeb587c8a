"""The intake: nothing is confirmed before it is kept, and trouble is waited out or named."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs
from support.bot_api_models import method_model
from telegram.error import TimedOut

from bot.channels.telegram.bot_api.account import Account, BadTokenError
from bot.channels.telegram.bot_api.transport import Transport
from bot.channels.telegram.intake.poll_policy import Conflicts, NoService, PollPolicy
from bot.channels.telegram.intake.polling import AnotherInstanceError, Poller
from bot.channels.telegram.intake.update_intake import WedgedError
from bot.playground.telegram import InjectedFault, Sandbox, too_many_requests
from tests.bot.channels.telegram.equipment import SwiftTime

API = "http://telegram.test"
CONFLICT = (409, {"ok": False, "error_code": 409, "description": "Conflict: terminated by other getUpdates request"})
WEBHOOK = (
    409,
    {"ok": False, "error_code": 409, "description": "Conflict: can't use getUpdates while webhook is active"},
)


class KeepingHandler:
    """A handler that keeps what it is given, fails as often as told, and waits at a gate."""

    def __init__(self) -> None:
        self.updates: list[Mapping[str, object]] = []
        self.failures = 0
        self.entered = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.news = asyncio.Condition()

    async def __call__(self, batch: Sequence[Mapping[str, object]]) -> None:
        """Handle one batch."""
        self.entered.set()
        await self.gate.wait()
        if self.failures:
            self.failures -= 1
            raise ValueError("I looked after Mrs Baird")
        self.updates += batch
        async with self.news:
            self.news.notify_all()

    async def has(self, count: int) -> None:
        """Wait until so many updates are kept."""
        async with asyncio.timeout(5), self.news:
            await self.news.wait_for(lambda: len(self.updates) >= count)


class Scripted(Transport):
    """Answers as written: a status and a body, or an error. The last line repeats for ever."""

    def __init__(self, *script: object) -> None:
        super().__init__()
        self.script = list(script)
        self.methods: list[str] = []
        self.rebuilds = 0

    async def post_json(self, url: str, parameters: Mapping[str, object], read_timeout: float) -> tuple[int, bytes]:
        """The next line of the script."""
        self.methods.append(url.rpartition("/")[2])
        line = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(line, Exception):
            raise line
        status, body = line
        return status, body if isinstance(body, bytes) else json.dumps(body).encode()

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def rebuild(self) -> None:
        """Count it."""
        self.rebuilds += 1


@asynccontextmanager
async def running(poller: Poller) -> AsyncIterator[asyncio.Task[None]]:
    """A poller at work, stopped at the end."""
    task = asyncio.create_task(poller.run())
    yield task
    await poller.stop()
    await task


def poller_of(sandbox: Sandbox, transport: Transport, kept: KeepingHandler, swift: SwiftTime) -> Poller:
    """A poller of the sandbox."""
    return Poller(transport, sandbox.token, sandbox.api_url, kept, waits=swift.waits())


async def test_nothing_is_confirmed_before_it_is_kept(sandbox: Sandbox, transport: Transport, swift: SwiftTime) -> None:
    """While the handler is at work, Telegram still holds the updates; afterwards it need not."""
    kept, morag = KeepingHandler(), sandbox.user()
    kept.gate.clear()
    async with running(poller_of(sandbox, transport, kept, swift)):
        morag.start()
        await kept.entered.wait()
        assert sandbox.updates.unconfirmed == 1
        kept.gate.set()
        await sandbox.all_confirmed()
    assert [update["message"]["text"] for update in kept.updates] == ["/start"]


async def test_what_was_not_kept_comes_again(sandbox: Sandbox, transport: Transport, swift: SwiftTime) -> None:
    """A handler that raises loses nothing: the same updates come after a wait, each once in the end."""
    kept, morag = KeepingHandler(), sandbox.user()
    kept.failures = 3
    morag.start()
    morag.say("one")
    with capture_logs() as logs:
        async with running(poller_of(sandbox, transport, kept, swift)):
            await sandbox.all_confirmed()
    assert [update["message"]["text"] for update in kept.updates] == ["/start", "one"]
    assert len(swift.slept) == 3
    assert swift.slept == sorted(swift.slept)
    assert "Baird" not in str(logs)


async def test_a_stopped_poller_confirms_nothing_new(sandbox: Sandbox, transport: Transport, swift: SwiftTime) -> None:
    """What was fetched but not kept when the program ended comes to the next one."""
    first, second, morag = KeepingHandler(), KeepingHandler(), sandbox.user()
    first.failures = 1_000
    morag.start()
    async with running(poller_of(sandbox, transport, first, swift)):
        await first.entered.wait()
    async with running(poller_of(sandbox, transport, second, swift)):
        await second.has(1)
    assert first.updates == []


async def test_updates_that_no_library_can_read_are_handed_over_raw(
    sandbox: Sandbox, transport: Transport, swift: SwiftTime
) -> None:
    """One odd update stops nobody: it comes as it is, and so do those behind it."""
    kept, morag = KeepingHandler(), sandbox.user()
    sandbox.inject({"message": "a hologram"})
    morag.start()
    async with running(poller_of(sandbox, transport, kept, swift)):
        await sandbox.all_confirmed()
    assert kept.updates[0]["message"] == "a hologram"
    assert len(kept.updates) == 2


@pytest.mark.parametrize("fault", list(InjectedFault))
async def test_trouble_on_the_way_is_waited_out(
    sandbox: Sandbox, transport: Transport, swift: SwiftTime, fault: InjectedFault
) -> None:
    """Broken connections, gateways and floods delay updates, and that is all."""
    kept, morag = KeepingHandler(), sandbox.user()
    sandbox.faults.once("getUpdates", fault, times=2)
    morag.start()
    async with running(poller_of(sandbox, transport, kept, swift)):
        await sandbox.all_confirmed()
    assert len(kept.updates) == 1
    assert len(swift.slept) == 2


async def test_telegrams_own_wait_is_honoured(sandbox: Sandbox, transport: Transport, swift: SwiftTime) -> None:
    """After 429 the poller is silent for exactly as long as Telegram asks."""
    kept, morag = KeepingHandler(), sandbox.user()
    sandbox.faults.once("getUpdates", too_many_requests(17))
    morag.start()
    async with running(poller_of(sandbox, transport, kept, swift)):
        await kept.has(1)
    assert swift.slept == [17]


async def test_a_held_poll_is_dropped_at_once_on_stop(sandbox: Sandbox, transport: Transport, swift: SwiftTime) -> None:
    """Stopping does not wait for the long poll to end."""
    poller = poller_of(sandbox, transport, KeepingHandler(), swift)
    async with asyncio.timeout(5), running(poller) as task:
        await held(sandbox)
        await poller.stop()
        assert task.done()


async def held(sandbox: Sandbox) -> None:
    """Wait until a poll is held."""
    while not sandbox.updates.is_held:
        await sandbox.updates.bell.heard()


async def test_stop_lets_a_batch_finish(sandbox: Sandbox, transport: Transport, swift: SwiftTime) -> None:
    """A batch in handling is finished before `stop` returns."""
    kept, morag = KeepingHandler(), sandbox.user()
    kept.gate.clear()
    morag.start()
    poller = poller_of(sandbox, transport, kept, swift)
    async with running(poller):
        await kept.entered.wait()
        stopping = asyncio.create_task(poller.stop())
        await asyncio.sleep(0)
        assert not stopping.done()
        kept.gate.set()
        await stopping
    assert len(kept.updates) == 1


async def test_a_webhook_is_removed_once_and_nothing_is_dropped(
    sandbox: Sandbox, transport: Transport, bot: Account, swift: SwiftTime
) -> None:
    """A webhook that is in the way goes; what waited for it comes by polling."""
    kept, morag = KeepingHandler(), sandbox.user()
    hold = sandbox.faults.hold("getUpdates")
    await bot.set_webhook("http://127.0.0.1:1/hook")
    morag.start()
    async with running(poller_of(sandbox, transport, kept, swift)):
        hold.release()
        await kept.has(1)
    (removal,) = sandbox.log.of("deleteWebhook")
    assert removal.params.get("drop_pending_updates") in (False, "false")
    assert set(removal.params) == {"drop_pending_updates"}


async def test_a_webhook_that_comes_back_is_another_instance(swift: SwiftTime) -> None:
    """Somebody who sets the webhook again and again is a second program."""
    fine = (200, {"ok": True, "result": True})
    transport = Scripted(WEBHOOK, fine, WEBHOOK)
    with pytest.raises(AnotherInstanceError):
        await Poller(transport, "1:a", API, KeepingHandler(), waits=swift.waits()).run()
    assert transport.methods.count("deleteWebhook") == 1


async def test_two_instances_are_named_as_such(swift: SwiftTime) -> None:
    """Conflicts that go on are fatal, and the message says what to do."""
    with pytest.raises(AnotherInstanceError, match="stop the other"):
        await Poller(Scripted(CONFLICT), "1:a", API, KeepingHandler(), waits=swift.waits()).run()
    assert swift.seconds >= PollPolicy().conflict_span


async def test_taking_turns_is_a_conflict_too(swift: SwiftTime) -> None:
    """A poll that succeeds between two conflicts does not hide the other instance."""
    turns = [line for number in range(40) for line in (CONFLICT, (200, {"ok": True, "result": []}))]
    with pytest.raises(AnotherInstanceError):
        await Poller(Scripted(*turns, TimedOut()), "1:a", API, KeepingHandler(), waits=swift.waits()).run()


def test_a_conflict_now_and_then_is_no_other_instance() -> None:
    """Restarts far apart do not add up."""
    conflicts = Conflicts(PollPolicy())
    assert not any(conflicts.met(hour * 3600.0, 0.0) for hour in range(100))


HOUR = 3600.0
DAY = 24 * HOUR


def gives_way(served: float) -> float | None:
    """Seconds of conflicts, one every ten, until who has served for so long gives way; None for never."""
    conflicts = Conflicts(PollPolicy())
    return next((at for at in range(0, 200_000, 10) if conflicts.met(float(at), served)), None)


def test_who_has_served_longer_gives_way_later() -> None:
    """A newcomer stops within half a minute, long before anybody who has served; who has served a week never stops."""
    ends = [gives_way(served) for served in (0.0, HOUR, DAY, 6 * DAY)]
    assert ends[0] == 30
    assert ends == sorted(set(ends), key=float)
    assert gives_way(7 * DAY) is None


async def test_of_two_pollers_the_newcomer_stops_and_the_other_goes_on(
    sandbox: Sandbox, transport: Transport, swift: SwiftTime
) -> None:
    """Both poll the same server: the one that has served for an hour is there when the other has stopped."""
    kept, morag, service = KeepingHandler(), sandbox.user(), NoService(HOUR)
    waits = swift.waits()
    elder = Poller(transport, sandbox.token, sandbox.api_url, kept, waits=waits, service=service)
    others = Transport()
    newcomer = Poller(others, sandbox.token, sandbox.api_url, KeepingHandler(), waits=waits)
    async with running(elder):
        await held(sandbox)
        with pytest.raises(AnotherInstanceError, match="has served it for longer, so this one stops"):
            async with asyncio.timeout(20):
                await newcomer.run()
        morag.start()
        await kept.has(1)
    await others.shutdown()


async def test_who_goes_on_says_once_that_somebody_else_polls(swift: SwiftTime) -> None:
    """The operator of the one that serves reads of it in the log, and can find the other."""
    kept = KeepingHandler()
    last = (200, {"ok": True, "result": [{"update_id": 1}]})
    transport = Scripted(*[CONFLICT] * 30, last, TimedOut())
    poller = Poller(
        transport,
        "1:a",
        API,
        kept,
        policy=PollPolicy(wedged_after=1e12),
        waits=swift.waits(),
        service=NoService(30 * DAY),
    )
    with capture_logs() as logs:
        async with running(poller):
            await kept.has(1)
    assert [line["served_hours"] for line in logs if line["event"] == "another_program_polls"] == [720]


async def test_service_is_counted_while_nobody_else_polls(swift: SwiftTime) -> None:
    """Time between polls that succeed counts; time without Telegram, and time of conflicts, does not."""
    empty = (200, {"ok": True, "result": []})

    class Passing(Scripted):
        """Each poll takes half a minute; one that cannot be made takes an hour."""

        async def post_json(self, url: str, parameters: Mapping[str, object], read_timeout: float) -> tuple[int, bytes]:
            swift.seconds += HOUR if isinstance(self.script[0], TimedOut) else 30
            return await super().post_json(url, parameters, read_timeout)

    service, kept = NoService(), KeepingHandler()
    last = (200, {"ok": True, "result": [{"update_id": 1}]})
    transport = Passing(empty, empty, empty, TimedOut(), empty, CONFLICT, empty, last, empty)
    patience = PollPolicy(wedged_after=1e12, rebuild_after=1e12)
    poller = Poller(transport, "1:a", API, kept, policy=patience, waits=swift.waits(), service=service)
    async with running(poller):
        await kept.has(1)
        counted = service.seconds
    assert 120 <= counted <= 130


async def test_a_restart_is_no_other_instance(swift: SwiftTime) -> None:
    """The one conflict that our own last poll can cause is waited out."""
    odd = {"update_id": 7}
    kept = KeepingHandler()
    transport = Scripted(CONFLICT, (200, {"ok": True, "result": [odd]}), TimedOut())
    async with running(Poller(transport, "1:a", API, kept, policy=PollPolicy(wedged_after=1e12), waits=swift.waits())):
        await kept.has(1)


async def test_an_unknown_token_is_fatal(sandbox: Sandbox, transport: Transport, swift: SwiftTime) -> None:
    """Telegram's own 401 ends the poller, without the token in the error."""
    with pytest.raises(BadTokenError) as caught:
        await Poller(transport, "1:secret", sandbox.api_url, KeepingHandler(), waits=swift.waits()).run()
    assert "secret" not in str(caught.value)


async def test_a_wedged_connection_is_rebuilt_and_in_the_end_fatal(swift: SwiftTime) -> None:
    """Without a successful poll, connections are thrown away now and then, and at last the program gives up."""
    transport = Scripted(TimedOut())
    patience = PollPolicy(rebuild_after=100, wedged_after=900)
    with pytest.raises(WedgedError):
        await Poller(transport, "1:a", API, KeepingHandler(), policy=patience, waits=swift.waits()).run()
    assert 900 <= swift.seconds < 1000
    assert 4 <= transport.rebuilds <= 9


async def test_a_poll_that_succeeds_starts_the_watch_anew(swift: SwiftTime) -> None:
    """Trouble that heals within the limit, however often, is not fatal."""
    fine = (200, {"ok": True, "result": []})
    rounds = [line for _ in range(30) for line in (*[TimedOut()] * 5, fine)]
    kept = KeepingHandler()
    last = (200, {"ok": True, "result": [{"update_id": 1}]})
    transport = Scripted(*rounds, last)
    async with running(Poller(transport, "1:a", API, kept, waits=swift.waits())):
        await kept.has(1)
    assert transport.rebuilds == 0


@pytest.mark.parametrize(
    "answer", [b"", b"<html>", b"[]", b'{"ok": true}', b'{"ok": true, "result": [5, {"x": 1}]}', b"[" * 100_000]
)
async def test_an_answer_that_makes_no_sense_is_waited_out(swift: SwiftTime, answer: bytes) -> None:
    """Nothing that comes in place of updates stops the poller or moves the offset."""
    kept = KeepingHandler()
    good = (200, {"ok": True, "result": [{"update_id": 3}]})
    transport = Scripted((200, answer), good)
    async with running(Poller(transport, "1:a", API, kept, waits=swift.waits())):
        await kept.has(1)
    assert swift.slept


@pytest.mark.slow
async def test_requests_are_as_the_bot_api_describes_them(
    sandbox: Sandbox, transport: Transport, swift: SwiftTime
) -> None:
    """Every getUpdates fits another library's description, and names the kinds of update that are read."""
    kept, morag = KeepingHandler(), sandbox.user()
    morag.start()
    async with running(poller_of(sandbox, transport, kept, swift)):
        await sandbox.all_confirmed()
        morag.say("one")
        await sandbox.all_confirmed()
    first, second = sandbox.log.of("getUpdates")[:2]
    for call in (first, second):
        method_model("getUpdates").model_validate(call.params)
        assert set(call.params) <= set(method_model("getUpdates").model_fields)
    assert "offset" not in first.params
    assert int(str(second.params["offset"])) == kept.updates[0]["update_id"] + 1


async def test_silence_is_measured_from_the_last_success(
    sandbox: Sandbox, transport: Transport, swift: SwiftTime
) -> None:
    """The health page can say how long Telegram has not been heard."""
    poller = poller_of(sandbox, transport, KeepingHandler(), swift)
    swift.seconds += 40
    assert poller.silence == 40
