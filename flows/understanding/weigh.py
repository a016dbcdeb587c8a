"""Weighs what speaks for an aside and what for evidence: named features of words, with weights that are data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.understanding.lexicon import Lexicon, Rule

_MOST = 3
"""How often one feature counts at most, so that a long message does not shout."""

_MILD = frozenset({"ack", "go_on", "pause"})
_GRAVE = frozenset({"erase", "stop_reminders", "human"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a run of words is likeliest to be, if it is no evidence, and how much speaks for that."""

    act: str
    topic: str
    balance: float
    """Above zero an aside is likelier, below it evidence."""
    evidence: float
    """How much speaks for evidence alone."""
    covers: bool
    """Whether a rule explains all the words, or all but a polite word."""
    features: Mapping[str, float] = field(default_factory=dict)
    because: tuple[str, ...] = ()


def weigh(
    lexicon: Lexicon, words: tuple[str, ...], *, question: bool = False, ended: bool = False, single: bool = True
) -> Weighed:
    """Weighs a run of words.

    `question` and `ended`: whether it ends in a question mark, or in a full stop. `single`: whether it is one sentence;
    where more follows, a question at the beginning may be answered by it.
    """
    line = f" {' '.join(words)} "
    known = frozenset(words)
    features: dict[str, float] = {"always": 1.0}
    by_act, covered, rules = _rules(lexicon, line, words, known, features)
    _of_evidence(lexicon, line, known, features, rules)
    bare = [word for i, word in enumerate(words) if i not in covered]
    features["foreign"] = min(sum(1 for word in bare if _is_foreign(lexicon, word)), _MOST)
    if features["question-turned"]:
        # A question that is asked at work says nothing for a question to the bot.
        features.pop("asks", None)
        features.pop("asks-plainly", None)
    if not single or any(word in lexicon.ours for word in known):
        features.pop("asks-plainly", None)
    # What a question is about says nothing against its being one.
    most = 1 if "asks-plainly" in features else 4
    features["content"] = min(sum(1 for word in bare if word not in lexicon.function_words), most)
    for grade in ("strong", "plain"):
        features[f"talk-{grade}"] = min(sum(1 for word in known if lexicon.aside_words.get(word) == grade), _MOST)
    rest = sum(1 for i, word in enumerate(words) if i not in covered and word not in lexicon.soft)
    covers = bool(by_act) and rest == 0
    features["covered"] = float(covers)
    features["uncovered"] = min(rest, 12) / 4 if by_act else 0.0
    features["question"] = float(question)
    features["ended"] = float(ended)
    for length in (8, 16, 28):
        features[f"words-{length}"] = float(len(words) >= length)
    said = [(name, value * lexicon.weights[name]) for name, value in features.items() if value]
    evidence = -sum(weight for name, weight in said if weight < 0 and name != "always")
    act, topic = _likeliest(by_act)
    if not act and "asks-plainly" in features:
        act = "help"
    because = tuple(rules) + tuple(f"{name} {weight:+.1f}" for name, weight in said if name != "always")
    balance = sum(weight for _, weight in said)
    return Weighed(act, topic, balance, evidence, covers, features, because)


def speaks(lexicon: Lexicon, words: tuple[str, ...]) -> bool:
    """Whether any rule of an act speaks in a run of words: much cheaper than weighing it."""
    line = f" {' '.join(words)} "
    rules = lexicon.acts.that_may_match(frozenset(words))
    return any(rule.section != "aside" and rule.pattern.search(line) for rule in rules)


def _rules(
    lexicon: Lexicon, line: str, words: tuple[str, ...], known: frozenset[str], features: dict[str, float]
) -> tuple[dict[str, tuple[float, Rule]], frozenset[int], list[str]]:
    by_act: dict[str, tuple[float, Rule]] = {}
    covered: set[int] = set()
    names: list[tuple[float, str]] = []
    hints = fired = 0
    for rule in lexicon.acts.that_may_match(known):
        match = rule.pattern.search(line)
        if not match:
            continue
        first = line.count(" ", 0, match.start() + 1) - 1
        last = line.count(" ", 0, match.end()) - 1
        if rule.section == "asking":
            features["asks"] = 1.0
            if rule.topic:
                features["asks-plainly"] = 1.0
            names.append((0, rule.name))
            continue
        if rule.section == "aside":
            hints += 1
            names.append((0, rule.name))
            continue
        fired += 1
        covered.update(range(first, last))
        names.append((rule.weight, rule.name))
        weight = rule.weight + (last - first) / len(words)
        if rule.section not in by_act or weight > by_act[rule.section][0]:
            by_act[rule.section] = (weight, rule)
    grades = [rule.weight for _, rule in by_act.values()]
    best = max(grades, default=0.0)
    features["rule-sure"] = float(best >= lexicon.grades["sure"])
    features["rule-likely"] = float(lexicon.grades["likely"] <= best < lexicon.grades["sure"])
    features["rule-hint"] = float(0 < best < lexicon.grades["likely"])
    features["more-rules"] = min(max(0, fired - 1), _MOST)
    features["hints"] = min(hints, _MOST)
    return by_act, frozenset(covered), [name for _, name in sorted(names, reverse=True)]


def _of_evidence(
    lexicon: Lexicon, line: str, known: frozenset[str], features: dict[str, float], because: list[str]
) -> None:
    found = [(lexicon.evidence_words[word], word) for word in known if word in lexicon.evidence_words]
    if found:
        because.append(f"work words: {', '.join(sorted(word for _, word in found))}")
    counts: dict[str, int] = dict.fromkeys(("work-strong", "work-plain", "work-slight", "telling", "telling-plain"), 0)
    for grade, _ in found:
        counts[f"work-{grade}"] += 1
    turned = 0
    for rule in lexicon.evidence.that_may_match(known):
        if rule.pattern.search(line):
            because.append(rule.name)
            if rule.section == "question-turned":
                turned += 1
            else:
                counts["telling" if rule.weight >= lexicon.grades["strong"] else "telling-plain"] += 1
    features.update({name: min(count, _MOST) for name, count in counts.items()})
    features["question-turned"] = min(turned, 1)


def _is_foreign(lexicon: Lexicon, word: str) -> bool:
    """Whether a word is in no rule about talk."""
    return word not in lexicon.talk_words and word not in lexicon.evidence_words


def _likeliest(by_act: Mapping[str, tuple[float, Rule]]) -> tuple[str, str]:
    if not by_act:
        return "", ""
    act = max(by_act, key=lambda name: by_act[name][0])
    if act in _MILD:
        # "That's me done, so take my info off your system": the wish that matters is heard.
        act = max((name for name in by_act if name in _GRAVE), key=lambda name: by_act[name][0], default=act)
    return act, by_act[act][1].topic
