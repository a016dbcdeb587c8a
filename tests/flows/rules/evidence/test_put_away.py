"""Taking messages and passages out of an answer and bringing them back: nothing is lost, doubled or changed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.model.attachments.audio import AudioKind
from flows.model.draft import Answer, AudioPart, Draft, TextPart
from flows.model.stages import Stage
from flows.rules.evidence.answers import content_digest
from flows.rules.evidence.put_away import (
    bring_back,
    bring_back_last,
    has_more_to_bring,
    healed,
    passages_out,
    take_out,
    take_out_all,
    take_out_passage,
    taken_out_again,
)

AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
TEXT = "First we met.\n\nThen we planned the audit. I led it.\n\nLast we looked back."


def message(key: int, text: str) -> TextPart:
    """A message of a worker's."""
    return TextPart(key, text, AT + timedelta(minutes=key))


def sound(key: int) -> AudioPart:
    """A recording."""
    return AudioPart(key, AudioKind.voice, AT, f"file-{key}")


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    """Where words stand in a text."""
    return text.index(words), text.index(words) + len(words)


def texts(answer: Answer) -> list[str]:
    """The texts that are in an answer."""
    return [part.text for part in answer.parts if isinstance(part, TextPart)]


def test_a_passage_is_taken_out_with_the_blank_line_after_it() -> None:
    """What is left reads as if the passage had never been there."""
    given = Answer((message(1, TEXT),))
    (part,) = given.parts
    after = take_out_passage(given, part, span("Then we planned the audit. I led it."))
    assert texts(after) == ["First we met.\n\nLast we looked back."]
    assert texts(take_out_passage(after, after.parts[0], span("Last we looked back."))) == ["First we met."]


def test_the_last_thing_comes_back_and_only_it() -> None:
    """Messages and passages come back in the opposite order, each on its own."""
    given = Answer((message(1, "one"), message(2, TEXT), message(3, "three")))
    first = take_out(given, given.parts[0])
    second = take_out_passage(first, first.parts[0], span("First we met."))
    third = take_out(second, second.parts[1])
    assert bring_back_last(third) == second
    assert bring_back_last(second) == first
    assert bring_back_last(first) == given
    assert not has_more_to_bring(given)


def test_a_recording_that_was_taken_out_is_passed_over() -> None:
    """Only its own button brings it back."""
    given = Answer((sound(1), message(2, "two")))
    without = take_out(take_out(given, given.parts[1]), given.parts[0])
    back = bring_back_last(without)
    assert back.parts == (given.parts[1],)
    assert bring_back_last(back) == back
    assert bring_back(back, 0).parts == given.parts


def test_an_answer_that_was_started_again_comes_back_as_one() -> None:
    """With its recordings, which were not taken out; and what was taken out before it stays away."""
    given = Answer((message(1, "one"), sound(2), message(3, "three")))
    before = take_out(given, given.parts[0])
    again = take_out_all(before)
    assert not again.parts
    assert bring_back_last(again).parts == before.parts
    more = take_out_all(Answer((*again.parts, message(4, "new")), again.struck, together=again.together))
    assert texts(bring_back_last(more)) == ["new"]


def test_a_paragraph_takes_its_sentences_along() -> None:
    """A sentence that was taken out before comes back with its paragraph, at its place, and once."""
    given = Answer((message(1, TEXT),))
    sentence = take_out_passage(given, given.parts[0], span("I led it."))
    paragraph = take_out_passage(sentence, sentence.parts[0], span("Then we planned the audit. I led it."))
    assert len(paragraph.struck) == 1
    assert bring_back_last(paragraph) == given


def test_an_answer_is_empty_when_its_last_passage_is_out() -> None:
    """No part without words is left to count as an answer; each passage still comes back."""
    whole = "One thing.\n\nAnother thing."
    given = Answer((message(1, whole),))
    one = take_out_passage(given, given.parts[0], span("One thing.", whole))
    none = take_out_passage(one, one.parts[0], span("Another thing.", whole))
    assert not none.parts
    assert texts(bring_back(none, 0)) == ["One thing."]
    assert bring_back_last(bring_back_last(none)) == given


def test_a_cut_message_that_is_put_away_whole_leaves_its_passages_on_their_own() -> None:
    """No words come back twice after an answer was cut, started again, and brought back in any order."""
    given = Answer((message(1, TEXT),))
    cut = take_out_passage(given, given.parts[0], span("First we met."))
    again = take_out_all(cut)
    passage = bring_back(again, 0)
    assert texts(passage) == ["First we met."]
    assert sorted(texts(bring_back(passage, 0))) == sorted(["First we met.", texts(cut)[0]])


def test_an_edit_keeps_out_what_still_stands_word_for_word() -> None:
    """A slip is mended elsewhere in the message: the passage that was taken out stays out."""
    answer = Answer((message(1, TEXT),))
    cut = take_out_passage(answer, answer.parts[0], span("Last we looked back."))
    draft = Draft("d", "b", "1", Stage.answering, AT, AT, answers={"q": cut})
    out = passages_out(draft, 1)
    whole = healed(draft, 1)
    assert whole.answers["q"] == answer
    edited = Answer((message(1, TEXT.replace("met", "sat down")),))
    again = taken_out_again(Draft("d", "b", "1", Stage.answering, AT, AT, answers={"q": edited}), 1, out)
    assert texts(again.answers["q"]) == ["First we sat down.\n\nThen we planned the audit. I led it."]


def test_an_answer_that_was_cut_and_brought_back_has_not_changed() -> None:
    """Its digest is the one that drafts on disk hold, so that no assessor is told of a change that was none."""
    given = Answer((message(1, TEXT),))
    cut = take_out_passage(given, given.parts[0], span("I led it."))
    assert content_digest(cut) != content_digest(given)
    assert content_digest(bring_back_last(cut)) == content_digest(given)


def test_words_that_are_out_already_are_not_put_away_twice() -> None:
    """An old button of a part of a passage that has gone since changes nothing."""
    given = Answer((message(1, TEXT),))
    out = take_out_passage(given, given.parts[0], span("Then we planned the audit. I led it."))
    assert take_out_passage(out, out.parts[0], span("I led it.")) == out


WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=3).map(" ".join)
MESSAGES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map("\n\n".join), min_size=1, max_size=4)


@given(MESSAGES, st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_no_word_is_lost_or_doubled(said: list[str], steps: list[tuple[int, int, int]]) -> None:
    """Whatever is taken out and brought back in whatever order, the words that there are stay the same."""
    answer = Answer(tuple(message(n, text) for n, text in enumerate(said, 1)))
    whole = sorted(" ".join(said).split())
    for what, first, second in steps:
        if what == 0 and answer.parts:
            answer = take_out(answer, answer.parts[first % len(answer.parts)])
        elif what == 1 and answer.parts:
            part = answer.parts[first % len(answer.parts)]
            pieces = (part.whole or part.text).split("\n\n")
            piece = pieces[second % len(pieces)]
            answer = take_out_passage(answer, part, span(piece, part.whole or part.text))
        elif what == 2 and answer.struck:
            answer = bring_back(answer, first % len(answer.struck))
        elif what == 3:
            answer = bring_back_last(answer) if first % 2 else take_out_all(answer)
        there = " ".join(part.text for part in (*answer.parts, *answer.struck))
        assert sorted(there.split()) == whole
