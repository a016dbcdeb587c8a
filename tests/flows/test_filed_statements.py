"""A statement that is sent as a file: read elsewhere, and then taken exactly as a paste."""

from datetime import timedelta

import pytest
from support.talk import Talk
from transcripts.starts import agreed, answering, checking, reviewing

from flows.engine.effects import ReadStatement
from flows.engine.events import StatementRead, StatementUnread
from flows.features.answers.pasted_screens import PasteProposal
from flows.features.help.screens import Aside
from flows.features.questions.progress_screen import Progress
from flows.features.review.screens import PersonalDetails
from flows.model.attachments.file_refusal import FileRefusal, may_hold_a_statement
from flows.rules.evidence.answers import answer, text


def asked(talk: Talk) -> list[ReadStatement]:
    """The files that are to be read."""
    return [effect for effect in talk.effects if isinstance(effect, ReadStatement)]


def read(talk: Talk, said: str, *, left_out: bool = False) -> None:
    """The last file that was to be read has been."""
    effect = asked(talk)[-1]
    talk.now += timedelta(seconds=5)
    talk.take(
        StatementRead(
            at=talk.now, fresh="0" * 32, draft=effect.draft, key=effect.key, text=said, left_out=left_out,
            sent_under=effect.under,
        )
    )  # fmt: skip


def test_the_text_of_a_file_goes_where_a_paste_would() -> None:
    """Words without headings go into the answer under whose question the file was sent."""
    talk = answering()
    under = talk.place()
    talk.give("reflective account.docx")
    assert "I am reading your file" in talk.text()
    assert asked(talk)[-1].under == str(under)
    read(talk, "I learned to ask first.", left_out=True)
    assert "another file inside" in talk.text()
    assert isinstance(talk.replies[-1], Progress)
    assert under is not None
    assert "I learned to ask first." in text(answer(talk.draft, under.question))


def test_a_whole_statement_is_divided() -> None:
    """A file with the headings of the badge in it is shown as it would be divided, as a paste is."""
    talk = answering()
    badge = talk.shelf.at(talk.draft.badge, talk.draft.version)
    assert badge is not None
    talk.give("statement.odt")
    read(talk, "\n".join(f"{q.heading}\n{'word ' * 40}" for q in badge.questions))
    assert isinstance(talk.replies[-1], PasteProposal)


@pytest.mark.parametrize("why", FileRefusal)
def test_each_refusal_says_what_to_do(why: FileRefusal) -> None:
    """One line for each, and nothing is lost."""
    talk = answering()
    before = talk.draft.answers
    talk.give("statement.pages")
    effect = asked(talk)[-1]
    talk.take(StatementUnread(at=talk.now, fresh="0" * 32, draft=effect.draft, key=effect.key, why=why))
    assert [type(reply) for reply in talk.replies] == [Aside]
    assert talk.draft.answers == before


def test_a_file_comes_too_late() -> None:
    """A draft that is not there any more, or cannot be changed, takes no text."""
    talk = answering()
    talk.give("statement.txt")
    effect = asked(talk)[-1]
    talk.take(StatementRead(at=talk.now, fresh="0" * 32, draft="gone", key=effect.key, text="words", sent_under=""))
    assert not talk.replies


def test_too_big_a_file_is_not_fetched() -> None:
    """What Telegram says is too big is not asked for."""
    talk = answering()
    talk.give("statement.docx", too_big=True)
    assert "too big" in talk.text()
    assert not asked(talk)


def test_before_the_questions_a_file_is_no_answer() -> None:
    """Where nothing can be written yet, it is said that a file is of no use."""
    talk = agreed()
    talk.say("/start OB-1249")
    talk.give("statement.docx")
    assert "cannot use a file" in talk.text()
    assert not asked(talk)


@pytest.mark.parametrize(
    ("name", "wanted", "expected"),
    [
        ("Account.DOCX", False, True),
        ("account.pages", True, True),
        ("badge.png", True, False),
        ("badge.png", False, True),
        ("award.pdf", True, False),
        ("song.mp3", False, False),
        ("", False, False),
    ],
)
def test_names_of_statements(name: str, *, wanted: bool, expected: bool) -> None:
    """A file is taken for a statement by its name; where awards are asked for, pictures and PDFs are not."""
    assert may_hold_a_statement(name, awards_wanted=wanted) is expected


def test_a_number_that_identifies_somebody_is_spoken_of_once() -> None:
    """As soon as it is typed, and not again when the same stands in another message."""
    talk = answering()
    talk.say("Her son is on 07700 900123 in the evening.")
    assert "a phone number in that" in talk.text()
    talk.say("I rang 07700 900123 at once.")
    assert "a phone number in that" not in talk.text()
    talk.say("The label said CHI 010141 0018.")
    assert "CHI number in that" in talk.text()
    talk.say("Born 02/02/1945 in Leith.")
    assert "date of birth" not in talk.text()
    talk.say("Betty was born on 02/02/1946 in Leith.")
    assert "name with a date of birth" in talk.text()


def test_a_full_stop_of_a_keyboard_belongs_to_no_email_address() -> None:
    """A phone ends what it takes for a sentence."""
    talk = checking()
    talk.say("Mary Ross")
    talk.say("mary@example.org.")
    assert talk.draft.facts["email"].values == ("mary@example.org",)


@pytest.mark.slow
def test_each_detail_is_decided_on_its_own_and_named_at_its_statement() -> None:
    """All are shown; one is kept, the next is asked about, and what was kept is named before it is agreed to."""
    talk = reviewing()
    talk.press("Change 2")
    people = [
        "Betty",
        "Morag",
        "Senga",
        "Eilidh",
        "Wullie",
        "Agnes",
        "Isla",
        "Fraser",
        "Gregor",
        "Kirsty",
        "Moira",
        "Una",
        "Rhona",
    ]
    talk.say("I worked with " + ", ".join(people) + " on it.")
    talk.press("Check my answers")
    talk.press("Carry on to sending")
    assert all(name in talk.text() for name in people)
    for _ in people:
        assert isinstance(talk.replies[-1], PersonalDetails)
        talk.say("keep")
    assert not isinstance(talk.replies[-1], PersonalDetails)
    assert [kept.words for kept in talk.draft.kept_details] == people
    talk.press("No, I did not")
    talk.press("I agree")
    assert "You looked at these words and kept them" in talk.text()
    assert "- Rhona" in talk.text()
