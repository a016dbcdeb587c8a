"""`python -m benchmarks.estimates`, in `tests/`: how near the bot's count of spoken words comes, and what it costs.

`people` reads recordings of people from a folder: sound, and `words.json` with how many words are said in each, by name
without ending. A name with an underscore more, such as `anna_echo.ogg`, is the same recording in another place. Each is
heard as it is, and in every place of `sounds.places`. `errors` is of made voices, espeak-ng's and flite's, whichever is
there; the account is ours, so every word in it is known.
"""

import argparse
import asyncio
import gc
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sounds import hostile, making, places

from bot.audio.mp3 import Listening
from bot.audio.probe import Prober

ACCOUNT = """
When I first met Mrs Baird she would not come out of her room. Her daughter told me that she used to run the
library van, and that she knew every road in the glen. So I did not ask her to join the group. I knocked, I waited,
and I asked if she could help me with some books that had come in without any labels. She came. She sat with me for
an hour and put them in order, and she laughed at how I had done it. After that I asked her something every day.
I wrote in her plan what had worked, because the others were still asking her to come and sing, and she hates singing.
There was a day when it went wrong. She was tired, the room was noisy, and I carried on because I was in a hurry.
She pushed the box away and shouted. I stopped, said sorry, and took her back the quiet way. Later I thought about it.
I had seen that she was rubbing her hands, and I know that she does that before she gets upset. I told my supervisor
what I had missed. We agreed that two of us would watch for it, and that the books would be done before lunch, when
she is at her best. What I have learned is that a person is not being difficult. She is telling me something, and it is
my job to find out what. Now I look at her hands before I speak. I ask fewer questions and I leave more time.
Her daughter says that she talks about her work again when they phone. Last week she showed the new lad where the
large print books go, and told him to keep the covers dry. I was so pleased that I wrote it down for the whole team.
Next I want to try the same thing with Mr Orr, who was a joiner, and who has nothing to do with his hands all day.
"""


@dataclass(frozen=True, slots=True)
class Clip:
    """What is said, by whom and where. The rate is words a minute for espeak, a stretch for flite."""

    words: int
    voice: str
    rate: float
    noise: str = ""
    below: float = 0.0
    pause: float = 0.3
    level: float = -6.0

    @property
    def label(self) -> str:
        """The clip in a few words."""
        place = f"{self.noise} {self.below:.0f} dB" if self.noise else "quiet"
        return f"{self.voice} {self.rate:g}, {place}, pauses {self.pause:g} s"


CLIPS = (
    Clip(20, "en-gb-scotland", 150),
    Clip(25, "flite:awb", 1.0, "white", 15, 0.6),
    Clip(25, "en-gb+f2", 130, pause=1.2),
    Clip(28, "flite:slt", 0.9, "pink", 5, 0.2),
    Clip(30, "en-gb", 175, "brown", 10),
    Clip(32, "flite:rms", 1.1, "pink", 20),
    Clip(35, "en-gb-x-rp+f3", 160, pause=1.2, level=-20),
    Clip(40, "flite:kal16", 1.0, "pink", 10),
    Clip(45, "en-us", 140, "pink", 20, 0.8),
    Clip(50, "flite:awb", 0.8, pause=0.1),
    Clip(50, "en-gb-scotland", 200, "pink", 10),
    Clip(55, "en-gb+f4", 110, pause=0.6, level=-30),
    Clip(60, "en-gb-scotland", 150, "white", 15, 0.6),
    Clip(70, "flite:awb", 1.0, pause=0.6),
    Clip(75, "en-gb-scotland+f2", 130, "pink", 5, 0.3),
    Clip(75, "flite:slt", 0.9, "brown", 10, 0.1),
    Clip(80, "en-gb", 175, pause=0.2),
    Clip(90, "flite:rms", 1.1, "pink", 5, 0.8),
    Clip(100, "en-gb-x-rp+f3", 160, "brown", 10, 0.6),
    Clip(110, "flite:kal16", 1.0, "pink", 20),
    Clip(120, "en-us", 140, level=-20),
    Clip(130, "flite:awb", 0.8, "pink", 10, 0.1),
    Clip(140, "en-gb-scotland", 200, pause=0.9),
    Clip(150, "en-gb+f4", 110, "white", 15),
    Clip(150, "en-gb-scotland", 150, "pink", 10, 0.5),
    Clip(150, "flite:awb", 1.0),
    Clip(175, "en-gb-scotland+f2", 130, "white", 15, 0.2),
    Clip(200, "flite:slt", 0.9, pause=1.0, level=-30),
    Clip(220, "en-gb-x-gbcwmd+m3", 165, "pink", 15, 0.4),
    Clip(240, "en-gb", 175, "pink", 5, 0.8),
    Clip(260, "flite:slt", 1.0, "pink", 15, 0.4),
    Clip(300, "flite:rms", 1.1, "brown", 10, 0.2),
)


def made(clip: Clip, folder: Path) -> bytes:
    """A voice note as a phone sends it: Opus, 24 kilobits a second."""
    chance = random.Random(clip.words)
    words = ACCOUNT.split()
    start = chance.randrange(0, max(1, len(words) - clip.words))
    sentences = " ".join(words[start : start + clip.words]).replace(". ", ".\n").splitlines()
    parts = [_said(sentence, clip, folder) for sentence in sentences]
    pauses = [chance.uniform(0, 2 * clip.pause) for _ in parts[1:]]
    samples = making.at_level(making.joined(parts, pauses), clip.level)
    return making.encoded(making.with_noise(samples, clip.noise, clip.below) if clip.noise else samples, "ogg")


def _said(sentence: str, clip: Clip, folder: Path) -> making.Samples:
    engine, _, voice = clip.voice.rpartition(":")
    if not engine:
        return making.spoken(sentence, voice, int(clip.rate))
    file = folder / "said.wav"
    command = ["flite", "-voice", voice, "--setf", f"duration_stretch={clip.rate}", "-t", sentence, "-o", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return making.listened(file.read_bytes())


async def errors(folder: Path) -> None:
    """Prints the table: words, estimate, error; and the mean of the errors' sizes."""
    prober, found = Prober(), []
    sys.stdout.write("| words | estimate | error | length s | speech s | clip |\n|--|--|--|--|--|--|\n")
    for clip in CLIPS:
        if not shutil.which("flite" if clip.voice.startswith("flite:") else "espeak-ng"):
            continue
        sound = (await prober.probe(made(clip, folder))).sound
        found.append(sound.words_about / clip.words - 1)
        figures = (
            f"{clip.words} | {sound.words_about} | {found[-1]:+.0%} | {sound.seconds:.0f} | {sound.speech_seconds:.0f}"
        )
        sys.stdout.write(f"| {figures} | {clip.label} |\n")
    if not found:
        sys.stdout.write("\nleft out: neither espeak-ng nor flite is installed\n")
        return
    sizes = np.abs(found)
    near = [float(np.mean(sizes <= limit)) for limit in (0.15, 0.25)]
    spread = f"mean error {sizes.mean():.1%}, median {np.median(found):+.1%}, worst {sizes.max():.0%}"
    sys.stdout.write(f"\n{len(found)} clips: {spread}; {near[0]:.0%} within 15 %, {near[1]:.0%} within 25 %\n")


PEOPLE = Path(__file__).parents[2] / ".." / "shared" / "voice"
"""Where recordings of people are on the machine of a developer; none are ours to give away."""


async def people(folders: list[Path]) -> None:
    """Prints the table for recordings of people: each place with its clips, mean error, bias, and who is left short."""
    prober, found, named = Prober(), dict[str, list[float]](), []
    for folder in folders:
        if not (folder / "words.json").is_file():
            sys.stdout.write(f"left out: {folder} has no words.json with recordings of people beside it\n")
            continue
        for file, words, place in _clips(folder):
            named.append(f"{file.stem} ({words})")
            sound = making.listened(file.read_bytes())
            ways = {f"given: {place}": lambda samples: samples} if place else places.PLACES
            for name, change in ways.items():
                made = making.encoded(np.clip(change(sound), -1, 1), "ogg")
                heard = (await prober.probe(made)).sound
                found.setdefault(name, []).append(heard.words_about / words - 1)
    if not found:
        return
    sys.stdout.write("| place | clips | mean error | bias | said enough, under 80 % | worst |\n|--|--|--|--|--|--|\n")
    for name, errors in (*found.items(), ("all", [error for each in found.values() for error in each])):
        sys.stdout.write(f"| {name} | {_row(errors)} |\n")
    sys.stdout.write(f"\nclips, with their words: {', '.join(named)}\n")


def _clips(folder: Path) -> list[tuple[Path, int, str]]:
    """Each recording, the words in it, and the place that it was put in, if any."""
    counts = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    clips = []
    for file in sorted(path for path in folder.iterdir() if path.suffix not in (".json", ".md")):
        base = max((name for name in counts if file.stem in (name, f"{name}_{file.stem[len(name) + 1 :]}")), default="")
        if base:
            clips.append((file, int(counts[base]), file.stem[len(base) + 1 :]))
    return clips


def _row(errors: list[float]) -> str:
    every = np.array(errors)
    worst = every[np.abs(every).argmax()]
    return f"{len(every)} | {np.abs(every).mean():.1%} | {every.mean():+.1%} | {np.sum(every < -0.2)} | {worst:+.0%}"


def long_note(seconds: float) -> bytes:
    """So much talk, as a voice note."""
    return making.encoded(hostile.long(seconds), "ogg")


async def costs() -> None:
    """Prints processor and wall time for a minute of sound, and for fifteen, with the listening copy."""
    for minutes in (1, 5, 15):
        note = long_note(minutes * 60 - 1)
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        heard = await Prober(max_seconds=900).probe(note)
        await Listening().copy(heard.pcm)
        after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - began
        busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        each = f"{busy / minutes:.2f} and {wall / minutes:.2f} for each minute"
        sys.stdout.write(f"{minutes} min: {busy:.2f} s of processor, {wall:.2f} s by the clock; {each}\n")


async def lags(files: int = 10) -> None:
    """Prints how late the event loop was, asked every 2 ms, while files of five minutes were heard."""
    note, late = long_note(300), []
    prober = Prober()
    hearing = asyncio.gather(*(prober.probe(note) for _ in range(files)))
    while not hearing.done():
        asked = time.perf_counter()
        await asyncio.sleep(0.002)
        late.append((time.perf_counter() - asked - 0.002) * 1000)
    await hearing
    p50, p99 = np.percentile(late, (50, 99))
    sys.stdout.write(
        f"loop lag over {files} files of 5 min: p50 {p50:.1f} ms, p99 {p99:.1f} ms, worst {max(late):.1f} ms\n"
    )


def _resident() -> float:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


async def memory(files: int = 200) -> None:
    """Prints what this process holds while it hears one short note after another."""
    prober, held = Prober(), []
    note = making.recording("kettle.ogg")
    for _ in range(files):
        await prober.probe(note)
        gc.collect()
        held.append(_resident())
    seen = [f"{held[at - 1]:.1f}" for at in accumulate([1, 49, 50, 50, 50]) if at <= files]
    sys.stdout.write(f"resident MB after 1, 50, 100, 150, 200 files: {', '.join(seen)}\n")


async def main() -> None:
    """All of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("what", nargs="*", default=["errors", "people", "costs", "lags", "memory"])
    asked.add_argument("--clips", nargs="+", type=Path, default=[PEOPLE], help="folders with recordings of people")
    given = asked.parse_args()
    for what in given.what:
        if what == "people":
            await people(given.clips)
        elif what == "errors":
            with TemporaryDirectory() as folder:
                await errors(Path(folder))
        else:
            await {"costs": costs, "lags": lags, "memory": memory}[what]()


if __name__ == "__main__":
    asyncio.run(main())
