"""Files made to hurt: each ends soon, with its own name for what is wrong, and none makes the bot open another file."""

import ctypes
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sounds import hostile, making

from bot.audio import probe
from bot.audio.probe import Prober
from flows.model.attachments.audio import AudioProblem

pytestmark = pytest.mark.slow

T = AudioProblem
VOICE, PHONE, TUNE, BROWSER = (
    making.recording(f"{n}") for n in ("kettle.ogg", "stairs.m4a", "hearing.mp3", "handover.webm")
)


def garbage(size: int) -> bytes:
    """Bytes without meaning."""
    return random.Random(size).randbytes(size)


# what it is: how it is made, what is said of it, and the seconds that are heard
FILES: dict[str, tuple[Callable[[], bytes], AudioProblem | None, float]] = {
    "nothing": (lambda: b"", T.not_media, 0),
    "one byte": (lambda: b"\xff", T.not_media, 0),
    "noise": (lambda: b"\0" + garbage(1_000_000), T.not_media, 0),
    "a photo": (lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + garbage(500), T.not_media, 0),
    "an archive": (lambda: b"PK\3\4" + garbage(500), T.not_media, 0),
    "a film in AVI": (lambda: b"RIFF\0\1\0\0AVI " + garbage(500), T.odd_layout, 0),
    "an Ogg page and garbage": (lambda: hostile.pages(VOICE)[0] + garbage(20_000), T.damaged, 0),
    "the first bytes of Ogg": (lambda: b"OggS", T.damaged, 0),
    "the headers of a voice note": (lambda: b"".join(hostile.pages(VOICE)[:2]), T.damaged, 0),
    "400 bits turned": (lambda: hostile.flipped(VOICE, 400), T.damaged, 0),
    "a voice note cut in half": (lambda: VOICE[: len(VOICE) // 2], T.cut, 4.0),
    "ten hours in a megabyte": (lambda: hostile.opus_bomb(1_000_000), T.too_long, 20),
    "eight days in 19 megabytes": (lambda: hostile.opus_bomb(19_000_000), T.too_long, 20),
    "64 channels": (lambda: hostile.opus_channels(64), T.odd_layout, 0),
    "9 channels": (lambda: hostile.opus_channels(9), T.odd_layout, 0),
    "an end in three million years": (hostile.endless, None, 9.6),
    "three files in one": (hostile.chained, T.damaged, 9.6),
    "sixty streams": (hostile.many_voices, T.too_complex, 0),
    "wide silence": (lambda: hostile.wide_flac(6), T.too_complex, 5.0),
    "the head of FLAC": (lambda: making.encoded(hostile.speech(), "flac")[:42], T.damaged, 0),
    "FLAC cut short": (lambda: making.encoded(hostile.speech(), "flac")[:60_000], T.cut, 2.8),
    "WAV of four gigabytes": (lambda: hostile.wav(0xFFFFFFFF), T.no_speech, 0.1),
    "WAV of 65 535 channels": (lambda: hostile.wav(1600, channels=65_535), T.odd_layout, 0),
    "WAV at four gigahertz": (lambda: hostile.wav(1600, rate=0xFFFFFFFF), T.damaged, 0),
    "WAV at no rate": (lambda: hostile.wav(1600, rate=0), T.damaged, 0),
    "WAV in a codec that is not allowed": (lambda: hostile.wav(1600, coding=0x160), T.odd_layout, 0),
    "WAV of nothing": (lambda: hostile.wav(0)[:44], T.no_sound, 0),
    "MP3 behind 19 megabytes of tag": (lambda: hostile.tagged(19_000_000), None, 7.4),
    "MP3 with a picture of 400 million pixels": (hostile.covered, None, 7.4),
    "MP3 of hours": (lambda: making.encoded(making.silence(40), "mp3"), T.too_long, 20),
    "MP3 of garbage": (lambda: b"\xff\xfb\x90\x64" + garbage(30_000), T.damaged, 0),
    "a tag and nothing": (lambda: b"ID3\3\0\0\0\0\x0f\x0f" + bytes(3000), T.damaged, 0),
    "AMR without sound": (lambda: b"#!AMR\n", T.no_sound, 0),
    "M4A with 268 million sizes": (lambda: hostile.entries(PHONE, b"stsz", 268_000_000), T.damaged, 0),
    "M4A with four thousand million sizes": (lambda: hostile.entries(PHONE, b"stsz", 0xFFFFFFFF), T.damaged, 0),
    "M4A with 268 million times": (lambda: hostile.entries(PHONE, b"stts", 268_000_000), T.damaged, 0),
    "M4A that claims eight seconds and holds none": (lambda: hostile.entries(PHONE, b"stsz", 0), T.no_sound, 0),
    "M4A without its index": (lambda: hostile.without(PHONE, b"moov"), T.damaged, 0),
    "M4A without its sound": (lambda: hostile.without(PHONE, b"mdat"), T.damaged, 0),
    "M4A with its index first": (lambda: hostile.index_first(PHONE), None, 8.2),
    "M4A with its index first, cut in half": (lambda: hostile.index_first(PHONE)[:20_000], T.cut, 3.8),
    "M4A cut in half": (lambda: PHONE[: len(PHONE) // 2], T.cut, 0),
    "300 tracks": (lambda: hostile.many_tracks(300), T.too_complex, 0),
    "a huge picture": (lambda: making.encoded(hostile.speech()[:16_000], "mp4", picture=2048), None, 1.0),
    "a film without sound": (hostile.film, T.no_sound, 0),
    "an element without end": (hostile.endless_element, T.damaged, 0),
    "WEBM cut in half": (lambda: BROWSER[: len(BROWSER) // 2], T.cut, 3.1),
    "the head of WEBM": (lambda: BROWSER[:60], T.damaged, 0),
}


@pytest.mark.parametrize("name", FILES)
async def test_a_hostile_file_is_named_for_what_it_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each ends well inside its limits; what could be played is kept, and said to be a part.

    A quarter of the processor time is enough: the system counts it, and what needs more is said to be timed out.
    """
    monkeypatch.setattr(probe, "CPU", probe.CPU // 4)
    make, trouble, seconds = FILES[name]
    file = make()
    assert len(file) <= 20 * 1024 * 1024
    heard = await Prober(max_seconds=20).probe(file)
    sound = heard.sound
    assert sound.trouble == trouble
    assert sound.seconds == pytest.approx(seconds, abs=0.15) == len(heard.pcm) / 32_000
    assert sound.partial == (seconds > 0 and trouble not in (None, T.no_speech))


class FileWatch:
    """Tells whether a file was opened, by anybody, since it was last asked."""

    OPENED = 0x20

    def __init__(self, path: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self.events = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self.events, os.fsencode(path), self.OPENED) >= 0

    def opened(self) -> bool:
        """Whether there was an opening."""
        try:
            return bool(os.read(self.events, 4096))
        except BlockingIOError:
            return False


@contextmanager
def watched(path: Path) -> Iterator[FileWatch]:
    """Watches a file."""
    watch = FileWatch(path)
    yield watch
    os.close(watch.events)


async def test_no_playlist_makes_the_bot_open_another_persons_recording(tmp_path: Path) -> None:
    """A text that names a file plays nothing of it, in whatever form and under whatever first bytes."""
    other = tmp_path / "other.wav"
    other.write_bytes(making.encoded(hostile.speech(), "wav"))
    with watched(other) as watch:
        other.read_bytes()
        assert watch.opened()
        for name, text in hostile.playlists(str(other)).items():
            heard = await Prober().probe(text)
            assert not watch.opened(), name
            if name != "mp4 with its samples elsewhere":  # that one has samples of its own, and they are what is heard
                assert (heard.sound.trouble in (T.not_media, T.damaged), heard.pcm) == (True, b""), name
