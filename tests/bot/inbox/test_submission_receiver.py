"""The receiving half of the contract: what is taken, what is known again, and what is refused without a trace."""

import asyncio
import base64
import errno
import gzip
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from support.fake_issuers import OLD_SECRET, SECRET
from support.submissions import ServedInbox, again, application, desk, kept, proper, spoken

from bot.inbox import body_parts, submission_receiver
from bot.inbox.body_parts import Body
from bot.inbox.submission_records import ReceivedSubmission
from bot.inbox.submission_store import SubmissionStore
from bot.issuers.contract.pack_schema import FilePart, Manifest
from bot.issuers.manifests import manifest_json
from bot.issuers.route import FailureReason, GaveUp, RetryLater
from bot.signing.keys import PrivateKey
from bot.system import durable_files
from flows.pack.pack import Pack

pytestmark = pytest.mark.slow


@pytest.fixture
async def inbox(tmp_path: Path) -> AsyncIterator[ServedInbox]:
    """An inbox that takes submissions."""
    async with desk(tmp_path / "data" / "inbox") as served:
        yield served


def received(inbox: ServedInbox, pack: Pack) -> ReceivedSubmission:
    """What the inbox noted of a submission."""
    return ReceivedSubmission.model_validate_json((inbox.folder / pack.submission_id / "received.json").read_bytes())


# What is taken


async def test_a_submission_is_on_disk_as_it_was_signed(inbox: ServedInbox) -> None:
    """The bot's route and the inbox understand each other: a reference comes back, and every byte is there."""
    pack = application()
    receipt = await inbox.route().deliver(pack)
    place = inbox.folder / pack.submission_id
    assert (place / "manifest.json").read_bytes() == manifest_json(pack)
    assert (place / "evidence.txt").read_text(encoding="utf-8") == pack.evidence_text + "\n"
    noted = received(inbox, pack)
    assert receipt.theirs == noted.reference
    assert (noted.tries, noted.files, noted.first.signatures) == (1, 0, ("v1",))
    assert not (place / "files").exists()


async def test_recordings_come_byte_for_byte(inbox: ServedInbox) -> None:
    """Each file stands under its name, and nothing else does."""
    pack = spoken(application())
    await inbox.route().deliver(pack)
    files = inbox.folder / pack.submission_id / "files"
    assert {path.name for path in files.iterdir()} == {file.name for file in pack.files}
    for file in pack.files:
        assert (files / file.name).read_bytes() == kept(file.sha256).read_bytes()


async def test_nobody_else_on_the_machine_reads_it(inbox: ServedInbox) -> None:
    """Folders and files are their owner's alone."""
    await inbox.route().deliver(spoken(application()))
    assert [path for path in inbox.folder.rglob("*") if path.stat().st_mode & 0o077] == []


async def test_both_kinds_of_signature_are_checked(tmp_path: Path) -> None:
    """With the public half of a pair, `v1a` is checked beside `v1`; either is enough, and what held is noted."""
    private = bytes(range(32))
    pair = "whsk_" + base64.b64encode(private).decode()
    async with desk(tmp_path / "inbox", keys=f"{SECRET} {PrivateKey(private).public}") as inbox:
        for number, (keys, held) in enumerate([(f"{SECRET} {pair}", ("v1", "v1a")), (pair, ("v1a",))]):
            pack = application(reference=f"TB-AAA-AAA-AA{number}")
            await inbox.route(keys).deliver(pack)
            assert received(inbox, pack).first.signatures == held


async def test_a_later_attempt_has_the_same_reference_of_ours(inbox: ServedInbox) -> None:
    """An application keeps its number at the issuer's, and the first attempt stays as it was."""
    first = application()
    second = again(first, topic="Other words.")
    assert await inbox.route().deliver(first) == await inbox.route().deliver(second)
    assert inbox.ids() == {first.submission_id, second.submission_id}
    assert (inbox.folder / first.submission_id / "manifest.json").read_bytes() == manifest_json(first)


# What is taken back


async def test_what_is_taken_back_is_noted_and_not_decided(inbox: ServedInbox) -> None:
    """The page says so, and offers nothing to decide; a repeat changes nothing."""
    pack = application()
    await inbox.route().deliver(pack)
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{inbox.url}/{pack.submission_id}") as page:
            assert 'id="decision"' in await page.text()
        for minutes in (1, 2):
            await inbox.route().withdraw(pack, pack.timestamp + timedelta(minutes=minutes))
        async with session.get(f"{inbox.url}/{pack.submission_id}") as page:
            shown = await page.text()
    assert received(inbox, pack).withdrawn_at == pack.timestamp + timedelta(minutes=1)
    assert "Taken back by the applicant" in shown
    assert 'id="decision"' not in shown


async def test_taking_back_the_last_attempt_takes_back_all(inbox: ServedInbox) -> None:
    """No earlier attempt can be decided on either."""
    first = application()
    second = again(first, topic="Other words.")
    for pack in (first, second):
        await inbox.route().deliver(pack)
    await inbox.route().withdraw(second, second.timestamp)
    async with aiohttp.ClientSession() as session, session.get(f"{inbox.url}/{first.submission_id}") as page:
        assert "Taken back by the applicant" in await page.text()


async def test_what_never_came_is_not_taken_back(inbox: ServedInbox) -> None:
    """The bot hears so, and tells the worker to write."""
    with pytest.raises(GaveUp):
        await inbox.route().withdraw(application(), application().timestamp)


# What comes again


async def test_a_repeat_gets_the_first_answer(inbox: ServedInbox) -> None:
    """However often a submission comes, it is there once, under one reference; the tries are counted."""
    pack = spoken(application())
    receipts = {await inbox.route().deliver(pack) for _ in range(3)}
    assert len(receipts) == 1
    assert inbox.ids() == {pack.submission_id}
    assert received(inbox, pack).tries == 3


async def test_a_repeat_is_known_after_a_restart(tmp_path: Path) -> None:
    """What is remembered is on the disk."""
    pack = application()
    async with desk(tmp_path / "inbox") as inbox:
        first = await inbox.route().deliver(pack)
    async with desk(tmp_path / "inbox") as inbox:
        assert await inbox.route().deliver(pack) == first


async def test_other_content_under_the_same_id_is_refused(inbox: ServedInbox) -> None:
    """The first stays as it is; the bot stops, and somebody looks."""
    pack = application()
    await inbox.route().deliver(pack)
    with pytest.raises(GaveUp) as refused:
        await inbox.route().deliver(replace(pack, evidence_text="Something else."))
    assert refused.value.reason is FailureReason.refused
    assert (inbox.folder / pack.submission_id / "manifest.json").read_bytes() == manifest_json(pack)


async def test_a_field_that_is_added_between_two_tries_changes_nothing(inbox: ServedInbox) -> None:
    """A bot that was updated meanwhile sends the same submission, with a field that nobody here knows."""
    pack = application()
    await inbox.route().deliver(pack)
    told = json.loads(manifest_json(pack))
    told["data"]["answers"][0]["new"] = 1
    more = json.dumps(told).encode()
    assert (await inbox.send(more, proper(pack, manifest=more), {}))[0] == 200


async def test_two_tries_at_once_are_one(inbox: ServedInbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the first is still arriving, the second is asked to wait; the first then goes through."""
    pack = spoken(application())
    held, came, read = asyncio.Event(), asyncio.Event(), Body.files

    async def slowly(body: Body, told: Sequence[FilePart], folder: Path) -> None:
        came.set()
        await held.wait()
        await read(body, told, folder)

    monkeypatch.setattr(Body, "files", slowly)
    first = asyncio.create_task(inbox.route().deliver(pack))
    await came.wait()
    with pytest.raises(RetryLater) as asked:
        await inbox.route().deliver(pack)
    assert (asked.value.reason, asked.value.after) == (FailureReason.busy, 1.0)
    held.set()
    await first
    assert received(inbox, pack).tries == 1


# What is refused


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"webhook-signature": None}, 401),
        ({"webhook-signature": "v1,AAAA"}, 401),
        ({"webhook-signature": "v1," + "\u00e9" * 4}, 401),
        ({"webhook-timestamp": None}, 401),
        ({"webhook-timestamp": "1"}, 401),
        ({"webhook-id": None}, 401),
        ({"webhook-id": "TB-KF6-GK9-KD6-2"}, 401),
        ({"Idempotency-Key": None}, 400),
        ({"Idempotency-Key": "TB-KF6-GK9-KD6-1"}, 400),
        ({"Idempotency-Key": '"TB-KF6-GK9-KD6-2"'}, 400),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": "multipart/form-data"}, 400),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 400),
    ],
)
async def test_headers_that_are_not_right(inbox: ServedInbox, changed: dict[str, str | None], status: int) -> None:
    """Nobody vouches for it, it is not of its form, or its keys differ: nothing is left of it."""
    assert (await inbox.post(application(), **changed))[0] == status
    assert inbox.ids() == set()


@pytest.mark.parametrize("late", [-301, 360])
async def test_what_was_signed_long_ago_is_refused(inbox: ServedInbox, late: int) -> None:
    """Five minutes, before or after; what lies ahead gets a minute more, for time passes until it arrives."""
    with pytest.raises(GaveUp) as refused:
        await inbox.route(at=time.time() + late).deliver(application())
    assert refused.value.reason is FailureReason.not_allowed
    assert inbox.ids() == set()


async def test_a_key_that_is_not_ours_is_refused(inbox: ServedInbox) -> None:
    """And during a change-over one of two is enough."""
    with pytest.raises(GaveUp):
        await inbox.route(OLD_SECRET).deliver(application())
    assert inbox.ids() == set()
    await inbox.route(f"{OLD_SECRET} {SECRET}").deliver(application())


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b'"pack/1"', b'"pack/2"'),
        (b'"words":', b'"worths":'),
        (b'"minimum_words":50', b'"minimum_words":"50"'),
        (b'"total_count":"exact"', b'"total_count":"guessed"'),
        (b'"version":1', b'"version":0'),
        (b"{", b"["),
        (b"submission_id", b"\xff"),
    ],
)
async def test_what_is_not_of_the_schema_is_refused(inbox: ServedInbox, good: bytes, bad: bytes) -> None:
    """Signed by the right key, and no `pack/1` all the same."""
    pack = application()
    told = manifest_json(pack).replace(good, bad, 1)
    assert told != manifest_json(pack)
    assert (await inbox.send(told, proper(pack, manifest=told), {}))[0] == 400
    assert inbox.ids() == set()


@pytest.mark.parametrize("id_", ["//tmp/TB-1", "a/b-1", "-1", "x" * 101])
async def test_an_id_that_is_no_name_is_refused(inbox: ServedInbox, id_: str) -> None:
    """Nothing is written outside the inbox, whatever a submission is called."""
    pack = application(reference=id_.removesuffix("-1"))
    assert (await inbox.post(pack))[0] == 422
    assert inbox.ids() == set()
    assert [path.name for path in inbox.folder.parent.iterdir()] == ["inbox"]


async def test_an_issuer_who_is_not_here_takes_nothing(inbox: ServedInbox) -> None:
    """Another address, another issuer."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{inbox.url}/submissions/other", data=manifest_json(application()), headers=proper(application())
        ) as answer,
    ):
        assert answer.status == 404


async def test_a_manifest_without_end_is_not_read_to_it(inbox: ServedInbox) -> None:
    """More than a megabyte is refused, alone or in a form."""
    pack = application(evidence_text="word " * 300_000)
    body, kind = form_of(*parts_of(spoken(pack)))
    assert (await inbox.post(pack))[0] == 413
    assert (await inbox.send(body, proper(spoken(pack)), {"Content-Type": kind}))[0] == 413
    assert inbox.ids() == set()


async def test_compression_is_refused(inbox: ServedInbox) -> None:
    """A small body cannot become a large one."""
    packed = gzip.compress(b" " * 10_000_000)
    assert (await inbox.send(packed, proper(application()), {"Content-Encoding": "gzip"}))[0] == 415


# Forms that are wrong

Part = tuple[str | None, bytes, dict[str, str]]


def form_of(*parts: Part) -> tuple[bytes, str]:
    """A form as it goes over the line, with whatever names and headers are wanted."""
    body = b""
    for name, content, headers in parts:
        named = {"Content-Disposition": f'form-data; name="{name}"'} if name is not None else {}
        head = "".join(f"{key}: {value}\r\n" for key, value in {**named, **headers}.items())
        body += b"--between\r\n" + head.encode() + b"\r\n" + content + b"\r\n"
    return body + b"--between--\r\n", "multipart/form-data; boundary=between"


def parts_of(pack: Pack) -> list[Part]:
    """The parts of a form that is right."""
    files: list[Part] = [(file.name, kept(file.sha256).read_bytes(), {}) for file in pack.files]
    return [("manifest", manifest_json(pack), {}), *files]


WRONG = {
    "a file is missing": lambda parts: parts[:-1],
    "every file is missing": lambda parts: parts[:1],
    "a file is extra": lambda parts: [*parts, ("more.mp3", b"ID3", {})],
    "a file is there twice": lambda parts: [*parts, parts[-1]],
    "a file has another name": lambda parts: [*parts[:-1], ("other.ogg", *parts[-1][1:])],
    "a file has no name": lambda parts: [*parts[:-1], (None, *parts[-1][1:])],
    "a file was changed": lambda parts: [*parts[:-1], (parts[-1][0], b"X" + parts[-1][1][1:], {})],
    "a file is shorter": lambda parts: [*parts[:-1], (parts[-1][0], parts[-1][1][:-1], {})],
    "a file is longer": lambda parts: [*parts[:-1], (parts[-1][0], parts[-1][1] + b"X", {})],
    "files are swapped": lambda parts: [parts[0], (parts[1][0], *parts[2][1:]), (parts[2][0], *parts[1][1:])],
    "the manifest is last": lambda parts: [*parts[1:], parts[0]],
    "the manifest is there twice": lambda parts: [parts[0], *parts],
    "a part is encoded": lambda parts: [
        *parts[:-1],
        (parts[-1][0], base64.b64encode(parts[-1][1]), {"Content-Transfer-Encoding": "base64"}),
    ],
    "a part is compressed": lambda parts: [
        *parts[:-1],
        (parts[-1][0], gzip.compress(parts[-1][1]), {"Content-Encoding": "gzip"}),
    ],
    "a part is a form": lambda parts: [
        *parts[:-1],
        (parts[-1][0], b"--x\r\n\r\n\r\n--x--", {"Content-Type": "multipart/mixed; boundary=x"}),
    ],
    "a part has headers without end": lambda parts: [*parts[:-1], (parts[-1][0], parts[-1][1], {"X": "y" * 20_000})],
}


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_form_that_is_not_what_was_signed(inbox: ServedInbox, wrong: str) -> None:
    """Each file once, under its name, to the byte; else nothing is kept, and a right one is taken afterwards."""
    pack = spoken(application())
    body, kind = form_of(*WRONG[wrong](parts_of(pack)))
    assert (await inbox.send(body, proper(pack), {"Content-Type": kind}))[0] == 400
    assert inbox.ids() == set()
    await inbox.route().deliver(pack)


async def test_a_form_that_breaks_off(inbox: ServedInbox) -> None:
    """Wherever it ends, nothing is kept of it."""
    pack = spoken(application())
    body, kind = form_of(*parts_of(pack))
    for end in (30, 3000, len(body) // 2, len(body) - 20_000):
        assert (await inbox.send(body[:end], proper(pack), {"Content-Type": kind}))[0] in (400, 401)
    assert inbox.ids() == set()


@asynccontextmanager
async def half_of(inbox: ServedInbox, pack: Pack) -> AsyncIterator[asyncio.StreamReader]:
    """A connection on which half a submission was sent, and no more comes; it ends with the block."""
    body, kind = form_of(*parts_of(pack))
    headers = {**proper(pack), "Content-Type": kind, "Content-Length": str(len(body)), "Host": "127.0.0.1"}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    reader, writer = await asyncio.open_connection("127.0.0.1", int(inbox.url.split(":")[2].partition("/")[0]))
    writer.write(f"POST /inbox/submissions/sssc HTTP/1.1\r\n{head}\r\n".encode() + body[: len(body) // 2])
    await writer.drain()
    try:
        yield reader
    finally:
        writer.close()
        await writer.wait_closed()


async def test_a_line_that_breaks_leaves_nothing(inbox: ServedInbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """What had come is thrown away, and the whole is taken afterwards."""
    begun, dropped, begin, drop = asyncio.Event(), asyncio.Event(), SubmissionStore.begin, SubmissionStore.drop

    def beginning(shelf: SubmissionStore) -> Path:
        begun.set()
        return begin(shelf)

    def dropping(shelf: SubmissionStore, arriving: Path) -> None:
        drop(shelf, arriving)
        dropped.set()

    monkeypatch.setattr(SubmissionStore, "begin", beginning)
    monkeypatch.setattr(SubmissionStore, "drop", dropping)
    # In small pieces, or half a submission is not enough for the manifest to be read to its end.
    monkeypatch.setattr(body_parts, "_PIECE", 1024)
    pack = spoken(application())
    async with asyncio.timeout(10):
        async with half_of(inbox, pack):
            await begun.wait()
        await dropped.wait()
    assert inbox.ids() == set()
    await inbox.route().deliver(pack)


async def test_what_never_ends_is_given_up(inbox: ServedInbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sender who falls silent does not keep others, or its own next try, waiting for ever."""
    monkeypatch.setattr(submission_receiver, "LONGEST_SECONDS", 0.2)
    pack = spoken(application())
    async with asyncio.timeout(10), half_of(inbox, pack) as answered:
        assert (await answered.readline()).split()[1] == b"408"
    assert inbox.ids() == set()
    monkeypatch.undo()
    await inbox.route().deliver(pack)


async def test_a_form_in_another_order_is_right(inbox: ServedInbox) -> None:
    """After the manifest, the files come as they like."""
    pack = spoken(application())
    manifest, *files = parts_of(pack)
    body, kind = form_of(manifest, *reversed(files))
    assert (await inbox.send(body, proper(pack), {"Content-Type": kind}))[0] == 201


@pytest.mark.parametrize("name", ["../x.mp3", "a/b.mp3", ".hidden", "", "x" * 130, "4-practice-part1-8s-ORIGINAL.ogg"])
async def test_a_file_name_that_is_none_is_refused(inbox: ServedInbox, name: str) -> None:
    """Nothing is written outside the submission's folder, and no two names are one on any disk."""
    pack = spoken(application())
    told = json.loads(manifest_json(pack))
    told["data"]["files"][0]["name"] = name
    manifest = json.dumps(told).encode()
    body, kind = form_of(("manifest", manifest, {}), *parts_of(pack)[1:])
    sent = await inbox.send(body, proper(pack, manifest=manifest), {"Content-Type": kind})
    assert sent[0] == 400
    assert inbox.ids() == set()


async def test_files_that_are_too_large_are_refused_before_they_come(inbox: ServedInbox) -> None:
    """The manifest says how large they are."""
    pack = spoken(application())
    huge = replace(pack, files=(replace(pack.files[0], size=10**12), *pack.files[1:]))
    body, kind = form_of(("manifest", manifest_json(huge), {}))
    assert (await inbox.send(body, proper(huge), {"Content-Type": kind}))[0] == 413


# When something breaks


async def test_a_full_disk_is_no_loss(inbox: ServedInbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot is told to come again, nothing half is left, and the next try is taken."""
    pack = spoken(application())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patched:
        patched.setattr(durable_files, "write", full)
        with pytest.raises(RetryLater):
            await inbox.route().deliver(pack)
    assert inbox.ids() == set()
    await inbox.route().deliver(pack)


async def test_what_a_crash_left_is_cleared_away(tmp_path: Path) -> None:
    """A submission that was arriving is as good as never sent; what stands is left alone."""
    async with desk(tmp_path / "inbox") as inbox:
        await inbox.route().deliver(application())
    (tmp_path / "inbox" / ".arriving-0123" / "files").mkdir(parents=True)
    async with desk(tmp_path / "inbox") as inbox:
        assert inbox.ids() == {application().submission_id}


async def test_what_something_else_put_there_is_left_alone(inbox: ServedInbox) -> None:
    """A folder under the same name is not touched, and the bot is told to come again."""
    pack = application()
    other = inbox.folder / pack.submission_id
    other.mkdir()
    (other / "manifest.json").write_text("{}")
    with pytest.raises(RetryLater):
        await inbox.route().deliver(pack)
    assert (other / "manifest.json").read_text() == "{}"


def test_the_manifest_of_these_tests_keeps_the_promise() -> None:
    """What is sent here is what the bot sends."""
    assert Manifest.model_validate_json(manifest_json(spoken(application())), strict=True)
