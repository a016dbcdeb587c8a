"""The submission as plain text, and the copies that a worker is given."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document

from bot.documents.phrases import moment
from bot.documents.text import copy_of, evidence_txt, recording_of
from flows.messages import Copy
from flows.pack import Pack, PackAi

EXPECTED = """\
SSSC registration number: 3141592
Register part: Social Care, Social Work
Employer: Rowan House

1. The topic I chose

I chose audits.

They were new to me.

(8 words, at least 5 asked)

2. Why it matters

It keeps people safe.

(4 words)

3. How I feel now

Sure of myself.

(3 words, at least 1 asked)

Total: 15 words

AI tools: I did not use any.

Declarations

- The words are my own.
  Agreed on 5 July 2026 at 09:30 (UTC+1)
- Nobody can be known from my examples.
  Agreed on 5 July 2026 at 09:31 (UTC+1)

Badge: Leadership and quality assurance (OB-1249), criteria 2025-1
Issuer: Scottish Social Services Council
Sent: 5 July 2026 at 09:30 (UTC+1)
Reference: TB-7KQ4-M2XP, attempt 1
"""


def test_the_whole_text_reads_well(pack: Pack) -> None:
    """Facts first, then each answer under its heading with its count, what was declared, the reference last."""
    assert evidence_txt(pack).decode() == EXPECTED


SPOKEN = """\
1. The topic I chose

I chose audits.

[A recording stands here: 1-topic-part1-1m10s.mp3. Spoken, 1 min 10 s. About 160 words (roughly 120 to 200), \
estimated by a program from the sound. Nobody has written them down.]

(About 160 words (spoken words are estimated from the sound), at least 250 asked. Shorter than asked, and kept so by \
the applicant)

2. Why it matters

It keeps people safe.

(4 words)

3. How I feel now

Sure of myself.

(3 words, at least 1 asked)

Total: about 170 words (spoken words are estimated from the sound)

AI tools: I did not use any.

Recordings

These files belong to this application. Word counts of recordings are estimates: a program made them from the sound, \
and no person counted. So a spoken answer is taken as long enough from 80% of the words that are asked. A file is the \
one that was sent if its SHA-256 is the same.
"""


def test_what_was_spoken_reads_as_what_it_is(spoken: Pack) -> None:
    """Each count has its kind, a short answer says so, and a recording's line stands in its place."""
    assert SPOKEN in evidence_txt(spoken).decode()


def test_every_recording_is_listed(spoken: Pack) -> None:
    """Name, use, length, words, who counted, and the digest by which each file can be checked."""
    listed = evidence_txt(spoken).decode().partition("is the same.\n\n")[2].partition("\n\nDeclarations")[0]
    sha_a, sha_b, sha_c = (letter * 64 for letter in "abc")
    estimated = "about 160 words, estimated by a program from the sound"
    assert (
        listed
        == f"""\
1-topic-part1-1m10s.mp3
  For listening: a copy in a form that plays everywhere. 1 min 10 s, {estimated}.
  SHA-256: {sha_b}

1-topic-part1-1m10s-original.ogg
  The original, as it was sent. 1 min 10 s, {estimated}.
  SHA-256: {sha_a}

1-topic-part2-0m09s.mp3
  For listening: a copy in a form that plays everywhere. 9 s, no words counted.
  SHA-256: {sha_c}"""
    )


def test_without_recordings_nothing_is_said_of_them(pack: Pack) -> None:
    """Who typed every word is not read about estimates."""
    text = evidence_txt(pack).decode()
    assert "ecording" not in text
    assert "bout" not in text
    assert "estimate" not in text


def test_name_and_email_are_left_out(pack: Pack) -> None:
    """What a worker may paste in public has only the facts that the badge wants there."""
    assert b"Isla" not in evidence_txt(pack)
    assert b"isla@" not in evidence_txt(pack)


def test_nothing_is_said_of_what_was_not_asked(pack: Pack) -> None:
    """Without an AI question, declarations or a code there is no empty line for them."""
    bare = replace(pack, ai=PackAi("silent"), declarations=(), badge=replace(pack.badge, code=None))
    text = evidence_txt(bare).decode()
    assert "AI tools" not in text
    assert "Declarations" not in text
    assert "Badge: Leadership and quality assurance, criteria 2025-1\n" in text
    assert "\n\n\n" not in text


def test_a_later_attempt_names_the_one_that_it_replaces(pack: Pack) -> None:
    """An assessor who has the earlier one knows which to put aside; an attempt that never arrived is not named."""
    later = replace(pack, attempt=3, supersedes="TB-7KQ4-M2XP-1")
    ending = "Replaces: TB-7KQ4-M2XP-1\nReference: TB-7KQ4-M2XP, attempt 3\n"
    assert evidence_txt(later).decode().endswith(ending)
    assert b"Replaces" not in evidence_txt(replace(later, supersedes=None))


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
@settings(max_examples=50, deadline=None)
def test_an_answer_is_untouched(saying: Callable[[str], Pack], text: str) -> None:
    """Whatever a worker writes stands in the text as it is."""
    said = evidence_txt(saying(text)).decode()
    assert f"1. The topic I chose\n\n{text}\n\n(8 words, at least 5 asked)" in said


def test_half_a_character_does_not_stop_a_submission(saying: Callable[[str], Pack]) -> None:
    """A lone surrogate, which UTF-8 cannot hold, leaves a visible mark."""
    assert "so \ufffd good" in evidence_txt(saying("so \ud83d good")).decode()


@pytest.mark.parametrize(
    ("attempt", "form", "name", "kind"),
    [
        (1, Copy.odt, "TB-7KQ4-M2XP.odt", "application/vnd.oasis.opendocument.text"),
        (1, Copy.txt, "TB-7KQ4-M2XP.txt", "text/plain; charset=utf-8"),
        (2, Copy.odt, "TB-7KQ4-M2XP-2.odt", "application/vnd.oasis.opendocument.text"),
        (3, Copy.txt, "TB-7KQ4-M2XP-3.txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_copy_is_named_after_its_reference(pack: Pack, attempt: int, form: Copy, name: str, kind: str) -> None:
    """A worker finds the file again by the reference, and a later attempt does not replace an earlier one."""
    copy = copy_of(replace(pack, attempt=attempt), form)
    assert (copy.name, copy.media_type) == (name, kind)


def test_a_copy_can_be_opened_and_shown(pack: Pack) -> None:
    """Both forms hold the answers, and neither holds what is for the issuer only."""
    document = Document(BytesIO(copy_of(pack, Copy.odt).content))
    assert "It keeps people safe." in [paragraph.inner_text for paragraph in document.body.get_paragraphs()]
    assert "Applicant" not in [heading.inner_text for heading in document.body.get_headers()]
    assert copy_of(pack, Copy.txt).content == evidence_txt(pack)


def test_a_recording_is_copied_byte_for_byte(spoken: Pack, tmp_path: Path) -> None:
    """A worker who sends it on has the very bytes that the evidence names; other bytes are never handed out."""
    content = b"ID3 and sound"
    digest = hashlib.sha256(content).hexdigest()
    listening = replace(spoken.files[0], sha256=digest, size=len(content))
    pack = replace(spoken, files=(listening,))
    (tmp_path / digest).write_bytes(content)
    copy = recording_of(pack, listening.name, tmp_path.joinpath)
    assert (copy.name, copy.media_type, copy.content) == ("1-topic-part1-1m10s.mp3", "audio/mpeg", content)
    with pytest.raises(LookupError):
        recording_of(pack, "another.mp3", tmp_path.joinpath)
    for damage in (lambda: (tmp_path / digest).write_bytes(b"ID3 and soun"), (tmp_path / digest).unlink):
        damage()
        with pytest.raises(LookupError, match="no longer what it was"):
            recording_of(pack, listening.name, tmp_path.joinpath)
    with pytest.raises(ValueError, match="no document"):
        copy_of(pack, Copy.recording)


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        (UTC, "2 January 2027 at 00:05 (UTC)"),
        (timezone(timedelta(hours=-3, minutes=-30)), "2 January 2027 at 00:05 (UTC-3:30)"),
        (timezone(timedelta(hours=5, minutes=45)), "2 January 2027 at 00:05 (UTC+5:45)"),
    ],
)
def test_a_moment_is_on_the_clock_of_the_worker(zone: timezone, said: str) -> None:
    """The date and time are those that the worker saw, with how far they are from UTC."""
    assert moment(datetime(2027, 1, 2, 0, 5, tzinfo=zone)) == said
