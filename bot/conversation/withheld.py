"""Messages that a lock withholds: kept with the person, as the store writes messages, and said once it is open."""

from collections.abc import Iterable
from dataclasses import replace

import structlog

from bot.monitoring.causes import why
from bot.storage.errors import StorageError
from bot.storage.stored.codec import MESSAGES
from flows.engine.message import Message
from flows.model.draft import Session

_log = structlog.get_logger(__name__)


def withhold(session: Session, messages: Iterable[Message]) -> Session:
    """The session with these messages behind its lock; as it is where it has none."""
    lock = session.person.lock
    bodies = tuple(MESSAGES.write(one) for one in messages) if lock else ()
    if lock is None or not bodies:
        return session
    locked = replace(lock, withheld=(*lock.withheld, *bodies))
    return replace(session, person=replace(session.person, lock=locked))


def released(bodies: Iterable[str]) -> tuple[Message, ...]:
    """The messages as they are said late: each as a new one, and asking for nothing by itself."""
    found = []
    for body in bodies:
        try:
            found.append(replace(MESSAGES.read(body), place=None, replaces=None))
        except StorageError as error:
            # The rest, and the way in, must not be lost with it.
            _log.error("withheld_unreadable", **why(error))
    return tuple(found)
