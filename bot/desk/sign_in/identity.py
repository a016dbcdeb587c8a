"""The port of sign-in: each way in which people prove who they are is an `IdentityPort`."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from bot.desk.tables.people import Colleague


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody has proved who they are; a session begins."""

    person: Colleague
    means: str
    then: str = "/"
    """The page to go to, a path of the desk's own."""
    is_script: bool = False
    """A script asked, which goes there itself."""


Answer = web.StreamResponse | Proven
LoginHandler = Callable[[web.Request], Awaitable[Answer]]


class IdentityPort(Protocol):
    """One way to sign in."""

    means: str
    """Its name, as sessions keep it: email, oidc or passkey."""

    def routes(self) -> Sequence[tuple[str, str, LoginHandler]]:
        """Method, path and handler of each of its addresses. All of them may be reached without a session."""
        ...


def own_path(text: str) -> str:
    """A path of the desk's own to go to after sign-in; `/` for anything that leads elsewhere."""
    harmless = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable() and "\\" not in text
    return text if harmless and len(text) <= 500 else "/"
