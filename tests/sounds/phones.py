"""Recordings as phones, call recorders and telephone exchanges write them, odd in one way each and damaged in none."""

import io
import struct
from fractions import Fraction

import av
import numpy as np
from sounds import hostile
from sounds.making import RATE, Samples, as_pcm, encoded, recording

# What a WAV's encoder is called, for codecs that old recorders and call recorders write.
WAVS = ("pcm_mulaw", "pcm_alaw", "adpcm_ms", "adpcm_ima_wav", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_u8")
OTHERS = {"aiff": "pcm_s16be", "au": "pcm_mulaw", "caf": "pcm_s16be", "mp2": "mp2", "mov": "alac"}
"""Containers of other makers, with an encoder for each."""


def packed(samples: Samples, muxer: str, codec: str, rate: int = RATE) -> bytes:
    """The samples in a container with a codec, mono."""
    return _muxed(muxer, [(codec, as_pcm(samples)[None])], rate)


def stereo(left: Samples, right: Samples, muxer: str = "ipod", codec: str = "aac") -> bytes:
    """Two channels."""
    return _muxed(muxer, [(codec, np.stack([as_pcm(left), as_pcm(right)]))], 48_000)


def tracks(*each: Samples) -> bytes:
    """An MP4 with several tracks of sound."""
    return _muxed("mp4", [("aac", as_pcm(samples)[None]) for samples in each], 48_000)


def _muxed(muxer: str, each: list[tuple[str, np.ndarray]], rate: int) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format=muxer) as container:
        layouts = ["stereo" if len(pcm) == 2 else "mono" for _, pcm in each]
        streams = [
            container.add_stream(codec, rate=rate, layout=layout)
            for (codec, _), layout in zip(each, layouts, strict=True)
        ]
        for stream, (_, pcm), layout in zip(streams, each, layouts, strict=True):
            resampler = av.AudioResampler(stream.format.name, layout, rate, frame_size=stream.codec_context.frame_size)
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(pcm.T.reshape(1, -1)), "s16", layout)
            frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), 0
            for made in (*resampler.resample(frame), *resampler.resample(None)):
                container.mux(stream.encode(made))
            container.mux(stream.encode(None))
    return file.getvalue()


def amr(samples: Samples, *, pauses: bool) -> bytes:
    """AMR; with pauses, half of its frames are told to be silent, as phones do between words."""
    file = packed(samples, "amr", "libopencore_amrnb", 8000)
    frames = [file[at : at + 13] for at in range(6, len(file), 13)]  # 4.75 kilobits a second
    if not pauses:
        return file
    quiet = {number for number in range(len(frames)) if number // 25 % 2}
    silent = (b"\x44" + bytes(5), b"\x7c")  # a description of the noise, and nothing at all
    kept = [silent[number % 8 > 0] if number in quiet else frame for number, frame in enumerate(frames)]
    return file[:6] + b"".join(kept)


def gsm(seconds: float) -> bytes:
    """Frames of a telephone exchange, in which nobody speaks."""
    return (b"\xd2" + bytes(32)) * int(seconds * 50)


def speex(seconds: float) -> bytes:
    """Ogg with Speex: each packet holds one silent frame and the sign that it ends."""
    head = b"Speex   " + b"1.2".ljust(20, b"\0")
    head += struct.pack("<13i", 1, 80, 8000, 0, 4, 1, -1, 160, 0, 1, 0, 0, 0)
    tags = struct.pack("<I", 4) + b"test" + struct.pack("<I", 0)
    count = int(seconds * 50)
    body = hostile.page([b"\x03\xc0"] * count, 2, 160 * count, flags=4) if count <= 255 else b""
    return hostile.page([head], 0, 0, flags=2) + hostile.page([tags], 1, 0) + body


def with_subtitles(file: bytes) -> bytes:
    """A video whose picture is turned into a track of subtitles: its name changes, and nothing else."""
    if file[:4] == b"\x1aE\xdf\xa3":
        return file.replace(b"V_MPEG4/ISO/AVC", b"S_TEXT/UTF8\0\0\0\0").replace(b"\x83\x81\x01", b"\x83\x81\x11")
    return file.replace(b"vide\0\0\0\0", b"sbtl\0\0\0\0").replace(b"avc1", b"tx3g")


def with_data(file: bytes) -> bytes:
    """A video whose picture is turned into a track that no program knows, such as where the phone was."""
    return file.replace(b"vide\0\0\0\0", b"meta\0\0\0\0").replace(b"avc1", b"mebx")


def film(muxer: str) -> bytes:
    """A short video with sound."""
    file = recording("garden.mp4")
    if muxer == "mp4":
        return file
    made = io.BytesIO()
    with av.open(io.BytesIO(file)) as source, av.open(made, "w", format=muxer) as container:
        streams = {stream.index: container.add_stream_from_template(stream) for stream in source.streams}
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                container.mux(packet)
    return made.getvalue()


def shifted(seconds: float, gap: float = 0.0) -> bytes:
    """A voice note whose time begins late, and stands still for a while in the middle."""
    pages, late = hostile.pages(recording("kettle.ogg")), int(seconds * 48_000)
    made = pages[:2]
    for number, page in enumerate(pages[2:]):
        granule = struct.unpack_from("<q", page, 6)[0] + late + (int(gap * 48_000) if number > 3 else 0)
        broken = page[:6] + struct.pack("<q", granule) + page[14:22] + bytes(4) + page[26:]
        made.append(broken[:22] + struct.pack("<I", hostile.crc(broken)) + broken[26:])
    return b"".join(made)


def tagged(form: str) -> bytes:
    """A recording behind an ID3 tag, whatever it is."""
    frame = b"TIT2" + struct.pack(">I", 5) + bytes(2) + b"\0work"
    return b"ID3\x03\0\0" + bytes([0, 0, 0, len(frame)]) + frame + encoded(hostile.speech()[: RATE * 3], form)
