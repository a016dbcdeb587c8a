"""Reads the rules of one language from the package: spellings, classes of words, and rules for each act.

The files are lists of lines; a line that begins with `#` is a comment. Each is read once, and what is wrong in one
names its file and line.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from flows.model.memo import once_a_turn
from flows.understanding.normalise import StandardWords, standard_words
from flows.understanding.patterns import Pattern, PatternError, compiled


class LexiconError(ValueError):
    """A line of a data file that cannot be read, with the file, the line's number and what to do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that speaks for an act, or for evidence, with its weight."""

    section: str
    topic: str
    weight: float
    pattern: Pattern

    @property
    def name(self) -> str:
        """As the rule is named to people: its section and its pattern."""
        section = f"{self.section} {self.topic}".strip()
        return f"{section}: {self.pattern.text}"


class Rules:
    """Rules, found by the words that they need."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.all = rules
        self.signs = frozenset(number for number, rule in enumerate(rules) if rule.section == "aside")
        """The numbers of those that speak for no act by themselves."""
        sets = {needed: 1 << number for number, needed in enumerate({n: 0 for r in rules for n in r.pattern.needed})}
        self._bits: dict[str, int] = defaultdict(int)
        for needed, bit in sets.items():
            for word in needed:
                self._bits[word] |= bit
        self._bits.default_factory = None
        self._needs = [sum(sets[needed] for needed in rule.pattern.needed) for rule in rules]
        self._by_word: dict[str, tuple[int, ...]] = {}
        self._always = {number for number, rule in enumerate(rules) if not rule.pattern.needed}
        for number, rule in enumerate(rules):
            for word in rule.pattern.needed[0] if rule.pattern.needed else ():
                self._by_word[word] = (*self._by_word.get(word, ()), number)

    def that_may_match(self, words: Iterable[str], among: Sequence[int] | None = None) -> list[int]:
        """The numbers in `all` of the rules whose needed words are all there, in order.

        `among` are those that may match a longer text with the same words in it, where they are known.
        """
        bits, there = self._bits, 0
        if among is None:
            numbers = set(self._always)
            for word in words:
                if word in bits:
                    there |= bits[word]
                    numbers.update(self._by_word.get(word, ()))
            # Sorted, for the order of a set is no promise, and reasons are shown.
            among = sorted(numbers)
        else:
            for word in words:
                there |= bits.get(word, 0)
        missing, needs = ~there, self._needs
        return [number for number in among if not needs[number] & missing]

    def section_of(self, words: Sequence[str], behind: frozenset[str] = frozenset()) -> str | None:
        """The section of the first rule that matches a message of these standard words; None where none does.

        What stands right behind one of the words of `behind` does not count.
        """
        line = f" {' '.join(words)} "
        for rule in (self.all[number] for number in self.that_may_match(words)):
            found = rule.pattern.search(line)
            if found is not None and not behind.intersection(line[: found.start()].split()[-1:]):
                return rule.section
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that is known of a language."""

    spellings: Mapping[str, tuple[str, ...]]
    """A spelling, a short form or a Scots word, and the standard words for it."""
    phrases: Mapping[tuple[str, str], tuple[str, ...]]
    """The same for two words."""
    classes: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]
    acts: Rules
    evidence: Rules
    evidence_words: Mapping[str, str]
    """A word of care work or learning, and how much it says: strong, plain or slight."""
    aside_words: Mapping[str, str]
    """A word of talk with the bot or of life around it, and how much it says: strong, plain or slight."""
    learned: Mapping[str, float]
    """How much a word, two words in a row ("about the") or a first word ("^ so") says for an aside, as learned."""
    learned_cuts: Mapping[str, float]
    """The same of what is cut off a message, with the words around the cut ("now / is")."""
    learned_acts: Mapping[str, tuple[tuple[str, float], ...]]
    """How much a sign (`learned/learned_acts.py`) says for each act, as learned."""
    function_words: frozenset[str]
    """Words that carry no content of their own."""
    talk_words: frozenset[str]
    """Every word that stands in a rule of an act."""
    soft: frozenset[str]
    """Words that change nothing of what a message means: please, now, mate."""
    form_words: frozenset[str]
    """Words that speak to the bot or of the form: you, this bot, question, words."""
    soft_first: frozenset[str]
    """Words that may stand before what a message begins with."""
    wish_verbs: Mapping[str, str]
    """Verbs for what the bot can do, and the act: first in a message, they ask for it."""
    wish_objects: frozenset[str]
    """What stands after such a verb where the writer's own message is meant: it, my, the last."""
    wants: frozenset[str]
    """Verbs after "I" of somebody who wants or is about to do something."""
    question_verbs: frozenset[str]
    question_words: frozenset[str]
    subjects: frozenset[str]
    """What may follow a verb that asks, where that verb may begin a sentence of another kind as well."""
    reports: frozenset[str]
    """Verbs of saying and asking: a question beside one is told of, and not put to the bot."""
    asks_later: frozenset[str]
    """With a question verb before one of these within a message, its last words ask: "I added a line, is it enough"."""
    past: frozenset[str]
    """Verbs that tell of the past and do not end in "ed"; those of writing are left out."""
    doers: frozenset[str]
    """Words before a verb that tells of what somebody did or is to do, and asks for nothing."""
    ours: frozenset[str]
    """Words of those who work together: a question with one of them is asked at work."""
    grades: Mapping[str, float]
    yes_no: Rules
    own_data: Rules
    """What people say who want to see, copy or delete what is kept of them."""
    last_message: Rules
    """What people say of a message of theirs that the bot has just spoken of."""
    edits: Rules
    """Orders about words that stand in an answer already."""
    details: Mapping[str, tuple[str, ...]]
    """Words around details: leads, tails, words that are in no name."""
    digits: Mapping[str, str]
    twice: Mapping[str, int]
    """Words that repeat the digit after them, and how often it then stands there."""
    targets: Mapping[str, tuple[str, ...]]
    """What people call a detail ("fact email") or a question ("name relevance")."""
    ordinals: Mapping[str, str]
    glossary: Mapping[str, tuple[str, ...]]

    @once_a_turn
    def words_of(self, text: str) -> StandardWords:
        """A message in standard words."""
        return standard_words(text, self.spellings, self.phrases)


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Reads a language's files. Raises LexiconError for a line that cannot be read."""
    spellings, phrases = _spellings(language)
    details = _tuples(language, "details")
    classes = {name: tuple(members) for name, members in _lists(language, "classes")}
    listed = (*_lists(language, "weights"), *_lists(language, "learned_signs"))
    weights = {name: _number(value, language, name) for name, (value, *_) in listed}
    common = frozenset(classes["common"]) | frozenset(classes["function"])
    grades = {name: _number(value, language, name) for name, (value, *_) in _lists(language, "grades")}
    words = _graded(language, "evidence_words")
    acts = tuple(rule for name in _ACTS for rule in _rules(language, name, classes, grades, common))
    return Lexicon(
        spellings=spellings,
        phrases=phrases,
        classes=classes,
        weights=weights,
        acts=Rules(acts),
        evidence=Rules(tuple(_rules(language, "evidence", classes, grades, common))),
        evidence_words=words,
        aside_words=_graded(language, "aside_words"),
        learned=_weights(language, "learned_words"),
        learned_cuts=_weights(language, "learned_cuts"),
        learned_acts=_weights_of_acts(language),
        function_words=frozenset(classes["function"]) | frozenset(classes["common"]),
        talk_words=_words_of(acts, classes),
        soft=frozenset(word for member in classes["soft"] for word in member.split()),
        form_words=frozenset(classes["form-words"]),
        soft_first=frozenset(classes["soft-first"]),
        wish_verbs={
            verb: name.removeprefix(_WISH)
            for name, verbs in classes.items()
            if name.startswith(_WISH) and name != "wish-objects"
            for verb in verbs
        },
        wish_objects=frozenset(classes["wish-objects"]),
        wants=frozenset(classes["wants"]),
        question_verbs=frozenset(classes["question-verbs"]),
        question_words=frozenset(classes["question-words"]),
        subjects=frozenset(classes["subjects"]),
        reports=frozenset(classes["reports"]),
        asks_later=frozenset(classes["asks-later"]),
        past=frozenset(classes["past"]),
        doers=frozenset(classes["doers"]),
        ours=frozenset(classes["ours"]),
        grades=grades,
        yes_no=Rules(tuple(_rules(language, "yes_no", classes, grades, common))),
        own_data=Rules(tuple(_rules(language, "own_data", classes, grades, common))),
        last_message=Rules(tuple(_rules(language, "last_message", classes, grades, common))),
        edits=Rules(tuple(_rules(language, "edits", classes, grades, common))),
        details=details,
        digits={word: str(digit) for digit in range(10) for word in details[f"digit-{digit}"]},
        twice={word: times for name, times in (("twice", 2), ("thrice", 3)) for word in details[name]},
        targets=_tuples(language, "targets"),
        ordinals={word: number for number, words in _lists(language, "ordinals") for word in words},
        glossary=_tuples(language, "glossary"),
    )


def _lines(language: str, name: str) -> Iterator[tuple[int, str]]:
    try:
        text = files("flows.text").joinpath(language, f"{name}.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(f"flows/text/{language} has no {name}.txt: each language has all of these files") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def _lists(language: str, name: str) -> Iterator[tuple[str, list[str]]]:
    """Lines such as `name = one | two words | three`."""
    seen: set[str] = set()
    for number, line in _lines(language, name):
        key, equals, value = line.partition("=")
        key, members = key.strip(), [member.strip() for member in value.split("|")]
        if not equals or not key or not all(members):
            raise LexiconError(f"{name}.txt, line {number}: write it as name = one | two")
        if key in seen and name not in _GRADED:
            raise LexiconError(f"{name}.txt, line {number}: {key} stands here twice; keep one")
        seen.add(key)
        yield key, members


def _weights(language: str, name: str) -> dict[str, float]:
    """Words by their weight: `1.2 = this | is that`."""
    found: dict[str, float] = {}
    for weight, members in _lists(language, name):
        found.update(dict.fromkeys(members, _number(weight, language, name)))
    return found


def _weights_of_acts(language: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """Signs by act and weight: `help 1.2 = stuck | what do`."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, members in _lists(language, "learned_acts"):
        act, _, weight = name.partition(" ")
        of_act = (act, _number(weight, language, name))
        for sign in members:
            found[sign].append(of_act)
    return {sign: tuple(weights) for sign, weights in found.items()}


def _graded(language: str, name: str) -> dict[str, str]:
    """Words with their grades. A grade may have several lines, one for each kind of word."""
    return {word: grade for grade, members in _lists(language, name) for word in members}


def _tuples(language: str, name: str) -> dict[str, tuple[str, ...]]:
    return {key: tuple(members) for key, members in _lists(language, name)}


def _spellings(language: str) -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, str], tuple[str, ...]]]:
    single: dict[str, tuple[str, ...]] = {}
    double: dict[tuple[str, str], tuple[str, ...]] = {}
    for standard, variants in _lists(language, "spellings"):
        for variant in variants:
            words = tuple(variant.split())
            if variant in single or words in double:
                raise LexiconError(f"spellings.txt: {variant} stands for two things; keep one")
            if len(words) == 1:
                single[variant] = tuple(standard.split())
            elif len(words) == 2:
                double[words[0], words[1]] = tuple(standard.split())
            else:
                raise LexiconError(f"spellings.txt: {variant} has more than two words; use a pattern")
    return single, double


def _rules(
    language: str,
    name: str,
    classes: Mapping[str, tuple[str, ...]],
    grades: Mapping[str, float],
    common: frozenset[str],
) -> Iterator[Rule]:
    section, topic = "", ""
    for number, line in _lines(language, name):
        if line.startswith("["):
            section, _, topic = line.strip("[]").partition(" ")
            continue
        grade, _, text = line.partition(" ")
        if not section or not text.strip():
            raise LexiconError(f"{name}.txt, line {number}: write it as grade, then pattern, under a [section]")
        try:
            pattern = compiled(text.strip(), classes, common)
        except PatternError as error:
            raise LexiconError(f"{name}.txt, line {number}: {error}") from error
        yield Rule(section, topic, _weight(grades, grade, f"{name}.txt, line {number}"), pattern)


def _words_of(rules: tuple[Rule, ...], classes: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    told = [_IN_PATTERN.sub(" ", rule.pattern.text) for rule in rules]
    told += [member for name, members in classes.items() if not name.startswith(_NO_TALK) for member in members]
    return frozenset(word for text in told for word in text.split())


_ACTS = ("acts", "frames")
_WISH = "wish-"
_GRADED = frozenset({"evidence_words", "aside_words"})
_NO_TALK = ("open-end", "function", "edit-", "manner")
_IN_PATTERN = re.compile(r"@[a-z-]+|[^\w\s]|_")


def _weight(weights: Mapping[str, float], grade: str, where: str) -> float:
    if grade not in weights:
        raise LexiconError(f"{where}: no weight is called {grade}; grades.txt has them")
    return weights[grade]


def _number(value: str, language: str, name: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise LexiconError(f"{language}/weights.txt: {name} is no number") from None
