"""Decodes one file that nobody vouches for, in a process of its own that has given up everything it does not need.

Run as `python -I decode_child.py SECONDS BYTES CPU`: the most sound, of file, and of processor time. The file comes on
standard input. One line of JSON goes out, then the sound: 16 kHz, mono, 16 bits. Nothing of the file is printed.

Decoders are native code whose faults are found every year; here a fault ends one process that holds no secret.
Some formats name other files to be played: so this reads no path, and once it has its bytes it can open nothing.
"""

import io
import json
import os
import resource
import struct
import sys
from collections.abc import Iterator
from itertools import islice

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition

RATE = 16_000
MEMORY = 512 * 1024 * 1024
CHANNELS = range(1, 9)
RATES = range(4_000, 192_001)
STREAMS = 16
PACKETS_A_SECOND = 1_000
"""No format that is allowed cuts speech finer: the shortest Opus packet is 2.5 ms."""
WORK_A_SECOND = 48_000 * 8
"""Samples to decode for a second of sound: the most that any phone records. More is a way to keep us busy."""

# First bytes -> the one demuxer that may see the file, and the names under which it opens.
DEMUXERS = {
    "ogg": "ogg",
    "mp4": "mov,mp4,m4a,3gp,3g2,mj2",
    "webm": "matroska,webm",
    "mp3": "mp3",
    "wav": "wav",
    "flac": "flac",
    "aac": "aac",
    "amr": "amr",
}
CODECS = frozenset(
    [
        *("opus", "libopus", "vorbis", "aac", "mp3", "mp3float", "flac", "alac", "amrnb", "amrwb"),
        *("pcm_s16le", "pcm_s24le", "pcm_f32le", "pcm_u8"),
    ]
)
PLACES = ("location", "gps", "xyz")
"""What is in the names of tags that phones and cameras keep a place in."""
TELLING = frozenset(["ogg", "mp4", "webm", "flac"])
"""Containers whose stated length is worth holding against what was decoded. A stream of WAV or MP3 states nonsense."""


def confine(cpu: int) -> None:
    """Gives up memory, processor time, core files and writing to files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def close() -> None:
    """Gives up opening anything, and starting anything where the system counts a user's processes."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def kind_of(head: bytes) -> str | None:
    """Which of the allowed containers begins like this."""
    if head[4:8] == b"ftyp":
        return "mp4"
    if head[:4] == b"RIFF":
        return "wav" if head[8:12] == b"WAVE" else None
    starts = {b"OggS": "ogg", b"\x1aE\xdf\xa3": "webm", b"fLaC": "flac", b"#!AMR": "amr", b"ID3": "mp3"}
    for start, kind in starts.items():
        if head.startswith(start):
            return kind
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    return "aac" if head[1] & 0xF6 == 0xF0 else "mp3"  # layer 0 is what sets AAC apart


def opened(data: bytes, kind: str) -> InputContainer:
    """The file, for its own demuxer and audio decoders alone. Tags in no known encoding are no reason to fail."""
    formats = DEMUXERS[kind]
    limits = {
        "protocol_whitelist": "none",
        "format_whitelist": formats,
        "codec_whitelist": ",".join(sorted(CODECS)),
        "max_streams": str(STREAMS),
        "probesize": "1000000",
        "analyzeduration": "2000000",
    }
    demuxer = formats.partition(",")[0]
    return av.open(io.BytesIO(data), "r", format=demuxer, metadata_errors="replace", container_options=limits)


class Stopped(Exception):
    """Decoding ends here, for a reason that has a name."""


class Ear:
    """Takes decoded frames and keeps them as one track, within its limits."""

    def __init__(self, seconds: float) -> None:
        self.samples = bytearray()
        self._most = int(seconds * RATE) * 2
        self._work = seconds * WORK_A_SECOND
        self._resampler: av.AudioResampler | None = None
        self._shape: tuple[str, str, int] | None = None

    def take(self, frame: av.AudioFrame) -> None:
        """Adds a frame; one file may change its layout on the way."""
        channels = len(frame.layout.channels)
        if channels not in CHANNELS or frame.sample_rate not in RATES:
            raise Stopped("odd_layout")
        self._work -= frame.samples * channels
        if self._work < 0:
            raise Stopped("too_complex")
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            self.flush()
            self._resampler, self._shape = av.AudioResampler(format="s16", layout="mono", rate=RATE), shape
        frame.pts = None
        self._keep(frame)

    def flush(self) -> None:
        """Adds what the resampler still holds."""
        if self._resampler is not None:
            self._keep(None)
            self._resampler = None

    def _keep(self, frame: av.AudioFrame | None) -> None:
        for made in self._resampler.resample(frame) if self._resampler else ():
            self.samples += memoryview(made.planes[0])[: made.samples * 2]
        if len(self.samples) >= self._most:
            del self.samples[self._most :]
            self._resampler = None
            raise Stopped("too_long")


def frames(container: InputContainer, stream: AudioStream, packets: int) -> Iterator[av.AudioFrame]:
    """What can be decoded, over damaged places; `Stopped` when there are more of those than of others."""
    good = bad = 0
    for packet in islice(container.demux(stream), packets):
        try:
            decoded = packet.decode()
        except MemoryError:
            raise
        except av.FFmpegError:
            bad += 1
            if bad > good + 100:
                break
        else:
            good += 1
            yield from decoded
    if good + bad >= packets:
        raise Stopped("too_complex")
    if bad > max(3, good // 20):
        raise Stopped("damaged")


def played(container: InputContainer, ear: Ear, seconds: float) -> tuple[str, str | None]:
    """Plays the first track of sound into the ear: its codec, and what went wrong."""
    if not container.streams.audio:
        return "", "no_sound"
    stream = container.streams.audio[0]
    codec = stream.codec_context
    if getattr(codec, "name", "") not in CODECS:  # there is no context where nothing can decode the track
        return "", "damaged"
    if codec.channels not in CHANNELS or codec.sample_rate not in RATES:
        return codec.name, "odd_layout"
    codec.thread_count = 1
    return codec.name, listened(container, stream, ear, int(seconds * PACKETS_A_SECOND))


def listened(container: InputContainer, stream: AudioStream, ear: Ear, packets: int) -> str | None:
    """Decodes as far as that goes, and what stopped it. What was heard before stays heard."""
    try:
        for frame in frames(container, stream, packets):
            ear.take(frame)
        ear.flush()
    except Stopped as stopped:
        return str(stopped)
    except MemoryError:
        return "too_complex"
    except av.FFmpegError:
        return "damaged"
    return None if ear.samples else "no_sound"


def stated(container: InputContainer) -> float:
    """The length in seconds that the file states of its sound; 0 if none."""
    stream = container.streams.audio[0]
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return container.duration / 1_000_000 if container.duration else 0.0


def says_where(container: InputContainer) -> bool:
    """Whether a tag says where the file was recorded. Which place it is stays in here."""
    every = [container.metadata, *(stream.metadata for stream in container.streams)]
    return any(
        value.strip() and any(word in key.lower() for word in PLACES) for tags in every for key, value in tags.items()
    )


def shows(container: InputContainer) -> bool:
    """Whether there is a picture that moves. The cover of a song is none."""
    return any(not stream.disposition & Disposition.attached_pic for stream in container.streams.video)


def decoded(data: bytes, seconds: float, ear: Ear) -> dict[str, str | bool | None]:
    """Decodes a file into the ear and says how that went."""
    kind = kind_of(data[:16])
    if kind is None:
        return {"trouble": "not_media"}
    said: dict[str, str | bool | None] = {"container": kind}
    try:
        with opened(data, kind) as container:
            said["place"], said["picture"] = says_where(container), shows(container)
            said["codec"], trouble = played(container, ear, seconds)
            heard = len(ear.samples) / 2 / RATE
            if trouble is None and kind in TELLING and heard < 0.9 * stated(container) - 0.5:
                trouble = "damaged"
    except MemoryError:
        trouble = "too_complex"
    except av.FFmpegError:
        trouble = "damaged"
    return said | {"trouble": trouble, "partial": trouble is not None and bool(ear.samples)}


def rehearse() -> None:
    """Walks the whole way once on a little silence: parts of PyAV are imported late, and then no file can be opened."""
    form = struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
    body = b"WAVEfmt " + form + b"data" + struct.pack("<I", 320) + bytes(320)
    silence = b"RIFF" + struct.pack("<I", len(body)) + body
    for file in (silence, silence[:40], b"OggS" + bytes(60)):
        decoded(file, 1.0, Ear(1.0))


def main(seconds: float, most: int, cpu: int) -> None:
    """Hears one file and ends; without tidying up, which is one more thing that a bad file could break."""
    av.logging.set_level(None)
    rehearse()
    confine(cpu)
    data = sys.stdin.buffer.read(most + 1)
    close()
    ear = Ear(seconds)
    said = {"trouble": "too_big"} if len(data) > most else decoded(data, seconds, ear)
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
    sys.stdout.buffer.write(ear.samples)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.excepthook = lambda *_: None  # a traceback could show what the file holds
    main(float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
