"""Reads the answers to usual questions and the glossary of a language, as Fluent messages."""

from functools import cache
from importlib.resources import files

SAID_WHEN_UNKNOWN = ("about-unknown", "writes-for-you")
"""Answers that belong to no topic: for a question that is not known, and for a wish that the bot writes."""


@cache
def answers(language: str = "en") -> str:
    """The Fluent source with a message `about-<topic>` or `term-<topic>` for each topic of a reading.

    They take `$issuer` (the issuer's short name), `$operator`, `$contact` and `$days`.
    """
    return files("flows.text").joinpath(language, "talk.ftl").read_text(encoding="utf-8")
