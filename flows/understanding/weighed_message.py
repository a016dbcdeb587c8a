"""A message that was sent at a question, with its words weighed as a whole and in parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from flows.understanding.learned.learned_words import learned
from flows.understanding.lexicon import Lexicon
from flows.understanding.normalise import StandardWords
from flows.understanding.pieces import goes_on, is_half, sentences_of, soft_cuts
from flows.understanding.utterance import Utterance
from flows.understanding.weigh import Near, Weighed, near, speaks, weigh

LONGEST_WHOLE = 38
"""Words. A longer message is never an aside as a whole: only its ends are looked at."""
_MOST_CUTS = 4
"""Cuts from either end that are looked at."""
_MOST_BARE = 2
"""Cuts of each kind that are looked at where nothing parts two words."""
_LEAST_APART = 3.0
"""How far apart the learned words of two parts must be for a cut where nothing parts them."""


@dataclass(frozen=True, slots=True)
class MessagePart:
    """A piece of a message."""

    start: int
    end: int
    words: StandardWords
    weighed: Weighed
    learned: float
    """What its words say, as learned: above zero for an aside."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a message may be parted: the end of what stands before, the start of what follows, and what parts them."""

    end: int
    start: int
    kind: str
    """sentence, colon, comma, join, or bare where there is only a space."""


class WeighedMessage:
    """A message with its words, so that pieces of it can be weighed."""

    def __init__(self, lexicon: Lexicon, utterance: Utterance) -> None:
        self.lexicon = lexicon
        self.text = utterance.text
        self.words = lexicon.words_of(utterance.text)
        before = utterance.before or utterance.answer_end
        begins = goes_on(self.text, self.words.standard, lexicon.classes["goes-on"])
        self.half = begins or is_half(before, lexicon.classes["open-end"])
        """Whether it goes on with a sentence that was begun before."""
        self.open = bool(before) and before.rstrip()[-1:].isalnum()
        self.sentences = sentences_of(self.text)
        self._parts: dict[tuple[int, int], MessagePart | None] = {}

    @cached_property
    def near(self) -> Near:
        """The rules that may match it or a piece of it."""
        return near(self.lexicon, self.words.standard)

    def speaks(self, words: tuple[str, ...]) -> bool:
        """Whether a rule of an act speaks in words of it."""
        return speaks(self.lexicon, words, self.near)

    def part(self, start: int, end: int) -> MessagePart | None:
        """A piece of it, weighed; None where no word stands there."""
        if (start, end) not in self._parts:
            self._parts[start, end] = self._weighed(start, end)
        return self._parts[start, end]

    def whole(self) -> MessagePart | None:
        """All of it; None for one without words, and for one that is too long to be an aside."""
        if not 0 < len(self.words.standard) <= LONGEST_WHOLE:
            return None
        if len(self.sentences) == 1:
            return self.part(self.sentences[0].start, self.sentences[0].end)
        return self._weighed(0, len(self.text), single=False)

    def _weighed(self, start: int, end: int, *, single: bool = True) -> MessagePart | None:
        words = self.words.sliced(start, end)
        if not words.standard:
            return None
        said = self.text[start:end].rstrip()
        weighed = weigh(
            self.lexicon,
            words.standard[:LONGEST_WHOLE],
            self.near,
            question=said.endswith("?"),
            ended=said.endswith(".") and not said.endswith(".."),
            single=single,
        )
        return MessagePart(start, end, words, weighed, learned(self.lexicon, words.standard[:LONGEST_WHOLE]))

    def cuts(self, start: int, end: int) -> tuple[Cut, ...]:
        """Where a piece of it may be parted, in order: those that are nearest to its ends."""
        inside = [piece for piece in self.sentences if piece.start >= start and piece.end <= end]
        cuts = [Cut(one.end, two.start, "sentence") for one, two in pairwise(inside)]
        if len(self.words.sliced(start, end).standard) <= LONGEST_WHOLE:
            cuts += self._within_sentences(start, end)
        cuts.sort(key=lambda cut: (cut.end, cut.start))
        return tuple(cuts if len(cuts) <= 2 * _MOST_CUTS else (*cuts[:_MOST_CUTS], *cuts[-_MOST_CUTS:]))

    def _within_sentences(self, start: int, end: int) -> Iterator[Cut]:
        classes, text = self.lexicon.classes, self.text
        known = set()
        for first, last in soft_cuts(text, classes["joins"], classes["asks-next"]):
            if start < first and last < end:
                known.add(last)
                between = text[first : first + 1]
                kind = "colon" if between == ":" else "bare" if text[first:last].isspace() else "join"
                yield Cut(first, last, "comma" if between == "," and text[first:last].strip() == "," else kind)
        yield from (cut for cut in self._bare(start, end) if cut.start not in known)

    def _bare(self, start: int, end: int) -> Iterator[Cut]:
        """Where nothing parts two words, and what was learned of words says most for a cut."""
        words = self.words.sliced(start, end)
        said, weights = words.standard, self.lexicon.learned
        before, after = [0.0], [0.0]
        for n, word in enumerate(said):
            pair = weights.get(f"{said[n - 1]} {word}", 0.0) if n else weights.get(f"^ {word}", 0.0)
            before.append(before[-1] + weights.get(word, 0.0) + pair)
        for n, word in reversed(tuple(enumerate(said))):
            pair = weights.get(f"{word} {said[n + 1] if n + 1 < len(said) else '$'}", 0.0)
            after.append(after[-1] + weights.get(word, 0.0) + pair)
        after.reverse()
        apart = {
            n: (before[n] + weights.get(f"{said[n - 1]} $", 0.0)) - (after[n] + weights.get(f"^ {said[n]}", 0.0))
            for n in range(1, len(said))
            if words.starts[n] != words.starts[n - 1] and self.text[words.starts[n] - 1].isspace()
        }
        likely = sorted(apart, key=apart.__getitem__)
        for n in sorted({*likely[:_MOST_BARE], *likely[-_MOST_BARE:]}):
            first = words.starts[n]
            last = len(self.text[:first].rstrip())
            if abs(apart[n]) >= _LEAST_APART and self.text[last - 1].isalnum():
                yield Cut(last, first, "bare")
