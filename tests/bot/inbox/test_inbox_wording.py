"""The inbox's sentences: each is used, none is missing, and none is longer than a tired person reads."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

import bot.inbox
from bot.inbox.page_sentences import keys, plain, say
from flows.rules.evidence.word_count import sentences

HOME = Path(str(bot.inbox.__file__)).parent
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in HOME.rglob("*") if path.suffix in (".py", ".jinja"))
SCRIPT = (HOME / "pages" / "inbox.js").read_text(encoding="utf-8")
WRITTEN = "\n".join(path.read_text(encoding="utf-8") for path in sorted((HOME / "text" / "en").glob("*.ftl")))


def test_every_sentence_is_used_and_every_key_is_there() -> None:
    """A key stands in the code whole, or as the beginning that an act or a ground completes."""
    whole = set(re.findall(r"[\"']([a-z-]+)[\"']", SOURCE)) | set(re.findall(r"sentences\[\"([a-z-]+)\"", SCRIPT))
    whole |= {f"{key}-title" for key in whole}
    whole |= {f"script-{key}-{form}" for key in re.findall(r"say\(\"(\w+)\"", SCRIPT) for form in ("one", "other")}
    begun = tuple(re.findall(r"(?:say|plain)\(f?\"([a-z-]+-)[\"{]", SOURCE))
    assert not {key for key in keys() if key not in whole and not key.startswith(begun)}
    assert set(re.findall(r"(?:say|plain)\(\"([a-z-]*[a-z])\"", SOURCE)) <= set(keys())
    assert len(keys()) == len(set(keys()))


def test_sentences_are_short_and_without_markup() -> None:
    """At most 25 words; nothing in them has a meaning in HTML."""
    for said in re.findall(r"^[a-z-]+ = (.*)$|^ +\*?\[\w+\] (.*)$", WRITTEN, re.MULTILINE):
        text = "".join(said).removesuffix("->")
        assert not [sentence for sentence in sentences(text) if len(sentence.split()) > 25]
        assert not set(re.sub(r"\{.*?\}", "", text)) & set('<>&"')


def test_a_value_is_escaped_once() -> None:
    """A name with signs of HTML stays text; markup that was made here stays markup."""
    assert say("ours", reference="<b>&") == "our &lt;b&gt;&amp;"
    assert say("came", when=Markup("<time>now</time>")) == "came <time>now</time>"
    assert plain("ours", reference="<b>&") == "our <b>&"


def test_a_missing_sentence_or_value_is_an_error() -> None:
    """A page never has a hole where a sentence should be, and the error holds nothing of a value."""
    with pytest.raises(LookupError):
        say("no-such-key")
    with pytest.raises(ValueError, match="sentence problem-what-more: FluentReferenceError") as raised:
        plain("problem-what-more", heading="a private heading")
    assert "private" not in str(raised.value)
