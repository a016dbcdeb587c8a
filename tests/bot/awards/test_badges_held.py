"""Badges that a worker holds, from files on their phone to the issuer's inbox: the real bot, over HTTP."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from support import fake_award_issuers
from support.fake_award_issuers import EMAIL, Doc, png, svg, zipped
from support.served_bot import assert_private, listening, served
from support.thing_awards import OTHERS, THINGS, baked, hosted, pinned, token

from bot import app
from bot.issuers.contract.pack_schema import Manifest
from bot.playground.telegram import Sandbox
from criteria.library import Library


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    """The issuer's key."""
    return fake_award_issuers.rsa_key()


@pytest.fixture
def library(key: RSAPrivateKey, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The badges, with an issuer whose file holds its key."""
    made = pinned(key, route="folder")
    monkeypatch.setattr(app, "read", lambda *_: made)
    return made


@dataclass(frozen=True)
class InboxContent:
    """What came to the inbox."""

    manifest: Doc
    files: dict[str, bytes]
    text: str


def inbox(data: Path) -> InboxContent:
    """The only submission."""
    (folder,) = (data / "inbox").iterdir()
    files = {path.name: path.read_bytes() for path in (folder / "files").iterdir()}
    said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    Manifest.model_validate(said)
    return InboxContent(said["data"], files, (folder / "evidence.txt").read_text(encoding="utf-8"))


@pytest.mark.slow
async def test_files_on_a_phone_become_checked_badges_in_the_inbox(
    sandbox: Sandbox, tmp_path: Path, key: RSAPrivateKey, library: Library
) -> None:
    """Some are checked, one cannot be, some are not right; the rest are ticked, and the pack shows the difference."""
    person = sandbox.user("Isla")
    one, unchecked = baked(token(key, 1)), json.dumps(hosted(5)).encode()
    several = zipped(
        {
            "three.jwt": token(key, 3).encode(),
            "cat.png": png(),
            "four.png": baked(token(fake_award_issuers.rsa_key(), 4)),
        }
    )
    with listening() as heard:
        async with served(sandbox, tmp_path, route=None, token=sandbox.token):
            await reaches_the_list(person)
            for content, name in (
                (one, "one.png"),
                (baked(token(key, 2, OTHERS)), "two.png"),
                (several, "more.zip"),
                (unchecked, "five.json"),
            ):
                person.send_document(content, name)
            news = await person.sees("I have looked at what you sent", within=20)
            await person.sees("You hold", within=20)
            person.send_photo(b"\xff\xd8\xff" + bytes(200))
            await person.sees("Send me the same picture as a file")
            person.say("all")
            await person.sees("You hold 23 of 23 badges")
            for label, shown in (
                ("Check my answers", "All the rules are met"),
                ("Carry on to sending", "Statement 1"),
                ("I agree", "Last look before sending"),
                ("Send my application", "Your application is sent"),
            ):
                person.press(label)
                await person.sees(shown, within=20)
    assert "Checked and ticked:\n1. " in news.text
    sent = inbox(tmp_path)
    grounds = [held["ground"] for held in sent.manifest["prerequisites"]]
    assert grounds == ["checked", "stated", "checked", "stated", "file", *["stated"] * 18]
    assert sent.files == {
        "badge-1-thing_01.png": one,
        "badge-3-thing_03.jwt": token_of(sent, 3),
        "badge-5-thing_05.json": unchecked,
    }
    for file in sent.manifest["files"]:
        assert file["sha256"] == hashlib.sha256(sent.files[file["name"]]).hexdigest()
    evidence = str(sent.manifest["evidence_text"])
    assert f"1. {THINGS[0]} [checked by this bot on" in evidence
    assert f"5. {THINGS[4]} [award given to this bot as a file, not checked]" in evidence
    assert f"23. {THINGS[22]} [stated by the applicant]" in evidence
    for said in ("This bot has checked 2 of them", "badge-5-thing_05.json", THINGS[22], "Stated by the applicant."):
        assert said in sent.text
    assert_private(heard.text(), {EMAIL, OTHERS, "five.json", "Isla Ross"}, sandbox.token)


def token_of(sent: InboxContent, number: int) -> bytes:
    """The signed award of a Thing that came, which says whose it is."""
    content = sent.files[f"badge-{number}-thing_{number:02}.jwt"]
    assert content.count(b".") == 2
    return content


async def reaches_the_list(person: object) -> None:
    """The worker chooses the badge and gives their details."""
    person.start("elc-leadership-23-things")
    await person.sees("computer program")
    for act, said, shown in (
        (person.press, "I agree", "right badge for you"),
        (person.press, "Yes, this is for me", "full name"),
        (person.say, "Isla Ross", "email"),
        (person.say, EMAIL, "You hold 0 of 23 badges"),
    ):
        act(said)
        await person.sees(shown)


@pytest.mark.slow
async def test_a_bot_that_is_killed_while_it_looks_looks_again(
    sandbox: Sandbox, tmp_path: Path, key: RSAPrivateKey, library: Library
) -> None:
    """A file that came just before the end is fetched and looked at after the next start, once."""
    person = sandbox.user("Isla")
    async with served(sandbox, tmp_path):
        await reaches_the_list(person)
    inside = f'<ob:credential xmlns:ob="https://purl.imsglobal.org/ob/v3p0" verify="{token(key, 7)}"/>'
    person.send_document(svg(inside).encode(), "seven.svg")
    async with served(sandbox, tmp_path):
        await person.sees("I have looked at what you sent", within=20)
    async with served(sandbox, tmp_path):
        person.say("8")
        await person.sees("You hold 2 of 23 badges", within=20)
    looked = [message for message in person.bot_messages if "I have looked" in message.text]
    assert len(looked) == 1
