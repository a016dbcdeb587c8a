"""The email message: what an assessor opens, and what nobody can slip into it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, timezone
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.examples import examples

from bot.documents.text import evidence_txt
from bot.documents.words import NamedFile
from bot.issuers.email.submission_email import Ends, letter, one_line
from flows.pack.pack import Pack, PackFact

Recording = Callable[[str], Path]
ENDS = Ends("badges@glen.example", "Glen Care, Learning", "badges@example.org")
FILES = (
    NamedFile("evidence.odt", "application/x-odt", b"PK\x03\x04"),
    NamedFile("manifest.json", "application/json", b"{}"),
)
NAMES = (
    "Isla Example",
    "Bell, Morag",
    'Morag "Mo" Bell',
    "Morag <morag@example.org>",
    "Morag\r\nBcc: everyone@example.org",
    "Morag\n\nHello",
    "Mòrag NicDhòmhnaill",
    "مورغ بيل \u202e",
    "👩🏽\u200d👧 Morag",
    "=?utf-8?q?Bcc=3A?=",
    "M" * 2000,
    "Mòrag " * 300,
    "\ud83d half",
    "\x00\x1b[31m\u2028\u0085",
    "",
)


def parsed(message: bytes) -> EmailMessage:
    """The message as the standard library reads it."""
    found = message_from_bytes(message, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def with_facts(pack: Pack, **facts: str) -> Pack:
    """The same submission, of somebody else."""
    told = tuple(PackFact(name, name, (value,), many=False, in_evidence=False) for name, value in facts.items())
    return replace(pack, facts=(*told, *(fact for fact in pack.facts if fact.id not in facts)))


def header(message: bytes, name: str) -> str:
    """A header as it is read, by the older of the two readers: the newer one doubles spaces between encoded words."""
    raw = message_from_bytes(message)[name]
    return str(make_header(decode_header(str(raw).replace("\r\n", "")))) if raw else ""


def test_an_assessor_sees_what_it_is_and_how_to_answer(pack: Pack) -> None:
    """Subject, both ends, who applies, what is enclosed and the evidence in full, before any file is opened."""
    mail = parsed(letter(with_facts(pack, name="Isla Example", email="isla@example.org"), ENDS, FILES))
    assert mail["Subject"] == "Badge application TB-7KQ4-M2XP, attempt 1: Leadership and quality assurance (OB-1249)"
    assert mail["From"].addresses[0].display_name == "Glen Care, Learning"
    assert mail["From"].addresses[0].addr_spec == "badges@glen.example"
    assert mail["To"] == "badges@example.org"
    assert mail["Reply-To"] == "Isla Example <isla@example.org>"
    body = mail.get_body().get_content().replace("\r\n", "\n")
    assert "name: Isla Example\nemail: isla@example.org" in body
    assert "A reply to this message goes to the applicant." in body
    assert evidence_txt(pack).decode() in body
    assert [part.get_filename() for part in mail.iter_attachments()] == ["evidence.odt", "manifest.json"]
    assert [part.get_content() for part in mail.iter_attachments()] == [b"PK\x03\x04", b"{}"]
    assert not [part.defects for part in mail.walk() if part.defects]


def test_no_name_is_in_the_subject(pack: Pack) -> None:
    """A subject is shown on locked screens and copied into lists: it names the badge and the reference alone."""
    mail = parsed(letter(with_facts(pack, name="Isla Example", email="isla@example.org"), ENDS, FILES))
    assert not re.search("isla|example|rowan", mail["Subject"], re.IGNORECASE)


def test_a_repeat_is_the_same_message(pack: Pack) -> None:
    """Equal submissions give equal bytes, so a mailbox that gets it twice can tell. Another attempt is another."""
    first = letter(pack, ENDS, FILES)
    assert letter(replace(pack), ENDS, FILES) == first
    assert parsed(first)["Message-ID"] == "<TB-7KQ4-M2XP-1@glen.example>"
    assert parsed(first)["Date"].datetime == pack.timestamp
    again = parsed(letter(replace(pack, attempt=2, supersedes="TB-7KQ4-M2XP-1"), ENDS, FILES))
    assert again["Message-ID"] == "<TB-7KQ4-M2XP-2@glen.example>"
    assert again["In-Reply-To"] == again["References"] == "<TB-7KQ4-M2XP-1@glen.example>"
    assert "It takes the place of TB-7KQ4-M2XP-1, which you have." in again.get_body().get_content()


def test_the_date_is_the_workers(pack: Pack) -> None:
    """The date is when the worker pressed send, however often it was tried since."""
    summer = pack.timestamp.astimezone(timezone(timedelta(hours=1)))
    assert b"\r\nDate: Sun, 05 Jul 2026 10:30:15 +0100\r\n" in letter(replace(pack, timestamp=summer), ENDS, FILES)


def test_originals_that_stay_behind_are_spoken_of(pack: Pack) -> None:
    """The assessor is told that there are originals, and how to have them."""
    said = parsed(letter(pack, ENDS, FILES, left_out=True)).get_body().get_content()
    assert "They are kept: to have them, write to badges@glen.example and name TB-7KQ4-M2XP-1." in said
    assert "They are kept" not in parsed(letter(pack, ENDS, FILES)).get_body().get_content()


@pytest.mark.parametrize(
    "address", ["", "isla", "mòrag@example.org", "isla@example.org\r\nBcc: x@example.org", "a@b@c"]
)
def test_an_address_that_not_every_server_can_carry_is_no_header(pack: Pack, address: str) -> None:
    """The message goes all the same; its body says how to reach the applicant."""
    mail = parsed(letter(with_facts(pack, name="Isla", email=address), ENDS, FILES))
    assert mail["Reply-To"] is None
    assert mail["Bcc"] is None
    assert "write to their own address" in mail.get_body().get_content()


def test_a_domain_in_other_letters_is_spelled_for_servers(pack: Pack) -> None:
    """An address at a domain with an umlaut can be answered."""
    mail = letter(with_facts(pack, name="Isla", email="isla@bücher.example.org"), ENDS, FILES)
    assert header(mail, "Reply-To") == "Isla <isla@xn--bcher-kva.example.org>"


KNOWN = {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "X-Teabreak-Reference", "X-Teabreak-Attempt",
         "MIME-Version", "Content-Type"}  # fmt: skip


def assert_nothing_slipped_in(message: bytes, name: str) -> None:
    """However somebody is called, the headers are ours, the reply goes to them, and the parts are what was put in."""
    assert message.isascii()
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", message)
    assert max(map(len, message.split(b"\r\n"))) <= 998
    plain = message_from_bytes(message)
    assert set(plain.keys()) <= KNOWN
    assert len(plain.keys()) == len(set(plain.keys()))
    assert [address for _, address in getaddresses([str(plain["Reply-To"])])] == ["isla@example.org"]
    said = header(message, "Reply-To").removesuffix("<isla@example.org>").removesuffix("isla@example.org").rstrip()
    assert one_line(name)[:120].strip() == " ".join(said.split())
    assert [part.get_content_type() for part in parsed(message).iter_parts()] == [
        "text/plain", "application/x-odt", "application/json",
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name(pack: Pack, name: str) -> None:
    """Commas, quotes, brackets, line ends, other scripts and great length reach the reader as part of the name."""
    assert_nothing_slipped_in(letter(with_facts(pack, name=name, email="isla@example.org"), ENDS, FILES), name)


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=200), title=st.text(max_size=200), words=st.text(max_size=400))
@example(name="", title="a\r\nBcc: b@example.org", words="--=_\r\n.\r\nFrom me")
def test_nothing_that_is_typed_slips_in(pack: Pack, name: str, title: str, words: str) -> None:
    """Any letters as name, badge title or answer: the headers are ours, and the words arrive as they are."""
    answer = replace(pack.answers[0], text=words)
    told = replace(pack, badge=replace(pack.badge, title=title), answers=(answer,))
    told = with_facts(told, name=name, email="isla@example.org")
    message = letter(told, ENDS, FILES)
    assert_nothing_slipped_in(message, name)
    body = message_from_bytes(message).get_payload(0).get_payload(decode=True).decode()
    assert evidence_txt(told).decode() in body.replace("\r\n", "\n")
    assert one_line(title) in " ".join(header(message, "Subject").split())


def test_the_manifest_is_whole(pack: Pack) -> None:
    """What is enclosed comes out byte for byte, also where a line would end a message or a part."""
    mark = re.search(rb'boundary="([^"]+)"', letter(pack, ENDS, ()))
    assert mark
    hostile = b"\r\n.\r\n--" + mark[1] + b"--\r\n" + bytes(range(256)) * 300
    enclosed = (
        NamedFile("manifest.json", "application/json", json.dumps({"a": 1}).encode()),
        NamedFile("x.mp3", "audio/mpeg", hostile),
    )
    found = [part.get_content() for part in parsed(letter(pack, ENDS, enclosed)).iter_attachments()]
    assert found == [b'{"a": 1}', hostile]
