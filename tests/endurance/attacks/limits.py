"""Three chats that are each at their own limit at Telegram, and a worker who is not."""

from bot.channels.flood_limits import FloodLimits

WAIT = 28.0


def three_chats() -> list[str]:
    """A row of the table: how long the worker's answer is held back while three others are refused."""
    limits, now = FloodLimits(), 0.0
    for _ in range(30):
        for chat in (1, 2, 3):
            if hasattr(limits, "sent"):
                limits.sent(chat, now)
            limits.passed(now)
        now += 0.3
    for chat in (1, 2, 3):
        limits.met(chat, WAIT, now)
    held = limits.silence(now)
    waited = f"{held * 1000:.0f}"
    outcome = "others are held back" if held else "others go on"
    return ["three chats at a limit of their own", "0", waited, *["-"] * 8, outcome]
