"""The submission as plain text, and the copies that a worker is given."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.glyphs import writable
from bot.documents.outline import document
from bot.documents.text import evidence_txt
from bot.documents.words import moment
from bot.issuers.badgekit.evidence import items
from bot.issuers.contract.award_doubts import doubt
from bot.issuers.email.body import text
from flows.model.attachments.award import WHYS
from flows.pack.pack import Pack, PackAi
from flows.pack.packed_badges import PackHeldBadge
from flows.rules.held_badges import AwardDoubtFound, Ground

EXPECTED = """\
SSSC registration number: 3141592
Register part: Social Care, Social Work
Employer: Rowan House

1. The topic I chose

(8 words, counted exactly. At least 5 asked.)

I chose audits.

They were new to me.

2. Why it matters

(4 words, counted exactly.)

It keeps people safe.

3. How I feel now

(3 words, counted exactly. At least 1 asked.)

Sure of myself.

AI tools

I did not use any.

Declarations

- The words are my own.
  Agreed on 5 July 2026 at 09:30 (UTC+1)
- Nobody can be known from my examples.
  Agreed on 5 July 2026 at 09:31 (UTC+1)

Badge: Leadership and quality assurance (OB-1249)
Reference: TB-7KQ4-M2XP, attempt 1
Sent: 5 July 2026 at 09:30 (UTC+1)
To: Scottish Social Services Council
Criteria: 2025-1
Length: 15 words, counted exactly
"""


def test_the_whole_text_reads_well(pack: Pack) -> None:
    """Facts first, then each answer under its heading with its count, what was declared, the reference last."""
    assert evidence_txt(pack).decode() == EXPECTED


SPOKEN = """\
1. The topic I chose

(About 160 words, estimated from the sound where spoken. At least 250 asked. Shorter than asked, and kept so by the \
applicant.)

I chose audits.

[A recording stands here: 1-topic-part1-1m10s.mp3. Spoken, 1 min 10 s. About 160 words (roughly 120 to 200), \
estimated by a program from the sound. Nobody has written them down.]

2. Why it matters

(4 words, counted exactly.)

It keeps people safe.

3. How I feel now

(3 words, counted exactly. At least 1 asked.)

Sure of myself.

AI tools

I did not use any.

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
    estimated = "about 160 words, estimated by a program from the sound"
    sha_a, sha_b, sha_c = (f"SHA-256 starts {' '.join([4 * a] * 4)}. In full: {64 * a}" for a in "abc")
    assert (
        listed
        == f"""\
- 1-topic-part1-1m10s.mp3
  For listening: a copy in a form that plays everywhere. 1 min 10 s, {estimated}.
  {sha_b}
- 1-topic-part1-1m10s-original.ogg
  The original, as it was sent. 1 min 10 s, {estimated}.
  {sha_a}
- 1-topic-part2-0m09s.mp3
  For listening: a copy in a form that plays everywhere. 9 s, no words counted.
  {sha_c}"""
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
    assert "Badge: Leadership and quality assurance\n" in text
    assert "\n\n\n" not in text


def test_a_later_attempt_names_the_one_that_it_replaces(pack: Pack) -> None:
    """An assessor who has the earlier one knows which to put aside; an attempt that never arrived is not named."""
    later = replace(pack, attempt=3, supersedes="TB-7KQ4-M2XP-1")
    said = "Reference: TB-7KQ4-M2XP, attempt 3\nReplaces: TB-7KQ4-M2XP-1, which was sent before\n"
    assert said in evidence_txt(later).decode()
    assert b"Replaces" not in evidence_txt(replace(later, supersedes=None))


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
@settings(max_examples=50)
def test_an_answer_is_untouched(saying: Callable[[str], Pack], text: str) -> None:
    """Whatever a worker writes stands in the text as it is."""
    said = evidence_txt(saying(text)).decode()
    assert f"(8 words, counted exactly. At least 5 asked.)\n\n{text}\n\n2. Why it matters" in said


def test_half_a_character_does_not_stop_a_submission(saying: Callable[[str], Pack]) -> None:
    """A lone surrogate, which UTF-8 cannot hold, leaves a visible mark."""
    assert "so \ufffd good" in evidence_txt(saying("so \ud83d good")).decode()


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


@pytest.mark.parametrize(
    ("grounds", "note"),
    [
        ([Ground.file, Ground.stated], "This bot has checked none of them. For each it says what was given."),
        ([Ground.checked, Ground.stated], "not taken back. For the others it says what was given."),
        ([Ground.checked, Ground.checked], "This bot has checked 2 of them: "),
    ],
)
def test_what_was_checked_of_badges_held_is_said_at_once(pack: Pack, grounds: list[Ground], note: str) -> None:
    """Above the list stands how many the bot has checked, and what that means; where it is none, that it is none."""
    held = tuple(
        PackHeldBadge(f"b{n}", f"Badge {n}", n, ground, pack.timestamp, pack.timestamp)
        for n, ground in enumerate(grounds, 1)
    )
    said = evidence_txt(replace(pack, answers=(), holdings=held, holdings_of=3)).decode()
    assert note in said
    assert ("For the others" in said) is (set(grounds) == {Ground.checked, Ground.stated})


@pytest.mark.parametrize("ground", [Ground.checked, Ground.link])
def test_nothing_stands_behind_the_address_of_an_award(pack: Pack, ground: Ground) -> None:
    """It can be copied, or pressed, as it is: a full stop behind it would lead elsewhere."""
    link = "https://badges.example.org/award/7"
    held = PackHeldBadge("b1", "Badge 1", 1, ground, pack.timestamp, pack.timestamp, link)
    said = evidence_txt(replace(pack, answers=(), holdings=(held,), holdings_of=1)).decode()
    assert said.count(link) == 1
    assert f"Link: {link}\n" in said


def test_what_speaks_against_a_badge_held_is_for_the_issuer_alone(pack: Pack) -> None:
    """In words, in the document of every format, in the email and in BadgeKit's cover; in no worker's copy."""
    doubts = (AwardDoubtFound("wrong_person", pack.timestamp), AwardDoubtFound("some_new_kind"))
    held = PackHeldBadge("b1", "Badge 1", 1, Ground.stated, pack.timestamp, against=doubts)
    given = replace(pack, holdings=(held,), holdings_of=1)
    other = "An award of it was shown that is made out to another email address. Found on 5 July 2026."
    said = [other, "Not checked (some new kind)."]
    assert all(repr(one) in repr(document(given, applicant=True)) for one in said)
    cover, *_ = items(given, "email")
    body = text(given, "badges@glen.example", (), answerable=True, left_out=False)
    block = "\n".join(("Badge held: 1. Badge 1", *said))
    assert all(found.count(block) == 1 for found in (body, cover.reflection))
    assert other not in f"{document(given, applicant=False)} {evidence_txt(given).decode()}"


def test_every_kind_of_doubt_has_a_sentence() -> None:
    """One that a newer bot names is told as it is."""
    assert not [why for why in (*WHYS, "waiting", "other_name") if "(" in doubt(getattr(why, "value", why))]  # type: ignore[arg-type]


def test_bullets_of_symbol_fonts_are_bullets() -> None:
    """What Word put in from a symbol font is a bullet in every document, and not a box."""
    assert writable("\uf0b7 first\n\uf0a7 second") == "• first\n• second"
