"""Files made to hurt whoever plays them: bombs, liars, floods, playlists that name other people's files, and wrecks."""

import io
import random
import struct
import zlib
from collections.abc import Iterator
from functools import cache

import av
import numpy as np
from sounds.making import RATE, encoded, listened, recording, silence

MIRRORED = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


@cache
def speech() -> np.ndarray:
    """The samples of one recording."""
    return listened(recording("kettle.ogg"))


def long(seconds: float) -> np.ndarray:
    """That recording over and over."""
    return np.resize(speech(), int(seconds * RATE))


# Ogg


def crc(page: bytes) -> int:
    """The check sum of an Ogg page: zlib's, but for the order of bits and what it begins with."""
    mirrored = zlib.crc32(page.translate(MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)


def page(packets: list[bytes], number: int, granule: int, flags: int = 0, serial: int = 7) -> bytes:
    """One Ogg page of whole packets."""
    table = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    begin = struct.pack("<4sBBqII", b"OggS", 0, flags, granule, serial, number)
    rest = bytes([len(table)]) + table + b"".join(packets)
    return begin + struct.pack("<I", crc(begin + bytes(4) + rest)) + rest


def pages(file: bytes) -> list[bytes]:
    """The pages of an Ogg file."""
    starts = [at for at in range(len(file)) if file.startswith(b"OggS\0", at)]
    return [file[at:end] for at, end in zip(starts, [*starts[1:], len(file)], strict=True)]


def opus(body: Iterator[bytes], head: bytes = b"OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00") -> bytes:
    """An Opus file around pages of sound."""
    tags = b"OpusTags" + struct.pack("<I", 0) + struct.pack("<I", 0)
    return page([head], 0, 0, flags=2) + page([tags], 1, 0) + b"".join(body)


def opus_bomb(size: int) -> bytes:
    """Silence in packets of two bytes, 120 ms each: a megabyte is ten hours."""
    packet = bytes([0b11111011, 0b00000110])  # six frames of 20 ms, each empty
    count = size // (3 * 255)
    return opus(page([packet] * 255, 2 + at, 5760 * 255 * (at + 1)) for at in range(count))


def opus_channels(count: int) -> bytes:
    """A file that claims so many channels, each with a stream of its own."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, count, 0, 48_000, 0, 255) + bytes([count, 0, *range(count)])
    return opus(iter([page([bytes([0xFC, 0, 0]) * count] * 3, 2, 2880, flags=4)]), head)


def endless() -> bytes:
    """A voice note whose last page says that it ends in three million years."""
    *most, last = pages(recording("kettle.ogg"))
    broken = last[:6] + struct.pack("<q", 2**62) + last[14:22] + bytes(4) + last[26:]
    return b"".join(most) + broken[:22] + struct.pack("<I", crc(broken)) + broken[26:]


def chained() -> bytes:
    """Opus, then FLAC, then Opus, in one file."""
    return recording("kettle.ogg") + encoded(speech(), "oga") + recording("kettle.ogg")


def many_voices() -> bytes:
    """Sixty Ogg streams that begin at once."""
    head = b"OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00"
    return b"".join(page([head], 0, 0, flags=2, serial=at) for at in range(60)) + recording("kettle.ogg")


def flipped(file: bytes, times: int, seed: int = 1) -> bytes:
    """The file with so many of its bits turned over."""
    chance, broken = random.Random(seed), bytearray(file)
    for _ in range(times):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


# WAV, FLAC, MP3


def wav(claims: int, channels: int = 1, rate: int = 8000, coding: int = 1) -> bytes:
    """A tenth of a second of sound under any claim."""
    form = struct.pack("<HHIIHH", coding, channels, rate, rate & 0x7FFFFFFF, 2, 16)
    body = b"WAVEfmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", claims) + bytes(1600)
    return b"RIFF" + struct.pack("<I", claims) + body


def wide_flac(seconds: float) -> bytes:
    """Silence in eight channels at 192 kHz: next to nothing to send, and much to decode."""
    file = io.BytesIO()
    with av.open(file, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=192_000, layout="7.1")
        frame = av.AudioFrame(format="s16", layout="7.1", samples=192_000)
        frame.planes[0].update(bytes(frame.planes[0].buffer_size))
        frame.sample_rate = 192_000
        for _ in range(int(seconds)):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def tagged(size: int, tag: bytes = b"TXXX") -> bytes:
    """A recording behind an ID3 tag of so many bytes."""
    frame = tag + struct.pack(">I", size) + bytes(2) + bytes(size)
    length = bytes((len(frame) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + length + frame + recording("hearing.mp3")


def covered() -> bytes:
    """A recording with a cover picture that claims 20 000 pixels each way."""
    claim = b"IHDR" + struct.pack(">IIBBBBB", 20_000, 20_000, 8, 6, 0, 0, 0)
    picture = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + claim + struct.pack(">I", zlib.crc32(claim))
    picture += struct.pack(">I", 10) + b"IDAT" + zlib.compress(bytes(10))
    body = b"\0image/png\0\x03\0" + picture
    frame = b"APIC" + struct.pack(">I", len(body)) + bytes(2) + body
    return b"ID3\x03\0\0" + bytes([0, 0, len(frame) >> 7, len(frame) & 0x7F]) + frame + recording("hearing.mp3")


# MP4 and WEBM


def boxes(file: bytes) -> list[tuple[bytes, bytes]]:
    """The outer boxes of an MP4, by name."""
    found, at = [], 0
    while at < len(file):
        size, name = struct.unpack_from(">I4s", file, at)
        found.append((name, file[at : at + size]))
        at += size
    return found


def without(file: bytes, *names: bytes) -> bytes:
    """An MP4 that lacks some of its outer boxes."""
    return b"".join(box for name, box in boxes(file) if name not in names)


def index_first(file: bytes) -> bytes:
    """The same MP4 with its index before its sound, as it is sent over a network."""
    index = bytearray(dict(boxes(file))[b"moov"])
    at = index.index(b"stco") + 8
    (count,) = struct.unpack_from(">I", index, at)
    for entry in range(at + 4, at + 4 + 4 * count, 4):
        struct.pack_into(">I", index, entry, struct.unpack_from(">I", index, entry)[0] + len(index))
    outer = boxes(file)
    return outer[0][1] + bytes(index) + b"".join(box for name, box in outer[1:] if name != b"moov")


def entries(file: bytes, table: bytes, count: int) -> bytes:
    """An MP4 in which a table claims so many entries."""
    at = file.index(table) + (12 if table == b"stsz" else 8)
    return file[:at] + struct.pack(">I", count) + file[at + 4 :]


def many_tracks(count: int) -> bytes:
    """An MP4 with so many tracks of sound."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        streams = [container.add_stream("aac", rate=44_100, layout="mono") for _ in range(count)]
        for stream in streams:
            frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            frame.sample_rate = 44_100
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    return file.getvalue()


def elsewhere(path: str) -> bytes:
    """An MP4 that says that its samples lie in another file."""
    file = recording("stairs.m4a")
    at = file.index(b"url \0\0\0\1")
    return file[:at] + b"url \0\0\0\0" + file[at + 8 :] + path.encode()


def film() -> bytes:
    """An MP4 with a picture and no sound."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        video = container.add_stream("libx264", rate=5, options={"preset": "ultrafast", "threads": "1"})
        video.width = video.height = 64
        video.pix_fmt = "yuv420p"
        container.mux(video.encode(av.VideoFrame.from_ndarray(np.zeros((96, 64), np.uint8), format="yuv420p")))
        container.mux(video.encode(None))
    return file.getvalue()


def endless_element() -> bytes:
    """A WEBM whose first element inside the segment claims 2^56 bytes."""
    file = recording("handover.webm")
    at = file.index(b"\x18\x53\x80\x67") + 12
    return file[:at] + b"\x15\x49\xa9\x66\x01\xff\xff\xff\xff\xff\xff\xfe" + file[at + 12 :]


# Texts that name other files


def playlists(path: str) -> dict[str, bytes]:
    """A path, in every way in which a playable text can name it."""
    hls = f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{path}\n#EXT-X-ENDLIST\n"
    segment = f'<SegmentList duration="10"><SegmentURL media="{path}"/></SegmentList>'
    inner = (
        f'<Representation id="1" bandwidth="1" mimeType="audio/mp4"><BaseURL>{path}</BaseURL>{segment}</Representation>'
    )
    dash = f'<?xml version="1.0"?><MPD type="static"><Period><AdaptationSet>{inner}</AdaptationSet></Period></MPD>'
    made = {
        "ffconcat": f"ffconcat version 1.0\nfile '{path}'\n",
        "hls": hls,
        "dash": dash,
        "sdp": f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\na=control:{path}\n",
        "ffmetadata": f";FFMETADATA1\ntitle={path}\n",
        "ram": f"file://{path}\n",
    }
    texts = {name: text.encode() for name, text in made.items()}
    worn = {b"OggS": "ogg", b"fLaC": "flac", b"ID3\x03\0\0\0\0\0\0": "mp3", b"\0\0\0\x10ftypM4A \0\0\0\0": "mp4"}
    dressed = {
        f"{name} after the first bytes of {form}": start + texts[name]
        for start, form in worn.items()
        for name in ("ffconcat", "hls")
    }
    return texts | dressed | {"mp4 with its samples elsewhere": elsewhere(path)}


def quiet() -> bytes:
    """Five seconds in which nobody says anything."""
    return encoded(silence(5), "ogg")
