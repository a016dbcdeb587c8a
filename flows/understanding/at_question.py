"""Reads a message that was sent at a question: evidence, something else, or both in one."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.model.long_work import make_way
from flows.understanding.learned.signs import LEAD_IN, of_rules, of_whole, of_words, score
from flows.understanding.lexicon import Lexicon
from flows.understanding.pieces import without_opener
from flows.understanding.speech_act import Act, Confidence, Reading
from flows.understanding.utterance import Utterance
from flows.understanding.weighed_message import Cut, MessagePart, WeighedMessage

_LONGEST_ASIDE = 20
"""Words. What is cut off is shorter."""
_LEAST_EVIDENCE = 3
"""Words. What is left when an aside is cut off is at least as long."""
_LEAST_BY_WORDS = -2.5
"""What the words of an aside, of the rest and around the cut say for one at least, as learned."""
_LEAST_ASIDE = 0.5
"""What the words of an aside say at least, as learned, where no rule speaks in it."""


@dataclass(frozen=True, slots=True)
class Division:
    """A message in two: an aside, and what stays as evidence."""

    aside: MessagePart
    rest: MessagePart
    signs: dict[str, float]
    score: float
    """How much speaks for it."""

    def is_plain(self, weights: Mapping[str, float]) -> bool:
        """Whether the aside is left out without a question: more has to speak for that where people at work ask."""
        return self.score >= weights["cut-from"] + (weights["cut-at-work"] if self.signs["asks-at-work"] else 0.0)


def read_at_question(lexicon: Lexicon, utterance: Utterance) -> Reading:
    """Reads a message at a question."""
    message = WeighedMessage(lexicon, utterance)
    if not message.words.standard or _is_link(message.text):
        return _without_words(message)
    weights, whole = lexicon.weights, message.whole()
    said = score(lexicon, "whole", of_whole(message, whole)) if whole is not None else float("-inf")
    division = None if message.half else divided(message)
    if division is not None and division.is_plain(weights):
        return _mixed(message, division)
    if whole is not None and said >= weights["sure-from"] and _is_borne_out(lexicon, whole):
        return Reading(Act(whole.weighed.act), Confidence.sure, whole.weighed.because, topic=whole.weighed.topic)
    if whole is not None and said >= weights["asked-from"]:
        return _asked(message, whole, likely=said >= weights["middle"])
    if division is not None and division.score >= weights["cut-asked-from"]:
        return _asked(message, division.aside, likely=False)
    sure = Confidence.sure if said < weights["asked-from"] - 2 else Confidence.likely
    return Reading(Act.evidence, sure, whole.weighed.because if whole else ("long",), evidence=message.text)


def _is_borne_out(lexicon: Lexicon, whole: MessagePart) -> bool:
    """Whether a rule names the act, and is sure or has the learned words on its side."""
    sure = whole.weighed.features["rule-sure"] or whole.learned >= lexicon.weights["words-from"]
    return whole.weighed.act not in {"", LEAD_IN} and bool(sure)


def _is_link(text: str) -> bool:
    return "://" in text and len(text.split()) == 1


def _without_words(message: WeighedMessage) -> Reading:
    if not message.words.standard:
        return Reading(Act.ack, because=("no words",))
    return Reading(Act.evidence, because=("a link",), evidence=message.text)


def _asked(message: WeighedMessage, aside: MessagePart, *, likely: bool) -> Reading:
    """It is put where it most likely belongs until the answer comes."""
    act, weighed = _act(aside), aside.weighed
    first, other = (act, Act.evidence) if likely else (Act.evidence, act)
    return Reading(first, Confidence.unsure, weighed.because, evidence=message.text, other=other, topic=weighed.topic)


def _mixed(message: WeighedMessage, division: Division) -> Reading:
    weighed, rest = division.aside.weighed, division.rest
    evidence = without_opener(message.text[rest.start : rest.end].strip(), message.lexicon.classes["openers"])
    act = _act(division.aside)
    return Reading(Act.mixed, Confidence.likely, weighed.because, evidence=evidence, other=act, topic=weighed.topic)


def _act(part: MessagePart) -> Act:
    return Act(part.weighed.act) if part.weighed.act not in {"", LEAD_IN} else Act.ack


def divided(message: WeighedMessage) -> Division | None:
    """The best division of a message; where both its ends are asides, the second is cut off as well."""
    first = max(divisions(message, 0, len(message.text)), key=lambda one: one.score, default=None)
    if first is None or not first.is_plain(message.lexicon.weights):
        return first
    again = max(divisions(message, first.rest.start, first.rest.end), key=lambda one: one.score, default=None)
    if again is None or not again.is_plain(message.lexicon.weights):
        return first
    plainer = max((first.aside, again.aside), key=lambda part: (part.weighed.act != "ack", part.weighed.balance))
    return Division(plainer, again.rest, again.signs, again.score)


def divisions(message: WeighedMessage, start: int, end: int) -> list[Division]:
    """Every way to cut an aside off the front or the back of a piece of a message that is worth a look."""
    found = []
    for cut in message.cuts(start, end):
        make_way()
        front, back = (start, cut.end), (cut.start, end)
        found += [_division(message, cut, front, back), _division(message, cut, back, front)]
    return [division for division in found if division is not None]


def _division(message: WeighedMessage, cut: Cut, aside: tuple[int, int], rest: tuple[int, int]) -> Division | None:
    known = message.lexicon
    own, other = message.words.sliced(*aside).standard, message.words.sliced(*rest).standard
    if not 0 < len(own) <= _LONGEST_ASIDE or len(other) < _LEAST_EVIDENCE:
        return None
    signs = of_words(known, cut.kind, own, other, front=aside < rest)
    # Weighing by rules costs far more than what was learned of words, and comes last.
    if score(known, "cut", signs) < _LEAST_BY_WORDS or (signs["words"] < _LEAST_ASIDE and not message.speaks(own)):
        return None
    one, two = message.part(*aside), message.part(*rest)
    if one is None or two is None:
        return None
    signs |= of_rules(message, one, two)
    return Division(one, two, signs, score(known, "cut", signs))
