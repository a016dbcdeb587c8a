"""How well labelled messages are understood, as a table: `make talk CORPUS=path`.

Each message goes through a reader, which says what came of it: what went into the answer, whether the bot asks, and
what was understood. `by_reading` uses the pure reading alone; `talk_reader.by_talk` types it to the running bot.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from support.labelled_messages import AT_QUESTIONS, LabelledMessage, MessageOutcome
from support.talk_reader import by_talk

from criteria.reader import read as criteria
from flows.understanding import Act, PromptRole, Utterance, read

OWN = Path(__file__).parents[1] / "talk"
SHARED = Path(__file__).parents[3] / "shared" / "talk" / "utterances.jsonl"


Reader = Callable[[LabelledMessage], MessageOutcome]
_JOBS = tuple((part.id, part.jobs) for register in criteria().registers.values() for part in register.parts)


def by_reading(line: LabelledMessage) -> MessageOutcome:
    """What the pure reading says of a message."""
    reading = read(Utterance(line.text, PromptRole(line.at), before=line.before, jobs=_JOBS))
    return MessageOutcome(
        reading.act.value, reading.evidence, reading.asks, reading.value, reading.agrees, reading.because
    )


def lines_of(path: Path) -> tuple[LabelledMessage, ...]:
    """The labelled messages of a file, or of every file of a folder. Raises ValueError for what is none."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    found = []
    for file in files:
        for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                found.append(LabelledMessage(**json.loads(text)))
            except (ValueError, TypeError) as error:
                raise ValueError(f"{file.name}, line {number}: {error}") from error
    return tuple(found)


@dataclass(slots=True)
class OutcomeTable:
    """Counts of what came of labelled messages."""

    evidence: int = 0
    lost: int = 0
    evidence_asked: int = 0
    asides: int = 0
    silent: int = 0
    asides_asked: int = 0
    as_meant: int = 0
    mixed: int = 0
    kept: int = 0
    left_out: int = 0
    others: int = 0
    others_meant: int = 0
    misread: list[tuple[str, LabelledMessage, MessageOutcome]] = field(default_factory=list)

    def add(self, line: LabelledMessage, outcome: MessageOutcome) -> None:
        """Counts one message."""
        if line.at not in AT_QUESTIONS:
            self._other(line, outcome)
        elif line.act == Act.evidence.value:
            self._evidence(line, outcome)
        elif line.act == Act.mixed.value:
            self._mixed(line, outcome)
        else:
            self._aside(line, outcome)

    def _evidence(self, line: LabelledMessage, outcome: MessageOutcome) -> None:
        self.evidence += 1
        if outcome.asks:
            self.evidence_asked += 1
            self.misread.append(("evidence asked about", line, outcome))
        elif outcome.act != Act.evidence.value and outcome.kept.strip() != line.text.strip():
            self.lost += 1
            self.misread.append(("evidence lost", line, outcome))

    def _aside(self, line: LabelledMessage, outcome: MessageOutcome) -> None:
        self.asides += 1
        if outcome.asks:
            self.asides_asked += 1
            self.misread.append(("aside asked about", line, outcome))
        elif outcome.act in {Act.evidence.value, Act.mixed.value}:
            self.silent += 1
            self.misread.append(("aside added silently", line, outcome))
        elif outcome.act == line.act:
            self.as_meant += 1
        else:
            self.misread.append(("another aside", line, outcome))

    def _mixed(self, line: LabelledMessage, outcome: MessageOutcome) -> None:
        self.mixed += 1
        if line.also in outcome.kept:
            self.kept += 1
        else:
            self.misread.append(("mixed: evidence cut", line, outcome))
        if outcome.kept.strip() != line.text.strip() and not outcome.asks:
            self.left_out += 1
        elif line.also in outcome.kept:
            self.misread.append(("mixed: aside left in", line, outcome))

    def _other(self, line: LabelledMessage, outcome: MessageOutcome) -> None:
        self.others += 1
        meant = outcome.act == line.act
        meant = meant and line.value in {None, outcome.value} and line.agrees in {None, outcome.agrees}
        self.others_meant += meant
        if not meant:
            self.misread.append(("at another prompt", line, outcome))

    def rows(self) -> Iterator[tuple[str, int, int, str]]:
        """What is counted, how often, of how many, and the bar for it."""
        yield "evidence lost", self.lost, self.evidence, "0"
        yield "evidence asked about", self.evidence_asked, self.evidence, "at most 6 %"
        yield "asides added silently", self.silent, self.asides, "at most 12 %"
        yield "asides asked about", self.asides_asked, self.asides, "at most 25 %"
        yield "asides read as that act", self.as_meant, self.asides - self.silent - self.asides_asked, ""
        yield "mixed: evidence kept", self.kept, self.mixed, "at least 90 %"
        yield "mixed: aside left out", self.left_out, self.mixed, "at least 60 %"
        yield "other prompts as meant", self.others_meant, self.others, "at least 90 %"


def table_of(lines: Iterable[LabelledMessage], reader: Reader = by_reading) -> OutcomeTable:
    """Reads every message and counts what came of it."""
    table = OutcomeTable()
    for line in lines:
        table.add(line, reader(line))
    return table


def printed(table: OutcomeTable) -> str:
    """The table as text."""
    return "\n".join(
        f"{name:<26}{count:>5} of {of:>4}  {100 * count / of if of else 0:5.1f} %  {bar}"
        for name, count, of, bar in table.rows()
    )


def _milliseconds(lines: tuple[LabelledMessage, ...]) -> float:
    """The processor time of one reading, in milliseconds: the best of five rounds over all the messages."""
    said = [Utterance(line.text, PromptRole(line.at), before=line.before) for line in lines]
    rounds = []
    for _ in range(5):
        began = time.process_time()
        for utterance in said:
            read(utterance)
        rounds.append((time.process_time() - began) * 1000 / max(1, len(said)))
    return min(rounds)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(arguments: list[str] | None = None) -> int:
    """Prints the table of a corpus, and on request the messages that were misread."""
    parser = argparse.ArgumentParser(prog="make talk", description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=SHARED, help="a .jsonl file, or a folder of them")
    parser.add_argument("--pure", action="store_true", help="use the reading alone, and not the running bot")
    parser.add_argument("--misread", action="store_true", help="show each message that was misread, and why")
    chosen = parser.parse_args(arguments)
    corpus: Path = chosen.corpus
    if not corpus.exists():
        _say(f"There is no corpus at {corpus}: these are the project's own messages, in tests/talk.")
        corpus = OWN
    try:
        lines = lines_of(corpus)
    except ValueError as error:
        sys.stderr.write(f"This is no corpus of labelled messages. {error}\n")
        return 1
    table = table_of(lines, by_reading if chosen.pure else by_talk)
    _say(printed(table))
    _say(f"{_milliseconds(lines):.2f} ms of processor time a message")
    if chosen.misread:
        for kind, line, outcome in sorted(table.misread, key=lambda one: one[0]):
            _say(f"\n{kind}: {line.id} at {line.at}, meant {line.act}, read {outcome.act}\n  {line.text}")
            for reason in outcome.because[:6]:
                _say(f"    {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
