"""Lets a test run as root be refused what an ordinary user is refused: writing where permissions do not allow it."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION_3 = 0x20080522
_OVERRIDES = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, as bits (linux/capability.h)."""


@contextmanager
def permissions_count() -> Iterator[None]:
    """Within the block, the permissions of files count for this thread and those that it starts, for root as well."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    before, now = (ctypes.c_uint32 * 6)(), (ctypes.c_uint32 * 6)()
    for held in (before, now):
        if libc.capget(head, held):
            raise OSError(ctypes.get_errno(), "capget")
    now[0] &= ~_OVERRIDES
    if libc.capset(head, now):
        raise OSError(ctypes.get_errno(), "capset")
    try:
        yield
    finally:
        if libc.capset(head, before):
            raise OSError(ctypes.get_errno(), "capset")
