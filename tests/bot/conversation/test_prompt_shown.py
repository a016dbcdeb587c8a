"""Which question an answer belongs to: the one on the phone when it was sent, as far as that can be known."""

import pytest

from bot.conversation.prompt_shown import ShownPrompts, told_by_buttons, under
from bot.conversation.receipts import Receipts
from bot.storage.stored.records import PromptShown, SendReceipt
from flows.engine.buttons import Action, Button
from flows.engine.payloads import OfFact, OfQuestion, OptionOf
from flows.engine.prompts import Prompt, PromptKind

SECOND = 1_000
"""Telegram dates messages in whole seconds; times here are milliseconds."""

ONE, TWO = (Prompt(PromptKind.question, "d", OfQuestion(about)) for about in ("one", "two"))


def asked(row: int, place: Prompt, message: int | None, at: int, *, again: bool = False) -> PromptShown:
    """A question that was put into the outbox `at` milliseconds."""
    return PromptShown(row, place, message, at, again=again)


def sent_under(
    *shown: PromptShown, key: int, sent: int = 20 * SECOND, received: int = 20 * SECOND + 500
) -> ShownPrompts:
    """The place of a message, given what was shown, the newest last."""
    return under(tuple(reversed(shown)), key, sent, received)


FIRST = asked(1, ONE, 100, 10 * SECOND)


def test_a_question_with_a_lower_id_was_there_before() -> None:
    """Ids of a chat only grow, so the newest question below the message's id is the one it answers."""
    assert sent_under(FIRST, asked(2, TWO, 102, 15 * SECOND), key=103) == ShownPrompts(TWO)
    assert sent_under(FIRST, asked(2, TWO, 102, 15 * SECOND), key=101) == ShownPrompts(ONE)


def test_a_question_whose_id_is_not_known_yet_may_have_been_seen() -> None:
    """It is taken to have been, and what the message belongs to otherwise is kept in mind."""
    assert sent_under(FIRST, asked(2, TWO, None, 15 * SECOND), key=103) == ShownPrompts(TWO, 2, ONE)


@pytest.mark.parametrize(
    "created",
    [pytest.param(20 * SECOND + 600, id="after it arrived"), pytest.param(21 * SECOND, id="in a later second")],
)
def test_a_question_that_came_later_was_not_seen(created: int) -> None:
    """What was not yet asked when a message came in, or was sent, is not what it answers."""
    assert sent_under(FIRST, asked(2, TWO, None, created), key=103, received=20 * SECOND + 500) == ShownPrompts(ONE)


def test_a_question_asked_twice_may_have_been_seen_the_first_time() -> None:
    """Its first message was sent, the program was killed before it could note the id, and it was sent again."""
    assert sent_under(FIRST, asked(2, TWO, 104, 15 * SECOND, again=True), key=103) == ShownPrompts(TWO)
    assert sent_under(FIRST, asked(2, TWO, 104, 25 * SECOND, again=True), key=103) == ShownPrompts(ONE)


EMPLOYER, PART = (Prompt(PromptKind.fact, "d", OfFact(about)) for about in ("employer", "part"))
TIPS = Button(Action.tips, "d", OfQuestion("two")).data
NEXT_OF_ANOTHER = Button(Action.next, "e", OfQuestion("one")).data
OPTION = Button(Action.choose, "d", OptionOf("part", 1)).data


@pytest.mark.parametrize(
    ("buttons", "places", "meant"),
    [
        pytest.param((TIPS,), (ONE, TWO, EMPLOYER), TWO, id="the question is named"),
        pytest.param((OPTION,), (EMPLOYER, PART, ONE), PART, id="the detail is named"),
        pytest.param((), (ONE, EMPLOYER, TWO), EMPLOYER, id="a question has buttons"),
        pytest.param(("?", NEXT_OF_ANOTHER), (ONE, EMPLOYER), EMPLOYER, id="buttons of another draft"),
        pytest.param((), (EMPLOYER, PART), None, id="either"),
        pytest.param((), (ONE,), ONE, id="the only one"),
        pytest.param((TIPS,), (), None, id="none"),
    ],
)
def test_the_buttons_of_a_copy_tell_what_it_asked(
    buttons: tuple[str, ...], places: tuple[Prompt, ...], meant: Prompt | None
) -> None:
    """A phone's reply to a message that was sent again since, of several that were."""
    assert told_by_buttons(places, buttons) == meant


def test_before_the_first_question_there_is_no_place() -> None:
    """A message from before anything was asked belongs to nothing."""
    assert sent_under(asked(1, ONE, 100, 30 * SECOND), key=99) == ShownPrompts(None)


GUESS = (7, 103, ONE)


@pytest.mark.parametrize(
    ("mark", "misplaced"),
    [
        pytest.param(SendReceipt(2, 104, None, 0), (GUESS,), id="the question came after the message"),
        pytest.param(SendReceipt(2, 102, None, 0), (), id="it came before"),
        pytest.param(SendReceipt(2, 104, None, 0, again=True), (), id="it came twice, and once perhaps before"),
        pytest.param(SendReceipt(2, None, "blocked", 0), (), id="it never came"),
        pytest.param(SendReceipt(3, 104, None, 0), (), id="that is another question"),
    ],
)
def test_a_guess_is_put_right_once_the_id_is_known(mark: SendReceipt, misplaced: tuple[object, ...]) -> None:
    """A message filed under a question that proves to be newer is misplaced; it is told once."""
    marks = Receipts()
    marks.guessed(2, GUESS)
    marks.add(mark)
    assert marks.misplaced() == misplaced
    assert marks.misplaced() == ()
