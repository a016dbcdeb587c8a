"""Fetches an award that a worker sent, stores its bytes by digest, and has it checked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from datetime import datetime

from bot.audio.recording_intake import CUT
from bot.awards.check_errors import CouldNotCheck
from bot.awards.checker import AwardChecker
from bot.awards.expected import Expected
from bot.awards.files import png, zip_archive
from bot.awards.files.extract import MOST_BYTES
from bot.awards.web.visit import May, always
from bot.channels.channel import FileGone, FileNotReady
from bot.channels.channel_files import Files
from bot.media.disk_space import NO_MARK, DiskSpace
from bot.media.store import MediaStore
from bot.storage.errors import FileTooLong, StorageError
from criteria.library import Library
from criteria.model import Badge
from flows.engine.effects import CheckAward, CheckOwnAward
from flows.features.held_badges.checks import rules_mark
from flows.model.attachments.audio import AudioProblem
from flows.model.attachments.award import AwardFile, AwardFinding, AwardVerdict, Form, MissingField, Why
from flows.model.attachments.award_check import AwardCheck, AwardDoubt, Checked, Finding, NotChecked
from flows.rules.award_matching import Match, match

_Asked = CheckAward | CheckOwnAward

NO_AWARD = frozenset(
    [
        AwardDoubt.photo,
        AwardDoubt.nothing_inside,
        AwardDoubt.unreadable,
        AwardDoubt.too_large,
        AwardDoubt.too_many,
        AwardDoubt.no_award,
    ]
)
"""What is said of files in which no award was found. They are of no use to anybody, and are not kept; a link goes
along whatever stands behind it: a page may show an award to people and to no program."""
PASSING = frozenset([AwardDoubt.busy, AwardDoubt.unreachable, AwardDoubt.unknown_status])
"""Why an award cannot be checked now, and perhaps can be later."""


class AwardIntake:
    """Fetches awards, keeps their files as they came, and has them checked.

    A crash at any instant is repeated safely: the same bytes have the same digest, and are kept once.
    """

    def __init__(
        self,
        files: Files,
        media: MediaStore,
        checker: AwardChecker,
        library: Library,
        now: Callable[[], datetime],
        space: DiskSpace = NO_MARK,
    ) -> None:
        self._files = files
        self._media = media
        self._space = space
        self._checker = checker
        self._library = library
        self._now = now

    async def look(self, person: str, asked: CheckAward, room: int, may: May = always) -> tuple[AwardFinding, ...]:
        """What is known of an award that a person sent, or of each in a zip; never nothing. Raises FileNotReady.

        No file is kept of more than `room` bytes, or while the space on the disk is low. `may` is asked before each
        page that is opened for it.
        """
        return await self._tried(asked, self._looked(person, asked, room, may))

    async def look_at_own(self, asked: CheckOwnAward) -> AwardFinding:
        """What the award is that came with a decision. Raises FileNotReady."""
        (found,) = await self._tried(asked, self._looked_at_own(asked))
        return found

    async def _tried(self, asked: _Asked, work: Awaitable[tuple[AwardFinding, ...]]) -> tuple[AwardFinding, ...]:
        problem: str
        try:
            return await work
        except FileGone as error:
            why = AwardDoubt.too_large if error.trouble is AudioProblem.too_big else MissingField.gone
            return (self._not_had(asked, why),)
        except FileTooLong:
            return (self._not_had(asked, AwardDoubt.too_large),)
        except (OSError, StorageError) as error:
            # Of the disk, which may be better later.
            problem = type(error).__name__
        # Raised outside the handler: its traceback holds no path.
        raise FileNotReady(problem)

    def not_had(self, asked: _Asked, reason: str) -> AwardFinding:
        """That an award cannot be had or looked at, however often it is tried; `reason` is why it could not be."""
        if reason == AwardDoubt.busy.value:
            return self._not_had(asked, AwardDoubt.busy)
        return self._not_had(asked, AwardDoubt.unreachable if asked.link else MissingField.gone)

    def _not_had(self, asked: _Asked, why: Why) -> AwardFinding:
        return AwardFinding(AwardVerdict.unchecked, self._now(), asked.email, why)

    async def _looked(self, person: str, asked: CheckAward, room: int, may: May) -> tuple[AwardFinding, ...]:
        badge, expected = self._expected(asked)
        if asked.link:
            finding = await self._checker.link(asked.link, expected, may)
            return (self._found(asked, badge, AwardCheck("", _again(finding)), None),)
        if not asked.sha256 and await self._space.measure():
            return (self._not_had(asked, MissingField.no_room),)
        data = await self._data(person, asked)
        looked = await self._checker.file(data, expected, may)
        for one in looked:
            # Before any of them is kept: bytes that no draft names would be found by nobody.
            _again(one.finding)
        contents = await asyncio.to_thread(_contents, data)
        if len(contents) != len(looked):
            # A zip that could not be opened, of which one thing is said.
            contents = (None,) * len(looked)
        if not asked.sha256 and sum(len(content or b"") for content in contents) > room:
            return (self._not_had(asked, MissingField.no_room),)
        return tuple(
            [
                self._found(asked, badge, one, await self._kept(person, one, c))
                for one, c in zip(looked, contents, strict=True)
            ]
        )

    async def _looked_at_own(self, asked: CheckOwnAward) -> tuple[AwardFinding, ...]:
        badge, expected = self._expected(asked)
        return (self._found(asked, badge, AwardCheck("", await self._own(asked, expected)), None),)

    def _expected(self, asked: _Asked) -> tuple[Badge, Expected]:
        """The badge for which an award is looked at, and what it has to be."""
        badge = self._library.at(asked.badge, asked.version)
        if badge is None:
            raise FileNotReady("no_badge")
        rules = self._library.issuer(badge).awards
        return badge, Expected((asked.email,) if asked.email else (), rules, self._now())

    async def _own(self, asked: CheckOwnAward, expected: Expected) -> Finding:
        """What the worker's own award proved to be: the file that the issuer sent, and where it is, one by the other.

        Raises FileNotReady where that may be known later: nobody can send such an award again.
        """
        findings: list[Finding] = []
        if asked.sha256:
            findings += [
                one.finding for one in await self._checker.file(await self._media.read(asked.sha256), expected)
            ]
        if asked.link and all(isinstance(one, NotChecked) for one in findings):
            findings.append(await self._checker.link(asked.link, expected))
        known = next((one for one in findings if not isinstance(one, NotChecked)), None)
        if known is None and (passing := [why for one in findings if (why := _why(one)) in PASSING]):
            raise FileNotReady(passing[0].value)
        return known or findings[0]

    async def _data(self, person: str, asked: CheckAward) -> bytes:
        if asked.sha256:
            return await self._media.read(asked.sha256)
        data = bytearray()
        async with aclosing(self._files.fetch(person, asked.source)) as pieces:
            async for piece in pieces:
                data += piece
                if len(data) > MOST_BYTES:
                    raise FileGone(AudioProblem.too_big)
        return bytes(data)

    async def _kept(self, person: str, one: AwardCheck, content: bytes | None) -> AwardFile | None:
        """The file on our disk, if there is an award in it."""
        if content is None or _why(one.finding) in NO_AWARD:
            return None
        kept = await self._media.put(_pieces(content), person)
        return AwardFile(kept.sha256, kept.size, _form(content))

    def _found(self, asked: _Asked, badge: Badge, one: AwardCheck, file: AwardFile | None) -> AwardFinding:
        finding = one.finding
        said = finding.award
        matched = match(badge, said) if said else Match()
        return AwardFinding(
            verdict=_verdict(finding),
            at=self._now(),
            email=asked.email,
            why=_why(finding),
            file=file,
            called=one.file,
            badge=said.name if said else "",
            thing=matched.certain,
            perhaps=matched.perhaps,
            rules=rules_mark(self._library.issuer(badge)),
        )


def _again(finding: Finding) -> Finding:
    """The finding. Raises FileNotReady where too much was looked up, which passes."""
    if _why(finding) is AwardDoubt.busy:
        raise FileNotReady("busy")
    return finding


def _why(finding: Finding) -> Why | None:
    return None if isinstance(finding, Checked) else finding.why


def _verdict(finding: Finding) -> AwardVerdict:
    if isinstance(finding, Checked):
        return AwardVerdict.checked
    return AwardVerdict.unchecked if isinstance(finding, NotChecked) else AwardVerdict.wrong


def _contents(data: bytes) -> tuple[bytes | None, ...]:
    """The bytes of each award in a file, in the order in which they are looked at."""
    if not data.startswith(zip_archive.SIGNATURES):
        return (data,)
    try:
        return tuple(content if isinstance(content, bytes) else None for _, content in zip_archive.files(data))
    except CouldNotCheck:
        return ()


def _form(content: bytes) -> Form:
    if content.startswith(png.SIGNATURE):
        return Form.png
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return {b"<": Form.svg, b"{": Form.json}.get(start, Form.jwt)


async def _pieces(data: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(data), CUT):
        yield data[start : start + CUT]
