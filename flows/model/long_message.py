"""Long messages: chat programs cut a long paste into several messages."""

# A phone or a desktop cuts a long paste at 4,096 UTF-16 units, or a little before, where a word ends.
_NEARLY_FULL = 3800
_AT_ONCE = 10.0


def continues(previous: str, seconds_between: float) -> bool:
    """Tell whether the message after `previous` is the rest of one paste that the chat program cut.

    It is if `previous` is nearly as long as Telegram allows and the next came within ten seconds.
    """
    units = len(previous.encode("utf-16-le", "surrogatepass")) // 2
    return units >= _NEARLY_FULL and 0 <= seconds_between <= _AT_ONCE
