"""Placing a statement that was written elsewhere: `place` gives each question its words. Pure."""

from flows.rules.statement.place_statement import begins_with_heading, only_heading, place, reading
from flows.rules.statement.placement import Doubt, Placement, Sureness, UnitKind

__all__ = [
    "Doubt",
    "Placement",
    "StatementPassage",
    "Sureness",
    "Unit",
    "UnitKind",
    "begins_with_heading",
    "only_heading",
    "place",
    "reading",
]
