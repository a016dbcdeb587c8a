"""Where events go."""

from typing import get_args

from flows.engine import events
from flows.router.turn import HANDLERS


def test_every_event_has_a_handler() -> None:
    """Whatever happens on the phone, in jobs or at issuers goes somewhere."""
    assert set(HANDLERS) == set(get_args(events.AnyEvent))
