"""`make learn`: how much single words and pairs of words say for an aside, learned from the messages of this folder.

Logistic regression on what the rules leave open: a word gets a weight only for what it adds to their balance.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flows.understanding.at_question import whole_message
from flows.understanding.lexicon import lexicon
from flows.understanding.utterance import PromptRole, Utterance

FOLDER = Path(__file__).parent
FILE = Path(__file__).parents[2] / "flows" / "text" / "en" / "learned_words.txt"
LEAST = 4
"""Messages that a word or a pair must stand in."""
PENALTY = 3.3
STEPS = 1500
SMALLEST = 0.1
HEADING = """\
# Weights of single words, pairs of words and first words ("^ so"), above zero for an aside, below it for evidence.
# Learned from labelled messages by `make learn`, beside what the rules say; not written by hand.
"""
Numbers = NDArray[np.float64]


def _messages() -> tuple[list[set[str]], list[float], list[float]]:
    """Of each message at a question: its words and pairs, what the rules say of it, and 1.0 where it is an aside."""
    known, seen = lexicon(), set()
    words: list[set[str]] = []
    balances: list[float] = []
    asides: list[float] = []
    for file in sorted(FOLDER.glob("*.jsonl")):
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            if line["at"] not in {"question", "question_done"} or line["act"] == "mixed" or line["text"] in seen:
                continue
            seen.add(line["text"])
            whole = whole_message(known, Utterance(line["text"], PromptRole(line["at"]), before=line["before"]))
            if whole is None:
                continue
            said, weighed = whole
            words.append({*said, *(f"{one} {two}" for one, two in zip(("^", *said), said, strict=False))})
            balances.append(weighed.balance - weighed.features["learned"] * known.weights["learned"])
            asides.append(float(line["act"] != "evidence"))
    return words, balances, asides


def _fitted(signs: Numbers, balance: Numbers, aside: Numbers) -> tuple[Numbers, float]:
    """The weight of each sign and of the rules' balance, by accelerated gradient steps on the penalised likelihood."""
    x = np.column_stack([signs, balance, np.ones(len(aside))])
    penalty = np.append(np.full(signs.shape[1], PENALTY), [0.0, 0.0])
    longest = np.ones(x.shape[1])
    for _ in range(30):
        longest = x.T @ (x @ (longest / np.linalg.norm(longest)))
    step = 1 / (0.26 * float(np.linalg.norm(longest)) + PENALTY)
    weights = looked_at = np.zeros(x.shape[1])
    momentum = 1.0
    for _ in range(STEPS):
        slope = x.T @ (1 / (1 + np.exp(-(x @ looked_at))) - aside) + penalty * looked_at
        after, faster = looked_at - step * slope, (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        looked_at = after + (momentum - 1) / faster * (after - weights)
        weights, momentum = after, faster
    return weights[:-2], float(weights[-2])


def main() -> None:
    """Writes the file of weights anew."""
    words, balances, asides = _messages()
    often = Counter(word for said in words for word in said)
    names = sorted(word for word, count in often.items() if count >= LEAST)
    signs = np.array([[float(name in said) for name in names] for said in words])
    weights, of_rules = _fitted(signs, np.array(balances), np.array(asides))
    grouped: dict[float, list[str]] = defaultdict(list)
    for name, weight in zip(names, weights / of_rules, strict=True):
        if abs(weight) >= SMALLEST:
            grouped[round(float(weight), 1)].append(name)
    lines = [f"{weight:g} = {' | '.join(grouped[weight])}" for weight in sorted(grouped, reverse=True)]
    FILE.write_text(HEADING + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{sum(map(len, grouped.values()))} words and pairs from {len(words)} messages\n")


if __name__ == "__main__":
    main()
