"""The index of passages: winnowed runs of five words, by which the same words are found in other submissions.

Of the hashes of all five-word runs, the least of every 16 neighbours is kept (Schleimer, Wilkerson, Aiken: "Winnowing",
2003). Two texts that share 20 words or more share at least one hash that is kept of both.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.desk.tables.desk_database import DeskTable

RUN = 5
"""Words that are hashed together."""
SHORTEST = 20
"""Words of the shortest passage that is found for certain."""
_BASE, _PRIME = 1_000_003, 2**61 - 1
_WINDOW = SHORTEST - RUN + 1
_MOST_SHARED = 400
"""A hash that more submissions have than this is looked up in the newest ones only."""


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word as it is compared, and where it stands in its text."""

    plain: str
    start: int
    end: int


def words(text: str) -> list[PlainWord]:
    """The words of a text without regard to capitals, punctuation and line ends."""
    found = re.finditer(r"\w+(?:['’]\w+)*", text)
    return [PlainWord(one.group().casefold().replace("’", "'"), one.start(), one.end()) for one in found]


def fingerprint(plain: Sequence[str]) -> set[int]:
    """The hashes that are kept of a text. A text of fewer than five words has none."""
    codes = [_code(word) for word in plain]
    runs = zip(*(codes[at:] for at in range(RUN)), strict=False)
    # A polynomial in the codes of the words. Two runs with one hash do no harm: passages are compared word by word.
    return set(_winnowed([(((a * _BASE + b) * _BASE + c) * _BASE + d) * _BASE % _PRIME + e for a, b, c, d, e in runs]))


@lru_cache(65_536)
def _code(word: str) -> int:
    """A number for a word, the same in every release and on every machine."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest(), "big")


def _winnowed(hashes: Sequence[int]) -> Iterator[int]:
    """The least hash of each window; of a text that is shorter than one, its least."""
    if not hashes:
        return
    for at in range(max(1, len(hashes) - _WINDOW + 1)):
        yield min(hashes[at : at + _WINDOW])


class Shingles(DeskTable):
    """The hashes of every submission."""

    def put(self, submission: str, answers: Sequence[str]) -> None:
        """Keep the hashes of the answers of a submission, once."""
        with self._database.write() as sql:
            row = sql.execute("SELECT number FROM submission WHERE id = ?", (submission,)).fetchone()
            if row is None or sql.execute("SELECT 1 FROM shingle WHERE number = ?", (row["number"],)).fetchone():
                return
            found = {one for text in answers for one in fingerprint([word.plain for word in words(text)])}
            sql.executemany("INSERT INTO shingle VALUES (?, ?)", ((one, row["number"]) for one in sorted(found)))

    def sharing(self, submission: str) -> list[str]:
        """Other people's submissions that share a hash with one, those with most in common first."""
        rows = self._database.read().execute(
            "SELECT o.id FROM submission m JOIN shingle mine ON mine.number = m.number "
            "JOIN shingle theirs ON theirs.hash = mine.hash AND theirs.number <> m.number "
            "JOIN submission o ON o.number = theirs.number "
            "WHERE m.id = ? AND o.applicant <> m.applicant AND o.application <> m.application "
            "GROUP BY o.number ORDER BY count(*) DESC, o.number DESC LIMIT ?",
            (submission, _MOST_SHARED),
        )
        return [row["id"] for row in rows]
