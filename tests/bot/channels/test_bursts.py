"""When a line that counts is sent: at once, or when the burst is over, two seconds later at most."""

from bot.channels.bursts import LONGEST, QUIET, Bursts


def test_the_first_is_sent_at_once() -> None:
    """Of a chat that was told nothing lately, nothing is held."""
    assert Bursts().until("telegram:7", first=100.0, newest=100.0) == 100.0


def test_one_soon_after_it_waits_for_a_moment_of_quiet() -> None:
    """A newer one puts it off, and never for longer than two seconds."""
    bursts = Bursts()
    bursts.sent("telegram:7", 99.0)
    assert bursts.until("telegram:7", first=100.0, newest=100.0) == 100.0 + QUIET
    assert bursts.until("telegram:7", first=100.0, newest=100.4) == 100.4 + QUIET
    assert bursts.until("telegram:7", first=100.0, newest=101.9) == 100.0 + LONGEST


def test_one_later_than_that_is_sent_at_once() -> None:
    """Two seconds after the last there is no burst; another chat's is its own."""
    bursts = Bursts()
    bursts.sent("telegram:7", 98.0)
    assert bursts.until("telegram:7", first=100.0, newest=100.0) == 100.0
    assert bursts.until("telegram:8", first=98.5, newest=98.5) == 98.5


def test_while_messages_wait_for_their_turn_it_waits_for_them() -> None:
    """The count of them all is what is wanted; once they came, it goes."""
    bursts = Bursts()
    bursts.more_comes("telegram:7")
    assert bursts.until("telegram:7", first=100.0, newest=100.0) == 100.0 + LONGEST
    bursts.all_came("telegram:7")
    assert bursts.until("telegram:7", first=100.0, newest=101.0) == 100.0
