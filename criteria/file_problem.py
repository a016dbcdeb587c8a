"""A problem in a data file, with its place and its fix."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right: in which file (from the criteria folder), at which field, and what to do."""

    file: str
    field: str
    """The path inside the file, such as `questions[2].minimum`; empty where it is about the whole file."""
    fix: str

    def __str__(self) -> str:
        """Join the three parts into one line."""
        return ": ".join(part for part in (self.file, self.field, self.fix) if part)


class LibraryError(Exception):
    """The data files cannot be used. Carries every problem that was found, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
