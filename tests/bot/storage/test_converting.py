"""A plain folder is sealed and a sealed one put back in the clear, whatever the instant at which that breaks off."""

import shutil
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from bot.storage.errors import KeyNeeded, NotOpened, NotSealed, SealingUnfinished, WrongKey
from bot.storage.sealing.convert import Converted, seal, unseal
from bot.storage.sealing.master_key import MasterKey
from bot.storage.sqlite.statements import BLOCKING
from bot.system import durable_files
from tests.bot.storage.filled import ISLA, KEY, MORAG, RARE, bytes_below, fill, media, opened, pieces, seen, sound
from tests.bot.storage.scribe import Elsewhere, Scribe

OTHER = MasterKey(bytes(32))
BODIES, FILES = 17, 4
STEPS = {
    "sealing": ("add_keys", "set_state", "no_keys", "no_state"),
    "upkeep": ("begin", "commit", "empty_the_journal", "rewrite"),
}


class Killed(BaseException):
    """The power is gone."""


def kill_at(monkeypatch: pytest.MonkeyPatch, step: int) -> Callable[[], int]:
    """Breaks off before the step of this number; gives how many have been taken."""
    taken = 0

    def before(work: Callable[..., object]) -> Callable[..., object]:
        def stepped(*arguments: object, **named: object) -> object:
            nonlocal taken
            if taken == step:
                raise Killed
            taken += 1
            return work(*arguments, **named)

        return stepped

    for group, names in STEPS.items():
        for name in names:
            monkeypatch.setattr(BLOCKING[group], name, before(getattr(BLOCKING[group], name)))
    monkeypatch.setattr(durable_files, "move", before(durable_files.move))
    monkeypatch.setattr(Path, "replace", before(Path.replace))
    monkeypatch.setattr(Path, "unlink", before(Path.unlink))
    return lambda: taken


async def test_there_and_back(data: Path) -> None:
    """Everything is as it was, the key of both is gone, and each way leaves nothing of the form before."""
    await fill(data, None)
    before = await seen(data, None)
    assert seal(data, KEY) == Converted(BODIES, FILES)
    assert RARE.encode() not in bytes_below(data)
    assert await seen(data, KEY) == before
    assert seal(data, KEY) == Converted(0, 0)
    with pytest.raises(WrongKey):
        seal(data, OTHER)
    with pytest.raises(WrongKey):
        unseal(data, OTHER)
    # What both have sent stands there once.
    assert unseal(data, KEY) == Converted(BODIES, FILES - 1)
    assert await seen(data, None) == before
    assert Elsewhere(data).rows("person_key") == Elsewhere(data).rows("sealing") == []
    assert not list((data / "media").glob("??/*.*"))
    assert unseal(data, KEY) == Converted(0, 0)
    assert seal(data, OTHER).bodies == BODIES
    assert await seen(data, OTHER) == before


def broken_off(monkeypatch: pytest.MonkeyPatch, step: int, work: Callable[[], object]) -> bool:
    """Does the work up to a step; whether it broke off there."""
    with monkeypatch.context() as patched:
        kill_at(patched, step)
        try:
            work()
        except Killed:
            return True
    return False


async def broken_everywhere(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ways: tuple[MasterKey | None, MasterKey | None],
    work: Callable[[Path], Converted],
) -> tuple[int, int]:
    """Breaks the work off before every step and runs it again, over copies of one folder.

    How many steps there are, and after how many of them a bot is told to wait. `ways` are the keys before and after.
    """
    before, after = ways
    await fill(tmp_path / "whole", before)
    content = await seen(tmp_path / "whole", before)
    step, told = 0, 0
    while True:
        data = tmp_path / str(step)
        shutil.copytree(tmp_path / "whole", data)
        if not broken_off(monkeypatch, step, partial(work, data)):
            return step, told
        try:
            assert await seen(data, before) == content
        except (SealingUnfinished, KeyNeeded, NotSealed):
            told += 1
        work(data)
        assert await seen(data, after) == content
        assert (RARE.encode() in bytes_below(data)) == (after is None)
        assert bool(list((data / "media").glob("??/*.*"))) == (after is not None)
        shutil.rmtree(data)
        step += 1


@pytest.mark.slow
# A step is undone by a copy of the folder.
@pytest.mark.sqlite_file
async def test_sealing_goes_on_after_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a bot finds in between is whole, in the clear; or it is told what to do."""
    steps, told = await broken_everywhere(tmp_path, monkeypatch, (None, KEY), lambda data: seal(data, KEY))
    assert steps > 15
    assert told > 6


@pytest.mark.slow
# A step is undone by a copy of the folder.
@pytest.mark.sqlite_file
async def test_opening_goes_on_after_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same of the way back."""
    steps, told = await broken_everywhere(tmp_path, monkeypatch, (KEY, None), lambda data: unseal(data, KEY))
    assert steps > 15
    assert told > 6


async def test_a_run_with_another_key_begins_anew(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was sealed under the first but copies of files, to which nothing refers."""
    await fill(data, None)
    before = await seen(data, None)
    assert broken_off(monkeypatch, 5, lambda: seal(data, OTHER))
    assert list((data / "media").glob("??/*.*"))
    seal(data, KEY)
    assert await seen(data, KEY) == before


async def test_what_changed_since_a_broken_run_is_sealed_too(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot may run in the clear meanwhile: somebody new has come, and sent something."""
    await fill(data, None)
    assert broken_off(monkeypatch, 5, lambda: seal(data, KEY))
    async with opened(data, None) as store:
        scribe = Scribe(store)
        scribe.start_at(500)
        await scribe.turn("telegram:12", Scribe.draft("d12", RARE))
    await media(data, None).put(pieces(b"new " + RARE.encode()), "telegram:12")
    seal(data, KEY)
    assert RARE.encode() not in bytes_below(data)
    async with opened(data, KEY) as store:
        assert RARE in str(await store.session("telegram:12"))


async def test_a_body_that_does_not_open_stops_opening_before_anything_changed(data: Path) -> None:
    """Once that person is forgotten or put back, it goes on. A file that does not open is left."""
    await fill(data, KEY)
    Elsewhere(data).change("UPDATE draft SET body = substr(body, 1, 60) WHERE person = ?", ISLA)
    with pytest.raises(NotOpened):
        unseal(data, KEY)
    async with opened(data, KEY) as store:
        assert RARE in str(await store.session(MORAG))


async def test_a_file_that_does_not_open_is_left(data: Path) -> None:
    """It is counted, and the others are there in the clear."""
    await fill(data, KEY)
    (path,) = (data / "media").glob(f"??/{sha256(sound(ISLA)).hexdigest()}.*")
    path.write_bytes(path.read_bytes()[:-1])
    assert unseal(data, KEY).left == 1
    assert [one.suffix for one in (data / "media").glob("??/*.*")] == [".2"]
    assert (data / "media").exists()
    assert sound(MORAG) in bytes_below(data)
