"""Recordings: fetched, kept and heard once, whatever breaks on the way, while everybody else goes on."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support import warm_start
from support.conversation_driver import Sitting, noted
from support.scripted_worker import BADGE, Worker, heard_by
from support.served_bot import assert_private, child_running, listening, problems, rows, served

from bot.audio.mp3 import Listening
from bot.audio.probe import Prober
from bot.audio.recording_intake import AudioIntake
from bot.channels.channel import FileGone, FileNotReady
from bot.jobs.attachments.keep_recording import KeepRecordingJob
from bot.jobs.runner import JobRunner
from bot.media.disk_space import DiskSpace
from bot.media.store import MediaStore
from bot.playground.telegram import Rates, Sandbox, bad_request
from bot.playground.telegram.state.sandbox_clock import Bell
from bot.storage.kept_files.media_folder import MediaFolder
from bot.storage.store import Store
from flows.engine.buttons import Action
from flows.engine.events import AudioSent
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.model.attachments.audio import AudioKind, AudioProblem
from flows.model.draft import AudioPart

pytestmark = pytest.mark.slow

SOUNDS = Path(__file__).parents[2] / "sounds"
NAMES = ("kettle.ogg", "stairs.m4a", "hearing.mp3", "handover.webm", "garden.mp4")
NOTE = (SOUNDS / "kettle.ogg").read_bytes()
MORAG = "telegram:7"
MB = 1024 * 1024
ROOM = 100 * MB


class RecordingSource:
    """Where recordings come from, as a test sets it: what goes wrong first, and then the bytes."""

    def __init__(self, *problems: Exception, data: bytes = NOTE) -> None:
        self.problems = list(problems)
        self.data = data
        self.asked = 0

    async def fetch(self, *_: str) -> AsyncGenerator[bytes, None]:
        """Half of the bytes, and then a problem or the other half."""
        self.asked += 1
        half = len(self.data) // 2
        yield self.data[:half]
        if self.problems:
            raise self.problems.pop(0)
        yield self.data[half:]


def recordings(source: RecordingSource, folder: Path, most: int = MB) -> AudioIntake:
    """Recordings from such a source, with everything else real."""
    return AudioIntake(source, MediaStore(folder / "media", most), Prober(), Listening())


def kept(folder: Path) -> set[str]:
    """The digests of what is on the disk, each held against its bytes."""
    found = {path.name: path.read_bytes() for path in (folder / "media").rglob("*") if path.is_file()}
    assert all(hashlib.sha256(content).hexdigest() == name for name, content in found.items())
    return set(found)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
async def test_a_recording_is_kept_with_a_copy_to_listen_to(tmp_path: Path, name: str) -> None:
    """Each form that phones send: the bytes as they came, their figures, and a copy; a second time gives the same."""
    source = RecordingSource(data=(SOUNDS / name).read_bytes())
    heard = await recordings(source, tmp_path).keep(MORAG, "f", ROOM)
    assert (heard.sha256, heard.size) == (hashlib.sha256(source.data).hexdigest(), len(source.data))
    assert (heard.trouble, heard.partial) == (None, False)
    assert heard.words > 10
    assert 0 < heard.speech_seconds <= heard.seconds < 20
    assert kept(tmp_path) == {heard.sha256, heard.copy_sha256}
    assert MediaFolder(tmp_path / "media").path(heard.copy_sha256 or "").stat().st_size == heard.copy_size
    assert await recordings(source, tmp_path).keep(MORAG, "f", ROOM) == heard
    assert kept(tmp_path) == {heard.sha256, heard.copy_sha256}


@pytest.mark.parametrize("data", [b"%PDF-1.7 and so on", b"OggS" + bytes(range(256)) * 4000])
async def test_what_cannot_be_played_is_not_kept(tmp_path: Path, data: bytes) -> None:
    """Nobody could listen to it: a disk is not to be filled with noise."""
    with pytest.raises(FileGone) as caught:
        await recordings(RecordingSource(data=data), tmp_path).keep(MORAG, "f", ROOM)
    assert caught.value.trouble in (AudioProblem.not_media, AudioProblem.damaged, AudioProblem.no_sound)
    assert kept(tmp_path) == set()


@pytest.mark.parametrize("room", [len(NOTE) - 1, len(NOTE) + 10])
async def test_no_more_is_kept_than_a_person_has_room_for(tmp_path: Path, room: int) -> None:
    """Neither an original that is too much nor one whose copy would be."""
    with pytest.raises(FileGone) as caught:
        await recordings(RecordingSource(), tmp_path).keep(MORAG, "f", room)
    assert caught.value.trouble is AudioProblem.quota
    assert kept(tmp_path) == set()


async def test_while_space_is_low_nothing_is_fetched(tmp_path: Path) -> None:
    """It is refused before a byte has come."""
    source = RecordingSource()
    intake = recordings(source, tmp_path)
    intake._space = DiskSpace(tmp_path, 2**62)
    with pytest.raises(FileGone) as caught:
        await intake.keep(MORAG, "f", ROOM)
    assert (caught.value.trouble, source.asked) == (AudioProblem.no_room, 0)


@pytest.mark.parametrize("problem", [FileNotReady("TimedOut"), FileGone(AudioProblem.gone)])
async def test_a_recording_that_breaks_off_leaves_nothing(tmp_path: Path, problem: Exception) -> None:
    """What stood in the way comes out as it is."""
    with pytest.raises(type(problem)):
        await recordings(RecordingSource(problem), tmp_path).keep(MORAG, "f", ROOM)
    assert kept(tmp_path) == set()


async def test_a_recording_above_the_limit_is_too_big(tmp_path: Path) -> None:
    """Whatever its size was said to be."""
    with pytest.raises(FileGone) as caught:
        await recordings(RecordingSource(), tmp_path, most=len(NOTE) - 1).keep(MORAG, "f", ROOM)
    assert caught.value.trouble is AudioProblem.too_big
    assert kept(tmp_path) == set()


async def test_a_disk_in_trouble_is_for_another_time(tmp_path: Path) -> None:
    """The error names its kind and no path."""
    with pytest.raises(FileNotReady) as caught:
        await recordings(RecordingSource(), tmp_path / "unmounted").keep(MORAG, "f", ROOM)
    assert (caught.value.reason, caught.value.__context__) == ("FileNotFoundError", None)


class AudioIntakeDriver:
    """A conversation, the fetching of what is sent to it, and a clock that a test moves."""

    def __init__(self, store: Store, data: Path, source: RecordingSource) -> None:
        self.data = data
        self.bell = Bell()
        self.sitting = Sitting(noted(store, self.bell))
        job = KeepRecordingJob(store, self.sitting.conversation, recordings(source, data), self.sitting.clock)
        self.fetches = JobRunner(store, self.sitting.clock, (job,))

    async def speaks(self) -> None:
        """A worker sends a voice note at the first question."""
        draft = await self.sitting.reach_the_questions(MORAG)
        at = datetime.fromtimestamp(self.sitting.ms // 1000, UTC)
        under = Prompt(PromptKind.question, draft.id, OfQuestion(BADGE.questions[0].id))
        sent = AudioSent(at=at, fresh="0" * 32, key=150, kind=AudioKind.voice, source="f", under=under)
        await self.sitting.handle(self.sitting.arrives(MORAG, sent))

    async def note(self) -> AudioPart:
        """The only recording of the draft."""
        draft = await self.sitting.draft(MORAG)
        parts = [p for given in draft.answers.values() for p in given.parts]
        (part,) = [part for part in (*parts, *draft.unplaced) if isinstance(part, AudioPart)]
        return part

    async def until(self, condition: Callable[[], bool]) -> None:
        """Waits for something in the database, looking after every transaction."""
        async with asyncio.timeout(20):
            while not condition():
                await self.bell.heard()

    def effects(self) -> list[tuple[object, ...]]:
        """Tries, problem and time of what is still to be done."""
        return rows(self.data, "SELECT tries, problem, due_ms FROM effect")

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Fetching goes on until the block ends."""
        running = asyncio.create_task(self.fetches.run())
        yield
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    async def waits(self, tries: int) -> int:
        """How long, in milliseconds, the next try waits after so many; the time then passes."""
        await self.until(lambda: self.effects()[0][0] == tries)
        due_ms = int(str(self.effects()[0][2]))
        wait = due_ms - self.sitting.ms
        self.sitting.ms = due_ms
        self.fetches.wake()
        return wait


async def test_what_fails_for_now_is_tried_again_after_longer_and_longer_waits(tmp_path: Path) -> None:
    """One second, two, four and so on; then it is heard, and the worker is told once."""
    source = RecordingSource(*[FileNotReady("TimedOut")] * 4, ZeroDivisionError("a private story"))
    async with Store.open(tmp_path) as store:
        office = AudioIntakeDriver(store, tmp_path, source)
        await office.speaks()
        with listening() as heard:
            async with office.at_work():
                assert [await office.waits(tries) for tries in range(1, 6)] == [1000, 2000, 4000, 8000, 16000]
                await office.until(lambda: office.effects() == [])
        part = await office.note()
        said = [row.message.text for row in office.sitting.voice.rows if "Kept: spoken" in row.message.text]
    assert part.heard is not None
    assert len(said) == 1
    assert "private" not in heard.text()


async def test_after_a_day_it_is_lost(tmp_path: Path) -> None:
    """The waits end at an hour each; after about twenty-four the worker is told, and can send it again."""
    async with Store.open(tmp_path) as store:
        office = AudioIntakeDriver(store, tmp_path, RecordingSource(*[FileNotReady("TimedOut")] * 99))
        await office.speaks()
        async with office.at_work():
            waits = [await office.waits(tries) for tries in range(1, 35)]
            await office.until(lambda: office.effects() == [])
        part = await office.note()
        assert "Send it again" in " ".join(row.message.text for row in office.sitting.voice.rows)
    assert max(waits) == 3_600_000
    assert 23 <= sum(waits) / 3_600_000 <= 25
    assert (part.heard, part.lost) == (None, AudioProblem.gone)


@pytest.mark.parametrize(
    "trouble",
    [AudioProblem.too_big, AudioProblem.gone],
)
async def test_what_can_never_be_had_is_told(tmp_path: Path, trouble: AudioProblem) -> None:
    """At once; nothing is tried after that."""
    source = RecordingSource(*[FileGone(trouble)] * 9)
    async with Store.open(tmp_path) as store:
        office = AudioIntakeDriver(store, tmp_path, source)
        await office.speaks()
        async with office.at_work():
            await office.until(lambda: office.effects() == [])
        part = await office.note()
    assert (part.lost, source.asked) == (trouble, 1)


async def test_what_takes_longer_is_told_once(tmp_path: Path) -> None:
    """After a minute of failures the worker hears that it takes longer; it goes on, and is heard in the end."""
    source = RecordingSource(*[FileNotReady("unavailable")] * 12)
    async with Store.open(tmp_path) as store:
        office = AudioIntakeDriver(store, tmp_path, source)
        await office.speaks()
        async with office.at_work():
            waits = [await office.waits(tries) for tries in range(1, 13)]
            await office.until(lambda: office.effects() == [])
        part = await office.note()
        told = [row.message.text for row in office.sitting.voice.rows if "keep trying" in row.message.text]
    assert sum(waits[:5]) < 60_000 < sum(waits)
    assert len(told) == 1
    assert part.heard is not None


async def speaker(sandbox: Sandbox) -> Worker:
    """A worker at the first question."""
    worker = Worker(sandbox.user("Morag"), within=20)
    await worker.begin()
    return worker


@pytest.mark.slow
async def test_a_voice_note_is_heard_and_counts_once(sandbox: Sandbox, tmp_path: Path) -> None:
    """From the phone over HTTP to the disk and back; the same note again counts nothing. No log holds the token."""
    with listening() as log:
        async with served(sandbox, tmp_path):
            worker = await speaker(sandbox)
            worker.person.send_voice(NOTE)
            await worker.sees("Kept: spoken")
            worker.person.send_voice(NOTE)
            await worker.sees("same recording")
    assert len(kept(tmp_path)) == 2
    assert problems(tmp_path) == []
    assert_private(log.text(), worker.secrets | {str(worker.person.id)}, sandbox.token)
    assert sandbox.token not in str(rows(tmp_path, "SELECT body FROM draft"))


@pytest.mark.slow
async def test_a_recording_that_telegram_has_lost_is_told(sandbox: Sandbox, tmp_path: Path) -> None:
    """Its link leads nowhere, twice: the worker hears of it, and a new one is heard."""
    async with served(sandbox, tmp_path):
        worker = await speaker(sandbox)
        hold = sandbox.faults.hold("getFile")
        worker.person.send_voice(NOTE)
        await asyncio.wait_for(hold.reached.wait(), 5)
        sandbox.world.files.by_path.clear()
        hold.release()
        await worker.sees("Send it again")
        worker.person.send_voice(NOTE)
        await worker.sees("Kept: spoken")


@pytest.mark.slow
async def test_a_refused_playback_comes_as_our_own_copy(sandbox: Sandbox, tmp_path: Path) -> None:
    """Telegram does not know the file any more: the worker is told, and hears what will go to the assessor."""
    async with served(sandbox, tmp_path):
        worker = await speaker(sandbox)
        worker.person.send_voice(NOTE)
        await worker.sees("Kept: spoken")
        worker.presses(Action.recordings)
        await worker.sees("Recordings in answer 1")
        sandbox.faults.once("sendVoice", bad_request("wrong file identifier/HTTP URL specified"))
        worker.presses(Action.play)
        await worker.sees("my own copy")
    (copy,) = (m.attachment for m in worker.person.bot_messages if m.attachment is not None)
    assert hashlib.sha256(copy.file.data).hexdigest() in kept(tmp_path)
    assert (copy.file.mime, copy.file.data == NOTE) == ("audio/mpeg", False)


@pytest.mark.slow
async def test_typed_turns_go_on_while_recordings_come_in(sandbox: Sandbox, tmp_path: Path) -> None:
    """Ten recordings are sent and two are held up: words are counted meanwhile, and then all ten are known."""
    async with served(sandbox, tmp_path):
        worker = await speaker(sandbox)
        writer = Worker(sandbox.user("Isla"), within=5)
        holds = [sandbox.faults.hold("getFile") for _ in range(2)]
        for name in NAMES * 2:
            worker.person.send_voice((SOUNDS / name).read_bytes())
        for hold in holds:
            await asyncio.wait_for(hold.reached.wait(), 5)
        await writer.begin()
        await writer.answer(BADGE.questions[0].id)
        assert sandbox.log.counts["download"] == 0
        for hold in holds:
            hold.release()
        await worker.person.sees_change(
            lambda: heard_by(worker, "Kept: spoken") + heard_by(worker, "same recording") == 10, within=30
        )
    assert (heard_by(worker, "Kept: spoken"), heard_by(worker, "same recording")) == (5, 5)
    assert rows(tmp_path, "SELECT count(*) FROM effect WHERE kind != 'await_decision'") == [(0,)]
    assert len(kept(tmp_path)) == 10


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["fetching", "downloading", "hearing"])
async def test_a_kill_at_any_time_loses_and_doubles_nothing(sandbox: Sandbox, tmp_path: Path, moment: str) -> None:
    """Killed while it asks, while bytes come or while it listens: after the next start it is heard, once."""
    data = tmp_path / "data"
    async with child_running(sandbox, data) as running:
        worker = await speaker(sandbox)
        hold = sandbox.faults.hold("getFile", after=True) if moment == "fetching" else None
        if moment == "downloading":
            sandbox.faults.set("download", Rates(delay_before=60.0))
        worker.person.send_voice(NOTE)
        if hold is not None:
            await asyncio.wait_for(hold.reached.wait(), 5)
        else:
            await sandbox.called("getFile" if moment == "downloading" else "download")
        await running.kill()
    assert heard_by(worker, "Kept: spoken") == 0
    if hold is not None:
        hold.drop()
    sandbox.faults.clear()
    async with child_running(sandbox, data) as running:
        await worker.sees("Kept: spoken")
        await worker.says("one more word of what I learned", "Question 1: ")
    assert heard_by(worker, "Kept: spoken") == 1
    assert len(kept(data)) == 2
    assert problems(data) == []
    assert_private(running.heard(), worker.secrets, sandbox.token)


async def test_the_bot_itself_loads_no_decoder_and_no_measure_of_reading(tmp_path: Path) -> None:
    """What decodes is loaded by children alone, and what measures sentences by `teabreak check`: so it stays small."""
    heavy = ("av", "numpy", "textstat", "nltk", "joblib", "regex")
    # In a fork of what has imported all of the bot, and nothing of the tests.
    loading = await warm_start.start("support.names_loaded", heavy, {}, tmp_path, tmp_path / "log")
    assert await loading.wait() == 0
    assert (tmp_path / "log").read_text(encoding="utf-8").strip() == ""
