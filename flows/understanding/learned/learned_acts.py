"""What an aside asks for, or whether it is the answer, by what was learned of words beside what the rules read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import exp

from flows.understanding.learned.learned_words import signs_of
from flows.understanding.lexicon import Lexicon
from flows.understanding.speech_act import Act, Confidence, Reading
from flows.understanding.utterance import DETAIL_PROMPTS, EVIDENCE_PROMPTS, YES_NO_PROMPTS, PromptRole

_LENGTHS = (1, 2, 3, 5, 8, 12)
_LONGEST_REPLY = 25
"""Words of a message after a reminder that may be no evidence, where no rule says so."""
_GRAVE = frozenset({Act.erase, Act.stop_reminders, Act.undo})
"""Acts that take something away: they are not guessed at lightly."""


@dataclass(frozen=True, slots=True)
class ReadAside:
    """What is looked at: words at a prompt, and what the rules read in them."""

    prompt: PromptRole
    words: tuple[str, ...]
    asks: bool
    """Whether it ends in a question mark."""
    by_rules: Reading

    @property
    def kind(self) -> str:
        """The kind of prompt."""
        if self.prompt in EVIDENCE_PROMPTS:
            return "question"
        if self.prompt in DETAIL_PROMPTS:
            return "detail"
        return "yes-no" if self.prompt in YES_NO_PROMPTS else "menu"

    def signs(self) -> Iterator[str]:
        """What weights are learned for, each once."""
        kind, read, act = self.kind, self.by_rules, self.by_rules.act.value
        yield from signs_of(self.words)
        yield from (f"at: {self.prompt.value}", f"at: {kind}")
        if kind != "question":
            yield from (f"{kind}: {word}" for word in sorted(set(self.words)))
        if self.asks:
            yield from ("?", f"{kind}: ?")
        yield from (f"{kind}: over {length}" for length in _LENGTHS if len(self.words) > length)
        yield from (f"read: {act}", f"read: {act} {read.confidence.value}", f"{kind}: read {act}")
        yield f"{self.prompt.value}: read {act}"
        yield f"or: {read.other.value if read.other else 'nothing'}"
        if read.value:
            yield f"{kind}: value"
        if read.agrees is not None:
            yield f"{self.prompt.value}: {'yes' if read.agrees else 'no'}"


def chances(lexicon: Lexicon, aside: ReadAside) -> Mapping[Act, float]:
    """How likely each act is. At a question none of them is the answer: that is decided before."""
    scores: dict[str, float] = defaultdict(float)
    for sign in aside.signs():
        for act, weight in lexicon.learned_acts.get(sign, ()):
            scores[act] += weight
    if aside.kind == "question":
        scores.pop(Act.answer.value, None)
    most = max(scores.values(), default=0.0)
    shares = {Act(act): exp(score - most) for act, score in scores.items()}
    total = sum(shares.values())
    return {act: share / total for act, share in shares.items()}


def with_learned_act(lexicon: Lexicon, aside: ReadAside) -> Reading:
    """The reading of the rules, with the act that is likelier by what was learned.

    It changes no evidence of a question and no detail that the rules are sure of. What they take for a yes or a no may
    prove to be a wish, and never the other way round.
    """
    read, own = aside.by_rules, _may_change(aside)
    if own is None or not aside.words or not (found := chances(lexicon, aside)):
        return read
    likeliest = max(found, key=lambda act: (found[act], act.value))
    if likeliest in {own, Act.evidence} or found[likeliest] < lexicon.weights[_least(aside, own, likeliest)]:
        return read
    if likeliest is Act.answer:
        asked_for = aside.kind == "yes-no" or aside.prompt is PromptRole.register_part
        return replace(read, act=Act.answer, confidence=Confidence.unsure) if asked_for else read
    if read.other is own:
        return replace(read, other=likeliest, topic="")
    plain = found[likeliest] >= lexicon.weights["plain-act-from"]
    # Words that want nothing are kept as words that are no answer, and are never dropped as small talk on a guess.
    small = likeliest is Act.ack and aside.prompt is not PromptRole.reminder
    confidence = Confidence.unsure if small or (read.asks and not plain) else Confidence.likely
    if aside.kind == "question":
        confidence = read.confidence
    evidence = "" if own is Act.evidence else read.evidence
    return replace(read, act=likeliest, confidence=confidence, topic="", value="", agrees=None, evidence=evidence)


def _may_change(aside: ReadAside) -> Act | None:
    """The act that may prove to be another one; None where what the rules read stays."""
    read = aside.by_rules
    if read.value and read.confidence is Confidence.sure:
        return None
    if read.act is Act.evidence and aside.prompt is PromptRole.reminder:
        # A few words after a reminder are mostly about the reminder; a longer message is kept as evidence.
        return Act.evidence if len(aside.words) <= _LONGEST_REPLY else None
    return read.other if read.act in {Act.evidence, Act.mixed} else read.act


def _least(aside: ReadAside, own: Act, likeliest: Act) -> str:
    """The name of the least chance from which an act takes the place of the rules' own."""
    read = aside.by_rules
    # Where the rules know nothing of it, it may be evidence that was typed at the wrong place, and would be dropped.
    unknown = aside.kind in {"menu", "yes-no"} and own in {Act.answer, Act.ack} and read.agrees is None
    if unknown:
        return "unknown-act-from"
    if own is Act.evidence:
        return "plain-act-from"
    sure = read.confidence is Confidence.sure or likeliest in _GRAVE or likeliest is Act.answer
    return "sure-act-from" if sure else "act-from"
