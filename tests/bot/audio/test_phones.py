"""What phones and recorders really write is heard whole, and what cannot be heard is called by its true name."""

from collections.abc import Callable

import numpy as np
import pytest
from sounds import hostile, making, phones, places

from bot.audio import containers
from bot.audio.figures import Sound
from bot.audio.probe import Prober
from flows.model.attachments.audio import AudioProblem

pytestmark = pytest.mark.slow

SPEECH = hostile.speech()
WORDS = making.words_in("kettle.ogg")


async def heard(file: bytes, seconds: float = 900) -> Sound:
    """What is known of a file."""
    return (await Prober(max_seconds=seconds).probe(file)).sound


def counted(sound: Sound, words: int = WORDS) -> None:
    """It was heard whole, with about all of its words."""
    assert (sound.trouble, sound.partial) == (None, False)
    assert sound.words_about == pytest.approx(words, rel=0.3)


@pytest.mark.parametrize("muxer", ["mp4", "matroska"])
@pytest.mark.parametrize("turned", [phones.with_subtitles, phones.with_data], ids=["subtitles", "data"])
async def test_a_video_with_other_streams_is_heard(turned: Callable[[bytes], bytes], muxer: str) -> None:
    """Subtitles, or what no program knows: only the sound is opened, and nothing is imported too late for it."""
    sound = await heard(turned(phones.film(muxer)))
    counted(sound, making.words_in("garden.mp4"))


@pytest.mark.parametrize("codec", phones.WAVS)
async def test_every_wav_is_heard(codec: str) -> None:
    """Whatever a recorder of calls packs into a WAV."""
    rate = 8000 if codec in ("pcm_mulaw", "pcm_alaw") else making.RATE
    sound = await heard(phones.packed(SPEECH, "wav", codec, rate))
    counted(sound)
    assert (sound.container, sound.codec) == ("wav", codec)


@pytest.mark.parametrize("muxer", phones.OTHERS)
async def test_other_containers_are_heard(muxer: str) -> None:
    """AIFF, AU, CAF, layer II of MPEG, and QuickTime."""
    counted(await heard(phones.packed(SPEECH, muxer, phones.OTHERS[muxer], 48_000 if muxer == "mp2" else making.RATE)))


@pytest.mark.parametrize(("make", "container"), [(phones.gsm, "gsm"), (phones.speex, "ogg")])
async def test_what_nothing_here_can_write_is_played(make: Callable[[float], bytes], container: str) -> None:
    """GSM and Speex: silent frames have a length, and no words."""
    sound = await heard(make(4))
    assert (sound.container, sound.trouble) == (container, AudioProblem.no_speech)
    assert sound.seconds == pytest.approx(4, abs=0.1)


@pytest.mark.parametrize("pauses", [False, True])
async def test_silent_frames_of_amr_are_pauses(pauses: bool) -> None:
    """What a phone does not send between words is silence as long as it was, and no fault."""
    sound = await heard(phones.amr(SPEECH, pauses=pauses))
    assert (sound.container, sound.trouble, sound.partial) == ("amr", None, False)
    assert sound.seconds == pytest.approx(9.6, abs=0.1)
    assert sound.words_about > 10


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(phones.shifted(600), id="begins at ten minutes"),
        pytest.param(phones.shifted(0, gap=60), id="stands still for a minute"),
        pytest.param(hostile.endless(), id="ends in three million years"),
    ],
)
async def test_wrong_times_are_no_damage(file: bytes) -> None:
    """What decodes to its end is whole, whatever the clock of the file says."""
    sound = await heard(file)
    counted(sound)
    assert sound.seconds == pytest.approx(9.6, abs=0.1)


@pytest.mark.parametrize("muxer", ["ipod", "wav"])
async def test_a_channel_that_is_upside_down_is_turned(muxer: str) -> None:
    """The mean of the two would be silence."""
    counted(await heard(phones.stereo(SPEECH, -SPEECH, muxer, "aac" if muxer == "ipod" else "pcm_s16le")))


@pytest.mark.parametrize("noisy", [0, 1])
async def test_the_better_channel_is_taken(noisy: int) -> None:
    """Beside a channel with nothing but loud noise, the other stands alone."""
    channels = [SPEECH, SPEECH]
    channels[noisy] = making.noise(len(SPEECH) / making.RATE + 1)[: len(SPEECH)] * 0.3
    counted(await heard(phones.stereo(channels[0], channels[1], "wav", "pcm_s16le")))


async def test_two_people_on_two_channels_are_both_heard() -> None:
    """An interview with a microphone each keeps both voices."""
    silence = np.zeros_like(SPEECH)
    left, right = np.concatenate([SPEECH, silence]), np.concatenate([silence, SPEECH])
    counted(await heard(phones.stereo(left, right, "wav", "pcm_s16le")), 2 * WORDS)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_every_track_of_sound_is_looked_at(order: tuple[int, int]) -> None:
    """A screen recording writes what the phone plays on one track, and who speaks on the other."""
    both = (SPEECH, making.silence(len(SPEECH) / making.RATE))
    counted(await heard(phones.tracks(*(both[at] for at in order))))


@pytest.mark.parametrize("form", ["mp3", "flac", "aac", "wav", "ogg"])
async def test_a_tag_does_not_make_it_an_mp3(form: str) -> None:
    """An ID3 tag stands before any kind of file."""
    sound = await heard(phones.tagged(form))
    assert (sound.container, sound.trouble) == (form, None)
    assert sound.seconds == pytest.approx(3, abs=0.2)


@pytest.mark.parametrize("zeros", [1, 192, 70_000])
@pytest.mark.parametrize("name", ["hearing.mp3", "kettle.ogg"])
async def test_zeros_at_the_beginning_are_passed_over(zeros: int, name: str) -> None:
    """Some recorders leave room for what they never write."""
    counted(await heard(bytes(zeros) + making.recording(name)), making.words_in(name))


async def test_an_mp3_that_begins_in_the_middle_of_a_frame_is_found() -> None:
    """A stream that was cut at its beginning."""
    sound = await heard(making.recording("hearing.mp3")[1500:])
    assert (sound.container, sound.trouble) == ("mp3", None)


@pytest.mark.parametrize("form", ["ogg", "mp3", "wav", "aac", "webm", "mp4 with its index first"])
async def test_a_file_cut_in_half_says_that_its_end_may_be_missing(form: str) -> None:
    """What was heard counts, and it is said that there may have been more."""
    whole = hostile.index_first(making.recording("stairs.m4a")) if " " in form else making.encoded(SPEECH, form)
    sound = await heard(whole[: len(whole) // 2 + 1])
    assert (sound.trouble, sound.partial) == (AudioProblem.cut, True)
    assert sound.words_about > 5


@pytest.mark.parametrize("name", ["stairs.m4a", "garden.mp4"])
async def test_also_where_nothing_of_the_half_can_be_played(name: str) -> None:
    """Phones write the index at the end. Nothing was damaged, so the whole file can be sent again."""
    file = making.recording(name)
    sound = await heard(file[: len(file) // 2])
    assert (sound.trouble, sound.partial, sound.seconds) == (AudioProblem.cut, False, 0)


async def test_what_stands_behind_the_sound_is_not_missed() -> None:
    """Bytes that some phones put behind a file."""
    counted(await heard(making.recording("stairs.m4a") + b"junk" * 1000), making.words_in("stairs.m4a"))


@pytest.mark.parametrize("form", sorted(making.FORMS))
def test_a_whole_file_is_never_called_cut(form: str) -> None:
    """Whatever wrote it; also with a tag behind it."""
    file = making.encoded(SPEECH, form)
    found = containers.found(file)
    assert found is not None
    assert not containers.is_cut(found.name, file)
    if form == "mp3":
        assert not containers.is_cut("mp3", file + b"TAG" + bytes(125))


@pytest.mark.parametrize(
    ("file", "container"),
    [
        (b"RIFF\0\1\0\0AVI " + bytes(500), "avi"),
        (bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + bytes(500), "asf"),
        (b"MThd\0\0\0\6" + bytes(500), "midi"),
    ],
)
async def test_what_cannot_be_played_says_so(file: bytes, container: str) -> None:
    """Sound of a kind that is not played is neither damaged nor no sound."""
    sound = await heard(file)
    assert (sound.container, sound.trouble) == (container, AudioProblem.odd_layout)


@pytest.mark.parametrize(
    "place", ["hum, 0 dB", "hum, -5 dB", "buzz, 0 dB", "room, 0.5 s", "tiled room, 0.8 s", "telephone"]
)
async def test_whoever_said_enough_is_heard_to_have_said_it(place: str) -> None:
    """Hum, echo and a telephone take fewer than a fifth of the words away."""
    made = np.clip(places.PLACES[place](SPEECH), -1, 1)
    assert (await heard(making.encoded(made, "ogg"))).words_about >= 0.8 * WORDS
