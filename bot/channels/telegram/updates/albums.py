"""Picks the one message of an album that is answered: Telegram sends each picture as a message of its own."""

from collections import OrderedDict


class Albums:
    """Remembers which message spoke for its album, for the last `limit` albums."""

    def __init__(self, limit: int = 1000) -> None:
        self._limit = limit
        self._spoken: OrderedDict[str, int] = OrderedDict()

    def speaks(self, album: str, message: int) -> bool:
        """Whether this message speaks for its album: the first to come does, however often it comes."""
        first = self._spoken.setdefault(album, message)
        self._spoken.move_to_end(album)
        if len(self._spoken) > self._limit:
            self._spoken.popitem(last=False)
        return first == message
