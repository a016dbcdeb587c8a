"""Transcriber that keeps a Whisper model loaded in a child process."""

import asyncio
import importlib.metadata
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path

from bot.audio.transcription.transcriber import BYTES_A_SECOND, Never, NotNow, Transcribed, TranscriberError, cleaned

PROGRAM = Path(__file__).with_name("whisper_child.py")
NEEDED = ("model.bin", "config.json", "tokenizer.json")
WORDS = ("vocabulary.json", "vocabulary.txt")
"""Of these there is one, by the age of the model."""
TRIES = 2
"""A recording on which the process has failed so often is left alone."""
MOST_THREADS = 4
LINE = 1024 * 1024
"""Bytes of an answer."""
CHUNK = 64 * 1024


class FolderTranscriber:
    """Writes down with a model that is loaded once. A process that crashes or hangs is replaced at the next recording.

    Loading may take `loading` seconds; a recording may take `least` seconds and `slowest` times its length.
    """

    def __init__(
        self,
        folder: Path,
        model: str = "",
        language: str = "en",
        *,
        loading: float = 120.0,
        least: float = 30.0,
        slowest: float = 3.0,
    ) -> None:
        self._folder = folder
        self._language = language
        self._loading = loading
        self._least = least
        self._slowest = slowest
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self.engine = "faster-whisper"
        self.model = model or folder.resolve().name.removeprefix("faster-whisper-")

    @property
    def process(self) -> int | None:
        """The id of the process that holds the model, if there is one now."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Looks the folder over and loads the model. Raises TranscriberError."""
        self.engine = f"faster-whisper {_installed()}"
        for name in await asyncio.to_thread(_missing, self._folder):
            raise TranscriberError(
                f"TEABREAK_WHISPER_FOLDER: {self._folder} has no {name}. "
                "Give the folder of a faster-whisper model, with all of its files."
            )
        try:
            await self._running()
        except NotNow as error:
            reason = error.reason
        else:
            return
        raise TranscriberError(
            f"TEABREAK_WHISPER_FOLDER: the model in {self._folder} cannot be used ({reason}). Fetch its files again, "
            "or see in deploy/README.md what the unit has to allow."
        )

    async def transcribe(self, pcm: bytes) -> Transcribed:
        """What is said in samples. Raises NotNow, and Never for an answer that makes no sense."""
        async with self._turn:
            process = await self._running()
            line = b""
            try:
                async with asyncio.timeout(self._least + self._slowest * len(pcm) / BYTES_A_SECOND):
                    line = await _asked(process, pcm)
            except TimeoutError:
                reason = "timed_out"
            except (OSError, ValueError):
                reason = "crashed"
            else:
                reason = "crashed"
            finally:
                # Also when this is cancelled: a process in the middle of one recording must not answer for the next.
                if not line.endswith(b"\n"):
                    await self._end()
        if not line.endswith(b"\n"):
            raise NotNow(reason, TRIES)
        return _read(line)

    async def close(self) -> None:
        """Ends the process, whatever it is doing."""
        await self._end()

    async def _running(self) -> Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        await self._end()
        self._process = process = await self._spawned()
        try:
            async with asyncio.timeout(self._loading):
                ready = await _line(process)
        except TimeoutError:
            ready = b""
        except BaseException:
            await self._end()
            raise
        if ready != b"ready\n":
            await self._end()
            raise NotNow("not_loaded", TRIES)
        return process

    async def _spawned(self) -> Process:
        threads = min(MOST_THREADS, os.cpu_count() or 1)
        try:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", str(PROGRAM), str(self._folder.resolve()), str(threads), self._language),
                stdin=PIPE,
                stdout=PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=LINE,
                # It may ask nobody for a model, however the folder looks.
                env={"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"},
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            raise NotNow(type(error).__name__, TRIES) from None

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await asyncio.shield(process.wait())


async def _asked(process: Process, pcm: bytes) -> bytes:
    pipe = process.stdin
    if pipe is None:
        return b""
    pipe.write(f"{len(pcm)}\n".encode())
    view = memoryview(pcm)
    for start in range(0, len(view), CHUNK):
        pipe.write(view[start : start + CHUNK])
        await pipe.drain()
    await pipe.drain()
    return await _line(process)


async def _line(process: Process) -> bytes:
    return await process.stdout.readline() if process.stdout else b""


def _read(line: bytes) -> Transcribed:
    told = json.loads(line)
    if not isinstance(told, dict):
        raise Never("unreadable")
    return cleaned(told.get("text"), told.get("sure"))


def _installed() -> str:
    try:
        return importlib.metadata.version("faster-whisper")
    except importlib.metadata.PackageNotFoundError:
        pass
    raise TranscriberError(
        "TEABREAK_WHISPER_FOLDER: faster-whisper is not installed. Install it with deploy/requirements-whisper.lock, "
        "as deploy/README.md shows, or leave this setting out."
    )


def _missing(folder: Path) -> list[str]:
    """What a folder lacks of a model, named so that somebody can put it there."""
    if not folder.is_dir():
        return ["folder at that place"]
    lacking = [name for name in NEEDED if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in WORDS):
        lacking.append(" or ".join(WORDS))
    return lacking
