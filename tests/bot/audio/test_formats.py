"""What people send is heard, whatever made it: its length, and about how many words are said in it."""

import hashlib

import pytest
from sounds import hostile, making

from bot.audio.probe import Prober
from flows.model.attachments.audio import AudioProblem

pytestmark = pytest.mark.slow

PHONES = {
    "kettle.ogg": ("ogg", "opus", 9.6),
    "stairs.m4a": ("mp4", "aac", 8.2),
    "hearing.mp3": ("mp3", "mp3float", 7.4),
    "handover.webm": ("webm", "opus", 6.4),
    "garden.mp4": ("mp4", "aac", 6.6),
}


@pytest.mark.parametrize("name", PHONES)
async def test_what_a_phone_sends_is_heard(name: str) -> None:
    """Voice notes, audio files and round videos: true length, true container, and the words within a quarter."""
    file = making.recording(name)
    heard = await Prober().probe(file)
    container, codec, seconds = PHONES[name]
    sound = heard.sound
    assert (sound.container, sound.codec, sound.trouble, sound.partial) == (container, codec, None, False)
    assert sound.seconds == pytest.approx(seconds, abs=0.1) == len(heard.pcm) / 32_000
    assert sound.words_about == pytest.approx(making.words_in(name), rel=0.25)
    assert 0.7 * seconds < sound.speech_seconds <= seconds
    assert (sound.sha256, sound.size) == (hashlib.sha256(file).hexdigest(), len(file))


@pytest.mark.parametrize("form", sorted(making.FORMS))
async def test_every_codec_gives_the_same_count(form: str) -> None:
    """How a phone packs a recording does not change what is counted in it by more than a tenth."""
    sound = (await Prober().probe(making.encoded(hostile.speech(), form))).sound
    assert sound.trouble is None
    assert sound.words_about == pytest.approx(28, rel=0.1)


@pytest.mark.parametrize("form", ["m4a", "mp4", "mov", "webm", "ogg", "mp3", "flac"])
@pytest.mark.parametrize("where", ["+55.9533-003.1883/", ""])
async def test_a_file_that_says_where_it_was_recorded_is_known(form: str, where: str) -> None:
    """As phones and cameras write it, each container in its own way; which place it is does not come out."""
    tags = {"title": "A day at work", "location": where} if where else {"title": "Location of the keys"}
    heard = await Prober().probe(making.encoded(making.tone(1), form, **tags))
    assert heard.sound.place is bool(where)
    assert "55.9" not in repr(heard)


@pytest.mark.parametrize(("name", "picture"), [("garden.mp4", True), ("stairs.m4a", False), ("handover.webm", False)])
async def test_a_picture_is_known_from_the_file(name: str, picture: bool) -> None:
    """Whatever a file is called, it is known whether anything can be seen in it."""
    assert (await Prober().probe(making.recording(name))).sound.picture is picture


async def test_samples_are_not_shown() -> None:
    """What a person said is in no representation of a value, so it can reach no log."""
    heard = await Prober().probe(making.recording("garden.mp4"))
    assert heard.pcm
    assert "pcm" not in repr(heard)


async def test_a_long_note_is_heard_from_its_beginning() -> None:
    """A recording longer than what is listened to is kept so far, and said to be too long."""
    sound = (await Prober(max_seconds=3).probe(making.recording("kettle.ogg"))).sound
    assert (sound.seconds, sound.trouble, sound.partial) == (3.0, AudioProblem.too_long, True)
    assert sound.words_about > 5


async def test_a_big_file_is_not_even_opened() -> None:
    """Above the size that Telegram hands out, nothing is played."""
    file = making.recording("kettle.ogg")
    heard = await Prober(max_bytes=len(file) - 1).probe(file)
    assert (heard.sound.trouble, heard.sound.size, heard.pcm) == (AudioProblem.too_big, len(file), b"")
    assert (await Prober(max_bytes=len(file)).probe(file)).sound.trouble is None


@pytest.mark.parametrize(
    "samples",
    [
        pytest.param(making.silence(5), id="silence"),
        pytest.param(making.tone(5), id="a tone"),
        pytest.param(making.noise(5) * 0.1, id="hiss"),
        pytest.param(making.noise(5, "brown") * 0.1, id="a car"),
    ],
)
async def test_nobody_speaking_is_no_speech(samples: making.Samples) -> None:
    """A pocket, a hum or a hiss has length and no words."""
    sound = (await Prober().probe(making.encoded(samples, "ogg"))).sound
    assert sound.seconds == pytest.approx(5, abs=0.1)
    assert (sound.speech_seconds, sound.words_about, sound.trouble) == (0, 0, AudioProblem.no_speech)
