"""Whose limit a 429 is: one chat's, or the whole bot's."""

from bot.channels.flood_limits import FloodLimits


def met_in_a_row(floods: FloodLimits, *chats: str, success_after: float | None = None) -> None:
    """A 429 for each chat, half a second apart; perhaps a call that began `success_after` seconds in succeeds."""
    for number, chat in enumerate(chats):
        floods.met(chat, 20, 100 + number / 2)
        if success_after is not None:
            floods.passed(100 + success_after)


def test_three_chats_one_after_the_other_are_the_whole_bot() -> None:
    """Nothing has got through in between, so nobody is spoken to until Telegram's time is over."""
    floods = FloodLimits()
    met_in_a_row(floods, "telegram:1", "telegram:2", "telegram:3")
    assert floods.silence(101) == 20


def test_chats_at_their_own_limits_hold_up_nobody() -> None:
    """A call that began after a refusal and got through shows that the bot as a whole may speak."""
    floods = FloodLimits()
    met_in_a_row(floods, "telegram:1", "telegram:2", success_after=0.6)
    met_in_a_row(floods, "telegram:3")
    assert floods.silence(101) == 0


def test_a_call_that_was_under_way_before_proves_nothing() -> None:
    """It may have got through before the limit was reached."""
    floods = FloodLimits()
    met_in_a_row(floods, "telegram:1", "telegram:2", "telegram:3", success_after=-1)
    assert floods.silence(101) == 20
