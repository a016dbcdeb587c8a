"""The note of an erasure: what is still to be removed once the rows of a person are gone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Erasure:
    """What remains to be removed once the rows are gone, and what has gone. No words, and nothing by a name."""

    person: str
    at_ms: int
    drafts: int = 0
    submissions: tuple[tuple[str, int], ...] = ()
    """The reference and attempt of each: what its folder is called where the issuer's inbox is on this disk."""
    files: tuple[str, ...] = ()
    """The names of files that its rows named; others may name them too."""
    key: int = 0
    """The number of the key under which files of theirs are sealed; 0 where none is."""

    def after(self, earlier: "Erasure") -> "Erasure":
        """Both together, where the first was not over yet."""
        files = tuple(sorted({*earlier.files, *self.files}))
        submissions = (*earlier.submissions, *self.submissions)
        key = self.key or earlier.key
        return Erasure(self.person, self.at_ms, earlier.drafts + self.drafts, submissions, files, key)
