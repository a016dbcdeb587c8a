"""The first and last words of a text, enough for its writer to know which one is meant."""

_FIRST = 8
_LAST = 4
_LONGEST = 80
"""Characters: eight words are short, save where somebody leans on a key."""


def glimpse(text: str) -> str:
    """The first few words."""
    said = text.split()
    begins = " ".join(said[:_FIRST])[:_LONGEST]
    return begins + ("…" if len(begins) < len(" ".join(said)) else "")


def closing(text: str) -> str:
    """The last few words; nothing where the first few are all of it."""
    said = text.split()
    return "" if len(said) <= _FIRST else "…" + " ".join(said[-_LAST:])[-_LONGEST:]
