"""Child process that encodes samples as MP3, with normalised loudness and no metadata.

Run as `python -I mp3_child.py`: samples on standard input (16 kHz, mono, signed 16 bits); a line with the size of the
MP3 goes out, then the MP3.
The same samples give the same bytes: no date, no version and no tags are written.
"""

import io
import os
import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

os.putenv("OPENBLAS_NUM_THREADS", "1")  # numpy would start a thread for each processor

import av
import numpy as np
from av.audio.stream import AudioStream

from bot.system import confinement

MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of address space; an hour of samples are a tenth of it."""
CPU = 120
"""Seconds of processor time."""
RATE = 16_000
MADE_RATE = 24_000
BITS_A_SECOND = 48_000
LOUDNESS = "I=-19:TP=-1.5:LRA=11"
"""Whole loudness in LUFS, true peak in dB, and range: a phone held too far away can be heard."""
LEAST = RATE // 10 * 2
"""Bytes: a tenth of a second. Of a single sample the encoder makes nothing."""
EXACT = {"fflags": "+bitexact", "id3v2_version": "0", "write_id3v1": "0"}


def pieces(samples: bytes) -> Iterator[av.AudioFrame]:
    """The samples a second at a time."""
    every = np.frombuffer(samples.ljust(LEAST, b"\0"), "<i2")
    for start in range(0, len(every), RATE):
        frame = av.AudioFrame.from_ndarray(every[None, start : start + RATE], format="s16", layout="mono")
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), start
        yield frame


def levelled(frames: Iterator[av.AudioFrame]) -> Iterator[av.AudioFrame]:
    """The frames at the loudness above, in the form that the encoder takes."""
    graph = av.filter.Graph()
    graph.threads = 1
    source = graph.add_abuffer(format="s16", sample_rate=RATE, layout="mono", time_base=Fraction(1, RATE))
    level = graph.add("loudnorm", LOUDNESS)
    form = graph.add("aformat", f"sample_rates={MADE_RATE}:channel_layouts=mono:sample_fmts=s16p")
    sink = graph.add("abuffersink")
    graph.link_nodes(source, level, form, sink).configure()
    for frame in chain(frames, [None]):
        source.push(frame)
        while True:
            try:
                made = sink.pull()
            except (av.BlockingIOError, av.EOFError):
                break
            if isinstance(made, av.AudioFrame):
                made.pts = None
                yield made


def copied(samples: bytes) -> bytes:
    """The MP3: mono, 24 kHz, 48 kilobits a second."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp3", options=EXACT) as container:
        stream = container.add_stream("libmp3lame", rate=MADE_RATE, options={"flags": "+bitexact"})
        if not isinstance(stream, AudioStream):
            raise TypeError("libmp3lame encodes sound")
        stream.bit_rate, stream.layout = BITS_A_SECOND, "mono"
        for frame in levelled(pieces(samples)):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def main() -> None:
    """Copies what comes on standard input, once nothing else can be reached."""
    copied(bytes(RATE * 2))  # parts of PyAV are loaded at their first use
    confinement.confine(memory=MEMORY, cpu=CPU)
    made = copied(sys.stdin.buffer.read())
    sys.stdout.buffer.write(f"{len(made)}\n".encode() + made)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
