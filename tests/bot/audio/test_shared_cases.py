"""Recordings from real phones, where `../shared/cases` is: each is heard whole, with about all of its words."""

from pathlib import Path

import pytest

from bot.audio.probe import Prober

pytestmark = pytest.mark.slow

CASES = Path(__file__).parents[3] / ".." / "shared" / "cases"
SAID = {
    "F01_video_with_captions.mp4": ("mp4", 29),
    "F03_amr_with_pauses_sent_as_silence.amr": ("amr", 36),
    "F07_one_channel_upside_down.m4a": ("mp4", 30),
    "F11_32_bit.wav": ("wav", 6),
    "F11_call_recorder_mulaw.wav": ("wav", 12),
    "F13_send_as_a_file_without_a_type.3ga": ("mp4", 18),
    "F19_real_mp3_behind_zeros.mp3": ("mp3", 5),
}
"""What the bytes of each are, and how many words are said in it. The award among them is in `test_lenient.py`."""


@pytest.mark.parametrize("name", SAID)
async def test_a_recording_of_a_phone_is_heard_whole(name: str) -> None:
    """Nothing about it is called damaged, cut or unknown."""
    if not (CASES / name).is_file():
        pytest.skip("there are no recordings in ../shared/cases")
    container, words = SAID[name]
    sound = (await Prober().probe((CASES / name).read_bytes())).sound
    assert (sound.container, sound.trouble, sound.partial) == (container, None, False)
    assert sound.words_about == pytest.approx(words, rel=0.3)


def test_every_file_is_known() -> None:
    """A file that is added there has an outcome here."""
    if not CASES.is_dir():
        pytest.skip("there are no recordings in ../shared/cases")
    assert {path.name for path in CASES.iterdir() if path.suffix != ".png"} == set(SAID)
