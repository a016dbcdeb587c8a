"""`make learn`: learns from the messages of this folder what words and signs say for an aside.

Penalised logistic regression in three steps, each on what the one before says of messages that it was not fitted to:
the words of a message, the words of what is cut off one and around the cut, and the signs of both (`learned/signs.py`).
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from support.labelled_messages import AT_QUESTIONS, LabelledMessage
from support.understanding_table import JOBS, lines_of

from flows.understanding.at_question import Division, divisions
from flows.understanding.interpret import aside_of, by_rules
from flows.understanding.learned.learned_words import signs_of
from flows.understanding.learned.signs import around_cut, of_whole
from flows.understanding.lexicon import Lexicon, lexicon
from flows.understanding.utterance import PromptRole, Utterance
from flows.understanding.weighed_message import WeighedMessage

FOLDER = Path(__file__).parent
TEXT = Path(__file__).parents[2] / "flows" / "text" / "en"
FOLDS = 6
"""Parts of the messages, each read by weights that were learned from the others."""
SMALLEST = 0.05
SMALLEST_OF_ACT = 0.1
HEADINGS = {
    "learned_words": """\
# Weights of words and pairs of words, above zero for an aside, below it for evidence. "^" stands before the first word
# and "$" after the last one; "^" alone counts always. Written by `make learn`.
""",
    "learned_cuts": """\
# Weights of the words of what may be cut off a message, and of those around the cut ("now / is"), above zero where that
# is an aside. Written by `make learn`.
""",
    "learned_acts": """\
# Weights for each act of words and pairs, of the prompt, and of what the rules read: the signs of
# flows/understanding/learned/learned_acts.py. Written by `make learn`.
""",
    "learned_signs": """\
# Weights of the signs of a whole message and of a cut (flows/understanding/learned/signs.py), above zero for an aside.
# Written by `make learn`.
""",
}
Numbers = NDArray[np.float64]
Weights = dict[str, float]


@dataclass(slots=True)
class Samples:
    """What to learn from: the signs of each sample with their values, and whether it is an aside."""

    signs: list[Mapping[str, float]] = field(default_factory=list)
    asides: list[bool] = field(default_factory=list)
    folds: list[int] = field(default_factory=list)

    def add(self, fold: int, signs: Mapping[str, float], *, aside: bool) -> None:
        """Adds a sample."""
        self.signs.append(signs)
        self.asides.append(aside)
        self.folds.append(fold)

    def without(self, fold: int) -> "Samples":
        """All but those of a fold."""
        kept = [n for n, own in enumerate(self.folds) if own != fold]
        return Samples(*([each[n] for n in kept] for each in (self.signs, self.asides, self.folds)))


def learned(samples: Samples, least: int, penalty: float, free: frozenset[str] = frozenset()) -> dict[str, float]:
    """The weight of each sign that stands in so many samples at least; `free` ones are not held small."""
    often = Counter(sign for signs in samples.signs for sign in signs)
    names = sorted(sign for sign, count in often.items() if count >= least)
    numbers = {name: number for number, name in enumerate(names)}
    each = ((n, sign, value) for n, signs in enumerate(samples.signs) for sign, value in sorted(signs.items()))
    row, column, value = zip(*((n, numbers[sign], value) for n, sign, value in each if sign in numbers), strict=True)
    held = np.array([0.0 if name in free else penalty for name in names])
    fitted = _fitted(np.array(row), np.array(column), np.array(value), np.array(samples.asides, float), held)
    return dict(zip(names, fitted.tolist(), strict=True))


def _fitted(row: Numbers, column: Numbers, value: Numbers, aside: Numbers, penalty: Numbers) -> Numbers:
    """The weights, by accelerated gradient steps on the penalised likelihood."""

    def said(weights: Numbers) -> Numbers:
        return np.bincount(row, weights[column] * value, len(aside))

    def gathered(values: Numbers) -> Numbers:
        return np.bincount(column, values[row] * value, len(penalty))

    longest = np.ones(len(penalty))
    for _ in range(30):
        longest = gathered(said(longest / np.linalg.norm(longest)))
    step = 1 / (0.26 * float(np.linalg.norm(longest)) + float(penalty.max()))

    def slope(weights: Numbers) -> Numbers:
        return gathered(1 / (1 + np.exp(-said(weights))) - aside) + penalty * weights

    return _descended(slope, np.zeros(len(penalty)), step, 4000)


def _descended(slope: Callable[[Numbers], Numbers], weights: Numbers, step: float, steps: int) -> Numbers:
    """The weights after so many accelerated gradient steps (Nesterov's)."""
    looked_at, momentum = weights, 1.0
    for _ in range(steps):
        after, faster = looked_at - step * slope(looked_at), (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        looked_at = after + (momentum - 1) / faster * (after - weights)
        weights, momentum = after, faster
    return weights


def _messages() -> Iterator[tuple[int, LabelledMessage]]:
    """The messages at questions, each once, with their folds: a file's messages are in one."""
    seen = set()
    for number, file in enumerate(sorted(FOLDER.glob("*.jsonl"))):
        for line in lines_of(file):
            if line.at in AT_QUESTIONS and line.text not in seen:
                seen.add(line.text)
                yield number % FOLDS, line


def _texts(line: LabelledMessage) -> tuple[tuple[str, bool], ...]:
    if line.act != "mixed":
        return ((line.text, line.act != "evidence"),)
    before, _, after = line.text.partition(line.also)
    return (line.also, False), (f"{before} {after}".strip(), True)


def _is_right(line: LabelledMessage, division: Division) -> bool:
    """Whether all of the evidence stays when a message is cut so."""
    first = line.text.find(line.also)
    whole = division.rest.start <= first + 1 and division.rest.end >= first + len(line.also) - 1
    return line.act == "mixed" and whole


def _write(name: str, lines: Sequence[str]) -> None:
    (TEXT / f"{name}.txt").write_text(HEADINGS[name] + "\n".join(lines) + "\n", encoding="utf-8")


def _write_words(name: str, weights: Mapping[str, float]) -> None:
    grouped: dict[float, list[str]] = defaultdict(list)
    for sign, weight in weights.items():
        if abs(weight) >= SMALLEST:
            grouped[round(weight, 1)].append(sign)
    _write(name, [f"{weight:g} = {' | '.join(grouped[weight])}" for weight in sorted(grouped, reverse=True)])


def fit(known: Lexicon, lines: Sequence[tuple[int, LabelledMessage]]) -> tuple[Weights, Weights, Weights]:
    """The weights of words, of cuts and of signs."""
    # What was learned before must not choose the cuts that are learned from.
    unlearned = {name: 0.0 if name.startswith("cut-") else weight for name, weight in known.weights.items()}
    known = replace(known, learned_cuts={}, weights=unlearned)
    words = Samples()
    for fold, line in lines:
        for text, aside in _texts(line):
            said = WeighedMessage(known, Utterance(text, PromptRole.question)).words.standard
            if said:
                words.add(fold, dict.fromkeys(signs_of(said), 1.0), aside=aside)
    others = [replace(known, learned=learned(words.without(fold), 3, 1.0, frozenset("^"))) for fold in range(FOLDS)]
    wholes, cuts, cut_signs = Samples(), Samples(), Samples()
    for fold, line in lines:
        message = WeighedMessage(others[fold], Utterance(line.text, PromptRole(line.at), before=line.before))
        whole = message.whole()
        if whole is not None and line.act != "mixed":
            wholes.add(fold, of_whole(message, whole), aside=line.act != "evidence")
        for one in [] if message.half else divisions(message, 0, len(line.text)):
            front = one.aside.start < one.rest.start
            around_it = around_cut(one.aside.words.standard, one.rest.words.standard, front=front)
            cuts.add(fold, dict.fromkeys(around_it, 1.0), aside=_is_right(line, one))
            cut_signs.add(fold, one.signs, aside=_is_right(line, one))
    around = [learned(cuts.without(fold), 3, 1.0) for fold in range(FOLDS)]
    for number, fold in enumerate(cuts.folds):
        border = sum(around[fold].get(sign, 0.0) for sign in cuts.signs[number])
        cut_signs.signs[number] = {**cut_signs.signs[number], "border": max(-8.0, min(8.0, border))}
    signs = {f"whole-{name}": weight for name, weight in learned(wholes, 1, 2.0).items()}
    signs |= {f"cut-{name}": weight for name, weight in learned(cut_signs, 1, 2.0).items()}
    return learned(words, 3, 1.0, frozenset("^")), learned(cuts, 3, 1.0), signs


def fit_acts(known: Lexicon, lines: Sequence[LabelledMessage]) -> dict[str, Weights]:
    """For each act the weights of its signs, by softmax regression on all that is no evidence."""
    signs, acts = [], []
    for line in lines:
        if line.act == "mixed" or (line.act == "evidence" and line.at in AT_QUESTIONS):
            continue
        utterance = Utterance(line.text, PromptRole(line.at), before=line.before, jobs=JOBS)
        aside = aside_of(known, utterance, by_rules(known, utterance))
        signs.append(dict.fromkeys(aside.signs(), 1.0))
        acts.append(line.act)
    often = Counter(sign for one in signs for sign in one)
    names = sorted(sign for sign, count in often.items() if count >= 2)
    numbers = {name: number for number, name in enumerate(names)}
    each = ((n, numbers[sign]) for n, one in enumerate(signs) for sign in one if sign in numbers)
    row, column = zip(*each, strict=True)
    kinds = sorted(set(acts))
    weights = _softmax(np.array(row), np.array(column), np.array([kinds.index(act) for act in acts]), len(names))
    return {act: dict(zip(names, weights[:, number].tolist(), strict=True)) for number, act in enumerate(kinds)}


def _softmax(row: Numbers, column: Numbers, act: Numbers, signs: int) -> Numbers:
    """The weight of each sign for each act, by accelerated gradient steps."""
    meant = np.eye(act.max() + 1)[act]
    order = np.argsort(column, kind="stable")
    rows_of, firsts = row[order], np.searchsorted(column[order], np.arange(signs))
    starts = np.searchsorted(row, np.arange(len(act)))
    step = 2 / (float(np.bincount(row).max()) * float(np.bincount(column).max()) ** 0.5 + 1)

    def slope(weights: Numbers) -> Numbers:
        said = np.add.reduceat(weights[column], starts)
        share = np.exp(said - said.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        return np.add.reduceat((share - meant)[rows_of], firsts) + weights

    return _descended(slope, np.zeros((signs, meant.shape[1])), step, 600)


def _write_acts(of_acts: Mapping[str, Weights]) -> None:
    grouped: dict[tuple[str, float], list[str]] = defaultdict(list)
    for act, weights in of_acts.items():
        for sign, weight in weights.items():
            if abs(weight) >= SMALLEST_OF_ACT:
                grouped[act, round(weight, 1)].append(sign)
    ordered = sorted(grouped, key=lambda key: (key[0], -key[1]))
    _write("learned_acts", [f"{act} {weight:g} = {' | '.join(grouped[act, weight])}" for act, weight in ordered])


def main() -> None:
    """Writes the files of weights anew."""
    lines = list(_messages())
    words, cuts, signs = fit(lexicon(), lines)
    _write_words("learned_words", words)
    _write_words("learned_cuts", cuts)
    _write("learned_signs", [f"{name} = {weight:.2f}" for name, weight in sorted(signs.items())])
    lexicon.cache_clear()
    # What the rules read is looked at, so the weights above come first.
    everything = [line for file in sorted(FOLDER.glob("*.jsonl")) for line in lines_of(file)]
    acts = fit_acts(lexicon(), everything)
    _write_acts(acts)
    sys.stdout.write(f"{len(words)} words and {len(cuts)} signs of cuts from {len(lines)} messages at questions\n")
    sys.stdout.write(f"{len(acts)} acts from {len(everything)} messages\n")


if __name__ == "__main__":
    main()
