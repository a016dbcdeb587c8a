"""Downloads files that people sent, by file id. Links to files hold the token, and stay in this module."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.channel import FileGone, FileNotReady
from bot.channels.telegram.bot_api.account import Account
from bot.channels.telegram.bot_api.api_errors import SURPRISES, RefusedError
from bot.channels.telegram.bot_api.transport import TooMuchError
from flows.model.attachments.audio import AudioProblem

MB = 1024 * 1024
TELEGRAMS_LIMIT_MB = 20
SLOWEST = 500_000
"""Bytes a second: what comes slower than this is given up, and begun again later."""
LEAST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a file is for the next hour, and its size, if Telegram says."""

    path: str
    size: int | None


class TelegramFiles:
    """Files at the Bot API server, none longer than `most` bytes."""

    def __init__(self, account: Account, most: int = TELEGRAMS_LIMIT_MB * MB) -> None:
        self._account = account
        self._most = most
        self._seconds = LEAST_SECONDS + most / SLOWEST

    async def fetch(self, source: str) -> AsyncGenerator[bytes, None]:
        """The bytes of a file, piece by piece. Raises FileNotReady or FileGone; neither tells the link."""
        for last in (False, True):
            place = await self._place(source)
            try:
                async with aclosing(self._download(place)) as pieces:
                    async for piece in pieces:
                        yield piece
                return
            except RefusedError as refusal:
                gone = refusal.status in (400, 404)
            if not gone:
                raise FileNotReady("refused")
            # A link lives for an hour, and a file may move within it: its place is asked for once more.
            if last:
                raise FileGone(AudioProblem.gone)

    async def _place(self, source: str) -> _Place:
        problem: Exception
        try:
            place = _read(await self._account.call("getFile", {"file_id": source}))
            if (place.size or 0) > self._most:
                raise FileGone(AudioProblem.too_big)
            return place
        except InvalidToken:
            # The poller ends the program for a token that is refused; the recording waits for the next one.
            problem = FileNotReady("refused")
        except BadRequest as refusal:
            problem = _meaning(refusal)
        except (TelegramError, *SURPRISES) as error:
            problem = FileNotReady(type(error).__name__)
        raise problem

    async def _download(self, place: _Place) -> AsyncGenerator[bytes, None]:
        """RefusedError comes out as it is; whatever else is between us and the file is trouble of the network."""
        problem: Exception | None = None
        got = 0
        try:
            async with aclosing(self._account.download(place.path, self._most, self._seconds)) as pieces:
                async for piece in pieces:
                    got += len(piece)
                    yield piece
        except TooMuchError:
            problem = FileGone(AudioProblem.too_big)
        except TelegramError as error:
            problem = FileNotReady(type(error).__name__)
        if problem is None and got < (place.size or 0):
            problem = FileNotReady("cut_short")
        if problem is not None:
            raise problem


def _read(answer: object) -> _Place:
    path = answer.get("file_path") if isinstance(answer, dict) else None
    size = answer.get("file_size") if isinstance(answer, dict) else None
    if not isinstance(path, str) or not path:
        raise FileNotReady("no_place")
    return _Place(path, size if isinstance(size, int) else None)


def _meaning(refusal: BadRequest) -> Exception:
    said = refusal.message.lower()
    if "too big" in said:
        return FileGone(AudioProblem.too_big)
    # Telegram's words are the same for a file that is gone and for trouble of its own: only time can tell.
    return FileNotReady("unavailable") if "temporarily" in said else FileGone(AudioProblem.gone)
