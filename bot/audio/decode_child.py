"""Child process that decodes one untrusted media file under resource limits.

Run as `python -I decode_child.py SECONDS BYTES CPU`: the most sound, of file, and of processor time. The file comes on
standard input. One line of JSON goes out, then the sound: 16 kHz, mono, 16 bits. Nothing of the file is printed.

Decoders are native code whose faults are found every year; here a fault ends one process that holds no secret.
Some formats name other files to be played: so this reads no path, and before it has a byte it can open nothing.
"""

import io
import json
import os
import struct
import sys
from collections.abc import Iterator, Sequence
from itertools import islice

os.putenv("OPENBLAS_NUM_THREADS", "1")  # numpy would reserve memory for a thread on each processor

import av
import av.subtitles.codeccontext
import av.subtitles.stream
import av.subtitles.subtitle
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition

from bot.audio import containers, mixing
from bot.system import confinement

RATE = mixing.RATE
MEMORY = 512 * 1024 * 1024
CHANNELS = range(1, 9)
RATES = range(4_000, 192_001)
STREAMS = 16
TRACKS = 4
"""Tracks of sound that are listened to: a phone writes two, one of them in a codec of its maker's."""
PACKETS_A_SECOND = 1_000
"""No format that is allowed cuts speech finer: the shortest Opus packet is 2.5 ms."""
WORK_A_SECOND = 48_000 * 8
"""Samples to decode for a second of sound: the most that any phone records. More is a way to keep us busy."""

# Container -> the one demuxer that may see the file, and the names under which it opens.
DEMUXERS = {
    "ogg": "ogg",
    "mp4": "mov,mp4,m4a,3gp,3g2,mj2",
    "webm": "matroska,webm",
    "mp3": "mp3",
    "wav": "wav",
    "flac": "flac",
    "aac": "aac",
    "amr": "amr",
    "caf": "caf",
    "aiff": "aiff",
    "au": "au",
    "gsm": "gsm",
}
CODECS = frozenset(
    [
        *("opus", "libopus", "vorbis", "aac", "mp3", "mp3float", "mp2", "mp2float", "mp1", "mp1float"),
        *("flac", "alac", "amrnb", "amrwb", "speex", "libspeex", "gsm", "gsm_ms"),
        *("pcm_s8", "pcm_u8", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_s32be"),
        *("pcm_f32le", "pcm_f32be", "pcm_f64le", "pcm_f64be", "pcm_mulaw", "pcm_alaw"),
        *("adpcm_ms", "adpcm_ima_wav", "adpcm_ima_qt"),
    ]
)
UNSPOKEN = {"amrnb": range(8, 16), "amrwb": range(9, 16)}
"""Types of AMR frames that hold no speech: a pause that the phone did not send. The decoder takes them for faults."""
PAUSE = 0.02
"""Seconds of such a frame."""
LOCKED = frozenset(["enca", "drms"])
"""How MP4 marks a track that only its seller's program can play."""
PLACES = ("location", "gps", "xyz")
"""What is in the names of tags that phones and cameras keep a place in."""


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


class DecodingStopped(Exception):
    """Decoding ends here, for a reason that has a name."""


class Ear:
    """Takes the decoded frames of one track and keeps its channels, within limits."""

    def __init__(self, seconds: float) -> None:
        self.channels: list[bytearray] = []
        self._most = int(seconds * RATE) * 2
        self._work = seconds * WORK_A_SECOND
        self._resampler: av.AudioResampler | None = None
        self._shape: tuple[str, str, int] | None = None

    @property
    def seconds(self) -> float:
        """The length of what is kept."""
        return len(self.channels[0]) / 2 / RATE if self.channels else 0.0

    def take(self, frame: av.AudioFrame) -> None:
        """Adds a frame; one file may change its layout on the way, but has two channels or one from the start."""
        channels = len(frame.layout.channels)
        if channels not in CHANNELS or frame.sample_rate not in RATES:
            raise DecodingStopped("odd_layout")
        self._work -= frame.samples * channels
        if self._work < 0:
            raise DecodingStopped("too_complex")
        if not self.channels:
            self.channels = [bytearray() for _ in range(min(channels, 2))]
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            self.flush()
            layout = "mono" if len(self.channels) == 1 else "stereo"
            self._resampler, self._shape = av.AudioResampler(format="s16p", layout=layout, rate=RATE), shape
        frame.pts = None
        self._keep(frame)

    def pause(self, seconds: float) -> None:
        """Adds silence."""
        self.flush()
        self._shape = None
        if not self.channels:
            self.channels = [bytearray()]
        for channel in self.channels:
            channel.extend(bytes(int(seconds * RATE) * 2))
        self._within()

    def flush(self) -> None:
        """Adds what the resampler still holds."""
        if self._resampler is not None:
            self._keep(None)
            self._resampler = None

    def _keep(self, frame: av.AudioFrame | None) -> None:
        for made in self._resampler.resample(frame) if self._resampler else ():
            for channel, plane in zip(self.channels, made.planes, strict=True):
                channel.extend(memoryview(plane)[: made.samples * 2])
        self._within()

    def _within(self) -> None:
        if any(len(channel) >= self._most for channel in self.channels):
            for channel in self.channels:
                del channel[self._most :]
            self._resampler = None
            raise DecodingStopped("too_long")


def listened(container: InputContainer, stream: AudioStream, ear: Ear, seconds: float) -> str | None:
    """Decodes as far as that goes, and what stopped it. What was heard before stays heard."""
    try:
        for frame in frames(container, stream, int(seconds * PACKETS_A_SECOND)):
            if frame is None:
                ear.pause(PAUSE)
            else:
                ear.take(frame)
        ear.flush()
    except DecodingStopped as stopped:
        return str(stopped)
    except MemoryError:
        return "too_complex"
    except av.FFmpegError:
        return "damaged"
    return None if ear.seconds else "no_sound"


def frames(container: InputContainer, stream: AudioStream, packets: int) -> Iterator[av.AudioFrame | None]:
    """What can be decoded, over damaged places; None for a pause. `DecodingStopped` when much is damaged."""
    good = bad = 0
    pauses = UNSPOKEN.get(stream.codec_context.name, range(0))
    for packet in islice(container.demux(stream), packets):
        if packet.size and bytes(packet)[0] >> 3 & 15 in pauses:
            yield None
            continue
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
        raise DecodingStopped("too_complex")
    if bad > max(3, good // 20):
        raise DecodingStopped("damaged")


def playable(container: InputContainer) -> list[int]:
    """Which tracks of sound can be played, by their number among all streams."""
    return [stream.index for stream in container.streams.audio if why_not(stream) is None]


def why_not(stream: AudioStream) -> str | None:
    """Why a track cannot be played."""
    codec = stream.codec_context
    # There is no context where nothing can decode the track.
    if getattr(codec, "name", "") not in CODECS or codec.codec_tag in LOCKED:
        return "odd_layout"
    return None if codec.channels in CHANNELS and codec.sample_rate in RATES else "odd_layout"


class Heard:
    """What came of listening to one track."""

    def __init__(self, codec: str, trouble: str | None, channels: Sequence[bytearray]) -> None:
        self.codec = codec
        self.trouble = trouble
        self.pcm = mixing.mixed(channels)


def played(data: bytes, kind: str, index: int, seconds: float) -> Heard:
    """Plays one track of a file from its beginning."""
    with opened(data, kind) as container:
        stream = container.streams[index]
        if not isinstance(stream, AudioStream):
            raise TypeError("only sound is played")
        codec, ear = stream.codec_context, Ear(seconds)
        codec.thread_count = 1
        trouble = listened(container, stream, ear, seconds)
        if trouble is None and kind == "flac" and ear.seconds < stated(stream) - 1:
            trouble = "cut"
        return Heard(codec.name, trouble, ear.channels)


def stated(stream: AudioStream) -> float:
    """The length in seconds that the file states of a track; 0 if none."""
    return float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0


def best(data: bytes, kind: str, tracks: Sequence[int], seconds: float) -> Heard | None:
    """The track in which somebody is most likely to speak; the first, unless another is clearly better."""
    every = [played(data, kind, index, seconds) for index in tracks[:TRACKS]]
    if len(every) < 2:
        return every[0] if every else None
    return max(every, key=lambda heard: mixing.liveliness(heard.pcm) + (CLEARLY if heard is every[0] else 0))


CLEARLY = 6.0
"""Decibels by which another track has to be livelier than the first."""


def says_where(container: InputContainer) -> bool:
    """Whether a tag says where the file was recorded. Which place it is stays in here."""
    every = [container.metadata, *(stream.metadata for stream in container.streams)]
    return any(
        value.strip() and any(word in key.lower() for word in PLACES) for tags in every for key, value in tags.items()
    )


def shows(container: InputContainer) -> bool:
    """Whether there is a picture that moves. The cover of a song is none."""
    return any(not stream.disposition & Disposition.attached_pic for stream in container.streams.video)


def decoded(data: bytes, seconds: float) -> tuple[dict[str, str | bool | None], bytes]:
    """What a file is and how playing it went; and its sound."""
    found = containers.found(data)
    if found is None:
        return {"trouble": "not_media"}, b""
    said: dict[str, str | bool | None] = {"container": found.name}
    if not found.played:
        return said | {"trouble": "odd_layout"}, b""
    data = data[found.start :]
    heard, trouble = None, None
    try:
        with opened(data, found.name) as container:
            said["place"], said["picture"] = says_where(container), shows(container)
            tracks = playable(container)
            if not tracks:
                trouble = "odd_layout" if container.streams.audio else "no_sound"
        heard = best(data, found.name, tracks, seconds)
    except MemoryError:
        trouble = "too_complex"
    except av.FFmpegError:
        trouble = "damaged"
    pcm = heard.pcm if heard else b""
    if heard:
        said["codec"], trouble = heard.codec, heard.trouble
    # Of an MP4 whose index stood at its end, nothing can be played.
    lost_index = trouble == "damaged" and not pcm and found.name == "mp4"
    if ((trouble is None and pcm) or lost_index) and containers.is_cut(found.name, data):
        trouble = "cut"
    return said | {"trouble": trouble, "partial": trouble is not None and bool(pcm)}, pcm


def silence(length: int = 320) -> bytes:
    """A WAV in which nothing is heard."""
    form = struct.pack("<IHHIIHH", 16, 1, 2, 8000, 32000, 4, 16)
    body = b"WAVEfmt " + form + b"data" + struct.pack("<I", length) + bytes(length)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def rehearse() -> None:
    """Walks the whole way once on a little silence: parts of PyAV are imported late, and then no file can be opened.

    The imports above are those that a file with subtitles would begin; a test holds that there are no others.
    """
    ogg, amr = b"OggS" + bytes(60), b"#!AMR\n" + bytes([0x7C]) * 4
    for file in (silence(), silence()[:40], ogg, amr, b"ID3\3" + bytes(40), b"\x1aE\xdf\xa3" + bytes(40)):
        decoded(file, 1.0)
    mixing.liveliness(bytes(RATE))


def main(seconds: float, most: int, cpu: int) -> None:
    """Hears one file and ends; without tidying up, which is one more thing that a bad file could break."""
    av.logging.set_level(None)
    rehearse()
    confinement.confine(memory=MEMORY, cpu=cpu)
    data = sys.stdin.buffer.read(most + 1)
    said, pcm = ({"trouble": "too_big"}, b"") if len(data) > most else decoded(data, seconds)
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
    sys.stdout.buffer.write(pcm)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.excepthook = lambda *_: None  # a traceback could show what the file holds
    main(float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
