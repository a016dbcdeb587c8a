"""Child process that transcribes recordings with a Whisper model that stays loaded.

Run as `python -I whisper_child.py FOLDER THREADS LANGUAGE`. A line `ready` goes out once the model is loaded. A request
is a line with a number of bytes, then that many bytes of samples: 16 kHz, mono, signed 16 bits. The answer is one line
of JSON.

It lives no longer than the bot: when the bot dies, however it dies, its end of the pipe closes and this ends at once,
also in the middle of a recording.

It opens nothing that strangers made, only samples that the decoder has made of it. All the same it can open no file but
the model's and those of programs, no TCP connection, and signal no process outside, where the kernel has Landlock. Its
libraries start threads at any time, so it has no filter of system calls.
"""

import json
import os
import queue
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from bot.system import confinement

PLACES = (
    *(place for place in sys.path if place.endswith("-packages")),
    *(sys.prefix, sys.base_prefix, "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/proc/cpuinfo", "/sys/devices"),
)
"""Where programs lie, and what says how many processors there are."""

if __name__ == "__main__":
    # Before the libraries below start threads: a thread has what the one that started it had.
    confinement.hide()
    confinement.close_files(map(Path, (sys.argv[1], *PLACES)))

import numpy as np  # noqa: E402 - after the files were closed
from faster_whisper import WhisperModel  # noqa: E402

RATE = 16_000


def listen(source: BinaryIO, requests: "queue.Queue[bytes]") -> None:
    """Takes requests as they come, and ends the whole process where there will be no more."""
    while line := source.readline():
        requests.put(source.read(int(line)))
    os._exit(0)


def written(model: WhisperModel, samples: bytes, language: str) -> dict[str, str | float | None]:
    """What is said in samples, and how sure the model is of its words."""
    sound = np.frombuffer(samples, "<i2").astype(np.float32) / 32768
    # One temperature and no memory of what was said before: both keep it from going round in circles. Silence is left
    # out, for a model that is given some makes words up.
    segments, _ = model.transcribe(
        sound,
        language=language,
        temperature=0.0,
        condition_on_previous_text=False,
        vad_filter=True,
        word_timestamps=True,
    )
    every = list(segments)
    sure = [float(word.probability) for segment in every for word in segment.words or ()]
    text = " ".join(segment.text.strip() for segment in every)
    return {"text": text, "sure": sum(sure) / len(sure) if sure else None}


def rehearse(model: WhisperModel, language: str) -> None:
    """Walks the whole way once on a little silence: where the system forbids what it takes, that shows at the start."""
    written(model, bytes(RATE * 2), language)
    segments, _ = model.transcribe(np.zeros(RATE, np.float32), language=language, temperature=0.0, word_timestamps=True)
    list(segments)


def main(folder: str, threads: int, language: str) -> None:
    """Loads the model and serves it."""
    with suppress(OSError):
        os.nice(10)
    # What a library prints must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True)
    rehearse(model, language)
    answers.write(b"ready\n")
    answers.flush()
    while True:
        answers.write(json.dumps(written(model, requests.get(), language)).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    sys.excepthook = lambda *_: None  # a traceback could show what was said
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
