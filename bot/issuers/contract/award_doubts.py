"""What speaks against a badge being held, in words: the same on a page, in a document and in an email."""

from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource


def doubt(kind: str, found_on: str = "", language: str = "en") -> str:
    """The sentences for a `kind` of the contract's `against`; a kind that is not known here is named as it is.

    `found_on` is the day on which the bot found it, in words.
    """
    known = f"against-{kind.replace('_', '-')}"
    said = _said(language, known) if _sentences(language).has_message(known) else ""
    said = said or _said(language, "against-other", kind=kind.replace("_", " "))
    return f"{said} {_said(language, 'against-found', day=found_on)}" if found_on else said


def _said(language: str, key: str, **values: str) -> str:
    bundle = _sentences(language)
    pattern = bundle.get_message(key).value
    return str(bundle.format_pattern(pattern, values)[0]) if pattern else ""


@cache
def _sentences(language: str) -> FluentBundle:
    path = files("bot.issuers.contract").joinpath("text", language, "award_doubts.ftl")
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
