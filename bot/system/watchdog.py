"""Tells systemd that the bot is up, and that its loops still turn (`sd_notify`, with `WatchdogSec` in the unit).

No timer sends the sign of life: it goes out once every loop that is watched has come round since the last one. A loop
that hangs, or an event loop that is blocked, sends nothing, and systemd starts the bot anew.
"""

import contextlib
import socket
import time
from collections.abc import Callable


class Watchdog:
    """Sends signs to the socket that systemd names; without one, does nothing."""

    def __init__(self, address: str | None, loops: tuple[str, ...], now: Callable[[], float] = time.monotonic) -> None:
        """`address` is the value of NOTIFY_SOCKET; `loops` are the names of those that have to turn.

        `now` is monotonic seconds.
        """
        self._now = now
        self._round = now()
        self._address = address
        self._loops = frozenset(loops)
        self._turned: set[str] = set()

    def ready(self) -> None:
        """The bot listens: from now on signs of life are waited for."""
        self._send("READY=1")

    def stopping(self) -> None:
        """The bot has begun to stop."""
        self._send("STOPPING=1")

    @property
    def silence(self) -> float:
        """Seconds since all loops have come round, for `/health/live`."""
        return self._now() - self._round

    def turned(self, loop: str) -> None:
        """One of the loops has come round."""
        self._turned.add(loop)
        if self._turned >= self._loops:
            self._turned.clear()
            self._round = self._now()
            self._send("WATCHDOG=1")

    def _send(self, sign: str) -> None:
        if not self._address:
            return
        # A name that begins with @ stands in no folder.
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to:
            to.setblocking(False)
            to.sendto(sign.encode(), address)
