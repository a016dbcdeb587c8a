"""Words are counted from the beats of speech: not from its length, its loudness or the noise around it."""

import numpy as np
import pytest
from sounds import hostile, making, places

from bot.audio.syllables_child import Speech, measure

pytestmark = pytest.mark.slow

WORDS = making.words_in("kettle.ogg")


def count(samples: making.Samples) -> int:
    """The words in samples."""
    return measure(making.as_pcm(samples)).words


@pytest.fixture(scope="module", autouse=True)
def estimate() -> int:
    """The words that are heard in the plain recording."""
    heard = count(hostile.speech())
    assert heard == pytest.approx(WORDS, rel=0.2)
    return heard


@pytest.mark.parametrize("times", [2, 5, 40])
def test_twice_the_talk_is_twice_the_words(times: int, estimate: int) -> None:
    """The count grows with what is said, also over the blocks in which it is looked at."""
    assert count(np.tile(hostile.speech(), times)) == pytest.approx(times * estimate, rel=0.05)


@pytest.mark.parametrize("pause", [1, 10, 60])
def test_silence_adds_no_words(pause: float, estimate: int) -> None:
    """Thinking before, between and after is free."""
    parts = [making.silence(pause), hostile.speech(), making.silence(pause), hostile.speech(), making.silence(pause)]
    heard = measure(making.as_pcm(np.concatenate(parts)))
    assert heard.words == pytest.approx(2 * estimate, rel=0.05)
    assert heard.seconds == pytest.approx(2 * measure(making.as_pcm(hostile.speech())).seconds, rel=0.1)


@pytest.mark.parametrize("level", [-30, -20, -10, 0])
def test_a_quiet_voice_counts_as_much(level: float, estimate: int) -> None:
    """A phone on the other side of the room does not cost words."""
    assert count(making.at_level(hostile.speech(), level)) == pytest.approx(estimate, rel=0.05)


@pytest.mark.parametrize(("colour", "below"), [("white", 15), ("pink", 20), ("pink", 10), ("brown", 10)])
def test_noise_neither_adds_nor_takes_many(colour: str, below: float, estimate: int) -> None:
    """A room, a car or a hiss behind a voice changes the count by less than a sixth."""
    assert count(making.with_noise(hostile.speech(), colour, below)) == pytest.approx(estimate, rel=1 / 6)


@pytest.mark.parametrize(
    "samples",
    [
        pytest.param(making.silence(0), id="nothing"),
        pytest.param(making.silence(0.1), id="a tenth of a second"),
        pytest.param(making.silence(10), id="silence"),
        pytest.param(making.noise(10) * 0.2, id="hiss"),
        pytest.param(making.noise(10, "pink") * 0.2, id="a room"),
        pytest.param(making.tone(10), id="a tone"),
        pytest.param(making.tone(10, 50) + making.tone(10, 100), id="hum"),
        pytest.param(np.eye(1, 160_000, 80_000, dtype=np.float32)[0], id="one click"),
        pytest.param(np.tile(np.eye(1, 8000, dtype=np.float32)[0], 20), id="clicks"),
        pytest.param(making.noise(10) * 0.2 * np.square(np.sin(np.arange(160_000) / 8000)), id="breath"),
        pytest.param(np.ones(160_000, np.float32), id="a microphone that is stuck"),
    ],
)
def test_what_is_not_a_voice_says_nothing(samples: making.Samples) -> None:
    """No words and no speech, however long or loud it is."""
    assert measure(making.as_pcm(samples)) == Speech(0.0, 0)


def test_a_few_words_in_a_long_silence_are_found(estimate: int) -> None:
    """Somebody who forgot to stop the recording has said what they said."""
    parts = [making.noise(200, "pink") * 0.001, hostile.speech(), making.noise(100, "pink") * 0.001]
    assert count(np.concatenate(parts)) == pytest.approx(estimate, rel=0.15)


@pytest.fixture(scope="module")
def talk() -> making.Samples:
    """A minute of four people, with pauses."""
    parts = [making.listened(making.recording(name)) for name in making.TEXTS if name != "kettle.ogg"]
    return making.joined(parts * 2, [0.9] * 7)


def test_a_television_is_not_counted(talk: making.Samples) -> None:
    """What somebody else says in the speaker's pauses adds little, and the count is called unsure."""
    quiet = measure(making.as_pcm(talk))
    beside = measure(making.as_pcm(places.television(talk, 12)))

    assert beside.words == pytest.approx(quiet.words, rel=0.15)
    assert beside.unsure
    assert not quiet.unsure


@pytest.mark.parametrize(
    "place", ["room, 0.5 s", "tiled room, 0.8 s", "hall, 1.2 s", "hum, -5 dB", "buzz, 0 dB", "fan, 10 dB"]
)
def test_an_echo_or_a_hum_is_nobody_else(place: str, talk: making.Samples) -> None:
    """No words are taken from a speaker whose pauses are full of echo or noise."""
    assert count(places.PLACES[place](talk)) == pytest.approx(count(talk), rel=0.12)


@pytest.mark.parametrize("rate", [0.8, 1.25])
def test_the_same_words_count_as_much_at_another_pace(rate: float, talk: making.Samples) -> None:
    """Whoever speaks slowly has said no more."""
    assert count(places.paced(talk, rate)) == pytest.approx(count(talk), rel=0.1)


@pytest.mark.parametrize("decibels", [9, 14])
def test_who_turns_away_is_still_the_speaker(decibels: float, talk: making.Samples) -> None:
    """Words count that are said further from the phone than the others, and are taken for nobody else's."""
    turned = talk.copy()
    turned[len(talk) // 2 :] *= 10 ** (-decibels / 20)

    assert measure(making.as_pcm(turned)).words == pytest.approx(count(talk), rel=0.1)
    assert not measure(making.as_pcm(turned)).unsure
