"""`python -m benchmarks.sound`, in `tests/`: how long typed turns take over HTTP while recordings are being heard.

One bot, as an operator starts it. People type at a steady pace, first in quiet, then while somebody's recordings
are fetched, decoded, counted and copied. The two are compared within one run.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from benchmarks.api import LoadApi, SaidMessage
from benchmarks.bots import BREAK, Process, running, settled
from benchmarks.dialogue import DialogueStep, script
from benchmarks.people import Crowd, ScriptedPerson, StuckError, at_a_pace
from sounds import hostile, making

RATE = 30
"""Updates a second."""
SPELL = 4.0
"""Seconds of typing between two looks at whether all is heard."""
PATIENCE = 600.0
HEARD = ("Kept: spoken", "same recording")


@dataclass
class Speaker:
    """Somebody at the first question, who sends recordings."""

    crowd: Crowd
    person: ScriptedPerson = field(init=False)
    heard: int = 0
    """How many of their recordings the bot has told them of."""

    def __post_init__(self) -> None:
        self.person = self.crowd.newcomer()
        self.person.steps = _to_the_first_question(self.person.steps)
        self.chat = self.person.chat

    async def begin(self) -> None:
        """Goes on to the first question."""
        over = asyncio.Event()

        def answered(person: ScriptedPerson) -> None:
            if person.at < len(person.steps):
                self.crowd.act(person)
            else:
                over.set()

        self.crowd.on_answered = answered
        self.crowd.act(self.person)
        await asyncio.wait_for(over.wait(), 60)

    def hear(self, said: SaidMessage) -> None:
        """Counts what the bot says of recordings."""
        if said.chat == self.chat and any(words in said.text for words in HEARD):
            self.heard += 1

    def speak(self, api: LoadApi, number: int, note: bytes) -> None:
        """Sends a recording."""
        name = f"note{number}"
        api.files[name] = note
        who = f'{{"id":{self.chat},"is_bot":false,"first_name":"Morag","language_code":"en"}}'
        voice = f'{{"file_id":"{name}","file_unique_id":"{name}","duration":1,"file_size":{len(note)}}}'
        api.push(
            f'"message":{{"message_id":{api.message_id()},"from":{who},"chat":{{"id":{self.chat},"type":"private",'
            f'"first_name":"Morag"}},"date":{int(time.time())},"voice":{voice}}}'
        )


def _to_the_first_question(steps: Sequence[DialogueStep]) -> tuple[DialogueStep, ...]:
    end = next(number for number, step in enumerate(steps, 1) if step.answer == BREAK.wording.question.format(1))
    return tuple(steps[:end])


@dataclass(frozen=True, slots=True)
class Turns:
    """How long typed turns took, in milliseconds."""

    p50: float
    p99: float
    worst: float
    count: int

    @classmethod
    def of(cls, latencies: Sequence[float]) -> "Turns":
        """From seconds."""
        p50, p99, worst = np.percentile(latencies, (50, 99, 100)) * 1000
        return cls(float(p50), float(p99), float(worst), len(latencies))

    def line(self) -> str:
        """In one line."""
        return f"p50 {self.p50:.1f}, p99 {self.p99:.1f}, worst {self.worst:.1f} ms, of {self.count} turns"


@dataclass(frozen=True, slots=True)
class SoundResult:
    """Turns in quiet and beside the recordings, and what hearing those took."""

    quiet: Turns
    beside: Turns
    seconds: float
    heard: int
    bots_cpu: float
    """Seconds of the bot's own process while it had recordings to hear, children left out."""


async def measure(files: int, minutes: float, seconds: float, data: Path, rate: float = RATE) -> SoundResult:
    """Types in quiet for so many seconds, and then for as long as it takes to hear so many files."""
    note = making.encoded(hostile.long(minutes * 60), "ogg")
    crowd = Crowd(lambda seed: script(BREAK.wording, seed))
    speakers: list[Speaker] = []

    def hear(said: SaidMessage) -> None:
        crowd.hear(said)
        for speaker in speakers:
            speaker.hear(said)

    async with LoadApi(hear) as api:
        crowd.bind(api)
        async with running(BREAK, api.url, data, None) as process:
            speaker = Speaker(crowd)
            speakers.append(speaker)
            await speaker.begin()
            await at_a_pace(crowd, rate, SPELL)
            await settled(process)
            await at_a_pace(crowd, rate, seconds)
            quiet = Turns.of(crowd.tally.latencies)
            return await _beside(crowd, api, speaker, process, (files, note, rate, quiet))


async def _beside(
    crowd: Crowd, api: LoadApi, speaker: Speaker, process: Process, plan: tuple[int, bytes, float, Turns]
) -> SoundResult:
    files, note, rate, quiet = plan
    began, cpu, latencies = time.perf_counter(), process.cpu, list[float]()
    for number in range(files):
        speaker.speak(api, number, note)
    while speaker.heard < files:
        if time.perf_counter() > began + PATIENCE:
            raise StuckError(f"{speaker.heard} of {files} recordings were heard")
        await at_a_pace(crowd, rate, SPELL)
        # The last spell may go on after the last recording; it is then dropped, unless it is the only one.
        if speaker.heard < files or not latencies:
            latencies += crowd.tally.latencies
    took = time.perf_counter() - began
    return SoundResult(quiet, Turns.of(latencies), took, speaker.heard, process.cpu - cpu)


def main() -> None:
    """Prints both, and their ratio."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.sound", description=__doc__)
    asked.add_argument("--files", type=int, default=10)
    asked.add_argument("--minutes", type=float, default=5.0, help="how long each recording is")
    asked.add_argument("--seconds", type=float, default=20.0, help="how long people type in quiet")
    given = asked.parse_args()
    with TemporaryDirectory() as folder:
        found = asyncio.run(measure(given.files, given.minutes, given.seconds, Path(folder)))
    load = ", ".join(f"{share:.1f}" for share in os.getloadavg())
    sys.stdout.write(
        f"in quiet: {found.quiet.line()}\n"
        f"beside {found.heard} files of {given.minutes:g} min: {found.beside.line()}\n"
        f"p99 beside over p99 in quiet: {found.beside.p99 / found.quiet.p99:.1f}\n"
        f"all were heard after {found.seconds:.0f} s; the bot's own process used {found.bots_cpu:.1f} s of it\n"
        f"load of the machine afterwards: {load}\n"
    )


if __name__ == "__main__":
    main()
