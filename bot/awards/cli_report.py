"""The report of `teabreak award`: checks one award, so that an operator can test an issuer's file."""

import asyncio
from contextlib import closing
from pathlib import Path

from bot.awards.checker import AwardChecker
from bot.awards.expected import Expected
from bot.awards.files.extract import MOST_BYTES
from bot.awards.web.fetcher import Fetcher
from flows.model.attachments.award_check import Award, AwardCheck, Checked, Finding, NotRight


async def tried(source: str, expected: Expected, *, fetch: bool) -> tuple[str, ...]:
    """What was found out about each award in a file or at a link, in a line for each. Raises OSError for no file."""
    with closing(Fetcher()) as fetcher:
        checker = AwardChecker(fetcher if fetch else None)
        if source.lower().startswith("https://"):
            return (_line(AwardCheck("", await checker.link(source, expected))),)
        return tuple(map(_line, await checker.file(await asyncio.to_thread(_content, source), expected)))


def _content(file: str) -> bytes:
    """A file, as far as it may be long: one byte more is too much already."""
    with Path(file).open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _line(looked: AwardCheck) -> str:
    named = f"{looked.file}: " if looked.file else ""
    said = _said(looked.finding.award) if looked.finding.award else ""
    return f"{named}{_answer(looked.finding)}{said}"


def _answer(finding: Finding) -> str:
    if isinstance(finding, Checked):
        return f"checked ({finding.by.value})"
    return f"{'not right' if isinstance(finding, NotRight) else 'not checked'} ({finding.why.value.replace('_', ' ')})"


def _said(award: Award) -> str:
    parts = [award.name or award.badge, award.issuer, f"{award.awarded:%Y-%m-%d}" if award.awarded else ""]
    return ": " + ", ".join(part for part in parts if part)
