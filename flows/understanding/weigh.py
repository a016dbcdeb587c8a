"""Weighs what speaks for an aside and what for evidence: named features of words, with weights that are data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flows.understanding.lexicon import Lexicon, Rule
from flows.understanding.speech_act import Act

_MOST = 3
"""How often one feature counts at most, so that a long message does not shout."""

_SURE_TO_ASK = frozenset({"is", "are", "does", "would", "could", "should"})
"""Verbs that begin a question whatever follows, where a sentence begins with one."""
_SELF = frozenset({"i", "we"})
_MILD = frozenset({"ack", "go_on", "pause"})
_PLAIN_WISH = 5
"""Weight from which a rule beside a greeting says what is meant."""
_GRAVE = frozenset({"erase", "stop_reminders", "human"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a run of words is likeliest to be, if it is no evidence, and how much speaks for that."""

    act: str
    topic: str
    balance: float
    """Above zero an aside is likelier, below it evidence."""
    covers: bool
    """Whether a rule explains all the words, or all but a polite word."""
    features: Mapping[str, float] = field(default_factory=dict)
    spoke: tuple[str | Rule, ...] = ()
    """The rules that match, the strongest first, and what else was found."""
    said: tuple[tuple[str, float], ...] = ()
    """Each feature, and how much it says."""

    @property
    def because(self) -> tuple[str, ...]:
        """Why, as it is shown. Made only where it is asked for: most pieces of a message are weighed for nothing."""
        names = (one if isinstance(one, str) else one.name for one in self.spoke)
        return (*names, *(f"{name} {weight:+.1f}" for name, weight in self.said if name != "always"))


@dataclass(frozen=True, slots=True)
class Near:
    """The rules that may match a whole message, so that for a piece of it only these are looked at."""

    acts: Sequence[int]
    evidence: Sequence[int]


def near(lexicon: Lexicon, words: tuple[str, ...]) -> Near:
    """The rules that may match a message or any piece of it."""
    known = frozenset(words)
    return Near(lexicon.acts.that_may_match(known), lexicon.evidence.that_may_match(known))


def weigh(
    lexicon: Lexicon,
    words: tuple[str, ...],
    within: Near | None = None,
    *,
    question: bool = False,
    ended: bool = False,
    single: bool = True,
) -> Weighed:
    """Weighs a run of words.

    `question` and `ended`: whether it ends in a question mark, or in a full stop. `single`: whether it is one sentence;
    where more follows, a question at the beginning may be answered by it.
    """
    line = f" {' '.join(words)} "
    known = frozenset(words)
    features: dict[str, float] = {"always": 1.0}
    may = [lexicon.acts.all[n] for n in lexicon.acts.that_may_match(known, within.acts if within else None)]
    by_act, covered, rules = _rules(lexicon, line, words, may, features)
    _of_evidence(lexicon, line, known, within.evidence if within else None, features, rules)
    foreign = content = rest = 0
    for i, word in enumerate(words):
        if i not in covered:
            foreign += word not in lexicon.talk_words and word not in lexicon.evidence_words
            content += word not in lexicon.function_words
            rest += word not in lexicon.soft
    features["foreign"] = min(foreign, _MOST)
    if features["question-turned"]:
        # A question that is asked at work says nothing for a question to the bot.
        features.pop("asks", None)
        features.pop("asks-plainly", None)
    if not single or any(word in lexicon.ours for word in known):
        features.pop("asks-plainly", None)
    # What a question is about says nothing against its being one.
    most = 1 if "asks-plainly" in features else 4
    features["content"] = min(content, most)
    talk = [lexicon.aside_words[word] for word in known if word in lexicon.aside_words]
    features["talk-strong"] = min(talk.count("strong"), _MOST)
    features["talk-plain"] = min(talk.count("plain"), _MOST)
    features["talk-slight"] = min(talk.count("slight"), _MOST)
    features.update(_of_sentence(lexicon, words, single=single))
    covers = bool(by_act) and rest == 0
    features["covered"] = float(covers)
    features["uncovered"] = min(rest, 12) / 4 if by_act else 0.0
    features["question"] = float(question)
    features["ended"] = float(ended)
    for length in (5, 8, 16, 28):
        features[f"words-{length}"] = float(len(words) >= length)
    said = [(name, value * lexicon.weights[name]) for name, value in features.items() if value]
    act, topic = _likeliest(by_act)
    if not act:
        act = _by_shape(lexicon, words, features)
    balance = sum(weight for _, weight in said)
    return Weighed(act, topic, balance, covers, features, tuple(rules), tuple(said))


def speaks(lexicon: Lexicon, words: tuple[str, ...], within: Near) -> bool:
    """Whether any rule of an act speaks in a run of words: much cheaper than weighing it."""
    line, rules = f" {' '.join(words)} ", lexicon.acts
    for number in rules.that_may_match(words, within.acts):
        if number not in rules.signs and rules.all[number].pattern.search(line):
            return True
    return False


def _rules(
    lexicon: Lexicon, line: str, words: tuple[str, ...], may: Sequence[Rule], features: dict[str, float]
) -> tuple[dict[str, tuple[float, Rule]], set[int], list[str | Rule]]:
    by_act: dict[str, tuple[float, Rule]] = {}
    covered: set[int] = set()
    spoke: list[tuple[float, Rule]] = []
    fired = 0
    hints = dict.fromkeys(("hints-strong", "hints-plain", "hints"), 0)
    for rule in may:
        match = rule.pattern.search(line)
        if not match:
            continue
        first = line.count(" ", 0, match.start() + 1) - 1
        last = line.count(" ", 0, match.end()) - 1
        if rule.section == "asking":
            features["asks"] = 1.0
            if rule.topic:
                features["asks-plainly"] = 1.0
            spoke.append((0, rule))
            continue
        if rule.section == "aside":
            hints[_hint(lexicon, rule)] += 1
            spoke.append((0, rule))
            continue
        fired += 1
        covered.update(range(first, last))
        spoke.append((rule.weight, rule))
        weight = rule.weight + (last - first) / len(words)
        if rule.section not in by_act or weight > by_act[rule.section][0]:
            by_act[rule.section] = (weight, rule)
    grades = [rule.weight for _, rule in by_act.values()]
    best = max(grades, default=0.0)
    features["rule-sure"] = float(best >= lexicon.grades["sure"])
    features["rule-likely"] = float(lexicon.grades["likely"] <= best < lexicon.grades["sure"])
    features["rule-hint"] = float(0 < best < lexicon.grades["likely"])
    features["more-rules"] = min(max(0, fired - 1), _MOST)
    features.update({name: min(count, _MOST) for name, count in hints.items()})
    return by_act, covered, [rule for _, rule in sorted(spoke, key=lambda one: one[0], reverse=True)]


def _hint(lexicon: Lexicon, rule: Rule) -> str:
    """The feature that a sign counts in, by its grade."""
    if rule.weight >= lexicon.grades["sure"]:
        return "hints-strong"
    return "hints-plain" if rule.weight >= lexicon.grades["likely"] else "hints"


def _by_shape(lexicon: Lexicon, words: Sequence[str], features: Mapping[str, float]) -> str:
    """The act of a message of which no rule speaks: by the verb that it begins with, or because it asks."""
    if features["wish-object"]:
        return next(lexicon.wish_verbs[word] for word in words if word in lexicon.wish_verbs)
    asks = "asks-plainly" in features or features["asks-later"] or features["asks-alone"]
    return "help" if asks else ""


def _of_sentence(lexicon: Lexicon, words: Sequence[str], *, single: bool) -> dict[str, float]:
    """How the sentence begins, and whether it tells of the past."""
    if not words:
        return {"wish-object": 0.0, "asks-later": 0.0, "asks-alone": 0.0}
    first = next((i for i, word in enumerate(words[:3]) if word not in lexicon.soft_first), 0)
    verb, after = words[first], words[first + 1] if first + 1 < len(words) else ""
    wish = verb in lexicon.wish_verbs
    later, past, before = False, 0, after
    for word in words[first + 2 :]:
        later = later or (word in lexicon.asks_later and before in lexicon.question_verbs)
        before = word
    for word in words:
        past += word in lexicon.past or (word[-2:] == "ed" and len(word) > 4)
    asked = verb in _SURE_TO_ASK or (verb in lexicon.question_words and after in lexicon.question_verbs)
    asked = asked or (verb in lexicon.question_verbs and after in lexicon.subjects)
    return {
        "wish": float(wish),
        "wish-object": float(wish and (not after or after in lexicon.wish_objects)),
        "wants": float(verb in _SELF and after in lexicon.wants),
        "asks-later": float(later),
        "asks-alone": float(single and asked and lexicon.reports.isdisjoint(words)),
        "past": min(past, _MOST),
    }


def _of_evidence(
    lexicon: Lexicon,
    line: str,
    known: frozenset[str],
    among: Sequence[int] | None,
    features: dict[str, float],
    because: list[str | Rule],
) -> None:
    found = [(lexicon.evidence_words[word], word) for word in known if word in lexicon.evidence_words]
    if found:
        because.append(f"work words: {', '.join(sorted(word for _, word in found))}")
    counts: dict[str, int] = dict.fromkeys(("work-strong", "work-plain", "work-slight", "telling", "telling-plain"), 0)
    for grade, _ in found:
        counts[f"work-{grade}"] += 1
    turned = 0
    for number in lexicon.evidence.that_may_match(known, among):
        rule = lexicon.evidence.all[number]
        if rule.pattern.search(line):
            because.append(rule)
            if rule.section == "question-turned":
                turned += 1
            else:
                counts["telling" if rule.weight >= lexicon.grades["strong"] else "telling-plain"] += 1
    features.update({name: min(count, _MOST) for name, count in counts.items()})
    features["question-turned"] = min(turned, 1)


def _likeliest(by_act: Mapping[str, tuple[float, Rule]]) -> tuple[str, str]:
    if not by_act:
        return "", ""
    act = max(by_act, key=lambda name: by_act[name][0])
    if act in _MILD:
        # "That's me done, so take my info off your system": the wish that matters is heard.
        act = max((name for name in by_act if name in _GRAVE), key=lambda name: by_act[name][0], default=act)
    if act == "ack":
        # "Hello again, what was the question": a greeting before a wish is not what is meant.
        wishes = [name for name in by_act if name not in {"ack", "lead-in"} and by_act[name][0] >= _PLAIN_WISH]
        act = max(wishes, key=lambda name: by_act[name][0], default=act)
    return act, by_act[act][1].topic


def act_of(weighed: Weighed) -> Act | None:
    """The likeliest act; None where no rule spoke, or only what leads in."""
    return Act(weighed.act) if weighed.act and weighed.act != "lead-in" else None


def is_plain(known: Lexicon, weighed: Weighed) -> bool:
    """Whether a message speaks plainly for an act, so that it is no answer to what was asked."""
    return bool(weighed.act) and weighed.balance >= known.weights["act-plain-from"] + 1
