"""The process that makes documents: warm, renewed, and no danger to anybody when it fails."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.documents import renderer as rendering
from bot.documents.document import Document
from bot.documents.issuer_copies import evidence
from bot.documents.odt import odt
from bot.documents.outline import document
from bot.documents.pdf import pdf as alone
from bot.documents.renderer import Renderer
from bot.documents.worker_copies import copy_of
from bot.system import child_process
from flows.engine.message import Copy
from flows.pack.pack import Pack

pytestmark = [pytest.mark.slow, pytest.mark.cold_programs]


@asynccontextmanager
async def working(**how: float) -> AsyncIterator[Renderer]:
    """A renderer, until the block ends."""
    made = Renderer(**how)  # type: ignore[arg-type]  # counts are whole
    try:
        yield made
    finally:
        await made.close()


def process_of(renderer: Renderer) -> int:
    """The id of its process."""
    (mine,) = processes()
    assert renderer.started
    return mine


def processes() -> list[int]:
    """The ids of all processes of this test that make documents."""
    mine = [proc for proc in Path("/proc").iterdir() if proc.name.isdigit() and _parent(proc) == os.getpid()]
    return [int(proc.name) for proc in mine if b"typst_child.py" in _command(proc)]


def _command(proc: Path) -> bytes:
    """What a process was started with; nothing for one that has just ended."""
    try:
        return (proc / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


async def until(done: Callable[[], bool]) -> None:
    """Lets the event loop go on until something is so, for ten seconds at most."""
    async with asyncio.timeout(10):
        while not done():  # noqa: ASYNC110 - what is waited for is outside this process
            await asyncio.sleep(0)


def _parent(proc: Path) -> int:
    try:
        return int((proc / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


@pytest.fixture
def made(pack: Pack) -> Document:
    """A document."""
    return document(pack, applicant=True)


async def pdf(renderer: Renderer, document: Document) -> bytes | None:
    """A document as a PDF, with the fonts that come with Teabreak."""
    return await renderer.make("pdf", document, (), "ua-1")


async def test_one_process_makes_many_documents(made: Document) -> None:
    """Both forms come from the same process, with the bytes that a new process gives."""
    async with working() as renderer:
        first = await pdf(renderer, made)
        assert await renderer.make("odt", made) == odt(made)
        other = await pdf(renderer, replace(made, title="Another"))
        assert renderer.started == 1
    assert first is not None
    assert first.startswith(b"%PDF")
    assert other != first
    async with working() as renderer:
        # What the first process remembered of one document has changed nothing about the other.
        assert await pdf(renderer, replace(made, title="Another")) == other


async def test_two_readers_of_an_equal_document_have_it_made_once(pack: Pack) -> None:
    """Where nothing of the submission is for the issuer alone, the worker's copy is the issuer's very file."""
    whole = replace(pack, facts=tuple(fact for fact in pack.facts if fact.in_evidence))
    async with working() as renderer:
        (sent,) = [file.content for file in await evidence(whole, renderer) if file.name == "evidence.pdf"]
        os.kill(process_of(renderer), signal.SIGSTOP)
        async with asyncio.timeout(5):
            copy = await copy_of(whole, Copy.pdf, renderer)
        os.kill(process_of(renderer), signal.SIGCONT)
    assert copy.content == sent


async def test_the_copy_is_there_as_soon_as_the_issuer_has_its_documents(pack: Pack) -> None:
    """All of a submission is made by one request, and the copy has the bytes that it has when it is made alone."""
    async with working() as renderer:
        await evidence(pack, renderer)
        os.kill(process_of(renderer), signal.SIGSTOP)
        async with asyncio.timeout(5):
            copy = await copy_of(pack, Copy.pdf, renderer)
        os.kill(process_of(renderer), signal.SIGCONT)
    assert copy == await copy_of(pack, Copy.pdf)


async def test_what_was_prepared_in_vain_is_tried_anew(made: Document) -> None:
    """One that failed is asked for once more, and what would have come behind it is made when it is asked for."""
    another = replace(made, title="Another")
    async with working() as renderer:
        assert await pdf(renderer, made)
        os.kill(process_of(renderer), signal.SIGKILL)
        await renderer.prepare(("odt", another, (), ""), ("pdf", another, (), "ua-1"))
        assert await pdf(renderer, another)
        assert await renderer.make("odt", another) is None
        assert await renderer.make("odt", another) == odt(another)
        assert renderer.started == 2


async def test_a_process_is_renewed_after_some_documents(made: Document) -> None:
    """What one document leaves behind in it is not there for ever."""
    async with working(renewed_after=2) as renderer:
        for number in range(5):
            assert await pdf(renderer, replace(made, title=str(number)))
        assert renderer.started == 3


async def test_a_process_that_has_grown_is_renewed(made: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long document does not hold its memory for those that come after it."""
    monkeypatch.setattr(rendering, "GROWN_KB", 1)
    async with working() as renderer:
        for number in range(2):
            assert await pdf(renderer, replace(made, title=str(number)))
        assert renderer.started == 2


async def test_a_killed_process_costs_no_later_document(made: Document) -> None:
    """One that is killed while it waits, or while it works, is replaced."""
    async with working() as renderer:
        assert await pdf(renderer, made)
        os.kill(process_of(renderer), signal.SIGKILL)
        lost = await pdf(renderer, replace(made, title="lost"))
        assert lost is None
        assert await pdf(renderer, replace(made, title="lost"))
        assert renderer.started == 2


async def test_an_application_survives_a_killed_process(pack: Pack) -> None:
    """Its documents are made all the same: the PDF by the next process, the ODT here."""
    async with working() as renderer:
        assert await pdf(renderer, document(replace(pack, attempt=2), applicant=True))
        os.kill(process_of(renderer), signal.SIGKILL)
        names = [file.name for file in await evidence(pack, renderer)]
    assert names == ["evidence.txt", "evidence.odt", "evidence.pdf"]


async def test_a_process_that_says_nothing_is_ended(made: Document) -> None:
    """It is given so many seconds, and nobody waits for longer."""
    async with working(wall=0.5) as renderer:
        task = asyncio.create_task(pdf(renderer, made))
        await until(lambda: renderer.started > 0)
        stopped = process_of(renderer)
        os.kill(stopped, signal.SIGSTOP)
        assert await task is None
        assert stopped not in processes()


async def test_whoever_stops_waiting_leaves_no_half_answer(made: Document) -> None:
    """The next document is the one that was asked for, and not the end of the one before."""
    async with working() as renderer:
        task = asyncio.create_task(pdf(renderer, replace(made, title="Dropped")))
        await until(lambda: renderer.started > 0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert await renderer.make("odt", made) == odt(made)


async def test_what_is_asked_for_together_is_made_in_turn(made: Document) -> None:
    """Each gets its own, and there is never a second process beside the first."""
    titles = [f"Title {number}" for number in range(6)]
    async with working() as renderer:
        found = await asyncio.gather(*(renderer.make("odt", replace(made, title=title)) for title in titles))
        assert renderer.started == 1
    assert found == [odt(replace(made, title=title)) for title in titles]


async def test_a_process_with_nothing_to_do_ends(made: Document) -> None:
    """Its memory is given back, and the next document starts another."""
    async with working(idle_seconds=0.0) as renderer:
        assert await pdf(renderer, made)
        await until(lambda: not processes())
        assert await pdf(renderer, replace(made, title="Another"))
        assert renderer.started == 2


async def test_hostile_words_are_survived_by_the_same_process(saying: Callable[[str], Pack], made: Document) -> None:
    """A document that cannot be set, or takes long, does no harm to the next one."""
    hostile = ["\u0301" * 20_000, "\ud800" * 5_000, "#panic()" * 2_000, "\u202e" * 3_000, "a\n\n" * 3_000]
    async with working() as renderer:
        for text in hostile:
            assert await pdf(renderer, document(saying(text), applicant=True))
        assert await renderer.make("odt", made) == odt(made)


async def test_the_process_can_write_no_file_and_sees_no_environment(made: Document) -> None:
    """Nothing of the bot's is in it but the document."""
    async with working() as renderer:
        assert await pdf(renderer, made)
        assert _of(process_of(renderer)) == (b"", "/", "0", child_process.NICE)


def _of(process: int) -> tuple[bytes, str, str, int]:
    """The environment of a process, its folder, the largest file that it may write, and how nice it is."""
    proc = Path(f"/proc/{process}")
    limits = (proc / "limits").read_text().splitlines()
    (largest,) = [line.split()[3] for line in limits if line.startswith("Max file size")]
    return (
        (proc / "environ").read_bytes(),
        str((proc / "cwd").resolve()),
        largest,
        os.getpriority(os.PRIO_PROCESS, process),
    )


async def test_many_documents_at_once_have_one_typesetter(made: Document) -> None:
    """However many are due together, there is one process at a time: the warm one, or one after another."""
    seen: set[int] = set()

    async def watched() -> None:
        while True:
            seen.add(len(processes()))
            await asyncio.sleep(0.01)

    watching = asyncio.create_task(watched())
    async with working() as renderer:
        many = [pdf(renderer, replace(made, title=str(number))) for number in range(20)]
        assert all(await asyncio.gather(*many))
        assert renderer.started == 1
    assert all(await asyncio.gather(*(alone(replace(made, title=str(number)), ()) for number in range(3))))
    watching.cancel()
    assert max(seen) == 1
