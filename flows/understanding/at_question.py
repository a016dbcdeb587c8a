"""Reads a message that was sent at a question: evidence, something else, or both in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from flows.understanding.lexicon import Lexicon
from flows.understanding.normalise import StandardWords, standard_words
from flows.understanding.pieces import goes_on, is_half, sentences_of, soft_cuts, without_opener
from flows.understanding.speech_act import Act, Confidence, Reading
from flows.understanding.utterance import Utterance
from flows.understanding.weigh import Near, Weighed, near, speaks, weigh

_LONGEST_WHOLE = 38
"""Words. A longer message is never an aside as a whole: only its first and last sentences are looked at."""
_LONGEST_CLAUSE = 16
"""Words. A clause that is no evidence is shorter."""
_ASKED = frozenset({"help", "about", "where", "count", "repeat", "human"})
_REPORTED_WITHIN = 9
"""Words after a question within which it is said who asks it."""
_ANSWERED_WITHIN = 6
"""Words after a question within which a yes answers it: "Am I my brother's keeper? In the care home, yes"."""
_LEAD_IN = "lead-in"
_BEFORE_MORE = frozenset({"ack", "pause", "undo"})
_LONGEST_EXCUSE = 12
_ALONE = frozenset({"ack", "undo", "go_on"})
"""What one word before evidence may be: "thanks", "oops", "done"."""


@dataclass(frozen=True, slots=True)
class _MessagePart:
    start: int
    end: int
    words: StandardWords
    weighed: Weighed


class _Message:
    """A message with its words, so that pieces of it can be weighed."""

    def __init__(self, lexicon: Lexicon, utterance: Utterance) -> None:
        self.lexicon = lexicon
        self.text = utterance.text
        self.words = standard_words(utterance.text, lexicon.spellings, lexicon.phrases)
        begins = goes_on(self.text, self.words.standard, lexicon.classes["goes-on"])
        before = utterance.before or utterance.answer_end
        self.half = begins or is_half(before, lexicon.classes["open-end"])
        self.sentences = sentences_of(self.text)
        self._parts: dict[tuple[int, int], _MessagePart | None] = {}
        self.answered = False
        """Whether it asks something and answers it at once."""
        self.open = bool(before) and before.rstrip()[-1:].isalnum()

    @cached_property
    def near(self) -> Near:
        """The rules that may match it or a piece of it."""
        return near(self.lexicon, self.words.standard)

    def part(self, start: int, end: int) -> _MessagePart | None:
        """A piece of it, weighed; None where no word stands there."""
        if (start, end) not in self._parts:
            self._parts[start, end] = self._weighed(start, end)
        return self._parts[start, end]

    def speaks(self, start: int, end: int, most: int = _LONGEST_WHOLE) -> bool:
        """Whether a piece of it is short enough, and a rule of an act speaks in it."""
        words = self.words.sliced(start, end).standard
        return len(words) <= most and speaks(self.lexicon, words, self.near)

    def whole(self) -> _MessagePart | None:
        """All of it."""
        if len(self.sentences) == 1:
            return self.part(self.sentences[0].start, self.sentences[0].end)
        return self._weighed(0, len(self.text), single=False)

    def _weighed(self, start: int, end: int, *, single: bool = True) -> _MessagePart | None:
        words = self.words.sliced(start, end)
        if not words.standard:
            return None
        said = self.text[start:end].rstrip()
        weighed = weigh(
            self.lexicon,
            words.standard[:_LONGEST_WHOLE],
            self.near,
            question=said.endswith("?"),
            ended=said.endswith(".") and not said.endswith(".."),
            single=single,
        )
        return _MessagePart(start, end, words, weighed)


def whole_message(lexicon: Lexicon, utterance: Utterance) -> tuple[tuple[str, ...], Weighed] | None:
    """The words of a message as far as they are weighed, and how they weigh; None for one that is never an aside."""
    message = _Message(lexicon, utterance)
    whole = message.whole() if len(message.words.standard) <= _LONGEST_WHOLE else None
    return (whole.words.standard, whole.weighed) if whole else None


def read_at_question(lexicon: Lexicon, utterance: Utterance) -> Reading:
    """Reads a message at a question."""
    message = _Message(lexicon, utterance)
    text = message.text
    count = len(message.words.standard)
    if not count:
        return Reading(Act.ack, because=("no words",))
    whole = message.whole() if count <= _LONGEST_WHOLE else None
    both = None if message.half else _both(message, whole)
    if both is not None:
        return both
    if whole is None:
        return Reading(Act.evidence, Confidence.sure, ("long",), evidence=text)
    return _judged(message, whole.weighed)


def _judged(message: _Message, whole: Weighed) -> Reading:
    weights, text = message.lexicon.weights, message.text
    balance, because = min(whole.balance, _plainest_sentence(message)), whole.because
    # "done" after "I would never have done it before" is a whole message, whatever the last word was.
    half = message.half and not (whole.covers and whole.features["rule-sure"])
    context = {
        "half-sentence": half,
        "open-before": message.open and not half,
        "answered": message.answered,
    }
    for name, said in context.items():
        if said:
            balance += weights[name]
            because = (*because, f"{name} {weights[name]:+.1f}")
    act = Act(whole.act) if whole.act and whole.act != _LEAD_IN else Act.ack
    needed = weights["sure-from"] + (0 if whole.features["rule-sure"] else weights["less-than-sure"])
    if not whole.covers and (whole.features["work-strong"] or whole.features["telling"]):
        needed += weights["at-work"]
    at_work = message.answered or bool(whole.features["question-turned"]) or _tells(message)
    if balance >= needed and whole.act not in {"", _LEAD_IN} and not at_work:
        return Reading(act, Confidence.sure, because, topic=whole.topic)
    if balance >= weights["asked-from"]:
        # It is put where it most likely belongs: outside the answer from the middle up.
        likelier = act if balance >= weights["middle"] and whole.act else Act.evidence
        other = Act.evidence if likelier is not Act.evidence else act
        return Reading(likelier, Confidence.unsure, because, evidence=text, other=other, topic=whole.topic)
    last = None if message.half else _last_clause(message)
    if last is not None and last.weighed.act not in {"", _LEAD_IN} and last.weighed.balance >= weights["peel-from"] + 1:
        # "The girl in the office asks what I said about skin, put it up for me": what is wanted stands last.
        other = Act(last.weighed.act)
        return Reading(Act.evidence, Confidence.unsure, last.weighed.because, evidence=text, other=other)
    sure = Confidence.sure if balance < weights["asked-from"] - 2 else Confidence.likely
    return Reading(Act.evidence, sure, because, evidence=text)


def _plainest_sentence(message: _Message) -> float:
    """How plainly one of several sentences is no evidence; no limit where there is one, or one may be an aside.

    A rule may match over the end of a sentence: "and most days I do. I put my hand up" does not ask "do I put".
    """
    if len(message.sentences) == 1:
        return float("inf")
    parts = [part for piece in message.sentences if (part := message.part(piece.start, piece.end))]
    plainest = max((part.weighed.balance for part in parts), default=0.0)
    return plainest if plainest < message.lexicon.weights["asked-from"] else float("inf")


def _tells(message: _Message) -> bool:
    """Whether one of several sentences is plainly evidence."""
    if len(message.sentences) == 1:
        return False
    parts = (message.part(piece.start, piece.end) for piece in message.sentences)
    return any(part is not None and part.weighed.balance < message.lexicon.weights["asked-from"] - 1 for part in parts)


def _last_clause(message: _Message) -> _MessagePart | None:
    """The last sentence of several, or what stands after the last comma; None where that is the whole message."""
    end = len(message.text)
    if len(message.sentences) > 1:
        start = message.sentences[-1].start
    else:
        cuts = soft_cuts(message.text, message.lexicon.classes["joins"])
        start = cuts[-1][1] if cuts else 0
    part = message.part(start, end) if start and message.speaks(start, end, _LONGEST_CLAUSE) else None
    return part if part is not None and len(part.words.standard) > 1 else None


def _both(message: _Message, whole: _MessagePart | None) -> Reading | None:
    """A message of which one end is evidence and the other is not; None where it is all of one kind."""
    sentences = message.sentences
    if whole is not None and whole.weighed.features["question-turned"] and _begins_asking(message):
        return None
    if len(sentences) > 1 and any(message.speaks(piece.start, piece.end) for piece in (sentences[0], sentences[-1])):
        looked = sentences if len(sentences) <= 8 else (*sentences[:2], *sentences[-2:])
        parts = [part for piece in looked if (part := message.part(piece.start, piece.end))]
        sure_from = message.lexicon.weights["sure-from"]
        all_looked = len(looked) == len(sentences) and bool(parts)
        if all_looked and all(part.weighed.balance >= sure_from and _by_rule(part.weighed) for part in parts):
            best = max((part.weighed for part in parts), key=lambda one: (one.act != "ack", one.balance))
            return Reading(Act(best.act or "ack"), Confidence.sure, best.because, topic=best.topic)
        found = _ends(message, parts) if len(parts) > 1 else None
        if found is not None:
            return found
    if len(message.words.standard) <= _LONGEST_WHOLE:
        return _clauses(message)
    return None


def _begins_asking(message: _Message) -> bool:
    """Whether its first sentence has the shape of a question, or there is but one."""
    if len(message.sentences) == 1:
        return True
    first = message.part(message.sentences[0].start, message.sentences[0].end)
    return first is not None and (message.sentences[0].question or bool(first.weighed.features.get("asks")))


def _ends(message: _Message, parts: Sequence[_MessagePart]) -> Reading | None:
    front, back = 0, len(parts)
    while front < back and _goes_before(message, parts, front):
        if front + 1 < back and _one_text(message, parts[front], parts[front + 1]):
            return None
        if _answers_itself(message, parts, front):
            message.answered = True
            return None
        front += 1
    while back > front and _peels(message, parts[back - 1]):
        last = parts[back - 1]
        goes_on = last.words.standard[0] in message.lexicon.classes["takes-up"] or not _asks(last)
        if back - 1 > front and goes_on and _one_text(message, parts[back - 2], last):
            break
        back -= 1
    rest, peeled = parts[front:back], [*parts[:front], *parts[back:]]
    if not rest or not peeled:
        return None
    if front and not _excuses(message, parts[0]) and any(part.weighed.features["question-turned"] for part in rest):
        # "Go back. Knock again. This is what I tell young carers": the wish is what is told.
        return None
    plainest = max(peeled, key=lambda one: one.weighed.balance)
    aside = plainest.weighed
    lowest = min(part.weighed.balance for part in rest)
    # "Jean needs me. I'll finish this after the meds": two sentences about one thing.
    near = message.lexicon.weights["asked-from"] - 1.5
    alike = {part.weighed.act for part in rest if part.weighed.balance >= near} & {part.weighed.act for part in peeled}
    alike -= {""}
    said = sum(len(part.words.standard) for part in rest)
    if alike or said < 3 or lowest >= message.lexicon.weights["asked-from"]:
        return _aside_with_more(message, aside, lowest)
    return _mixed(message, rest[0].start, rest[-1].end, plainest)


def _one_text(message: _Message, part: _MessagePart, following: _MessagePart) -> bool:
    """Whether the next sentence takes up a word of this one: "Yes and no. Yes for the medicines"."""
    known = message.lexicon
    said = {word for word in part.words.standard if word not in known.function_words}
    first = following.words.standard[0]
    echoes = first == part.words.standard[0] and first not in known.asked_of
    if first in known.classes["takes-up"]:
        return True
    if part.weighed.features["wish-object"] and part.words.standard[0] in following.words.standard:
        # "Send it back. If a plan is no good I send it back": the wish is told of.
        return True
    if _excuses(message, part):
        return echoes
    return not _asks(part) and (echoes or bool(said & set(following.words.standard)))


def _asks(part: _MessagePart) -> bool:
    """Whether it asks the bot for something, whatever it is about."""
    features = part.weighed.features
    return bool(features.get("asks") or features["question"] or features["wish-object"])


def _goes_before(message: _Message, parts: Sequence[_MessagePart], at: int) -> bool:
    part = parts[at]
    return _excuses(message, part) or (_peels(message, part) and _is_apart(message, parts, at))


def _is_apart(message: _Message, parts: Sequence[_MessagePart], at: int) -> bool:
    """Whether a sentence at the front is no evidence: a rule says so, or what follows begins with "anyway"."""
    after = parts[at + 1].words.standard[0] if at + 1 < len(parts) else ""
    return _by_rule(parts[at].weighed) or after in message.lexicon.classes["resumes"]


def _aside_with_more(message: _Message, aside: Weighed, lowest: float) -> Reading | None:
    """A sure aside beside words that say little: "ask me again, I was not listening". Where they tell much, it asks."""
    if aside.act == _LEAD_IN or aside.balance < message.lexicon.weights["sure-from"]:
        return None
    sure = lowest >= message.lexicon.weights["middle"]
    return Reading(
        Act(aside.act),
        Confidence.sure if sure else Confidence.unsure,
        aside.because,
        evidence="" if sure else message.text,
        other=None if sure else Act.evidence,
        topic=aside.topic,
    )


def _by_rule(weighed: Weighed) -> bool:
    """Whether a rule of an act speaks, and not only the shape of a question."""
    return bool(weighed.features["rule-sure"] or weighed.features["rule-likely"] or weighed.features["rule-hint"])


def _excuses(message: _Message, part: _MessagePart) -> bool:
    """Whether it thanks, excuses or says that somebody is back or was away, as people do before they go on."""
    weighed = part.weighed
    told = weighed.features["question-turned"] or weighed.features["work-strong"] or weighed.features["telling"]
    mild = weighed.act in _BEFORE_MORE and _by_rule(weighed) and not told
    words, known = part.words.standard, message.lexicon
    few = 1 < len(words) <= _LONGEST_EXCUSE and words[-1] not in known.classes["open-end"]
    least = known.weights["greeted-from" if words[0] in known.classes["greets"] else "excused-from"]
    return mild and few and weighed.balance >= least


def _peels(message: _Message, part: _MessagePart) -> bool:
    weighed = part.weighed
    plain = weighed.covers or _asks(part)
    if weighed.act in _ASKED and not plain:
        # "That is the evidence": a rule of a question speaks, and nothing asks.
        return False
    if (
        not weighed.act
        or weighed.features["question-turned"]
        or weighed.balance < message.lexicon.weights["peel-from"] + (0 if plain else 1)
    ):
        return False
    open_end = part.words.standard[-1] in message.lexicon.classes["open-end"]
    if open_end and not weighed.features["question"] and not weighed.features["ended"]:
        # "Hello my name is": what comes next belongs to it.
        return weighed.act not in {"ack", "lead-in"}
    alone = weighed.act in _ALONE and part.words.standard[0] not in message.lexicon.classes["soft-first"]
    return len(part.words.standard) > 1 or alone


def _answers_itself(message: _Message, parts: Sequence[_MessagePart], at: int) -> bool:
    """Whether a question is answered at once, and so asks nobody; one that speaks to the bot is not."""
    part, following = parts[at], parts[at + 1 :]
    said = [word for one in following for word in one.words.standard]
    if said and said[0] in message.lexicon.classes["resumes"]:
        return False
    if said and said[0] in {*message.lexicon.classes["points-back"], *message.lexicon.classes["answers-at-once"]}:
        return True
    if "yes" in said[:_ANSWERED_WITHIN]:
        return True
    if part.weighed.act not in _ASKED or message.lexicon.form_words & set(part.words.standard):
        return False
    return len(said) < 6 or not message.lexicon.asked_of & set(part.words.standard)


def _clauses(message: _Message) -> Reading | None:
    """A sentence that begins or ends in a clause that is no evidence."""
    end = len(message.text)
    beside: tuple[Weighed, float] | None = None
    known = message.lexicon
    cuts = soft_cuts(message.text, known.classes["joins"], known.classes["asks-next"])
    for last, first in cuts if len(cuts) <= 3 else (*cuts[:2], cuts[-1]):
        if not message.speaks(0, last, _LONGEST_CLAUSE) and not message.speaks(first, end, _LONGEST_CLAUSE):
            continue
        one, other = message.part(0, last), message.part(first, end)
        if one is None or other is None:
            continue
        at_colon = message.text[last : last + 1] in {":", " "}
        if len(message.sentences) > 1 and not at_colon:
            # In a message of several sentences, a comma parts the items of a list.
            continue
        # "I was scared before but not now": a short end after a joining word belongs to its sentence.
        run_on = message.text[last:first].isspace()
        if run_on and (not other.weighed.covers or one.words.standard[-1] in known.reports | known.function_words):
            continue
        joined = message.text[last : last + 1] == " " and len(other.words.standard) < 3
        if one.words.standard[0] == other.words.standard[0] and not _asks(one):
            # "My spelling is bad but my thinking isn't": two halves of one thought.
            continue
        for aside, rest in ((one, other), (other, one)):
            may_end = aside.weighed.act not in {"ack", _LEAD_IN} or aside.words.standard[0] in known.classes["greets"]
            if aside is other and (joined or not may_end or message.text[last : last + 1] == ":"):
                # "I learned a respectful way: may I check this with you?": what a colon leads to is told.
                continue
            if not _clause_peels(message, aside, at_colon=at_colon):
                continue
            if _is_evidence(message, rest, at_colon=at_colon):
                return _mixed(message, rest.start, rest.end, aside)
            if aside.weighed.covers and (beside is None or _plainer(aside.weighed, beside[0])):
                of_work = rest.weighed.features["work-strong"]
                beside = aside.weighed, min(rest.weighed.balance, 0.0) if of_work else rest.weighed.balance
    return _aside_with_more(message, *beside) if beside else None


def _plainer(one: Weighed, other: Weighed) -> bool:
    """Whether the first says more plainly what is wanted: a wish says more than a greeting beside it."""
    return (one.act != "ack", one.balance) > (other.act != "ack", other.balance)


def _clause_peels(message: _Message, part: _MessagePart, *, at_colon: bool) -> bool:
    said = part.weighed.covers or part.weighed.act == _LEAD_IN or (at_colon and _asks(part))
    return said and _peels(message, part) and len(part.words.standard) > 1


def _is_evidence(message: _Message, part: _MessagePart, *, at_colon: bool) -> bool:
    few = len(part.words.standard) < 4
    below = message.lexicon.weights["asked-from"] - (0 if at_colon else 1)
    features = part.weighed.features
    tells = features["work-strong"] + features["telling"] + features["work-plain"] / 2 >= 1
    return not few and not part.weighed.act and part.weighed.balance < below and (tells or at_colon)


def _mixed(message: _Message, start: int, end: int, aside: _MessagePart) -> Reading:
    act = Act(aside.weighed.act) if aside.weighed.act != _LEAD_IN else Act.ack
    because, topic = aside.weighed.because, aside.weighed.topic
    if not _is_plainly_aside(message, aside, front=aside.start < start):
        # Cut in silence, words of an answer would be lost.
        return Reading(Act.evidence, Confidence.unsure, because, evidence=message.text, other=act, topic=topic)
    evidence = without_opener(message.text[start:end].strip(), message.lexicon.classes["openers"])
    return Reading(Act.mixed, Confidence.likely, because, evidence=evidence, other=act, topic=topic)


def _reports(message: _Message, part: _MessagePart) -> bool:
    """Whether it or the rest says who says it, or takes it up: "Remind me, he says", "that is what I say"."""
    rest = message.words.sliced(part.end, len(message.text)).standard[:_REPORTED_WITHIN]
    known, own = message.lexicon.classes, part.words.standard
    told = any(one in known["others"] and verb in known["reports"] for one, verb in pairwise(own))
    return told or bool(set(rest) & set(known["reports"])) or (bool(rest) and rest[0] in known["points-back"])


def _is_plainly_aside(message: _Message, part: _MessagePart, *, front: bool) -> bool:
    """Whether a piece is surely no evidence: a question about the form, a sure rule, or much that speaks for it."""
    weighed = part.weighed
    if weighed.act == _LEAD_IN:
        return True
    if front and (weighed.features["question"] or weighed.features.get("asks")):
        # "Where are we? He asks it at each door": only a question about the form is surely none of somebody at work.
        known, said = message.lexicon, set(part.words.standard)
        about = {*known.form_words, *known.classes["this-form"]}
        at_work = {*known.ours, *known.classes["asked-at-work"]}
        return bool(about & said) and not at_work & said and not _reports(message, part)
    if front and _reports(message, part):
        return False
    if front and _excuses(message, part):
        return True
    return _asks(part) or weighed.balance >= message.lexicon.weights["plain-from"]
