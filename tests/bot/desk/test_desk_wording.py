"""The desk's sentences: each is used, none is missing, and none is longer than a tired person reads."""

import re
from pathlib import Path

import bot.desk
from bot.desk.sentences import SENTENCES, plain
from bot.desk.tables.people import ROLES
from bot.desk.tables.submissions import SORTS, VIEWS
from bot.inbox import page_sentences
from criteria.readable_text import BANNED
from flows.rules.evidence.word_count import sentences

HOME = Path(str(bot.desk.__file__)).parent
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in HOME.rglob("*") if path.suffix in (".py", ".jinja"))
SCRIPT = (HOME / "pages" / "static" / "desk.js").read_text(encoding="utf-8")
WRITTEN = (HOME / "text" / "en" / "desk.ftl").read_text(encoding="utf-8")
KEYS = list(SENTENCES.keys())
OWN = sorted(set(KEYS) - set(page_sentences.keys()))
"""Those that the inbox does not have."""


def test_every_sentence_is_used_and_every_key_is_there() -> None:
    """A key stands in the code whole, or as the beginning that a view, a role or an event completes."""
    whole = set(re.findall(r"[\"']([a-z-]+)[\"']", SOURCE))
    whole |= {f"{key}-title" for key in whole}
    whole |= {f"script-{key}" for key in re.findall(r"\"([a-z-]+)\"", SCRIPT)}
    begun = tuple(re.findall(r"(?:say|plain)\(f?\"([a-z-]+-)[\"{]", SOURCE))
    assert not {key for key in OWN if key not in whole and not key.startswith(begun)}
    assert set(re.findall(r"(?:say|plain)\([\"']([a-z-]*[a-z])[\"']", SOURCE)) <= set(KEYS)
    assert len(KEYS) == len(set(KEYS))


def test_what_completes_a_key_has_a_sentence() -> None:
    """Every view, way to sort, role and event."""
    for kind in re.findall(r"self\._note\(\w+, \"([a-z-]+)\"|note\([^)]*?, \"([a-z-]+)\"", SOURCE):
        assert plain(f"event-{''.join(kind)}")
    told = [*(f"view-{one}" for one in VIEWS), *(f"sort-{one}" for one in SORTS), *(f"role-{one}" for one in ROLES)]
    assert all(map(plain, told))


def test_sentences_are_short_plain_and_without_markup() -> None:
    """At most 25 words; no word that is kept out elsewhere; nothing in them has a meaning in HTML."""
    for said in re.findall(r"^[a-z-]+ = (.*)$|^ +\*?\[\w+\] (.*)$|^    (\w.*)$", WRITTEN, re.MULTILINE):
        text = "".join(said).removesuffix("->")
        assert not [sentence for sentence in sentences(text) if len(sentence.split()) > 25], text
        assert not set(re.sub(r"\{.*?\}", "", text)) & set('<>&"'), text
        assert not [word for word in BANNED if re.search(rf"\b{re.escape(word)}\b", text.lower())], text
