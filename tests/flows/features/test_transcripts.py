"""Words that a program wrote down: what the worker vouches for counts, and nothing else of them reaches anybody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.talk import Talk, words
from transcripts import starts

from flows.engine.capabilities import TranscriptionService
from flows.engine.events import TextSent, TranscriptMade
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.features.recordings.transcript_screens import SpokenWords, WordsReady
from flows.model.attachments.transcript import Misheard, Vouched, misheard
from flows.pack.assemble import pack_ai, pack_answers
from flows.pack.recordings import files
from flows.rules.evidence.answers import is_about, recordings, text
from flows.rules.evidence.answers import words as count
from flows.rules.readiness import findings

HEARD = words(56, "heard")


def speaking(scribe: TranscriptionService | None = None) -> Talk:
    """The first question is asked, and the worker knows who writes recordings down."""
    talk = starts.checking()
    talk.scribe = scribe or TranscriptionService()
    for fact in ("Mary Ross", "mary@example.org", "1234567", "3", "done", "Glen Care Home"):
        talk.say(fact)
    return talk


def spoken(heard: str = HEARD, sure: float | None = 0.9) -> Talk:
    """A recording of about 58 words was sent, and a program has written it down."""
    talk = speaking()
    talk.speak()
    talk.listen(30.0, 58)
    talk.write_down(heard, sure)
    return talk


def sent_to_anybody(talk: Talk) -> str:
    """All of the first answer that a pack or its screening would hold."""
    badge = talk.shelf.at(talk.draft.badge, talk.draft.version)
    answer = pack_answers(badge, talk.draft)[0].text
    return f"{answer} {[file.transcript for file in files(badge, talk.draft)]} {text(talk.draft.answers['topic'])}"


@pytest.mark.parametrize("press", [None, "Sound only"])
def test_what_nobody_vouches_for_reaches_nobody(press: str | None) -> None:
    """Not answered or refused, the words are in no evidence, no count and no screening; the estimate stands."""
    talk = spoken("Mrs Campbell " + HEARD)
    if press:
        talk.press(press)
    assert "heard7" not in sent_to_anybody(talk)
    assert findings(talk.shelf.latest(talk.draft.badge), talk.draft) == ()
    assert (count(talk.draft.answers["topic"]), is_about(talk.draft.answers["topic"])) == (58, True)


def test_what_is_vouched_for_is_counted_and_screened() -> None:
    """The strict count of the text, exact; a name in it is shown like a typed one; the pack says who wrote it down."""
    talk = spoken("Mrs Campbell " + HEARD)
    talk.press("That is right")
    given = talk.draft.answers["topic"]
    badge = talk.shelf.latest(talk.draft.badge)
    assert (count(given), is_about(given)) == (58, False)
    assert [seen.words for seen in findings(badge, talk.draft)] == ["Mrs Campbell"]
    assert pack_ai(badge, talk.draft).written_down
    (made,) = [file.transcript for file in files(badge, talk.draft) if file.transcript]
    assert (made.engine, made.model, made.mended) == ("faster-whisper 1.2.1", "small", False)


def test_a_version_of_ones_own_may_take_several_messages() -> None:
    """All that is sent in one go stands in place of the program's words, in order; a second round replaces it whole."""
    talk = spoken()
    talk.press("Fix it")
    under = talk.place()
    for number, part in enumerate(("first part", "second part")):
        at, fresh = talk._stamp(timedelta(seconds=1))
        talk.take(TextSent(at=at, fresh=fresh, key=900 + number, text=part, under=under))
    assert text(talk.draft.answers["topic"]) == "first part\n\nsecond part"
    talk.press("Recordings")
    talk.press("Words 1")
    talk.press("Fix it")
    talk.say("all of it anew")
    assert text(talk.draft.answers["topic"]) == "all of it anew"
    (part,) = recordings(talk.draft.answers["topic"])
    assert [mend.text for mend in part.transcript.replaced] == ["first part", "second part"]
    assert part.transcript.text == HEARD


def test_an_edited_message_mends_again() -> None:
    """Also after the recording was taken out and brought back; an edit of a refused version brings nothing back."""
    talk = spoken()
    talk.press("Fix it")
    talk.say("my own version")
    talk.press("Recordings")
    talk.press("Take out 1")
    talk.edit("my own version", "my better version")
    assert text(talk.draft.answers["topic"]) == ""
    talk.say("bring the recording back")
    assert text(talk.draft.answers["topic"]) == "my better version"
    talk.press("Sound only")
    talk.edit("my better version", "my best version")
    assert text(talk.draft.answers["topic"]) == ""


def test_starting_again_keeps_words_with_their_recording() -> None:
    """Put away and brought back, the recording has the words that were vouched for."""
    talk = spoken()
    talk.press("That is right")
    talk.say("start again")
    talk.say("yes")
    assert text(talk.draft.answers["topic"]) == ""
    talk.press("Bring it back")
    assert text(talk.draft.answers["topic"]) == HEARD


def test_a_vouched_for_text_undoes_what_was_declared_about_the_evidence() -> None:
    """The evidence has changed, so the check and the statements are gone through again."""
    talk = starts.reviewing()
    talk.scribe = TranscriptionService()
    talk.say("/progress")
    talk.say("1")
    for recording in ("one", "two"):
        talk.speak()
        talk.listen(30.0, 20, recording=recording)
    talk.say("/review")
    before = talk.draft.stage
    talk.write_down(words(21, "heard"))
    assert talk.draft.stage is before
    talk.press("That is right")
    assert talk.draft.stage is not before


@pytest.mark.parametrize(
    "ask", [PromptKind.fact, PromptKind.declaration, PromptKind.final, PromptKind.ai_use, PromptKind.mending, None]
)
def test_words_do_not_come_up_over_what_waits_for_an_answer(ask: PromptKind | None) -> None:
    """Where typing would be taken for an answer to something else, one line says that they are there."""
    talk = speaking()
    talk.speak()
    talk.listen(30.0, 58)
    effect = talk.effects[-1]
    at, fresh = talk._stamp(timedelta(seconds=9))
    under = Prompt(ask, talk.draft.id, OfQuestion("x")) if ask else None
    made = TranscriptMade(
        at=at, fresh=fresh, draft=effect.draft, key=effect.key, text=HEARD, engine="e", model="m", under=under
    )
    talk.take(made)
    assert [type(reply) for reply in talk.replies] == [WordsReady]
    assert talk.said[0].place is None
    # The same news once more says nothing, and changes nothing.
    before = talk.desk
    talk.take(replace(made, text="other words"))
    assert (talk.replies, talk.desk) == ((), before)


def test_a_long_text_is_shown_whole() -> None:
    """In pages that can be copied, the buttons below the last."""
    said = words(2000, "heard")
    talk = spoken(said)
    (shown,) = [reply for reply in talk.replies if isinstance(reply, SpokenWords)]
    assert shown.text == said
    assert " ".join(message.text for message in talk.said if message.plain).split() == said.split()
    assert [bool(message.buttons) for message in talk.said][-1]
    assert not any(message.buttons for message in talk.said[:-1])


@pytest.mark.parametrize(
    ("heard", "sure", "doubt"),
    [
        (100, 0.9, None),
        (100, None, None),
        (100, 0.76, None),
        (100, 0.74, Misheard.unsure),
        (66, 0.9, None),
        (64, 0.9, Misheard.unsure),
        (136, 0.9, Misheard.unsure),
        (141, 0.9, Misheard.repeats),
        (141, 0.1, Misheard.repeats),
    ],
)
def test_a_text_that_does_not_fit_the_sound_says_so(heard: int, sure: float | None, doubt: Misheard | None) -> None:
    """Held against the program's own doubt, and against an estimate of a hundred words."""
    assert misheard(heard, 100, sure) is doubt


def test_the_same_recording_again_has_the_same_words() -> None:
    """It is written down once, counts once, and where the first is taken out its words wait to be looked at."""
    talk = spoken()
    talk.press("That is right")
    asked = len(talk.effects)
    talk.speak()
    talk.listen(30.0, 58, recording="file-" + str(recordings(talk.draft.answers["topic"])[0].key))
    assert [type(effect).__name__ for effect in talk.effects[asked:]] == ["KeepMedia"]
    assert count(talk.draft.answers["topic"]) == 56
    first, second = recordings(talk.draft.answers["topic"])
    assert first.transcript.vouched is Vouched.confirmed
    assert (second.transcript.text, second.transcript.vouched) == (HEARD, Vouched.shown)
