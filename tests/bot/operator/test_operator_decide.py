"""What an operator does from the command line about one submission: while the bot runs, and while it does not."""

import asyncio
import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import Result
from rich.console import Console
from support.conversation_driver import Sitting, sent
from support.scripted_worker import BADGE, Worker, text
from support.served_bot import child_running, listening, rows, served
from typer.testing import CliRunner

from bot import cli
from bot.commands import console
from bot.issuers.decision_intake import Decisions
from bot.issuers.route import FailureReason, NeedsHandover, Receipt, RetryLater
from bot.jobs.operator_requests import OperatorRequestsJob
from bot.jobs.runner import JobRunner
from bot.jobs.submissions.deliver import DeliverJob
from bot.media.store import MediaStore
from bot.operator import decide
from bot.playground.telegram import Sandbox
from bot.storage.beside import operator
from bot.storage.erasing.erase_person import forget
from bot.storage.kept_files.media_folder import MediaFolder
from bot.storage.store import Store
from flows.engine.buttons import Action
from flows.engine.message import AwardCopy
from flows.model.draft import Outcome
from flows.model.stages import Stage
from flows.pack.pack import Pack

pytestmark = pytest.mark.slow

MORAG = "telegram:7"
TOPIC = BADGE.questions[0].id


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder that the settings name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEABREAK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "data"


async def teabreak(*arguments: str) -> Result:
    """Runs the command beside this loop, as if in another process."""
    return await asyncio.to_thread(CliRunner().invoke, cli.command_line(), arguments)


@dataclass
class Counter:
    """A route that does what it is told, and waits where it is told to."""

    says: list[Exception | Receipt] = field(default_factory=list)
    tries: int = 0
    go: asyncio.Event = field(default_factory=asyncio.Event)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, _: Pack) -> Receipt | NeedsHandover:
        """One try."""
        self.tries += 1
        self.came.set()
        await self.go.wait()
        said = self.says.pop(0)
        if isinstance(said, Exception):
            raise said
        return said


@dataclass
class HandTurnedBot:
    """A bot whose loops a test turns by hand."""

    sitting: Sitting
    requests: OperatorRequestsJob
    jobs: JobRunner
    route: Counter
    reference: str

    async def outcome(self) -> tuple[Stage, Outcome | None]:
        """Where the submission stands."""
        draft = await self.sitting.draft(MORAG)
        return draft.stage, draft.outcome


@pytest.fixture
async def house(data: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[HandTurnedBot]:
    """Morag has sent something, and it waits to be delivered."""
    # A test is to look itself, after the command.
    monkeypatch.setattr(decide, "WAIT_SECONDS", 0.0)
    async with sent(data, MORAG) as sitting:
        store = sitting.store
        draft = await sitting.draft(MORAG)
        assert draft.sending
        route = Counter()
        job = DeliverJob(store, sitting.conversation, lambda _: route, sitting.clock)
        jobs = JobRunner(store, sitting.clock, (job,))
        decisions = Decisions(store, sitting.conversation, sitting.clock, MediaStore(data / "media", 10_000_000))
        requests = OperatorRequestsJob(store, sitting.conversation, decisions, jobs, sitting.clock)
        yield HandTurnedBot(sitting, requests, jobs, route, draft.sending.reference)


@asynccontextmanager
async def running(jobs: JobRunner) -> AsyncIterator[None]:
    """Jobs at work, until the block ends."""
    task = asyncio.create_task(jobs.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until_waiting(data: Path, *problems: str | None) -> None:
    """Waits until what is to be delivered has these troubles."""
    async with asyncio.timeout(5):
        while [one.problem for one in await asyncio.to_thread(operator.waiting, data)] != list(problems):
            pass


# Decisions by hand


async def test_a_decision_waits_for_the_bot_and_is_told_once(house: HandTurnedBot, data: Path) -> None:
    """It is kept beside the drafts; the bot takes it when it looks, and a second look finds nothing."""
    given = await teabreak("decide", "--insist", house.reference.lower(), "awarded", "--comment", "Well done.")
    assert (given.exit_code, given.stderr) == (0, "")
    assert given.stdout == "Kept. The bot does this as soon as it runs.\n"
    assert (await house.outcome())[0] is Stage.sending
    await house.requests.look()
    assert await house.outcome() == (Stage.closed, Outcome.awarded)
    said = len(house.sitting.voice.rows)
    await house.requests.look()
    assert len(house.sitting.voice.rows) == said
    assert rows(data, "SELECT * FROM operator_request") == []


async def test_more_is_wanted_of_the_questions_that_are_named(house: HandTurnedBot) -> None:
    """Each question comes with its words, and the day with the whole."""
    words = ("--comment", "Nearly.", "--question", f"{TOPIC}=Which team?", "--reply-by", "2030-08-31")
    assert (await teabreak("decide", "--insist", house.reference, "returned", *words)).exit_code == 0
    await house.requests.look()
    draft = await house.sitting.draft(MORAG)
    assert draft.returned
    assert [(one.question, one.comment) for one in draft.returned.questions] == [(TOPIC, "Which team?")]
    assert str(draft.returned.reply_by) == "2030-08-31"


@pytest.mark.parametrize("content", ["eyJh.eyJp.c2ln", '{"id": "urn:x"}'])
async def test_a_badge_that_came_by_letter_is_given_to_the_worker(
    house: HandTurnedBot, data: Path, content: str
) -> None:
    """The bot takes it from the file, keeps its bytes, and gives it out under the reference."""
    file = data.parent / "badge"
    file.write_bytes(b"\xef\xbb\xbf" + content.encode() + b"\n")
    given = await teabreak("decide", "--insist", house.reference, "awarded", "--credential", str(file))
    assert (given.exit_code, content in given.output) == (0, False)
    file.unlink()
    await house.requests.look()
    assert rows(data, "SELECT * FROM operator_request") == []
    attachment = house.sitting.voice.last(MORAG).message.attachment
    assert isinstance(attachment, AwardCopy)
    assert attachment.name == f"{house.reference}.{'json' if content.startswith('{') else 'jwt'}"
    assert MediaFolder(data / "media").path(attachment.sha256).read_text() == content


@pytest.mark.parametrize(
    ("verdict", "content", "told"),
    [
        ("declined", b"eyJh.eyJp.c2ln", "--credential goes with awarded alone"),
        ("awarded", b"\x89PNG\r\n\x1a\n", "not as a picture"),
        ("awarded", b"my badge", "--credential: signed text in three parts"),
        ("awarded", b"a.b." + b"c" * 512 * 1024, "--credential: at most 524288 bytes"),
    ],
)
async def test_a_file_that_is_no_badge_is_told_and_not_kept(
    house: HandTurnedBot, data: Path, verdict: str, content: bytes, told: str
) -> None:
    """The line says what to give, and repeats nothing of the file."""
    file = data.parent / "badge"
    file.write_bytes(content)
    given = await teabreak("decide", "--insist", house.reference, verdict, "--credential", str(file))
    assert (given.exit_code, told in given.stderr, "cccc" in given.stderr) == (1, True, False)
    assert rows(data, "SELECT * FROM operator_request") == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("TB-CD3-FG4-HJ6", "awarded"), "Nothing was sent as TB-CD3-FG4-HJ6."),
        (("{}", "awarded", "--attempt", "2"), "Nothing was sent as attempt 2 of TB-"),
        (("{}", "awarded"), "has not reached the issuer, as far as is known here"),
        (("{}", "received"), "say so with --insist"),
        (("{}", "awarded", "--question", "topic=More"), "go with returned alone"),
        (("{}", "returned", "--link", "https://example.co.uk/1"), "--link goes with awarded alone"),
        (("{}", "returned"), "say what is wanted"),
        (("{}", "returned", "--question", "owl=More"), "this badge has topic"),
        (("{}", "returned", "--question", "topic"), "give id="),
        (
            ("{}", "returned", "--question", f"{TOPIC}={'x' * 1501}"),
            "--question: This has 1,501 characters",
        ),
        (
            ("{}", "awarded", "--comment", "x" * 3001),
            "--comment: This has 3,001 characters, and at most 3,000 fit",
        ),
        (("{}", "awarded", "--link", "http://example.co.uk"), "--link: a link to a public page"),
    ],
)
async def test_what_cannot_be_taken_is_told_and_not_kept(
    house: HandTurnedBot, data: Path, arguments: tuple[str, ...], told: str
) -> None:
    """The line says what to give instead; nothing is left for the bot."""
    given = await teabreak("decide", *(argument.format(house.reference) for argument in arguments))
    assert given.exit_code == 1
    assert told in given.stderr
    assert rows(data, "SELECT * FROM operator_request") == []


async def test_what_an_issuer_has_is_decided_on_without_insisting(house: HandTurnedBot, data: Path) -> None:
    """By a route of ours; what never arrived is refused, and the worker hears nothing of it."""
    said = len(house.sitting.voice.rows)
    assert (await teabreak("decide", house.reference, "awarded")).exit_code == 1
    await house.requests.look()
    assert len(house.sitting.voice.rows) == said
    assert (await house.outcome()) == (Stage.sending, None)
    house.route.says, _ = [Receipt()], house.route.go.set()
    async with running(house.jobs):
        await until_waiting(data)
    assert (await house.outcome())[0] is Stage.with_issuer
    assert (await teabreak("decide", house.reference, "awarded")).exit_code == 0


async def test_what_the_worker_took_to_the_issuer_is_decided_on(house: HandTurnedBot, data: Path) -> None:
    """On the route `handover` the worker says that it is there."""
    house.route.says, _ = [NeedsHandover()], house.route.go.set()
    async with running(house.jobs):
        await until_waiting(data)
    assert (await teabreak("decide", house.reference, "awarded")).exit_code == 1
    draft = await house.sitting.draft(MORAG)
    await house.sitting.handle(house.sitting.press(MORAG, Action.sent_it, draft.id))
    assert (await house.outcome())[0] is Stage.with_issuer
    assert (await teabreak("decide", house.reference, "awarded")).exit_code == 0


@pytest.mark.sqlite_file
def test_without_a_database_the_folder_is_named(data: Path) -> None:
    """A slip in the folder makes no new one."""
    for command in (("decide", "TB-CD3-FG4-HJ6", "awarded"), ("deliver",), ("deliver", "--retry", "TB-CD3-FG4-HJ6")):
        given = CliRunner().invoke(cli.command_line(), command)
        assert (given.exit_code, given.stderr) == (1, f"{data} holds no database\n")
    assert not data.exists()


@pytest.mark.sqlite_file
async def test_an_older_database_is_left_alone(house: HandTurnedBot, data: Path) -> None:
    """Only the bot brings a database up to date."""
    del house
    rows(data, "PRAGMA user_version = 1")
    given = await teabreak("deliver")
    assert given.exit_code == 1
    assert "start the bot once" in given.stderr


async def test_a_damaged_database_is_named(house: HandTurnedBot, data: Path) -> None:
    """Whatever is wrong with the file, there is a line for it and no traceback."""
    del house
    (data.parent / "other").mkdir()
    (data.parent / "other" / "teabreak.db").write_bytes(b"not a database" * 100)
    given = await asyncio.to_thread(
        CliRunner().invoke, cli.command_line(), ["deliver"], env={"TEABREAK_DATA": str(data.parent / "other")}
    )
    assert given.exit_code == 1
    assert "put a backup in its place" in given.stderr


async def test_what_cannot_be_read_is_shown_all_the_same(house: HandTurnedBot) -> None:
    """A submission whose row is damaged still waits, and the operator sees it."""
    async with house.sitting.store.transaction() as work:
        await work._db.turn._connection.execute("UPDATE submission SET pack = 'A private story'")
    shown = (await teabreak("deliver")).stdout
    assert shown.startswith(f"{house.reference}-1\tsssc\t")
    given = await teabreak("decide", "--insist", house.reference, "awarded")
    assert (given.exit_code, "private" in given.stderr) == (1, False)


async def test_what_is_asked_of_a_person_is_forgotten_with_them(data: Path) -> None:
    """An assessor's words that the bot has not taken yet are words about a person."""
    async with Store.open(data) as store:
        draft = await Sitting(store).send(MORAG)
        assert draft.sending
    await teabreak("decide", "--insist", draft.sending.reference, "awarded", "--comment", "A quiet word.")
    assert forget(data, MORAG).known
    assert rows(data, "SELECT * FROM operator_request") == []


def test_a_person_reads_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal there are headings; and where nothing waits, a sentence."""
    shown = io.StringIO()
    monkeypatch.setattr(console, "out", Console(file=shown, force_terminal=True, width=120, color_system=None))
    waiting = ("TB-CD3-FG4-HJ6-1", "sssc", "busy", "2026-11-22 06:40", "3", "2026-11-22 07:40")
    console.show([], decide.HEADINGS, "Nothing waits to be delivered.")
    console.show([waiting], decide.HEADINGS)
    told = shown.getvalue()
    assert told.startswith("Nothing waits to be delivered.\n")
    assert all(heading in told for heading in decide.HEADINGS)
    assert "TB-CD3-FG4-HJ6-1" in told


async def test_what_cannot_be_done_is_logged_and_holds_up_nothing(house: HandTurnedBot, data: Path) -> None:
    """A row that cannot be read stays, with one line a minute; those behind it are done."""
    assert (await teabreak("decide", "--insist", house.reference, "declined")).exit_code == 0
    assert (
        await teabreak("decide", "--insist", house.reference, "awarded", "--comment", "A private story")
    ).exit_code == 0
    async with house.sitting.store.transaction() as work:
        await work._db.turn._connection.execute("UPDATE operator_request SET body = 'A private story' WHERE id = 1")
    with listening() as heard:
        await house.requests.look()
        await house.requests.look()
    assert len(heard.events("request_broke")) == 1
    assert "private" not in heard.text()
    assert await house.outcome() == (Stage.closed, Outcome.awarded)
    assert len(rows(data, "SELECT * FROM operator_request")) == 1


# Deliveries


async def test_what_waits_is_shown_with_its_reason(house: HandTurnedBot, data: Path) -> None:
    """For a program, a line with tabs; nobody's name is in it."""
    before = (await teabreak("deliver")).stdout.rstrip("\n").split("\t")
    assert before[:3] == [f"{house.reference}-1", "sssc", "not tried yet"]
    house.route.says = [RetryLater(FailureReason.busy)]
    house.route.go.set()
    async with running(house.jobs):
        await until_waiting(data, "busy")
    shown = (await teabreak("deliver")).stdout.rstrip("\n").split("\t")
    assert shown[2] == "busy"
    assert shown[4] == "1"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", shown[5])


async def test_one_can_be_tried_now(house: HandTurnedBot, data: Path) -> None:
    """What was put off is due at once, and goes."""
    house.route.says = [RetryLater(FailureReason.busy, 3600), Receipt("CASE-7")]
    house.route.go.set()
    async with running(house.jobs):
        await until_waiting(data, "busy")
        assert (await teabreak("deliver", "--retry", house.reference)).exit_code == 0
        await house.requests.look()
        await until_waiting(data)
    assert house.route.tries == 2
    assert (await house.outcome())[0] is Stage.with_issuer


async def test_one_can_be_given_up(house: HandTurnedBot, data: Path) -> None:
    """Its worker is told, it is tried no more, and it can be sent again."""
    assert (await teabreak("deliver", "--give-up", house.reference)).exit_code == 0
    await house.requests.look()
    assert (await house.outcome())[0] is Stage.reviewing
    assert "The people who run me looked at it." in house.sitting.voice.last(MORAG).message.text
    assert rows(data, "SELECT * FROM effect WHERE kind = 'deliver_pack'") == []
    assert (await teabreak("deliver")).stdout == ""
    assert house.route.tries == 0


async def test_what_is_being_tried_is_not_given_up_beside_it(house: HandTurnedBot, data: Path) -> None:
    """The try may succeed: then the worker hears that it arrived, and the wish has no more to do."""
    house.route.says = [Receipt("CASE-7")]
    async with running(house.jobs):
        await house.route.came.wait()
        assert (await teabreak("deliver", "--give-up", house.reference)).exit_code == 0
        await house.requests.look()
        assert (await house.outcome())[0] is Stage.sending
        house.route.go.set()
        await until_waiting(data)
        await house.requests.look()
    assert (await house.outcome())[0] is Stage.with_issuer
    assert not await house.sitting.store.asked()


@pytest.mark.parametrize("option", ["--retry", "--give-up"])
async def test_what_does_not_wait_is_named(house: HandTurnedBot, option: str) -> None:
    """A slip in the reference is told, with the command that shows what waits."""
    del house
    given = await teabreak("deliver", option, "TB-CD3-FG4-HJ6")
    assert (given.exit_code, given.stdout) == (1, "")
    assert "`teabreak deliver` shows what does" in given.stderr


async def test_both_at_once_are_refused(house: HandTurnedBot) -> None:
    """Only one can be meant."""
    given = await teabreak("deliver", "--retry", house.reference, "--give-up", house.reference)
    assert (given.exit_code, given.stderr) == (2, "say one: --retry or --give-up\n")


# With the real bot


async def test_a_running_bot_does_it_within_seconds(data: Path) -> None:
    """The command waits for it and says so; the worker reads it."""
    async with Sandbox() as sandbox:
        worker = Worker(sandbox.user("Morag"), within=10)
        # The log would be mixed into what the command prints.
        with listening():
            await _decided_at_once(sandbox, worker, data)


async def _decided_at_once(sandbox: Sandbox, worker: Worker, data: Path) -> None:
    async with served(sandbox, data):
        await worker.apply()
        ((reference,),) = rows(data, "SELECT reference FROM submission")
        given = await teabreak("decide", str(reference), "awarded", "--comment", "A fine piece of work.")
        assert (given.exit_code, given.stdout) == (0, f"{decide.TAKEN}\n")
        await worker.sees("A fine piece of work.")


@pytest.mark.slow
async def test_a_killed_bot_does_it_at_its_next_start(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was left while it was down is told once, whatever process does it."""
    async with Sandbox() as sandbox:
        worker = Worker(sandbox.user("Morag"), within=20)
        async with child_running(sandbox, data) as bot:
            await worker.apply()
            await bot.kill()
        ((reference,),) = rows(data, "SELECT reference FROM submission")
        monkeypatch.setattr(decide, "WAIT_SECONDS", 0.0)
        for verdict in ("awarded", "received"):
            await teabreak("decide", str(reference), verdict, "--comment", "A fine piece.")
        async with child_running(sandbox, data):
            await worker.sees("A fine piece.")
            monkeypatch.setattr(decide, "WAIT_SECONDS", 8.0)
            # They are done in order, and the second says nothing: this one comes after both.
            last = await teabreak("decide", str(reference), "revoked", "--comment", "A slip of ours.")
            assert last.stdout == f"{decide.TAKEN}\n"
            await worker.sees("A slip of ours.")
        assert rows(data, "SELECT * FROM operator_request") == []
        assert sum("A fine piece." in text(message) for message in worker.person.bot_messages) == 1
