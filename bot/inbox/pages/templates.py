"""Renders the pages from the templates in `bot/inbox/templates`. Everything that comes from outside is escaped."""

from collections.abc import Sequence
from functools import cache, partial
from typing import Literal
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from bot.inbox.decision_form import SURE
from bot.inbox.page_sentences import LANGUAGE, say, script_sentences
from bot.inbox.pages import phrases
from bot.inbox.pages.reading import SubmissionPage, recordings
from bot.inbox.submission_state import SubmissionStanding, act
from bot.issuers.contract.decision_schema import LONGEST_COMMENT, LONGEST_CREDENTIAL, LONGEST_ITEM

HOME = "/inbox"
"""The path of the list; every page of a submission is under it."""


def list_page(submissions: Sequence[SubmissionStanding], zone: ZoneInfo, mark: str, chat: bool) -> str:
    """The page with every submission, in the order given. `chat`: there is a chat page to lead to."""
    return _render("list", mark, chat, submissions=submissions, moment=partial(phrases.moment, zone=zone))


def submission_page(reading: SubmissionPage, mark: str, chat: bool) -> str:
    """The page of one submission."""
    dates = {"day": partial(phrases.day, zone=reading.zone), "moment": partial(phrases.moment, zone=reading.zone)}
    return _render("submission", mark, chat, reading=reading, data=reading.data, **dates)


def message_page(key: Literal["missing", "stale"], mark: str) -> str:
    """A page for what is not there, or cannot be done."""
    return _render("message", mark, chat=False, key=key)


def _render(page: str, mark: str, chat: bool, **values: object) -> str:
    return environment().get_template(f"{page}.html.jinja").render(home=HOME, mark=mark, chat=chat, **values)


@cache
def environment(*first: str) -> Environment:
    """The templates, with what they may use. Those of the packages named come before the inbox's own."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in (*first, "bot.inbox")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "say": say,
        "language": LANGUAGE,
        "script_sentences": script_sentences,
        "act": act,
        "recordings": recordings,
        "sure": SURE,
        "longest_comment": LONGEST_COMMENT,
        "longest_item": LONGEST_ITEM,
        "longest_credential": LONGEST_CREDENTIAL,
        **{one.__name__: one for one in (phrases.counted, phrases.length, phrases.meets, phrases.named)},
        **{one.__name__: one for one in (phrases.number, phrases.size, phrases.state, phrases.against)},
    }
    return made
