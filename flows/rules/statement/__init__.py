"""Placing a statement that was written elsewhere: `place` gives each question its words. Pure."""

from flows.rules.statement.place_statement import begins_with_heading, place, reading
from flows.rules.statement.placement import Doubt, Kind, Passage, Placement, Sureness, Unit

__all__ = ["Doubt", "Kind", "Passage", "Placement", "Sureness", "Unit", "begins_with_heading", "place", "reading"]
