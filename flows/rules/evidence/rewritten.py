"""Whether a text is a new version of another: most runs of its words stand there too."""

from flows.rules.statement.plain_lines import plain_words

_RUN = 4
"""Words of a run that are compared together."""
_MOST = 0.6


def is_new_version(new: str, old: str) -> bool:
    """Whether most of an old text stands in a new one, so that both in one answer would say it twice."""
    before = _runs(old)
    return bool(before) and len(before & _runs(new)) >= _MOST * len(before)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = plain_words(text)
    return {words[at : at + _RUN] for at in range(len(words) - _RUN + 1)}
