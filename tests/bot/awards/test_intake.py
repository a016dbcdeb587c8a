"""From an award that a worker gave to what is known of it: with servers of issuers on loopback, and a real disk."""

import json
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

import pytest
from support import fake_award_issuers
from support.fake_award_issuers import (
    AWARD,
    EMAIL,
    NAME,
    NOW,
    Web,
    answer,
    assertion,
    badge,
    itxt,
    png,
    profile,
    zipped,
)

from bot.awards.award_intake import AwardIntake
from bot.awards.checker import AwardChecker
from bot.channels.channel import FileGone, FileNotReady
from bot.channels.channel_files import Files
from bot.media.disk_space import DiskSpace
from bot.media.store import MediaStore
from bot.storage.kept_files.media_folder import MediaFolder
from criteria.library import Library
from criteria.reader import read
from flows.engine.effects import CheckAward
from flows.features.held_badges.checks import rules_mark
from flows.model.attachments.audio import AudioProblem
from flows.model.attachments.award import AwardVerdict, Form, MissingField
from flows.model.attachments.award_check import AwardDoubt, AwardFault

pytestmark = pytest.mark.slow

ASKED = CheckAward("draft", 5, 0, "elc-leadership-23-things", "2025-1", EMAIL)


class FakeFiles:
    """Where files come from: these bytes, or this trouble."""

    def __init__(self, content: bytes | Exception) -> None:
        self.content = content

    async def fetch(self, person: str, source: str) -> AsyncGenerator[bytes, None]:
        """The bytes, in two pieces."""
        if isinstance(self.content, Exception):
            raise self.content
        yield self.content[:10]
        yield self.content[10:]


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    """An issuer who publishes the award of Thing 7."""
    async with fake_award_issuers.web(fake_award_issuers.authority("*.example.org")) as made:
        yield made.add(assertion(), badge(), profile())


ROOM = 10_000_000
PERSON = "telegram:7"


def looking(web: Web | None, folder: Path, files: Files) -> AwardIntake:
    """One that knows the issuer's profile."""
    found = read()
    known = {"awards": fake_award_issuers.rules()}
    library = Library(found.badges, tuple(issuer.model_copy(update=known) for issuer in found.issuers))
    checker = web.checker() if web else AwardChecker(None)
    return AwardIntake(files, MediaStore(folder / "media", 10_000_000), checker, library, lambda: NOW)


def kept(folder: Path) -> int:
    """How many files are on the disk."""
    return sum(path.is_file() for path in folder.rglob("*"))


def asked(**changes: str) -> CheckAward:
    """What is to be looked at."""
    return CheckAward(*(changes.get(name, getattr(ASKED, name)) for name in CheckAward.__slots__))


async def test_a_file_is_kept_checked_and_matched(web: Web, tmp_path: Path) -> None:
    """Its bytes are on the disk under their digest, and it is known whose it is and of which badge."""
    content = png(itxt(json.dumps(assertion())))
    (found,) = await looking(web, tmp_path, FakeFiles(content)).look(PERSON, asked(source="file"), ROOM)
    assert (found.verdict, found.thing, found.badge, found.email) == (AwardVerdict.checked, "thing_07", NAME, EMAIL)
    assert found.file is not None
    assert (found.file.form, found.file.size) == (Form.png, len(content))
    assert MediaFolder(tmp_path / "media").path(found.file.sha256).read_bytes() == content


async def test_a_link_is_opened_where_that_is_turned_on(web: Web, tmp_path: Path) -> None:
    """Checked with a fetcher; without one it could not be checked, and why is said."""
    (found,) = await looking(web, tmp_path, FakeFiles(b"")).look(PERSON, asked(link=AWARD), ROOM)
    assert (found.verdict, found.thing, found.file) == (AwardVerdict.checked, "thing_07", None)
    (found,) = await looking(None, tmp_path, FakeFiles(b"")).look(PERSON, asked(link=AWARD), ROOM)
    assert (found.verdict, found.why) == (AwardVerdict.unchecked, AwardDoubt.fetching_off)


async def test_a_page_without_an_award_says_nothing_against_it(web: Web, tmp_path: Path) -> None:
    """A page may show an award to people; of a file with none in it nothing is kept."""
    web.pages[f"{fake_award_issuers.HOME}/page"] = answer(200, b"<html>My badge</html>")
    (page,) = await looking(web, tmp_path, FakeFiles(b"")).look(
        PERSON, asked(link=f"{fake_award_issuers.HOME}/page"), ROOM
    )
    (file,) = await looking(web, tmp_path, FakeFiles(png())).look(PERSON, asked(source="file"), ROOM)
    assert page.verdict is AwardVerdict.unchecked
    assert (file.verdict, file.why, file.file) == (AwardVerdict.unchecked, AwardDoubt.nothing_inside, None)


async def test_an_award_for_which_there_is_no_room_is_not_kept(web: Web, tmp_path: Path) -> None:
    """Of the person's share or of the disk: it says so, can be tried again, and leaves nothing."""
    content = png(itxt(json.dumps(assertion())))
    looker = looking(web, tmp_path, FakeFiles(content))
    (found,) = await looker.look(PERSON, asked(source="file"), len(content) - 1)
    assert (found.why, found.file) == (MissingField.no_room, None)
    looker._space = DiskSpace(tmp_path, 2**62)
    (found,) = await looker.look(PERSON, asked(source="file"), ROOM)
    assert (found.why, found.file) == (MissingField.no_room, None)
    assert kept(tmp_path) == 0


async def test_each_file_of_a_zip_is_kept_by_itself(web: Web, tmp_path: Path) -> None:
    """Of those with an award in them, in their order; the zip and what is none are not kept."""
    content = png(itxt(json.dumps(assertion())))
    (cat, seven) = await looking(web, tmp_path, FakeFiles(zipped({"cat.png": png(), "seven.png": content}))).look(
        PERSON, asked(source="file"), ROOM
    )
    assert (cat.called, cat.verdict, cat.file) == ("cat.png", AwardVerdict.unchecked, None)
    assert (seven.called, seven.verdict, seven.thing) == ("seven.png", AwardVerdict.checked, "thing_07")
    assert kept(tmp_path) == 1


async def test_a_file_on_our_disk_is_looked_at_again_without_telegram(web: Web, tmp_path: Path) -> None:
    """Held to another address, it is not right; nothing is fetched."""
    content = png(itxt(json.dumps(assertion())))
    (first,) = await looking(web, tmp_path, FakeFiles(content)).look(PERSON, asked(source="file"), ROOM)
    assert first.file is not None
    again = asked(sha256=first.file.sha256, email="mairi@example.org")
    (found,) = await looking(web, tmp_path, FakeFiles(FileGone(AudioProblem.gone))).look(PERSON, again, ROOM)
    assert (found.verdict, found.why, found.file) == (AwardVerdict.wrong, AwardFault.wrong_person, first.file)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (FileGone(AudioProblem.gone), MissingField.gone),
        (FileGone(AudioProblem.too_big), AwardDoubt.too_large),
        (bytes(8 * 1024 * 1024 + 1), AwardDoubt.too_large),
        (b"PK\x03\x04 and no more", AwardDoubt.unreadable),
    ],
    ids=["gone", "too big", "too big after all", "a broken zip"],
)
async def test_what_cannot_be_had_is_said_and_not_kept(
    tmp_path: Path, content: bytes | Exception, why: AwardDoubt | MissingField
) -> None:
    """It could not be checked, which says nothing against it: one answer each, and nothing on the disk."""
    (found,) = await looking(None, tmp_path, FakeFiles(content)).look(PERSON, asked(source="file"), ROOM)
    assert (found.verdict, found.why, found.file) == (AwardVerdict.unchecked, why, None)
    assert kept(tmp_path) == 0


async def test_trouble_that_passes_is_tried_again(tmp_path: Path) -> None:
    """Of the network, of the disk, and a badge file that is being put back."""
    with pytest.raises(FileNotReady):
        await looking(None, tmp_path, FakeFiles(FileNotReady("refused"))).look(PERSON, asked(source="file"), ROOM)
    with pytest.raises(FileNotReady):
        await looking(None, tmp_path, FakeFiles(b"")).look(PERSON, asked(sha256="a" * 64), ROOM)
    with pytest.raises(FileNotReady):
        await looking(None, tmp_path, FakeFiles(b"")).look(PERSON, asked(source="file", version="2099-1"), ROOM)


@pytest.mark.parametrize(
    ("changes", "reason", "why"),
    [
        ({"source": "file"}, "unavailable", MissingField.gone),
        ({"link": AWARD}, "broke", AwardDoubt.unreachable),
        ({"link": AWARD}, "busy", AwardDoubt.busy),
    ],
)
def test_what_was_tried_for_a_day_could_not_be_checked(
    tmp_path: Path, changes: dict[str, str], reason: str, why: AwardDoubt | MissingField
) -> None:
    """Nothing is held against an award because a server or a disk was in trouble."""
    found = looking(None, tmp_path, FakeFiles(b"")).not_had(asked(**changes), reason)
    assert (found.verdict, found.why) == (AwardVerdict.unchecked, why)


async def test_what_is_known_of_the_issuer_is_marked(web: Web, tmp_path: Path) -> None:
    """The mark is the one by which the talk sees that more is known since."""
    looker = looking(web, tmp_path, FakeFiles(b""))
    (found,) = await looker.look(PERSON, asked(link=AWARD), ROOM)
    issuer = read().issuers[0].model_copy(update={"awards": fake_award_issuers.rules()})
    assert found.rules == rules_mark(issuer)
