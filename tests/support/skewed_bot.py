"""`python -m support.skewed_bot run`: the program on a machine whose clock is wrong by TEST_AHEAD seconds."""

import os
import time

from bot import cli

_AHEAD_NS = int(float(os.environ["TEST_AHEAD"]) * 1_000_000_000)
_right_ns, _right = time.time_ns, time.time

if __name__ == "__main__":
    time.time_ns = lambda: _right_ns() + _AHEAD_NS
    time.time = lambda: _right() + _AHEAD_NS / 1_000_000_000
    cli.main()
