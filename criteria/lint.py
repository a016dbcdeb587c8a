"""Judgements that a schema cannot make."""

from collections.abc import Sequence, Set

from criteria.model import Badge
from criteria.problem import Problem


def lint(badges: Sequence[tuple[str, Badge]], issuers: Set[str]) -> tuple[Problem, ...]:
    """Judge the badges that could be read, each given with its file, knowing which issuers have a file."""
    return tuple(
        Problem(file, "issuer", f"there is no issuers/{badge.issuer}.yaml; add it, or correct the name")
        for file, badge in badges
        if badge.issuer not in issuers
    )
