"""The issuer's inbox on a disk: each submission whole, once, whatever happens while it is written."""

import asyncio
import fcntl
import hashlib
import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from odfdo import Document
from support.documents_once import documents_once

from bot.documents.issuer_copies import evidence
from bot.documents.pdf import PdfError
from bot.documents.text import evidence_txt
from bot.documents.words import NamedFile
from bot.issuers.folder.route import FolderDelivery
from bot.issuers.route import FailureReason, GaveUp, Receipt
from bot.issuers.route_context import Documents
from flows.pack.manifest import manifest
from flows.pack.pack import Pack

pytestmark = pytest.mark.slow


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Where the issuer looks; the route makes it."""
    return tmp_path / "inbox"


FILES = {"manifest.json", "evidence.txt", "evidence.odt", "evidence.pdf"}
Recording = Callable[[str], Path]


async def no_documents(_pack: Pack) -> tuple[NamedFile, ...]:
    """Nothing beside the manifest, and no waiting for it."""
    return ()


def nothing_kept(_sha256: str) -> Path:
    """Where recordings would be kept, if there were any."""
    raise AssertionError("a submission without recordings asks for none")


def deliver(
    inbox: Path, pack: Pack, recording: Recording = nothing_kept, documents: Documents = documents_once
) -> Receipt:
    """One delivery, from its start to its end."""
    return asyncio.run(FolderDelivery(inbox, recording, documents).deliver(pack))


def leave_half(inbox: Path) -> None:
    """What a writer leaves when it is stopped, or has so far when it is not."""
    left = inbox / ".unfinished-TB-OTHER"
    left.mkdir(parents=True)
    (left / "manifest.json").write_text("half")


def names(inbox: Path) -> list[str]:
    """What stands in the inbox, hidden or not."""
    return sorted(path.name for path in inbox.iterdir())


def test_a_submission_is_a_folder_with_four_files(inbox: Path, pack: Pack) -> None:
    """A machine reads the manifest, a person the document or the text; all say the same."""
    assert deliver(inbox, pack) == Receipt()
    place = inbox / "TB-7KQ4-M2XP"
    assert list(inbox.iterdir()) == [place]
    assert {path.name for path in place.iterdir()} == FILES
    assert json.loads((place / "manifest.json").read_bytes()) == manifest(pack)
    assert (place / "evidence.txt").read_bytes() == evidence_txt(pack)
    tables = Document(BytesIO((place / "evidence.odt").read_bytes())).body.get_tables()
    assert tables[0].get_values()[1] == ["Name", "Isla Example"]


def test_what_is_taken_back_has_a_note_beside_it(inbox: Path, pack: Pack) -> None:
    """Whoever looks after the folder finds it with the submission, once, whole."""
    deliver(inbox, pack)
    folder = FolderDelivery(inbox, nothing_kept)
    for _ in range(2):
        assert asyncio.run(folder.withdraw(pack, pack.timestamp)) == Receipt()
    place = inbox / "TB-7KQ4-M2XP"
    assert {path.name for path in place.iterdir()} == FILES | {"withdrawn.json"}
    assert json.loads((place / "withdrawn.json").read_bytes())["data"]["submission_id"] == pack.submission_id


@pytest.mark.parametrize("there", [True, False])
def test_what_is_no_longer_there_gets_no_note(inbox: Path, pack: Pack, there: bool) -> None:
    """A submission that was taken away, or stands for something else, is for the worker to speak of."""
    if there:
        deliver(inbox, replace(pack, draft="d2", attempt=2))
        (inbox / "TB-7KQ4-M2XP-2").rename(inbox / "TB-7KQ4-M2XP")
    before = names(inbox) if inbox.exists() else []
    with pytest.raises(GaveUp):
        asyncio.run(FolderDelivery(inbox, nothing_kept).withdraw(pack, pack.timestamp))
    assert (names(inbox) if inbox.exists() else []) == before


def test_a_submission_goes_without_its_pdf_if_need_be(inbox: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the typesetter fails, the rest holds every word and arrives."""

    async def broken(*_: object, **__: object) -> bytes:
        raise PdfError("the typesetter made nothing")

    monkeypatch.setattr("bot.documents.issuer_copies.portable.pdf", broken)
    assert deliver(inbox, pack, documents=evidence) == Receipt()
    assert names(inbox / "TB-7KQ4-M2XP") == sorted(FILES - {"evidence.pdf"})


def test_the_manifest_can_be_read_by_people(inbox: Path, pack: Pack) -> None:
    """UTF-8 as it is, a field a line, a newline at the end."""
    deliver(inbox, pack)
    text = (inbox / "TB-7KQ4-M2XP" / "manifest.json").read_text("utf-8")
    assert text.startswith('{\n  "schema": "pack/1",\n')
    assert text.endswith("}\n")
    assert "Mòrag 👩\u200d👧 ]]> <b>" in text


def test_half_a_character_does_not_stop_a_submission(inbox: Path, pack: Pack) -> None:
    """A lone surrogate, which UTF-8 cannot hold, leaves a visible mark in all three files."""
    answer = replace(pack.answers[0], text="so \ud83d good")
    deliver(inbox, replace(pack, answers=(answer,)))
    said = json.loads((inbox / "TB-7KQ4-M2XP" / "manifest.json").read_bytes())
    assert said["data"]["answers"][0]["text"] == "so \ufffd good"


def test_a_second_delivery_changes_nothing(inbox: Path, pack: Pack) -> None:
    """After a crash the job tries again: same receipt, and the files are not touched."""
    first = deliver(inbox, pack)
    before = written(inbox / "TB-7KQ4-M2XP")
    assert deliver(inbox, pack) == first
    assert written(inbox / "TB-7KQ4-M2XP") == before


def written(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Which files there are, and when each was last written. That one was read is nobody's business."""
    every = {path.name: path.stat() for path in folder.iterdir()}
    return {name: (found.st_ino, found.st_size, found.st_mtime_ns) for name, found in every.items()}


def test_a_later_attempt_stands_beside_the_earlier(inbox: Path, pack: Pack) -> None:
    """The issuer keeps what it had, and finds the new one under the same reference."""
    deliver(inbox, pack)
    deliver(inbox, replace(pack, attempt=2, supersedes="TB-7KQ4-M2XP-1"))
    assert {path.name for path in inbox.iterdir()} == {"TB-7KQ4-M2XP", "TB-7KQ4-M2XP-2"}
    second = json.loads((inbox / "TB-7KQ4-M2XP-2" / "manifest.json").read_bytes())
    assert second["data"]["supersedes"] == "TB-7KQ4-M2XP-1"


@pytest.mark.parametrize(
    "content",
    [None, b"", b"\xff\xfe", b"[]", b'{"data": {"submission_id": "TB-OTHER-1"}}'],
    ids=["no manifest", "empty", "not text", "another shape", "another submission"],
)
def test_what_stands_in_the_place_is_never_replaced(inbox: Path, pack: Pack, content: bytes | None) -> None:
    """Somebody else's folder under this name stays as it is, and the operator is asked to look."""
    place = inbox / "TB-7KQ4-M2XP"
    place.mkdir(parents=True)
    if content is not None:
        (place / "manifest.json").write_bytes(content)
    with pytest.raises(GaveUp) as gave_up:
        deliver(inbox, pack)
    assert gave_up.value.reason is FailureReason.taken
    assert [path.read_bytes() for path in place.iterdir()] == ([] if content is None else [content])


def test_a_link_out_of_the_inbox_is_not_followed(inbox: Path, pack: Pack, tmp_path: Path) -> None:
    """A link under the submission's name does not lead its words elsewhere."""
    inbox.mkdir()
    (inbox / "TB-7KQ4-M2XP").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(GaveUp):
        deliver(inbox, pack)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    "reference", ["", ".", "..", "../out", "a/b", "/abs", ".hidden", "a\x00b", "a\n", "-rf", "a b", "x" * 61]
)
def test_an_odd_reference_reaches_no_disk(inbox: Path, pack: Pack, reference: str) -> None:
    """A reference that could name a place outside the inbox is refused before anything is written."""
    with pytest.raises(GaveUp) as gave_up:
        deliver(inbox, replace(pack, reference=reference))
    assert gave_up.value.reason is FailureReason.odd_reference
    assert not inbox.exists()


def test_only_the_operator_can_read_it(inbox: Path, pack: Pack) -> None:
    """Folders are closed to others and so are files, whatever the process would allow."""
    before = os.umask(0)
    try:
        deliver(inbox, pack)
    finally:
        os.umask(before)
    place = inbox / "TB-7KQ4-M2XP"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (inbox, place)} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in place.iterdir()} == {0o600}


def test_what_a_crash_left_is_removed(inbox: Path, pack: Pack) -> None:
    """Half a submission of anybody's, left hidden by a crash, is gone after the next delivery."""
    leave_half(inbox)
    deliver(inbox, pack)
    assert [path.name for path in inbox.iterdir()] == ["TB-7KQ4-M2XP"]


def test_deliveries_at_once_give_one_folder_each(inbox: Path, pack: Pack) -> None:
    """Two jobs that take up the same submission put it there once, and hinder no other."""
    packs = [replace(pack, attempt=attempt) for attempt in (1, 2, 3)] * 4

    async def _all() -> list[Receipt]:
        return await asyncio.gather(
            *(FolderDelivery(inbox, nothing_kept, documents_once).deliver(one) for one in packs)
        )

    assert asyncio.run(_all()) == [Receipt()] * 12
    assert names(inbox) == ["TB-7KQ4-M2XP", "TB-7KQ4-M2XP-2", "TB-7KQ4-M2XP-3"]
    assert all(len(list(place.iterdir())) == 4 for place in inbox.iterdir())


async def test_another_writer_is_waited_for(inbox: Path, pack: Pack) -> None:
    """While another bot writes into the inbox, nothing of its is removed and nothing is written."""
    leave_half(inbox)
    held = os.open(inbox, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    delivery = asyncio.ensure_future(FolderDelivery(inbox, nothing_kept, no_documents).deliver(pack))
    try:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(delivery), 0.2)
        assert names(inbox) == [".unfinished-TB-OTHER"]
    finally:
        os.close(held)
    assert await delivery == Receipt()
    assert names(inbox) == ["TB-7KQ4-M2XP"]


def test_it_is_on_the_disk_before_it_is_said_to_be(
    inbox: Path, spoken: Pack, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files, then their folders, are forced to the disk before the folder appears; then the inbox itself."""
    told: list[int | str] = []
    fsync, rename = os.fsync, os.rename

    def _fsync(file: int) -> None:
        fsync(file)
        told.append(os.fstat(file).st_ino)

    def _rename(old: Path, new: Path) -> None:
        rename(old, new)
        told.append("appeared")

    monkeypatch.setattr(os, "fsync", _fsync)
    monkeypatch.setattr(os, "rename", _rename)
    deliver(inbox, spoken, recording)
    place = inbox / "TB-7KQ4-M2XP"
    appeared = told.index("appeared")
    assert {path.stat().st_ino for path in place.rglob("*")} <= set(told[: appeared - 1])
    assert told[appeared - 1] == place.stat().st_ino
    assert told[appeared + 1 :] == [inbox.stat().st_ino]


def test_the_recordings_lie_in_a_folder_of_their_own(inbox: Path, spoken: Pack, recording: Recording) -> None:
    """Every file that the manifest lists is there under its name, byte for byte, and nothing else is."""
    deliver(inbox, spoken, recording)
    place = inbox / "TB-7KQ4-M2XP"
    assert {path.name for path in place.iterdir()} == {*FILES, "files"}
    told = json.loads((place / "manifest.json").read_bytes())["data"]["files"]
    found = {path.name: path.read_bytes() for path in (place / "files").iterdir()}
    assert {file["name"] for file in told} == set(found)
    for file in told:
        content = found[file["name"]]
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert stat.S_IMODE((place / "files").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (place / "files").iterdir()} == {0o600}


def test_a_recording_that_is_gone_stops_a_submission(inbox: Path, spoken: Pack, recording: Recording) -> None:
    """No folder appears without its files; the operator is asked to look, and told only what kind of thing is wrong."""
    recording(spoken.files[1].sha256).unlink()
    with pytest.raises(GaveUp) as gave_up:
        deliver(inbox, spoken, recording)
    assert (gave_up.value.reason, str(gave_up.value)) == (FailureReason.recording_gone, "recording_gone")
    assert gave_up.value.__context__ is None
    assert names(inbox) == []


@pytest.mark.parametrize("content", [b"", b"OggS as it was sens", b"OggS as it was sent, and more"])
def test_a_recording_that_changed_stops_a_submission(
    inbox: Path, spoken: Pack, recording: Recording, content: bytes
) -> None:
    """Bytes that are not those of the digest reach no issuer, cut short, damaged or longer."""
    recording(spoken.files[1].sha256).write_bytes(content)
    with pytest.raises(GaveUp) as gave_up:
        deliver(inbox, spoken, recording)
    assert gave_up.value.reason is FailureReason.recording_changed
    assert names(inbox) == []


def test_a_recording_that_is_back_goes_with_the_next_try(inbox: Path, spoken: Pack, recording: Recording) -> None:
    """Once the operator has put back what was gone, the same submission is delivered whole."""
    away, kept = inbox.parent / "away", recording(spoken.files[0].sha256)
    kept.rename(away)
    with pytest.raises(GaveUp):
        deliver(inbox, spoken, recording)
    away.rename(kept)
    assert deliver(inbox, spoken, recording) == Receipt()
    assert len(list((inbox / "TB-7KQ4-M2XP" / "files").iterdir())) == 2


@pytest.mark.parametrize("name", ["", "..", "../out.mp3", "/out.mp3", "a/b.mp3", ".hidden.mp3", "a\x00.mp3", "x" * 200])
def test_an_odd_name_of_a_recording_reaches_no_disk(inbox: Path, spoken: Pack, recording: Recording, name: str) -> None:
    """A file name that could lead out of the folder is refused before anything is written."""
    odd = replace(spoken.files[0], name=name)
    with pytest.raises(GaveUp) as gave_up:
        deliver(inbox, replace(spoken, files=(odd,)), recording)
    assert gave_up.value.reason is FailureReason.odd_reference
    assert not inbox.exists()
