"""Recordings as an issuer gets them: what each line claims, and what the manifest gives away."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support.talk import LIBRARY
from transcripts import starts

from flows.engine.events import PromptCorrected
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.model.attachments.audio import AudioAnalysis, AudioKind, AudioProblem
from flows.model.draft import Answer, AudioPart, Draft, TextPart
from flows.pack.assemble import assemble
from flows.pack.manifest import manifest
from flows.pack.recordings import FileUse, files, length, lines
from flows.rules.evidence import answers

AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
SOURCE = "AwACAgQAAxkBAAIBY2c-telegram-file"
KEY = 918273645
BADGE = LIBRARY.latest(starts.CPL)
TOPIC = BADGE.questions[0]
HEARD = AudioAnalysis(
    sha256="a" * 64,
    size=210_000,
    container="ogg",
    seconds=70.2,
    speech_seconds=61.0,
    words=158,
    copy_sha256="b" * 64,
    copy_size=421_000,
)


def sound(heard: AudioAnalysis | None = HEARD, kind: AudioKind = AudioKind.voice, key: int = KEY) -> AudioPart:
    """A recording that is part of an answer."""
    return AudioPart(key, kind, AT, SOURCE, heard)


def line(part: AudioPart, *before: AudioPart) -> str:
    """What stands in the place of a recording, after others in the same answer."""
    return lines(BADGE, TOPIC, Answer(parts=(*before, part)))(part)


def with_answer(*parts: TextPart | AudioPart) -> Draft:
    """A draft that is being sent, with this as its first answer."""
    draft = starts.sending().draft
    return replace(draft, answers={**draft.answers, TOPIC.id: Answer(parts=parts)})


def test_the_line_says_what_it_is_and_who_counted() -> None:
    """It names the file, calls the count an estimate with its range, and says that nobody wrote the words down."""
    assert line(sound()) == (
        "[A recording stands here: 1-topic-part1-1m10s.mp3. Spoken, 1 min 10 s. "
        "About 160 words (roughly 120 to 200), estimated by a program from the sound. Nobody has written them down.]"
    )


@pytest.mark.parametrize(
    ("heard", "kind", "said"),
    [
        (
            replace(HEARD, partial=True),
            AudioKind.voice,
            "only this much of it could be listened to.",
        ),
        (HEARD, AudioKind.round_video, "It was sent as a video. The picture is not included."),
        (HEARD, AudioKind.video, "It was sent as a video. The picture is not included."),
        (replace(HEARD, words=0, trouble=AudioProblem.twice), AudioKind.voice, "its words are counted once."),
        (replace(HEARD, words=0, trouble=AudioProblem.no_speech), AudioKind.audio, "so no words are counted."),
        (replace(HEARD, words=0), AudioKind.audio, "None of its words are counted."),
        (replace(HEARD, words=2), AudioKind.voice, "A word or two, estimated by a program from the sound."),
        (replace(HEARD, words=12), AudioKind.voice, "About 10 words, estimated by a program from the sound."),
    ],
    ids=["in part", "round video", "video", "twice", "no speech", "no words", "a word", "a few words"],
)
def test_what_an_assessor_could_misread_is_said(heard: AudioAnalysis, kind: AudioKind, said: str) -> None:
    """A recording that is cut, without its picture, counted elsewhere or empty says so in its place."""
    assert said in line(sound(heard, kind))


@pytest.mark.parametrize("words", [20, 33, 49, 50, 158, 161, 900])
def test_a_range_holds_its_estimate(words: int) -> None:
    """The number shown lies between the two that are given with it."""
    said = re.search(r"About (\d+) words \(roughly (\d+) to (\d+)\)", line(sound(replace(HEARD, words=words))))
    assert said is not None
    shown, low, high = map(int, said.groups())
    assert low < shown < high


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (14.4, "14 s"), (59.6, "1 min"), (70.2, "1 min 10 s"), (900.0, "15 min")]
)
def test_a_length_is_said_in_minutes_and_seconds(seconds: float, said: str) -> None:
    """No length is said with a nought in it."""
    assert length(seconds) == said


def test_what_could_not_be_had_leaves_no_line_and_no_file() -> None:
    """Nothing is claimed of a recording that is not there to be listened to."""
    lost = replace(sound(None), lost=AudioProblem.gone)
    silent = sound(replace(HEARD, copy_sha256=None, copy_size=0, words=0, trouble=AudioProblem.not_media))
    for part in (lost, silent, sound(None)):
        assert line(part) == ""
        assert files(BADGE, with_answer(part)) == ()


def test_a_line_stands_in_the_place_of_its_recording() -> None:
    """What was typed before and after a recording stays before and after it, under the same file names."""
    parts = (
        TextPart(1, "Before.", AT),
        sound(key=2),
        TextPart(3, "Between.", AT),
        sound(key=4),
        TextPart(5, "After.", AT),
    )
    pack = assemble(BADGE, starts.sending().shelf.issuer(BADGE), with_answer(*parts))
    found = [re.sub(r"^\[.*?: (\S+)\. .*\]$", r"\1", piece) for piece in pack.answers[0].text.split("\n\n")]
    listening = [file.name for file in pack.files if file.use is FileUse.listening]
    assert found == ["Before.", listening[0], "Between.", listening[1], "After."]


@pytest.mark.parametrize(
    ("container", "ending", "media_type"),
    [
        ("ogg", "ogg", "audio/ogg"),
        ("webm", "webm", "audio/webm"),
        ("mp4", "m4a", "audio/mp4"),
        ("odd", "bin", "application/octet-stream"),
    ],
)
def test_an_original_is_named_by_what_it_is(container: str, ending: str, media_type: str) -> None:
    """The ending and the type come from the bytes, not from the sender; both files have their digest."""
    listening, original = files(BADGE, with_answer(sound(replace(HEARD, container=container))))
    assert (listening.name, listening.media_type) == ("1-topic-part1-1m10s.mp3", "audio/mpeg")
    assert (listening.sha256, listening.size) == ("b" * 64, 421_000)
    assert (original.name, original.media_type) == (f"1-topic-part1-1m10s-original.{ending}", media_type)
    assert (original.sha256, original.size) == ("a" * 64, 210_000)


@pytest.mark.parametrize("kind", [AudioKind.round_video, AudioKind.video])
def test_a_picture_goes_to_nobody(kind: AudioKind) -> None:
    """Of a video only the sound is sent: whoever is in the picture was not asked."""
    assert [file.use for file in files(BADGE, with_answer(sound(kind=kind)))] == [FileUse.listening]


def test_a_video_that_was_sent_as_sound_stays_one() -> None:
    """What tells is the file, not what it was sent as: its picture goes to nobody either."""
    part = sound(replace(HEARD, container="mp4", picture=True), AudioKind.audio)
    assert [file.use for file in files(BADGE, with_answer(part))] == [FileUse.listening]
    assert "The picture is not included." in line(part)


@pytest.mark.parametrize("kind", [AudioKind.round_video, AudioKind.video])
@pytest.mark.parametrize(
    ("container", "ending", "media_type"),
    [("mp4", "mp4", "video/mp4"), ("webm", "webm", "video/webm"), ("odd", "bin", "application/octet-stream")],
)
def test_a_picture_that_is_wanted_goes_along(kind: AudioKind, container: str, ending: str, media_type: str) -> None:
    """Where the badge asks for it, the very video is in the pack beside its sound, and the evidence names it."""
    wanting = BADGE.model_copy(update={"picture": "wanted"})
    part = sound(replace(HEARD, container=container, picture=True), kind)
    pack = assemble(wanting, starts.sending().shelf.issuer(BADGE), with_answer(part))
    listening, original = manifest(pack)["data"]["files"]
    name = f"1-topic-part1-1m10s-original.{ending}"
    assert (listening["use"], listening["media_type"]) == ("listening", "audio/mpeg")
    assert (original["use"], original["name"], original["media_type"]) == ("original", name, media_type)
    assert original["sha256"] == "a" * 64
    assert f"It was sent as a video, and can be seen in {name}." in pack.answers[0].text


def _leaves(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return [leaf for item in value.values() for leaf in _leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]


def test_the_manifest_is_json_and_holds_nothing_of_telegrams() -> None:
    """Every file has what a receiver checks it by; no file id, message id or link of Telegram's is anywhere."""
    draft = with_answer(TextPart(KEY - 1, "Typed.", AT), sound())
    told = manifest(assemble(BADGE, starts.sending().shelf.issuer(BADGE), draft))
    text = json.dumps(told, allow_nan=False)
    assert json.loads(text) == told
    for file in told["data"]["files"]:
        assert {"part", "name", "media_type", "bytes", "seconds", "sha256"} <= set(file)
        assert file["words_are"] == "an estimate, made by a program from the sound"
    assert [answer["count"] for answer in told["data"]["answers"]] == ["estimate", *["exact"] * 4]
    assert SOURCE not in text
    assert not {KEY, KEY - 1, str(KEY), str(KEY - 1)} & set(_leaves(told))
    assert "t.me" not in text
    assert "telegram" not in text.lower()


def test_names_of_files_are_never_the_same() -> None:
    """However many recordings an answer has, each file of the pack has a name of its own."""
    parts = tuple(sound(replace(HEARD, sha256=f"{n:064}"), key=n) for n in range(1, 13))
    names = [file.name for file in files(BADGE, with_answer(*parts))]
    assert len(set(names)) == len(names) == 24
    assert answers.is_about(Answer(parts=parts))


def test_a_recording_and_its_caption_move_together() -> None:
    """Both came in one message, so a correction of its place moves both, and neither is lost."""
    talk = starts.begin("answering", "as it is")
    talk.speak("We practised this at the workshop")
    at, fresh = talk._stamp(timedelta(seconds=1))
    under = Prompt(PromptKind.question, talk.draft.id, OfQuestion("learning"))
    key = talk.draft.answers["topic"].parts[0].key

    talk.take(PromptCorrected(at=at, fresh=fresh, key=key, under=under))

    assert talk.draft.answers["topic"].parts == ()
    assert {type(part) for part in talk.draft.answers["learning"].parts} == {AudioPart, TextPart}
