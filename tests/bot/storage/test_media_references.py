"""A digest that somebody types is words: it gives nobody another person's recording, and keeps none from going."""

import json

from bot.storage.erasing.media_references import references

MINE, THEIRS = "a" * 64, "b" * 64


def test_only_fields_that_hold_a_digest_refer_to_a_file() -> None:
    """At any depth; what a worker wrote is no such field, even where it looks like one."""
    body = {
        "answers": {"topic": {"parts": [{"text": f"see {THEIRS}"}, {"heard": {"sha256": MINE, "copy_sha256": None}}]}},
        "facts": {"name": {"values": [THEIRS, json.dumps({"sha256": THEIRS})]}},
    }
    assert references([json.dumps(body)]) == {MINE}


def test_a_damaged_body_keeps_its_files() -> None:
    """Nothing is removed because a row cannot be read."""
    assert references([f'{{"heard":{{"sha256":"{MINE}"']) == {MINE}
