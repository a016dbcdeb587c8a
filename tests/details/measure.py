"""Measures the finder of personal details on lists of labelled sentences: `make details`.

A line of a list is `{"text", "found": [exact spans], ...}`; a detail counts as found when a finding overlaps it, and a
finding as right when it overlaps a detail.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from flows.rules.details.personal_details import screen

HERE = Path(__file__).parent
SHARED = HERE.parent.parent.parent / "shared" / "statements" / "details.jsonl"


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence, with the character ranges of the details in it."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """How the finder did on one list."""

    details: int
    hit: int
    findings: int
    right: int
    innocent: int
    left_alone: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of details that were found."""
        return self.hit / self.details if self.details else 1.0

    @property
    def precision(self) -> float:
        """The share of findings that are details."""
        return self.right / self.findings if self.findings else 1.0

    @property
    def alone(self) -> float:
        """The share of innocent sentences in which nothing was found."""
        return self.left_alone / self.innocent if self.innocent else 1.0


def read(path: Path) -> tuple[MarkedSentence, ...]:
    """Read a list. Raises ValueError where a labelled span does not stand in its sentence."""
    return tuple(_line(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _line(record: dict[str, object]) -> MarkedSentence:
    text, spans, at = str(record["text"]), [], 0
    for words in record["found"]:  # type: ignore[attr-defined]
        start = text.index(words, at) if words in text[at:] else text.index(words)
        spans.append((start, start + len(words)))
        at = start + len(words)
    return MarkedSentence(text, tuple(spans))


def measure(lines: tuple[MarkedSentence, ...]) -> Measured:
    """Screen every sentence and count."""
    details = hit = findings = right = innocent = left_alone = 0
    missed: list[str] = []
    wrong: list[str] = []
    for line in lines:
        found = [(one.start, one.end) for one in screen(line.text)]
        details, findings = details + len(line.spans), findings + len(found)
        for span in line.spans:
            if any(_overlap(span, one) for one in found):
                hit += 1
            else:
                missed.append(f"{line.text[slice(*span)]!r} in {line.text!r}")
        for one in found:
            if any(_overlap(span, one) for span in line.spans):
                right += 1
            else:
                wrong.append(f"{line.text[slice(*one)]!r} in {line.text!r}")
        if not line.spans:
            innocent, left_alone = innocent + 1, left_alone + (not found)
    return Measured(details, hit, findings, right, innocent, left_alone, tuple(missed), tuple(wrong))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def main(arguments: list[str]) -> None:
    """Print a line for each list, and with --all what was missed and what was wrong."""
    lists = [*sorted(HERE.glob("*.jsonl")), *(Path(one) for one in arguments if not one.startswith("-"))]
    if SHARED.exists():
        lists.append(SHARED)
    print("list                         details  recall  precision  innocent left alone")  # noqa: T201
    for path in lists:
        result = measure(read(path))
        print(  # noqa: T201
            f"{path.stem:28} {result.details:7}  {result.recall:6.2f}  {result.precision:9.2f}"
            f"  {result.left_alone} of {result.innocent} ({result.alone:.2f})"
        )
        if "--all" in arguments:
            print(*(f"   missed {one}" for one in result.missed), sep="\n")  # noqa: T201
            print(*(f"   wrong  {one}" for one in result.wrong), sep="\n")  # noqa: T201
    if not SHARED.exists():
        print("The shared list is not on this machine; the lists above are the project's own.")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
