"""Run one of the bot's child programs until it has confined itself, then try what it must not be able to do.

Run as `python confined_attempts.py JSON PROGRAM ARGUMENTS...`. The JSON holds `attempts` (code by name), `user` (whom
to become just before the program confines itself, or null), `without` (layers to do without, or `everything`) and
`imports` (instead of attempts: let the program do its work, and tell what it imports afterwards) and `files_alone`
(the program closes files and does no more: try then). The outcomes are
written to standard error as JSON: "done", or the name of the error.
"""

import contextlib
import ctypes
import json
import mmap
import os
import resource
import runpy
import signal
import socket
import sys
import threading
from pathlib import Path

from bot.system import confinement

GIVEN = json.loads(sys.argv[1])
# The name of a server is encoded by this, and later it could not be loaded.
"a".encode("idna")
SCOPE: dict[str, object] = {}
LATE: list[str] = []


def must(result: int) -> None:
    """Raises what a C function reports by -1."""
    if result == -1:
        raise OSError(ctypes.get_errno(), "refused")


def tell(outcome: object) -> None:
    """Writes the outcome and ends the process."""
    os.write(2, json.dumps(outcome).encode())
    really_exit(0)


really_exit = os._exit
really_confine, really_close_files = confinement.confine, confinement.close_files


def become() -> None:
    """Becomes the user that is asked for."""
    user = GIVEN["user"]
    if user is not None and os.getuid() != user:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)


class Noting:
    """Notes what is imported from now on."""

    def find_spec(self, name: str, *_: object) -> None:
        """Knows no module."""
        LATE.append(name)


def close_files(*given: object) -> bool:
    """Closes files as the user that is asked for."""
    become()
    closed = really_close_files(*given)
    return attempted({"landlock": closed, "seccomp": False}) if GIVEN.get("files_alone") else closed


def confine(**given: object) -> object:
    """Confines the process as that user, and goes on to the attempts."""
    become()
    nothing = "everything" in GIVEN["without"]
    in_force = confinement.InForce(0, seccomp=False) if nothing else really_confine(**given)
    if GIVEN["imports"]:
        sys.meta_path.insert(0, Noting())
        if GIVEN["imports"] == "prove":
            with contextlib.suppress(ImportError):
                __import__("imported_late")
        os._exit = lambda _: tell(LATE)
        return in_force
    return attempted({"landlock": in_force.landlock > 0, "seccomp": in_force.seccomp})


def attempted(outcomes: dict[str, object]) -> object:
    """Makes the attempts, tells how each ended, and ends the process."""
    outcomes["user"] = os.getuid()
    for name, code in GIVEN["attempts"].items():
        try:
            exec(code, SCOPE)
        except Exception as problem:  # noqa: BLE001 - whatever stops an attempt is an outcome
            outcomes[name] = type(problem).__name__
        else:
            outcomes[name] = "done"
    return tell(outcomes)


confinement.confine, confinement.close_files = confine, close_files
if "seccomp" in GIVEN["without"]:
    confinement._seccomp = lambda: None
if "landlock" in GIVEN["without"]:
    confinement._landlock_version = lambda: 0
SCOPE |= {
    "libc": ctypes.CDLL(None, use_errno=True),
    "ctypes": ctypes,
    "mmap": mmap,
    "must": must,
    "os": os,
    "Path": Path,
    "parent": os.getppid(),
    "resource": resource,
    "signal": signal,
    "socket": socket,
    "sys": sys,
    "threading": threading,
}
sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")
