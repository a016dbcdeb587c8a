"""A text with its words, those of them marked that name somebody known to all."""

import re

from flows.rules.details import detail_words as cues
from flows.rules.details.detail_tokens import NOBODY, Word
from flows.rules.details.names.name_lists import (
    ACRONYMS,
    NAMED_AFTER,
    PUBLIC_PEOPLE,
    SMALL_SURNAMES,
    WRITERS,
    is_given,
    is_surname,
)
from flows.rules.details.word_sets import PATTERNS, listed, word_set


class NamedText:
    """One text with its words. Past the ends there are words of nothing."""

    def __init__(self, text: str, words: list[Word], index: dict[str, list[int]]) -> None:
        self.text = text
        self.words = words
        self.index = index
        self.capitals = [i for i, word in enumerate(words) if word.text[0].isupper()]
        self.free = [False] * len(self.words)
        """Words that name nobody, whatever they look like."""
        self._free_the_public()

    def every(self, wanted: frozenset[str]) -> list[int]:
        """Where any of the wanted words stands, in order."""
        return sorted(i for low in wanted.intersection(self.index) for i in self.index[low])

    def at(self, i: int) -> Word:
        """The word of this number."""
        return self.words[i] if 0 <= i < len(self.words) else NOBODY

    def next_to(self, i: int) -> Word:
        """The word after this one, if only a space stands between."""
        after = self.at(i + 1)
        return after if after.is_next else NOBODY

    def before(self, i: int) -> Word:
        """The word before this one, if only a space stands between."""
        return self.at(i - 1) if self.at(i).is_next else NOBODY

    def owned(self, i: int) -> bool:
        """Whether "'s" follows."""
        end = self.at(i).end
        return self.text[end : end + 2] in ("'s", "\u2019s", "'S", "\u2019S")

    def own(self, i: int) -> Word:
        """What belongs to the word: the one after its "'s"."""
        return self.at(i + 1 if self.at(i + 1).low != "s" else i + 2)

    def _free_the_public(self) -> None:  # noqa: C901, PLR0912 - one kind of public name after another
        spans: list[tuple[int, int]] = []
        seen = self.index.keys()
        for i in self.every(_BEGINS):
            word = self.words[i]
            if word.low in _SAYING_BEGINS and (said := PATTERNS["sayings"].match(self.text, word.start)):
                spans.append(said.span())
            by = PATTERNS["by somebody"].match(self.text, word.start) if word.low in _WORK_BEGINS else None
            if by and not (word.low == "by" and _did_it(self.before(i).low)):
                spans.append(by.span("who"))
            if word.low in _SINGS and (song := PATTERNS["song"].match(self.text, word.start)):
                spans.append(song.span("title"))
        if not _WRITING.isdisjoint(seen) or re.search(r"(?:19|20)[0-9]{2}", self.text):
            spans += [m.span("who") for m in PATTERNS["wrote"].finditer(self.text)]
        if not _WORK_WORDS.isdisjoint(seen) and re.search(r"['\u2019]", self.text):
            spans += [m.span("who") for m in PATTERNS["somebodys"].finditer(self.text)]
        if re.search(r"[\u201c\"\u2018]", self.text):
            spans += [m.span() for m in PATTERNS["quoted title"].finditer(self.text)]
        if spans:
            spans.sort()
            at = 0
            for i, word in enumerate(self.words):
                while at < len(spans) and spans[at][1] <= word.start:
                    at += 1
                self.free[i] = at < len(spans) and any(s <= word.start < e for s, e in spans[at : at + 6])
        behind = [i - 1 for i in self.every(_BEHIND) if i]
        for i in sorted({*behind, *self.every(_FIRST_OF_TWO)}):
            word, after = self.words[i], self.at(i + 1)
            if after.low in WRITERS:
                self._free(i + 1)
            if (word.low, after.low) in PUBLIC_PEOPLE or (
                after.low in WRITERS and (word.capital or is_given(word.low))
            ):
                self._free(i, i + 1)
            elif (
                len(word.text) > 1
                and after.low in NAMED_AFTER
                and after.start - word.end <= 3
                and (word.capital or self.owned(i))
            ):
                # "Robert Gordon University", "Martha's Rule": the capitals before it belong to it.
                about = self.before(i).low == "the" and after.low in _OF_THE_PUBLIC
                if after.low in _ANYBODYS and not (after.capital or about):
                    continue
                start = i
                while start > 0 and start > i - 4 and self.at(start - 1).capital and self.at(start).is_next:
                    start -= 1
                self._free(*range(start, i + 2))

        for i in self.every(_NO_PERSON):
            # "Henry the hoover", "our cat Tibby", "a dog called Bruno"
            back = 2 if self.before(i).low == "the" else 0
            called = 2 if self.next_to(i).low in ("called", "named", "is", "was") else 1
            called += self.next_to(i + 1).low in ("called", "named") and called == 2
            if back and self.at(i - back).capital:
                self._free(i - back)
            if self.at(i + called).capital and self.at(i + called).gap in (" ", ", "):
                self._free(i + called)

    def _free(self, *indices: int) -> None:
        for i in indices:
            if 0 <= i < len(self.free):
                self.free[i] = True


_NO_PERSON = listed("no persons")
"""Animals and things that are given a name of their own."""
_ANYBODYS = listed("anybodys")
"""What people have or do as well ("Jean's care plan"), so that it counts as a public name with a capital only."""
_OF_THE_PUBLIC = listed("of the public")
"""With "the" before the name: "the Francis report"."""
_SINGS = word_set("sang sing sings sung singing hum hums hummed humming song songs tune hymn hymns")
_DONE_HERE = listed("done here")
_MADE = listed("made")


def _did_it(verb: str) -> bool:
    """Whether somebody present did it, "shown by Sister Rose", and not an author: "devised by Gibbs"."""
    return (verb.endswith("ed") and verb not in _MADE) or verb in _DONE_HERE


_FIRST_OF_TWO = frozenset(first for first, *_ in PUBLIC_PEOPLE)
_WRITING = frozenset({"writes", "wrote", "argues", "argued", "et"})
_WORK_WORDS = frozenset(
    word for ending in ("s?", "?") for word in re.findall(r"[a-z]+", PATTERNS["works"].pattern.replace(ending, ""))
)
_WORK_BEGINS = _WORK_WORDS | listed("work begins")
_SAYING_BEGINS = frozenset(re.findall(r"(?:^|\|)([a-z]+)", re.sub(r"\([^()]*\)", "", PATTERNS["sayings"].pattern)))
_BEGINS = _SAYING_BEGINS | _WORK_BEGINS | _SINGS
_BEHIND = NAMED_AFTER | WRITERS
_BEHIND_A_NAME = cues.NO_NAMES | NAMED_AFTER | cues.HUMAN_VERBS | cues.TITLES - {"doc"}
JOINED_INITIAL = re.compile(r"\.?[ \t\u00a0]{0,3}")


def name_end(words: NamedText, i: int) -> int:
    """Where a name ends that begins at word i: surnames and middle initials behind it are taken in."""
    first, end = words.at(i), words.at(i).end
    for j in range(i + 1, i + 4):
        word = words.at(j)
        joined = word.is_next or (
            len(words.at(j - 1).text) == 1 and bool(JOINED_INITIAL.fullmatch(word.gap)) and word.gap != ""
        )
        if not joined or words.owned(j - 1) or (j < len(words.free) and words.free[j]):
            break
        if not first.capital and (
            not is_surname(word.low) or word.low in cues.HUMAN_VERBS or word.low in SMALL_SURNAMES
        ):
            break
        if first.capital and not (word.capital or word.low in ("van", "de", "von", "der", "bin", "al", "da")):
            break
        if word.low in _BEHIND_A_NAME:
            break
        if word.shouted and not first.shouted and word.low in ACRONYMS:
            break
        if word.capital or not first.capital:
            end = word.end
    return end
