"""How many examples a property is tried with: fewer in the fast lane, all of them in the whole suite."""

from hypothesis import settings

QUICK = "quick"
"""The profile of the fast lane, which `make quick` names."""


def fast_lane() -> bool:
    """Whether this run is the fast lane."""
    return settings.get_current_profile_name() == QUICK


def examples(wanted: int) -> int:
    """What a property of its own number of examples tries in this run."""
    return min(wanted, settings.default.max_examples) if fast_lane() else wanted
