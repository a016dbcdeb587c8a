"""Links as evidence: nothing is lost on the way, ticks stand by what they were said of, and the pack is honest."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from support.talk import LIBRARY, Talk, words
from transcripts import starts

from flows.engine.events import ButtonPressed, PromptCorrected
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.features.links.screens import AskLink, Checklist
from flows.features.review.screens import Review
from flows.model.attachments.audio import AudioKind
from flows.model.draft import LinkPart, TextPart
from flows.model.stages import Stage
from flows.pack.manifest import manifest
from flows.pack.pack import Pack
from flows.rules.evidence import links as link_rules
from flows.rules.evidence.word_count import sentences, strict

BADGE = LIBRARY.latest(starts.CPL)
LINK = "https://example.org/my-blog"


def linked(choice: str = "This question", link: str = LINK) -> Talk:
    """At the checklist of a link."""
    talk = starts.answering()
    talk.say(link)
    talk.press(choice)
    return talk


def checklist(talk: Talk) -> Checklist:
    """The checklist that was shown last."""
    return next(reply for reply in reversed(talk.replies) if isinstance(reply, Checklist))


def vouched(choice: str = "This question", link: str = LINK) -> Talk:
    """All is ticked."""
    talk = linked(choice, link)
    talk.say(" ".join(str(number) for number in range(1, 1 + len(checklist(talk).boxes))))
    return talk


def links(talk: Talk, question: str = "topic") -> list[str]:
    """The links that are evidence for a question."""
    return [part.url for part in talk.draft.answers[question].parts if isinstance(part, LinkPart)]


def texts(talk: Talk, question: str = "topic") -> list[str]:
    """The typed words of an answer, by message."""
    return [part.text for part in talk.draft.answers[question].parts if isinstance(part, TextPart)]


def sent(talk: Talk) -> Pack:
    """Goes from the check to the pack."""
    talk.say("/review")
    for word in ("yes", "no", "agree", "agree", "agree", "agree", "agree", "send"):
        talk.say(word)
    return talk.effects[-1].pack


def test_a_link_is_kept_before_anything_is_asked() -> None:
    """Whoever never answers the question has their link as words of the answer, where it was sent."""
    talk = starts.answering()
    talk.say(LINK)
    assert texts(talk) == [LINK]
    talk.say("More to follow.")
    assert texts(talk) == [LINK, "More to follow."]


@pytest.mark.parametrize("word", ["next", "later", "list", "check"])
def test_whoever_passes_over_the_question_writes_nothing_into_the_answer(word: str) -> None:
    """The words that lead on from a question lead on from "is this your evidence?" too: they are no evidence."""
    talk = starts.answering()
    talk.say(LINK)
    talk.say(word)
    assert texts(talk) == [LINK]


@pytest.mark.parametrize(
    "arrive",
    [
        lambda talk, login: talk.say(login),
        lambda talk, login: (talk.say(LINK), talk.edit(LINK, login)),
        lambda talk, login: (talk.say(LINK), talk.press("This question"), talk.edit(LINK, login)),
        lambda talk, login: (talk.say("/progress"), talk.say(login), talk.press("1. " + BADGE.questions[0].heading)),
    ],
)
def test_a_login_stands_in_no_answer(arrive: object) -> None:
    """However it comes there, a link with a login is kept where nobody is shown it, and the worker is told."""
    talk = starts.answering()
    arrive(talk, "https://mary:secret@example.org/a")
    assert "There is a login in that link" in talk.text()
    assert "I have kept it, but in no answer." in talk.text()
    assert "secret" not in "".join(texts(talk) if "topic" in talk.draft.answers else [])
    assert [part.text for part in talk.draft.unplaced] == ["https://mary:secret@example.org/a"]
    talk.edit("https://mary", LINK)
    assert [part.text for part in talk.draft.unplaced] == [LINK]


def test_every_choice_can_be_changed() -> None:
    """This question, every question, just words: whichever was pressed first, the others still work."""
    talk = starts.answering()
    talk.say(LINK)
    for _ in range(2):
        talk.press("Every question")
        assert (talk.draft.whole.url, talk.draft.answers["topic"].parts) == (LINK, ())
        talk.press("This question")
        assert (talk.draft.whole, links(talk)) == (None, [LINK])
        talk.press("Just words")
        assert (links(talk), texts(talk)) == ([], [LINK])
    talk.press("Take it out")
    talk.say("bring it back")
    assert texts(talk) == [LINK]


def test_a_button_pressed_twice_does_nothing_twice() -> None:
    """The same choice again leaves everything as it is, with the ticks that stand."""
    talk = vouched()
    before = talk.draft
    talk.press("This question")
    assert replace(talk.draft, touched_at=before.touched_at) == before
    assert isinstance(talk.replies[-1], Checklist)


def test_words_of_the_checklist_are_kept_with_their_time() -> None:
    """Each tick holds the very words that were shown, of which link, and the moment."""
    talk = linked()
    times = []
    for number in (1, 2):
        talk.press(f"Tick {number}")
        times.append(talk.now)
    shown = [box.text for box in checklist(talk).boxes]
    assert [(tick.text, tick.link, tick.scope, tick.at) for tick in talk.draft.ticks] == [
        (text, LINK, "topic", at) for text, at in zip(shown, times, strict=True)
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda talk: talk.edit(LINK, "https://example.org/other"),
        lambda talk: talk.edit(LINK, "http://example.org/other"),
        lambda talk: talk.edit(LINK, "words now"),
        lambda talk: talk.press("Take the link out"),
        lambda talk: talk.press("Every question"),
        lambda talk: talk.press("Just words"),
    ],
)
def test_ticks_fall_with_the_link_that_they_were_said_of(change: object) -> None:
    """A link that changes, goes, or answers something else takes its ticks along: nobody vouched for the new one."""
    talk = vouched()
    assert len(talk.draft.ticks) == 2
    change(talk)
    assert talk.draft.ticks == ()
    assert not link_rules.stands(BADGE.questions[0], talk.draft)


def test_ticks_fall_when_an_answer_is_started_again() -> None:
    """What was put away is not vouched for, and is not when it comes back."""
    talk = vouched()
    talk.say("back")
    talk.press("Start this answer again")
    assert "Put away your answer to question 1" in talk.text()
    talk.press("Yes, start it again")
    assert (talk.draft.ticks, talk.draft.answers["topic"].parts) == ((), ())
    talk.press("Bring it back")
    assert links(talk) == [LINK]
    assert talk.draft.ticks == ()


def test_an_old_button_ticks_only_what_it_showed() -> None:
    """A box on an old screen is of the link that stood there: it says nothing of the link that came after."""
    talk = linked()
    old = [button.data for row in talk.said[-1].buttons for button in row if button.label.startswith("Tick")]
    talk.edit(LINK, "https://example.org/other")
    for data in old:
        at, fresh = talk._stamp(timedelta(seconds=5))
        talk.take(ButtonPressed(at=at, fresh=fresh, data=data, message=1))
    assert talk.draft.ticks == ()
    assert isinstance(talk.replies[-1], Checklist)


def test_another_link_takes_the_place_of_the_first() -> None:
    """An answer has one link; the one before is put away, and brought back it is words."""
    talk = linked()
    talk.say("https://example.org/two")
    talk.press("This question")
    assert links(talk) == ["https://example.org/two"]
    talk.say("/progress")
    talk.say("1")
    talk.say("bring it back")
    assert links(talk) == ["https://example.org/two"]
    assert texts(talk) == [LINK]


def test_nothing_can_be_sent_with_a_box_left() -> None:
    """Beside words enough, a link still has to be vouched for: its page is part of the evidence."""
    talk = starts.reviewing()
    talk.say("1")
    talk.say(LINK)
    talk.press("This question")
    talk.say("1")
    talk.say("/review")
    assert talk.draft.stage is Stage.answering
    review = talk.replies[-1]
    assert isinstance(review, Review)
    assert not review.ready
    talk.press("Go to what is missing")
    assert isinstance(talk.replies[-1], Checklist)
    talk.say("2")
    talk.press("Check my answers")
    assert talk.draft.stage is Stage.reviewing


def test_a_tick_taken_back_takes_the_declarations_back() -> None:
    """What was declared was declared of evidence that was vouched for."""
    talk = starts.reviewing()
    talk.say("1")
    talk.say(LINK)
    talk.press("This question")
    talk.say("1 2")
    talk.say("/review")
    talk.say("yes")
    talk.say("no")
    talk.press("I agree")
    assert talk.draft.declarations
    talk.press("Take tick 1 back")
    assert (talk.draft.stage, talk.draft.declarations) == (Stage.answering, {})


def test_a_whole_link_that_becomes_words_waits_for_a_place() -> None:
    """Its message now holds words of no question: they are kept, and offered one."""
    talk = vouched("Every question")
    talk.edit(LINK, words(30))
    assert talk.draft.whole is None
    assert [part.text for part in talk.draft.unplaced] == [words(30)]
    talk.say("/progress")
    talk.press("Words in no answer")
    talk.press("1. The topic and the learning activity I chose")
    assert texts(talk) == [words(30)]


def test_links_in_a_pasted_statement_are_words_until_decided() -> None:
    """A passage that is nothing but a link can be made evidence; an edit of the statement divides it anew."""
    pasted = f"Topic\n{LINK}\nRelevance\n{words(40)}\nConfidence\nhttps://example.org/c"
    talk = starts.answering()
    talk.say(pasted)
    talk.press("Yes, put them there")
    assert (texts(talk), texts(talk, "confidence")) == ([LINK], ["https://example.org/c"])
    for question, number in (("topic", "1"), ("confidence", "5")):
        talk.say("/progress")
        talk.say(number)
        talk.press("My link")
        assert isinstance(talk.replies[-1], AskLink)
        talk.press("This question")
        assert len(links(talk, question)) == 1
    talk.say("1")
    talk.edit(pasted, pasted.replace("my-blog", "my-page"))
    assert (texts(talk), links(talk)) == (["https://example.org/my-page"], [])
    assert talk.draft.ticks == ()


def test_a_recording_and_a_link_as_its_caption_stay_two_things() -> None:
    """Both came in one message, and neither takes the place of the other when the recordings are counted."""
    talk = starts.answering()
    talk.speak(LINK, AudioKind.voice)
    talk.listen(30, 60)
    talk.press("This question")
    talk.speak()
    talk.listen(30, 60)
    assert links(talk) == [LINK]
    assert len(talk.draft.answers["topic"].parts) == 3


def test_a_link_that_was_meant_for_another_question_is_asked_about_there() -> None:
    """When it proves to belong elsewhere it moves, and the choice that is offered is of where it is now."""
    talk = starts.answering()
    talk.say(LINK)
    at, fresh = talk._stamp(timedelta(seconds=1))
    key = talk.draft.answers["topic"].parts[0].key
    talk.take(
        PromptCorrected(
            at=at, fresh=fresh, key=key, under=Prompt(PromptKind.question, talk.draft.id, OfQuestion("practice"))
        )
    )
    assert isinstance(talk.replies[-1], AskLink)
    talk.press("This question")
    assert links(talk, "practice") == [LINK]


def test_a_newer_version_without_links_makes_them_words() -> None:
    """Where links no longer count they are words of the same answer, and the one for everything waits for a place."""
    talk = vouched()
    talk.say("/progress")
    talk.say("https://example.org/all")
    talk.press("Every question")
    talk.shelf = starts.no_links()
    talk.say("/start")
    assert "The rule about links has changed" in talk.text()
    talk.press("Move to the new one")
    assert (texts(talk), links(talk)) == ([LINK], [])
    assert talk.draft.whole is None
    assert [part.text for part in talk.draft.unplaced] == ["https://example.org/all"]
    assert talk.draft.ticks == ()


def test_a_newer_version_with_other_minimums_asks_for_new_ticks() -> None:
    """What was ticked was that a page has so many words; where more are asked, that says nothing."""
    talk = starts.answering()
    talk.say("/progress")
    talk.say("2")
    talk.say(LINK)
    talk.press("This question")
    talk.say("1 2")
    talk.shelf = starts.newer()
    talk.say("/start")
    talk.press("Move to the new one")
    assert [tick.text for tick in talk.draft.ticks] == [link_rules.READABLE]


def test_a_link_under_a_question_that_has_gone_is_kept() -> None:
    """The question goes with the version; its link waits for a place, as words do."""
    talk = starts.answering()
    talk.say("/progress")
    talk.say("5")
    talk.say(LINK)
    talk.press("This question")
    talk.shelf = starts.newer()
    talk.say("/start")
    talk.press("Move to the new one")
    assert [part.text for part in talk.draft.unplaced] == [LINK]


def test_a_badge_without_links_takes_them_as_words() -> None:
    """Nothing is asked, and the word `link` says so."""
    talk = starts.answering(starts.no_links())
    talk.say(LINK)
    assert texts(talk) == [LINK]
    assert [type(reply).__name__ for reply in talk.replies] == ["Progress"]
    talk.say("link")
    assert "This badge takes no links" in talk.text()


def test_the_manifest_says_what_is_stated_and_by_whom() -> None:
    """A link is in its answer with its ticks; its count is called stated, and the total with it; the rest is exact."""
    talk = vouched()
    for number, question in enumerate(BADGE.questions[1:], 2):
        talk.say("/progress")
        talk.say(str(number))
        talk.say(words(question.minimum))
    pack = sent(talk)
    told = manifest(pack)["data"]
    first, *rest = told["answers"]
    assert (first["link"], first["count"], first["words"]) == (LINK, "stated", 0)
    assert [tick["text"] for tick in first["checklist"]] == list(link_rules.asked(BADGE, "topic"))
    assert all(tick["ticked_at"] <= told["declarations"][0]["accepted_at"] for tick in first["checklist"])
    assert [(answer["link"], answer["count"], answer["checklist"]) for answer in rest] == [(None, "exact", [])] * 4
    assert (told["link"], told["checklist"]) == (None, [])
    assert (told["total_words"], told["total_count"]) == (400, "stated")
    assert f"Evidence at {LINK}\nI gave this link. I say that it has at least 50 words on this." in pack.evidence_text
    assert json.loads(json.dumps(told)) == told


def test_the_manifest_of_a_link_for_everything() -> None:
    """The link stands on the whole, with all of its ticks; no answer is called counted."""
    told = manifest(sent(vouched("Every question")))["data"]
    assert told["link"] == LINK
    assert [tick["text"] for tick in told["checklist"]] == list(link_rules.asked(BADGE, link_rules.WHOLE))
    assert {answer["count"] for answer in told["answers"]} == {"stated"}
    assert (told["total_words"], told["total_count"]) == (0, "stated")


def test_words_on_a_page_do_not_hide_that_there_are_too_many() -> None:
    """What is typed beside a link is held against the maximum as ever."""
    talk = vouched("Every question")
    talk.say("/progress")
    talk.say("1")
    for _ in range(2):
        talk.say(words(460))
    talk.say("/review")
    assert "20 words over 900" in talk.text()
    assert talk.draft.stage is Stage.answering


def test_what_is_read_before_all_is_ticked_claims_nothing() -> None:
    """Whoever reads it all meanwhile sees that the page is not vouched for."""
    talk = linked()
    talk.say("/review")
    talk.press("Read it all")
    assert "I say that" not in talk.text()
    assert "I have not ticked yet" in talk.text()


def test_the_checklist_is_plain() -> None:
    """Its words are read by workers and by assessors: no sentence of it has more than 25 words."""
    every = [*link_rules.asked(BADGE, link_rules.WHOLE), *link_rules.asked(BADGE, "topic")]
    assert all(strict(sentence) <= 25 for text in every for sentence in sentences(text))
