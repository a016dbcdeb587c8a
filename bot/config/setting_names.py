"""Finds names of settings that nothing reads, and the nearest name that something does."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

PREFIX = "TEABREAK_"
ISSUERS = f"{PREFIX}ISSUERS"
BETWEEN = "__"
"""Stands between the parts of the name of an issuer's secret."""


def unread(names: Iterable[str], plain: Sequence[str], secrets: Sequence[str]) -> Iterator[str]:
    """A line for each name with our prefix that nothing reads, in the order of the names.

    `plain` are the names of the fields of the settings, `secrets` those of an issuer's. Case does not matter.
    """
    known = [f"{PREFIX}{name}".upper() for name in plain]
    for name in sorted({name.upper() for name in names}):
        if not name.startswith(PREFIX) or name in known:
            continue
        issuer, between, secret = name.removeprefix(ISSUERS + BETWEEN).partition(BETWEEN)
        if not name.startswith(ISSUERS + BETWEEN) or not issuer or not between:
            near = _of_an_issuer(name) or nearest(name, known)
            yield f"{name}: nothing reads this; {_instead(near, 'deploy/README.md lists the settings')}"
        elif secret not in map(str.upper, secrets):
            near = nearest(secret, [one.upper() for one in secrets])
            mine = f"{ISSUERS}{BETWEEN}{issuer}{BETWEEN}{near}" if near else None
            has = f"an issuer has {', '.join(secrets).upper()}"
            yield f"{name}: nothing reads this; {_instead(mine, has)}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is spelled most like this one; None where none is much like it."""
    ends = {one.removeprefix(PREFIX): one for one in known}
    found = get_close_matches(name.removeprefix(PREFIX), ends, n=1, cutoff=0.5)
    return ends[found[0]] if found else None


def _of_an_issuer(name: str) -> str | None:
    """The same name with `ISSUERS` spelled right, where its first part is much like that."""
    head, between, rest = name.removeprefix(PREFIX).partition(BETWEEN)
    near = get_close_matches(f"{PREFIX}{head}", [ISSUERS], cutoff=0.9)
    return f"{ISSUERS}{BETWEEN}{rest}" if near and between and rest and near[0] != f"{PREFIX}{head}" else None


def _instead(near: str | None, otherwise: str) -> str:
    return f"did you mean {near}?" if near else otherwise
