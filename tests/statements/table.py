"""The table of shapes: how many statements end right, are asked about, or go wrong in silence.

Run by `make statements`, with a file of statements that others wrote, where there is one, and the project's own.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from statements.shapes import Statement, statements

from criteria.model import Badge
from criteria.reader import read
from flows.rules.statement import Placement, Sureness, place

BADGE = "cpl-2025-leadership"
RESULTS = ("right", "asked", "wrong")


def result(statement: Statement, placement: Placement | None = None) -> str:
    """What comes of a statement if its proposal, which can be given, is accepted with one press.

    `right`: every answer has its words, and no others. `asked`: it has not, and the bot says that it is not sure.
    `wrong`: it has not, and the bot says nothing of it.
    """
    badge = _badge()
    placement = placement or place(badge.questions, statement.parts)
    given = {passage.question: passage.text for passage in placement.passages}
    got = tuple(_plain(given.get(question.id, "")) for question in badge.questions)
    if placement.sureness is not Sureness.none and got == tuple(map(_plain, statement.truth)):
        return "right"
    return "wrong" if placement.sureness is Sureness.sure else "asked"


@cache
def _badge() -> Badge:
    badge = read().latest(BADGE)
    assert badge is not None
    return badge


def _plain(text: str) -> str:
    """A text with blank space made equal: what Telegram strips between two messages cannot be known."""
    return re.sub(r"\s+", " ", text).strip()


def from_file(path: Path) -> tuple[Statement, ...]:
    """Statements from a file of JSON lines, each with `id`, `shape`, `parts` and `truth`."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Statement(
            row["id"], row["shape"], tuple(row["parts"]), tuple(row["truth"][key] for key in sorted(row["truth"]))
        )
        for row in rows
    )


def table(every: Iterable[Statement]) -> str:
    """A row for each shape, and the totals."""
    counts: dict[str, Counter[str]] = {}
    for statement in every:
        counts.setdefault(statement.shape, Counter())[result(statement)] += 1
    width = max(map(len, counts), default=5)
    head = f"{'shape':{width}}  right  asked  wrong in silence"
    rows = [f"{shape:{width}}  {c['right']:5}  {c['asked']:5}  {c['wrong']:5}" for shape, c in counts.items()]
    total = Counter[str]()
    for c in counts.values():
        total += c
    return "\n".join([head, *rows, f"{'all':{width}}  {total['right']:5}  {total['asked']:5}  {total['wrong']:5}"])


def main(path: str) -> None:
    """Print both tables."""
    if Path(path).is_file():
        sys.stdout.write(f"Statements of {path}\n{table(from_file(Path(path)))}\n\n")
    else:
        sys.stdout.write(f"There is no {path}, so only the project's own statements are placed.\n\n")
    sys.stdout.write(f"The project's own statements\n{table(statements())}\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "../shared/statements/statements.jsonl")
