"""What speaks for a message being an aside, and for cutting one off: named signs, whose weights are data."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from flows.understanding.learned.learned_words import learned, signs_of, summed
from flows.understanding.lexicon import Lexicon
from flows.understanding.weighed_message import LONGEST_WHOLE, MessagePart, WeighedMessage

LEAD_IN = "lead-in"
"""What rules call the words before evidence that say only that it comes: "here goes"."""
_ASKED = frozenset({"help", "about", "where", "count", "repeat", "human"})
_BEFORE_MORE = frozenset({"ack", "pause", "undo"})
_REPORTED_WITHIN = 9
"""Words after a question within which it is said who asks it."""
_ANSWERED_WITHIN = 6
"""Words after a question within which a yes answers it: "Am I my brother's keeper? In the care home, yes"."""


def score(lexicon: Lexicon, prefix: str, signs: Mapping[str, float]) -> float:
    """How much signs say together: above zero for an aside. Their weights stand under the prefix."""
    return sum(value * lexicon.weights.get(f"{prefix}-{name}", 0.0) for name, value in signs.items() if value)


def of_whole(message: WeighedMessage, whole: MessagePart) -> dict[str, float]:
    """The signs of a message as a whole."""
    features = whole.weighed.features
    parts = [part for piece in message.sentences if (part := message.part(piece.start, piece.end))]
    own = _together(whole)
    plainest = min((_together(part) for part in parts), default=own)
    return {
        "always": 1.0,
        "rules": _between(whole.weighed.balance, -6, 8),
        "words": _between(whole.learned, -6, 6),
        "plainest": min(0.0, _between(plainest, -6, 6) - _between(own, -6, 6)),
        "rule-sure": features["rule-sure"],
        "covers": float(whole.weighed.covers),
        "no-act": float(not whole.weighed.act),
        "turned": features["question-turned"],
        "tells": float(bool(features["work-strong"] or features["telling"])),
        "half": float(message.half),
        "open": float(message.open and not message.half),
        "several": float(len(parts) > 1),
        "short": float(len(whole.words.standard) <= 4),
    }


def of_words(
    lexicon: Lexicon, kind: str, aside: Sequence[str], rest: Sequence[str], *, front: bool
) -> dict[str, float]:
    """The signs for cutting an aside off what stays as evidence that can be told without weighing them by rules."""
    around = summed(lexicon.learned_cuts, around_cut(aside, rest, front=front))
    return {
        f"{kind}-{'front' if front else 'back'}": 1.0,
        "words": _between(learned(lexicon, aside), -4, 6),
        "border": _between(around, -8, 8),
        "one-word": float(len(aside) == 1),
        "long": float(len(aside) > 12),
        "rest-words": _between(learned(lexicon, rest[:LONGEST_WHOLE]), -6, 4),
        "rest-few": float(len(rest) < 4),
    }


def of_rules(message: WeighedMessage, aside: MessagePart, rest: MessagePart) -> dict[str, float]:
    """The other signs for such a cut."""
    front = aside.start < rest.start
    known, features = message.lexicon.classes, aside.weighed.features
    own, other = aside.words.standard, rest.words.standard
    asks = _asks(aside)
    following = other if front else ()
    return {
        "rules": _between(aside.weighed.balance, -4, 8),
        "covers": float(aside.weighed.covers),
        "no-act": float(not aside.weighed.act),
        "asked-unasked": float(aside.weighed.act in _ASKED and not asks and not aside.weighed.covers),
        "lead-in": float(aside.weighed.act == LEAD_IN),
        "turned": features["question-turned"],
        "tells": float(bool(features["work-strong"] or features["telling"])),
        "open-end": float(own[-1] in known["open-end"] and not features["question"] and not features["ended"]),
        "excuses": float(front and _excuses(aside)),
        "asks-at-work": float(front and asks and not _of_the_form(message, aside)),
        "reported": float(front and _reports(message, aside)),
        "answered": float(front and asks and _is_answered(message, aside, following)),
        "taken-up": float(bool(following) and following[0] in {*known["takes-up"], *known["points-back"]}),
        "echoed": float(own[0] == other[0] or (front and not asks and bool(_content(message, aside) & set(other)))),
        "resumed": float(bool(following) and following[0] in known["resumes"]),
        "rest-rules": _between(rest.weighed.balance, -8, 4),
        "rest-tells": float(bool(rest.weighed.features["work-strong"] or rest.weighed.features["telling"])),
        "rest-act": float(bool(rest.weighed.act)),
    }


def around_cut(aside: Sequence[str], rest: Sequence[str], *, front: bool) -> frozenset[str]:
    """What weights are learned for where an aside is cut off: its words and pairs, and the words around the cut."""
    before, after = (aside, rest) if front else (rest, aside)
    border = (f"{before[-1]} /", f"/ {after[0]}", f"{before[-1]} / {after[0]}", f"/ {' '.join(after[:2])}")
    return signs_of(aside) | frozenset(border)


def _together(part: MessagePart) -> float:
    return part.weighed.balance / 2 + part.learned


def _between(value: float, least: float, most: float) -> float:
    return max(least, min(most, value))


def _content(message: WeighedMessage, part: MessagePart) -> set[str]:
    return {word for word in part.words.standard if word not in message.lexicon.function_words}


def _asks(part: MessagePart) -> bool:
    """Whether it asks the bot for something, whatever it is about."""
    features = part.weighed.features
    return bool(features.get("asks") or features["question"] or features["wish-object"])


def _excuses(part: MessagePart) -> bool:
    """Whether it thanks, excuses or says that somebody is back or was away, as people do before they go on."""
    features = part.weighed.features
    by_rule = features["rule-sure"] or features["rule-likely"] or features["rule-hint"]
    return part.weighed.act in _BEFORE_MORE and bool(by_rule)


def _of_the_form(message: WeighedMessage, part: MessagePart) -> bool:
    """Whether a question has a word of the form, and none of people at work."""
    known, said = message.lexicon, set(part.words.standard)
    at_work = {*known.ours, *known.classes["asked-at-work"]}
    return bool({*known.form_words, *known.classes["this-form"]} & said) and not at_work & said


def _reports(message: WeighedMessage, part: MessagePart) -> bool:
    """Whether it or the rest says who says it: "Remind me, he says"."""
    rest = message.words.sliced(part.end, len(message.text)).standard[:_REPORTED_WITHIN]
    known = message.lexicon.classes
    told = any(one in known["others"] and verb in known["reports"] for one, verb in pairwise(part.words.standard))
    return told or bool(set(rest) & set(known["reports"]))


def _is_answered(message: WeighedMessage, part: MessagePart, following: tuple[str, ...]) -> bool:
    """Whether a question is answered at once, and so asks nobody."""
    known = message.lexicon.classes
    if following and following[0] in known["answers-at-once"]:
        return True
    return "yes" in following[:_ANSWERED_WITHIN]
