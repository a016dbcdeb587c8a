"""What an assessor fills in: what is missing is named at its field, and what is right becomes a message."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from support.submissions import application

from bot.inbox.decision_form import message, problems, questions, wish
from bot.inbox.word_changes import DiffKind, runs
from bot.issuers.contract.decision_schema import SAID
from bot.issuers.contract.pack_schema import Manifest
from bot.issuers.manifests import manifest_json

MANIFEST = Manifest.model_validate_json(manifest_json(application()))
TODAY = date(2035, 1, 10)


def wrong(**fields: str) -> list[str]:
    """The fields that have to be put right."""
    return [problem.at for problem in problems(wish(form(fields), MANIFEST), MANIFEST, TODAY)]


def form(fields: Mapping[str, str]) -> dict[str, str]:
    """What a browser posts: `comment` is the box of the act, `ok_topic` and `say_topic` are marks."""
    names = {"comment": f"comment-{fields.get('act', '')}", "reply_by": "reply_by"}
    return {names.get(name, name.replace("_", "-")): text for name, text in fields.items()}


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({}, ["decision"]),
        ({"act": "received"}, []),
        ({"act": "awarded"}, []),
        ({"act": "awarded", "link": "https://badges.example.org/assertions/1"}, []),
        ({"act": "awarded", "link": "http://badges.example.org/1"}, ["link"]),
        ({"act": "awarded", "link": "https://127.0.0.1/1"}, ["link"]),
        ({"act": "awarded", "link": "see the post"}, ["link"]),
        ({"act": "awarded", "credential": "eyJh.eyJp.c2ln"}, []),
        ({"act": "awarded", "credential": '{"id": "urn:x"}'}, []),
        ({"act": "awarded", "credential": "eyJh.eyJp"}, ["credential"]),
        ({"act": "awarded", "credential": '{"id": "urn:x", "id": "urn:y"}'}, ["credential"]),
        ({"act": "awarded", "credential": "a.b." + "c" * 512 * 1024, "link": "see the post"}, ["link", "credential"]),
        ({"act": "declined"}, ["declined-comment"]),
        ({"act": "declined", "comment": " \r\n "}, ["declined-comment"]),
        ({"act": "declined", "comment": "x" * 3001}, ["declined-comment"]),
        ({"act": "revoked", "comment": "A mistake."}, []),
        ({"act": "returned"}, ["returned-comment"]),
        ({"act": "returned", "comment": "More."}, []),
        ({"act": "returned", "ok_topic": "yes"}, ["returned-comment"]),
        ({"act": "returned", "ok_topic": "no"}, ["say-topic"]),
        ({"act": "returned", "ok_topic": "no", "say_topic": "Why?"}, []),
        ({"act": "returned", "comment": "More.", "say_topic": "Why?"}, ["ok-topic"]),
        ({"act": "returned", "ok_topic": "no", "say_topic": "x" * 1501}, ["say-topic"]),
        ({"act": "returned", "ok_other": "no", "say_other": "Why?"}, ["returned-comment"]),
        ({"act": "returned", "comment": "More.", "reply_by": "2035-01-09"}, ["reply_by"]),
        ({"act": "returned", "comment": "More.", "reply_by": "soon"}, ["reply_by"]),
        ({"act": "returned", "comment": "More.", "reply_by": "2035-01-10"}, []),
        ({"act": "awarded", "say_topic": "Good."}, ["ok-topic"]),
        ({"act": "awarded", "ok_topic": "yes", "say_topic": "x" * 1501}, ["say-topic"]),
        ({"act": "awarded", "ok_topic": "no"}, []),
        # What is not for this act is no matter.
        ({"act": "received", "link": "x", "credential": "x", "reply_by": "x", "ok_topic": "no"}, []),
    ],
)
def test_what_is_wrong_is_named_at_its_field(fields: dict[str, str], at: list[str]) -> None:
    """Each fault once, beside the field that it is about."""
    assert wrong(**fields) == at


@pytest.mark.parametrize(
    ("fields", "data"),
    [
        ({"act": "received", "comment": "Soon."}, {"comment": "Soon.", "reference": "CASE-1"}),
        (
            {"act": "awarded", "link": "https://example.org/b"},
            {"comment": "", "assertion_url": "https://example.org/b"},
        ),
        (
            {"act": "awarded", "credential": " eyJh.ey\r\nJp.c2\n ln "},
            {"comment": "", "assertion_url": "", "credential": "eyJh.eyJp.c2ln"},
        ),
        (
            {"act": "awarded", "credential": '{"id":\r\n"a\u2028b"}\r\n'},
            {"comment": "", "assertion_url": "", "credential": '{"id":\r\n"a\u2028b"}'},
        ),
        ({"act": "declined", "comment": "One.\r\nTwo."}, {"comment": "One.\nTwo."}),
        (
            {"act": "declined", "comment": "No.", "ok-topic": "no", "say-topic": "Another course."},
            {"comment": "No.", "items": [{"criterion_id": "topic", "satisfied": False, "comment": "Another course."}]},
        ),
        (
            {"act": "awarded", "comment": "Good.", "ok-topic": "yes", "say-topic": "Well chosen."},
            {
                "comment": "Good.",
                "items": [{"criterion_id": "topic", "satisfied": True, "comment": "Well chosen."}],
                "assertion_url": "",
            },
        ),
        (
            {"act": "returned", "comment": "", "ok-topic": "no", "say-topic": "Why?", "ok-learning": "yes"},
            {
                "comment": "",
                "items": [
                    {"criterion_id": "topic", "satisfied": False, "comment": "Why?"},
                    {"criterion_id": "learning", "satisfied": True, "comment": ""},
                ],
                "reply_by": None,
            },
        ),
    ],
)
def test_a_form_becomes_a_message_of_the_contract(fields: dict[str, str], data: dict[str, object]) -> None:
    """The contract's own model reads it, and it says what was filled in."""
    body = message(wish(form(fields), MANIFEST), MANIFEST, "CASE-1", datetime(2035, 1, 10, tzinfo=UTC))
    assert SAID.validate_json(body).type == f"submission.{fields['act']}"
    assert json.loads(body)["data"] == {"submission_id": "TB-KF6-GK9-KD6-1", **data}


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"act": "awarded", "ok_topic": "yes", "say_topic": "Good."}, []),
        ({"act": "awarded", "ok_topic": "no", "say_topic": "Why?"}, ["ok-topic"]),
        ({"act": "awarded sure", "ok_topic": "no", "say_topic": "Why?"}, []),
        ({"act": "awarded", "comment-returned": "More."}, ["returned-comment"]),
        ({"act": "declined", "comment-declined": "No.", "comment-awarded": "Fine work."}, ["awarded-comment"]),
        ({"act": "declined", "comment": "No.", "ok_topic": "no"}, []),
        ({"act": "returned", "comment": "More.", "ok_topic": "no", "say_topic": "Why?"}, []),
        ({"act": "received", "comment-declined": "No."}, []),
    ],
)
def test_what_looks_like_a_slip_is_asked_about(fields: dict[str, str], at: list[str]) -> None:
    """Awarding in spite of "More needed", and words in the box of another act; not once the assessor is sure."""
    assert [problem.at for problem in questions(wish(form(fields), MANIFEST), MANIFEST)] == at


def test_how_much_too_long_a_text_is_is_said() -> None:
    """Nothing is cut: the assessor hears by how much to shorten it."""
    (problem,) = problems(wish(form({"act": "declined", "comment": "x" * 3214}), MANIFEST), MANIFEST, TODAY)
    assert problem.text == "This has 3,214 characters, and at most 3,000 fit. Shorten it by 214."


# What is new between two attempts


@pytest.mark.parametrize(
    ("before", "now", "gone", "added"),
    [
        ("One two three.", "One two three.", [], []),
        ("", "New words.", [], ["New words."]),
        ("Old words.", "", ["Old words."], []),
        ("I saw one man at home.", "I saw one man at home.\n\nThen two more.", [], ["Then two more."]),
        ("We met and talked for one hour that day.", "We met and talked for two hours that day.", None, None),
    ],
)
def test_changed_words_are_marked(before: str, now: str, gone: list[str] | None, added: list[str] | None) -> None:
    """What is marked is what changed, and both texts are whole whatever is marked."""
    was, is_ = runs(before, now)
    assert "".join(run.text for run in was) == before
    assert "".join(run.text for run in is_) == now
    if gone is not None:
        assert [run.text.strip() for run in was if run.change is DiffKind.gone] == gone
    if added is not None:
        assert [run.text.strip() for run in is_ if run.change is DiffKind.added] == added


def test_very_long_texts_are_not_held_against_each_other() -> None:
    """A hostile pair would take minutes; all of it is then marked."""
    was, is_ = runs("a b " * 3000, "b a " * 3000)
    assert [run.change for run in (*was, *is_)] == [DiffKind.gone, DiffKind.added]
