"""Finds names of people, initials and nicknames in a text, by lists of names and by the words around them.

At each word that may matter a fixed number of its neighbours is looked at: the time grows with the length alone.
"""

import re
from collections.abc import Iterable, Iterator

from flows.rules.details import detail_words as cues
from flows.rules.details.detail_kinds import Kind, Spans, Why
from flows.rules.details.detail_tokens import NOBODY, Word, fold
from flows.rules.details.given_names import GIVEN_NAMES, MONTH_NAMES, PLACE_NAMES, SURNAMES, WORD_NAMES
from flows.rules.details.public_names import ACRONYMS, NAMED_AFTER, PLACES, PUBLIC_PEOPLE, SAYINGS, WORKS, WRITERS
from flows.rules.details.word_sets import word_set

_JOINED_INITIAL = re.compile(r"\.?[ \t\u00a0]{0,3}")


def _is_given(low: str) -> bool:
    first = low.split("-", maxsplit=1)[0]
    return low in GIVEN_NAMES or (first != low and (first in GIVEN_NAMES or first in WORD_NAMES))


def _is_surname(low: str) -> bool:
    if low in SURNAMES or low in WRITERS:
        return True
    if "-" in low:
        return low.rsplit("-", maxsplit=1)[-1] in SURNAMES or low.split("-", maxsplit=1)[0] in SURNAMES
    return (
        len(low) > 4 and (low.startswith(("mc", "o'")) or (low.startswith("mac") and low not in _NOT_MAC))
    ) or low.endswith(_ENDINGS)


_NOT_MAC = word_set(
    """
    machine machines macaroni macho macro macbook macmillan mackerel macabre macaroons macular maccies machinery
    """
)
_ENDINGS = ("owski", "owska", "ewicz", "escu", "enko", "czyk", "chuk", "sson")


class _Text:
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
        return sorted(i for low in self.index.keys() & wanted for i in self.index[low])

    def at(self, i: int) -> Word:
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

    def _free_the_public(self) -> None:  # noqa: C901, PLR0912 - one kind of public name after another
        spans: list[tuple[int, int]] = []
        seen = self.index.keys()
        for i in self.every(_BEGINS):
            word = self.words[i]
            if word.low in _SAYING_BEGINS and (said := SAYINGS.match(self.text, word.start)):
                spans.append(said.span())
            if word.low in _WORK_BEGINS and (by := _BY_SOMEBODY.match(self.text, word.start)):
                spans.append(by.span("who"))
        if not _WRITING.isdisjoint(seen) or re.search(r"(?:19|20)[0-9]{2}", self.text):
            spans += [m.span("who") for m in _WROTE.finditer(self.text)]
        if not _WORK_WORDS.isdisjoint(seen) and re.search(r"['\u2019]", self.text):
            spans += [m.span("who") for m in _SOMEBODYS.finditer(self.text)]
        if re.search(r"[\u201c\"\u2018]", self.text):
            spans += [m.span() for m in _QUOTED_TITLE.finditer(self.text)]
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
                after.low in WRITERS and (word.capital or _is_given(word.low))
            ):
                self._free(i, i + 1)
            elif after.low in NAMED_AFTER and after.start - word.end <= 3 and (word.capital or self.owned(i)):
                # "Robert Gordon University", "Martha's Rule": the capitals before it belong to it.
                if after.low in _ANYBODYS and not after.capital:
                    continue
                start = i
                while start > 0 and start > i - 4 and self.at(start - 1).capital and self.at(start).is_next:
                    start -= 1
                self._free(*range(start, i + 2))

    def _free(self, *indices: int) -> None:
        for i in indices:
            if 0 <= i < len(self.free):
                self.free[i] = True


_ANYBODYS = word_set(
    """
    house lodge
    plan role roles needs day days week month test act promise group style kit practice prayer project model
    training guide cup school church park programme bar window reflection chain support campaign centre policy
    survey appeal tools stick circle report review reviews cream burn bridge assessment approach brief cycle screen
    law concept exercise games exercise course curve course inn hotel
    """
)
"""What people have or do as well ("Jean's care plan"), so that it counts as a public name with a capital only."""

_NAME = r"[A-Z][\w'\u2019.-]{0,20}"
_NAMES = rf"{_NAME}(?:[ \u00a0](?:and |& )?{_NAME}){{0,3}}"
_BY_SOMEBODY = re.compile(
    rf"\b(?i:(?:{WORKS}|author|authors|writer|theorist|psychologist|researcher|professor|prof|quoted?|quoting"
    rf"|cites?|according to|written|read|reading)"
    rf"(?: [a-z]{{2,12}}){{0,3}}? (?:by|of|from)|by|author|authors|writer|theorist|professor|prof\.?"
    rf"|according to|read|reading|quoting|film|novel|song)\s"
    rf"[\u201c\"']?(?P<who>{_NAMES})(?![\w'\u2019])(?=[^\w]|$)"
)
_WROTE = re.compile(
    rf"(?<![\w.'])(?!(?:Mrs?|Ms|Miss|Cllr|Nurse|Sister)\b)(?P<who>{_NAMES})"
    r"(?:\s(?:writes (?:about|that|in|of|how)|wrote (?:about|[A-Z\u201c\"])|argues|argued that|et al)"
    r"|,?\s\(?(?:19|20)[0-9]{2}[a-z]?\))"
)
_SOMEBODYS = re.compile(rf"(?P<who>{_NAMES})['\u2019]s?\s(?:[a-z0-9]+\s){{0,2}}?(?:{WORKS})\b")
_FIRST_OF_TWO = frozenset(first for first, *_ in PUBLIC_PEOPLE)
_WRITING = frozenset({"writes", "wrote", "argues", "argued", "et"})
_WORK_WORDS = frozenset(re.findall(r"[a-z]+", WORKS.replace("s?", "")) + re.findall(r"[a-z]+", WORKS.replace("?", "")))
_WORK_BEGINS = _WORK_WORDS | word_set(
    """
    author authors writer theorist psychologist researcher professor prof quote quoted quoting cites cite according
    written read reading by film novel song
    """
)
_SAYING_BEGINS = frozenset(re.findall(r"(?:^|\|)([a-z]+)", re.sub(r"\([^()]*\)", "", SAYINGS.pattern)))
_BEGINS = _SAYING_BEGINS | _WORK_BEGINS
_BEHIND = NAMED_AFTER | WRITERS
_QUOTED_TITLE = re.compile(
    r"[\u201c\"\u2018](?:[A-Z][\w'\u2019-]*[ ,:]{1,2})(?:(?:[A-Z][\w'\u2019-]*|of|the|a|and|in|is|for|to|at"
    r"|with)[ ,:?!]{0,2}){1,8}[\u201d\"\u2019]"
)


def names(text: str, found: list[Word], index: dict[str, list[int]]) -> Iterator[tuple[Kind, int, int, Why]]:
    """Every likely name, the surest reason first. Spans may overlap; the first to claim a word keeps it."""
    words = _Text(text, found, index)
    for find in (_titled, _introduced, _known, _related, _acting, _initials):
        yield from find(words)


def _end(words: _Text, i: int, *, most: int = 3) -> int:
    """Where a name ends that begins at word i: surnames and middle initials behind it are taken in."""
    first, end = words.at(i), words.at(i).end
    for j in range(i + 1, i + 1 + most):
        word = words.at(j)
        joined = word.is_next or (
            len(words.at(j - 1).text) == 1 and bool(_JOINED_INITIAL.fullmatch(word.gap)) and word.gap != ""
        )
        if not joined or words.owned(j - 1) or (j < len(words.free) and words.free[j]):
            break
        if not first.capital and (
            not _is_surname(word.low) or word.low in cues.HUMAN_VERBS or word.low in _SMALL_WORDS
        ):
            break
        if first.capital and not (word.capital or word.low in ("van", "de", "von", "der", "bin", "al", "da")):
            break
        if (
            word.low in cues.NO_NAMES
            or word.low in NAMED_AFTER
            or word.low in cues.HUMAN_VERBS
            or word.low in cues.TITLES - {"doc"}
        ):
            break
        if word.shouted and not first.shouted and word.low in ACRONYMS:
            break
        if word.capital or not first.capital:
            end = word.end
    return end


_SMALL_WORDS = word_set(
    """
    black bird blue brown cook hood hope love park main long small rough smart sharp wood woods walls waters bell
    booth bruce green grey grieve kind little low love may rice steel ward young white fisher fox garden gardiner
    hay herd hill hogg hunter king knight lamb lang marshall mason orr penman brand banks elder dick cross
    """
)


def _titled(words: _Text) -> Iterator[tuple[Kind, int, int, Why]]:  # noqa: C901, PLR0912 - one exception after another, each a line
    """Names after a title, and initials after one: "Nurse Mary", "Cllr Reid", "Mrs C"."""
    for i in words.every(cues.TITLES):
        title = words.at(i)
        if words.free[i]:
            continue
        if title.low in ("ms", "pc", "di", "dc") and title.text == title.low:
            continue
        j = i + 1
        name = words.at(j)
        if not re.fullmatch(r"\.?[ \t\u00a0]{1,3}|\.", name.gap):
            continue
        start = i
        while (
            len(name.text) == 1
            and name.capital
            and words.at(j + 1).capital
            and _JOINED_INITIAL.fullmatch(words.at(j + 1).gap)
        ):
            if len(words.at(j + 1).text) > 1 and words.at(j + 1).low in cues.NO_NAMES:
                break
            j += 1
            name = words.at(j)
        if len(name.text) == 1 or (len(name.text) == 2 and name.shouted):
            if (
                title.low in cues.TITLES_ALONE
                and (title.capital or title.low in ("mr", "mrs"))
                and name.capital
                and name.text != "I"
            ):
                yield Kind.initials, words.at(start).start, name.end, Why.title
            continue
        if j < len(words.free) and words.free[j]:
            continue
        known = _is_given(name.low) or name.low in WORD_NAMES or name.low in PLACE_NAMES or _is_surname(name.low)
        if name.low in cues.NOT_AFTER_A_TITLE or (name.low in cues.NO_NAMES and not known):
            continue
        if title.shouted and title.low == "mr" and name.low in ("scan", "scans"):
            continue
        verb = title.low in ("miss", "nurse", "doctor", "master", "minister", "lord") and not title.capital
        typed_small = title.low in ("mr", "mrs", "mister", "cllr") and name.low not in cues.HUMAN_VERBS
        if not name.capital and not known and not typed_small:
            # Mr and Mrs need no capital after them, as people type on a phone.
            continue
        if not title.capital and (title.low in cues.TITLES_WITH_CAPITAL_ONLY or verb) and not known:
            continue
        if (
            not title.capital
            and title.low == "miss"
            and words.before(i).low
            in ("i", "we", "you", "they", "will", "to", "not", "don't", "didn't", "never", "really")
        ):
            continue
        if (
            not name.capital
            and name.low in _SMALL_WORDS | {"hope", "will", "may", "trust", "mark"}
            and title.low not in ("mr", "mrs")
        ):
            continue
        yield Kind.named_person, words.at(start).start, _end(words, j), Why.title


_CALLING = frozenset({"called", "named", "nicknamed", "dubbed", "christened"})


_GIVING_A_NAME = _CALLING | word_set(
    """
    call calls calling known kent knows ken answers name names goes i'm im signed am i
    """
)


def _introduced(words: _Text) -> Iterator[tuple[Kind, int, int, Why]]:  # noqa: C901, PLR0912 - one phrase after another, each a line
    """Names that are given as such: "a lady named Betty", "her name is Isla", "they call him Tiny"."""
    for i in words.every(_GIVING_A_NAME):
        word = words.at(i)
        name = -1
        kind = Kind.named_person
        if word.low in _CALLING and words.before(i) is not NOBODY:
            near = {words.at(i - back).low for back in (1, 2, 3)}
            if near & cues.PEOPLE_SPOKEN_OF or word.low == "nicknamed":
                name = i + 1
            if word.low == "nicknamed" or (word.low == "called" and near & {"he's", "she's", "gets", "always"}):
                kind = Kind.nickname
            if words.at(name).low in ("him", "her"):
                name = i + 2
        elif word.low in ("call", "calls", "called", "calling") and words.at(i + 1).low in ("him", "her", "them", "me"):
            name, kind = i + 2, Kind.nickname
        elif word.low in ("known", "kent", "knows", "ken") and "as" in (words.at(i + 1).low, words.at(i + 2).low):
            name, kind = (i + 2 if words.at(i + 1).low == "as" else i + 3), Kind.nickname
        elif (
            word.low in ("call", "calls")
            and words.at(i + 1).low == "the"
            and words.at(i + 2).capital
            and words.at(i + 2).low not in cues.NO_NAMES | PLACES
        ):
            name, kind = i + 1, Kind.nickname
        elif word.low == "answers" and words.at(i + 1).low == "to":
            name, kind = i + 2, Kind.nickname
        elif word.low == "name" and words.at(i + 1).low in ("is", "was"):
            name = i + 2
        elif word.low in ("name", "names") and words.owned(i):
            name = i + 2 if words.at(i + 1).low == "s" else i + 1
        elif word.low == "goes" and words.at(i + 1).low == "by":
            name, kind = i + 2, Kind.nickname
            if words.at(i + 2).low == "the":
                continue
        elif word.low in ("i'm", "im", "signed") or (word.low == "am" and words.before(i).low == "i"):
            name = i + 1
            if not _is_given(words.at(name).low):
                continue
        elif word.low == "i" and words.at(i + 1).low == "m" and words.text[word.end : word.end + 1] in "'\u2019":
            name = i + 2
            if not _is_given(words.at(name).low):
                continue
        if name < 0 or name >= len(words.words) or words.free[name]:
            continue
        found = words.at(name)
        if not re.fullmatch(r"['\u2019]?s?[ \t\u00a0]{1,2}[\"'\u2018\u201c(]?", found.gap):
            continue
        known = _is_given(found.low) or found.low in WORD_NAMES or found.low in PLACE_NAMES
        if found.low in cues.NO_NAMES - {"the"} or found.low in cues.TITLES or len(found.text) < 2:
            continue
        if found.low == "the" and not (kind is Kind.nickname and words.at(name + 1).capital):
            continue
        if found.low == "the":
            yield kind, found.start, words.at(name + 1).end, Why.said_so
        elif found.capital or known:
            yield kind, found.start, _end(words, name), Why.said_so


def _known(words: _Text) -> Iterator[tuple[Kind, int, int, Why]]:
    """Given names that the lists know; where one is a word or a place as well, only where it is used as a name."""
    hyphens = [i for low in words.index if "-" in low for i in words.index[low]]
    for i in sorted({*words.every(_ALL_NAMES), *words.capitals, *hyphens}):
        word = words.at(i)
        if words.free[i]:
            continue
        if _is_given(word.low):
            before = words.before(i)
            start = word.start
            kind = Kind.named_person
            if before.low in cues.EPITHETS and before.low not in ("old", "young", "poor", "dear", "lovely"):
                start, kind = before.start, Kind.nickname
            if _part_of_a_body(words, i) or words.next_to(i).low in _STREETS - {
                "house",
                "care",
                "nursing",
                "place",
                "court",
                "ward",
            }:
                continue
            yield kind, start, _end(words, i), Why.known_name
        elif (word.low in WORD_NAMES or word.low in PLACE_NAMES or word.low in MONTH_NAMES) and _used_as_name(words, i):
            before = words.before(i)
            nick = before.low in ("big", "wee", "auld")
            yield (
                (Kind.nickname if nick else Kind.named_person),
                (before.start if nick else word.start),
                _end(words, i),
                Why.used_as_name,
            )
        elif word.capital and len(word.text) > 2 and not word.shouted and _whole_name(words, i):
            yield Kind.named_person, word.start, _end(words, i), Why.used_as_name


_ALL_NAMES = GIVEN_NAMES | WORD_NAMES | PLACE_NAMES | MONTH_NAMES


def _part_of_a_body(words: _Text, i: int) -> bool:
    """Whether a given name is part of a longer name that is no care worker's: "Queen Margaret", "St Andrew"."""
    before = words.before(i)
    return (
        before.low
        in (
            "st",
            "saint",
            "queen",
            "king",
            "prince",
            "princess",
            "port",
            "fort",
            "loch",
            "ben",
            "glen",
            "pope",
            "hurricane",
            "storm",
        )
        and before.capital
    )


def _whole_name(words: _Text, i: int) -> bool:
    """An unknown first name with a surname that is known: "Thandeka Moyo"."""
    word, after = words.at(i), words.next_to(i)
    if not (after.capital and _is_surname(after.low)) or after.shouted or words.owned(i):
        return False
    if i + 1 < len(words.free) and words.free[i + 1]:
        return False
    if (
        word.low in cues.NO_NAMES
        or word.low in PLACES
        or word.low in cues.TITLES
        or word.low in cues.RELATIONS
        or word.low in ACRONYMS
    ):
        return False
    beyond = words.next_to(i + 1)
    if beyond.capital and (beyond.low in NAMED_AFTER or beyond.low in _STREETS):
        return False
    return (
        after.low
        not in _SMALL_WORDS | {"scott", "ward", "hill", "west", "park", "main", "smart", "house", "keith", "grant"}
        or word.low in WORD_NAMES
    )


_STREETS = word_set(
    """
    street road avenue drive lane place crescent terrace court gardens grove wynd loan brae quay house ward lodge
    care nursing
    """
)


def _used_as_name(words: _Text, i: int) -> bool:  # noqa: C901, PLR0911, PLR0912 - one question after another, each a line
    """Whether a name that is a word, a place or a month as well is somebody's here."""
    word, before, after = words.at(i), words.before(i), words.next_to(i)
    place = word.low in PLACE_NAMES
    month = word.low in MONTH_NAMES
    capital = word.capital and not word.shouted and not word.opens
    if after.low in _STREETS and words.at(i).low not in WORD_NAMES:
        return False
    if after.capital and (after.low in NAMED_AFTER or after.low in _STREETS or after.low in PLACES):
        return False
    if (
        after.capital
        and _is_surname(after.low)
        and word.capital
        and not month
        and before.low not in cues.BEFORE_A_PLACE
    ):
        return True
    if before.low in cues.RELATIONS and word.capital and not word.opens:
        return True
    if (
        before.low in ("big", "wee", "auld", "auntie", "uncle", "aunt", "granny")
        and (word.capital or before.low != "big")
        and after.low not in _NOT_ALONE
    ):
        return word.capital or word.low not in _EVERYDAY
    if month and (
        before.low in cues.BEFORE_A_MONTH
        or re.search(r"\d\W*$", word.gap)
        or re.match(r"\W{0,2}\d", words.text[word.end : word.end + 3])
    ):
        return False
    if before.low in ("was", "is", "it's") and after.low in ("who", "that") and word.capital:
        return True
    if _with_somebody(words, i, modal=word.low in _MODALS):
        return True
    if place and before.low in cues.BEFORE_A_PLACE:
        return False
    if place and _in_a_list_of_places(words, i):
        return False
    if before.low in ("the", "a", "an", "our", "this", "that", "some", "any", "no", "of") and not (
        capital and before.low == "of" and not place
    ):
        return False
    if word.low in _MODALS and not word.capital:
        return False
    if (
        words.owned(i)
        and words.at(i + 1 if words.at(i + 1).low != "s" else i + 2).low in cues.POSSESSED
        and (word.capital or word.low not in _EVERYDAY)
    ):
        return True
    if after.low in cues.HUMAN_VERBS and before.low not in (
        "i",
        "we",
        "you",
        "they",
        "to",
        "will",
        "not",
        "and",
        "or",
        "which",
        "that",
        "he",
        "she",
        "it",
        "what",
        "with",
        "good",
        "more",
        "real",
        "in",
        "by",
        "for",
        "who",
        "full",
        "new",
    ):
        return word.capital or (word.low not in _EVERYDAY)
    if (after.low in {"and", "&"}) and words.at(i + 2).capital and _is_given(words.at(i + 2).low) and word.capital:
        return True
    if before.low == "and" and _is_given(words.at(i - 2).low) and word.capital:
        return True
    if word.capital and after.low in ("was", "is", "had", "has", "in") and words.at(i + 2).low in _DOING:
        return True
    if month:
        return False
    if place:
        if after.low in cues.LOOSE_VERBS and words.at(i + 2).low not in _OF_PLACES:
            return (
                before.low in ("", "when", "because", "and", "but", "so", "as", "that", "after", "where", "if", "while")
                or word.opens
            )
        return (capital and (before.low in cues.BEFORE_A_PERSON or (words.owned(i) and after.low not in PLACES))) or (
            capital and _plain_object(words, i)
        )
    if not capital or word.low in _NEVER_ALONE:
        return False
    # A capital inside a sentence, where no other capital stands beside it that would make it a title or a body.
    return not (before.capital and not before.opens and before.low != "i") and not (
        after.capital and not _is_surname(after.low)
    )


_NOT_ALONE = frozenset({"of", "and"})
_MODALS = word_set(
    """
    will may mark bill grant rob sue pat jack chase skip rich guy max art don hope trust wade drew dean gene major
    """
)
_EVERYDAY = word_set(
    """
    faith hope joy grace love patience mercy charity comfort happy will may mark bill grant rob sue pat guy rich gay
    gift gene chance trust rose roses art max bonnie bonny lovely noble earl dale glen brook heath summer winter
    autumn sunny sky river memory honor blessing progress promise lucky loveness innocent wisdom goodness penny nan
    red ray clay dean major master nick jack ben chip dick drew chase basil olive holly ivy lily daisy heather hazel
    poppy violet ruby pearl amber jade coral crystal ginger cherry robin wren peg dot don reg rod mo gill bell bea
    val ted sal norm pete cliff art ash rex skip mac kit lee les fin flo faye mel nat ned pip ricky rusty sandy
    misty tiny sonny buddy angel precious prince princess queenie victor destiny prudence verity constance felicity
    harmony serenity justice story sage silver praise cole curt frank harry barry
    """
)
_NEVER_ALONE = word_set(
    """
    will may mark bill hope faith trust promise progress christian guy earl prince princess major justice art bell
    penny ben gift mac ted glen dale dean autumn summer winter lee easter wisdom memory love progress noble river
    sky max chase skye silver nan fin dot reg trinity
    """
) - {"ben", "faith", "lee", "nan", "ted", "max", "dean", "hope", "mark", "bill", "penny", "christian"}


_DOING = word_set(
    """
    singing crying shouting sitting sleeping walking dancing laughing eating drinking knitting upset asleep unwell
    poorly ill tired scared frightened lonely room bed flat ward bay off away born never always telling asking
    wandering waiting smiling mine lovely
    """
)
_OF_PLACES = word_set("where in an near far beautiful remote lovely the island town my")


def _with_somebody(words: _Text, i: int, *, modal: bool) -> bool:
    """Whether it is joined with the writer, as people alone are: "Faith and I", "me and Faith"."""
    after, second = words.next_to(i), words.at(i + 2)
    before, first = words.before(i), words.at(i - 2)
    if after.low in ("and", "&", "n") and second.low in ("i", "me", "myself") and second.is_next:
        return before.low not in ("of", "in", "my", "our", "the", "a", "with") or words.at(i).capital
    if before.low in ("and", "&") and first.low in ("me", "myself"):
        return True
    return (
        not modal
        and before.low in ("fae", "frae", "asked", "thanked", "phoned")
        and words.at(i).low not in ("love", "hope", "comfort")
    )


def _in_a_list_of_places(words: _Text, i: int) -> bool:
    """Whether a place stands right before or after it in a list."""
    return words.at(i - 1).low in PLACES | PLACE_NAMES or (
        words.at(i + 1).low in PLACES | PLACE_NAMES
        or (words.at(i + 1).low == "and" and words.at(i + 2).low in PLACES | PLACE_NAMES)
    )


def _plain_object(words: _Text, i: int) -> bool:
    """Whether it comes after a verb in the past, which a place hardly follows: "I helped Douglas"."""
    before = words.before(i)
    return before.low.endswith("ed") and before.low not in (
        "moved",
        "visited",
        "toured",
        "reached",
        "passed",
        "based",
        "located",
        "called",
        "loved",
        "crossed",
    )


_RELATED = cues.RELATIONS | {"big", "wee", "auld"}


def _related(words: _Text) -> Iterator[tuple[Kind, int, int, Why]]:
    """An unknown name right after what somebody is: "my client John", "her son Ioan", "our cook Bukola"."""
    for i in words.every(cues.RELATIONS):
        word = words.at(i)
        if i + 1 >= len(words.words) or words.free[i + 1]:
            continue
        name = words.at(i + 1)
        if (
            not re.fullmatch(r",?[ \t\u00a0]{1,2}", name.gap)
            or not name.capital
            or (name.shouted and not word.shouted)
            or len(name.text) < 3
        ):
            continue
        if (
            name.low in cues.NO_NAMES
            or name.low in ACRONYMS
            or name.low in PLACES
            or name.low in NAMED_AFTER
            or name.low in cues.RELATIONS
        ):
            continue
        if name.low in cues.TITLES or (word.capital and not word.opens):
            continue
        commas = "," in name.gap
        owner = {words.at(i - 1).low, words.at(i - 2).low} & {"my", "our", "her", "his", "their", "the", "a", "s"} or (
            words.at(i - 1).end and words.owned(i - 1)
        )
        if (commas and not owner) or not (
            owner or word.low in ("resident", "client", "tenant", "colleague", "patient", "senior")
        ):
            continue
        if name.low in MONTH_NAMES or (commas and word.low.endswith("s") and not _is_given(name.low)):
            continue
        yield Kind.named_person, name.start, _end(words, i + 1), Why.relation
    for i in words.every(_RELATED):
        word, name = words.at(i), words.at(i + 2)
        said = (
            word.low in cues.RELATIONS
            and words.at(i + 1).low in ("is", "was")
            and words.at(i + 1).is_next
            and name.is_next
        )
        epithet = word.low in ("big", "wee", "auld") and not word.opens
        j = i + 2 if said else i + 1
        name = words.at(j)
        if (
            (said or (epithet and name.is_next))
            and name.capital
            and not name.shouted
            and len(name.text) > 2
            and not words.free[j]
        ):
            nobody = (
                cues.NO_NAMES
                | PLACES
                | ACRONYMS
                | NAMED_AFTER
                | _BODIES
                | cues.TITLES
                | MONTH_NAMES
                | {"brother", "lottery", "macs"}
            )
            if name.low not in nobody:
                start = name.start if said else word.start
                yield (Kind.named_person if said else Kind.nickname), start, _end(words, j), Why.relation


_BODIES = word_set(
    """
    skills police council parliament government ofsted enable unison google covid macmillan crossreach barnardo's
    boots lloyds zoom inspectorate scotland teams social care management human resources occupational therapy
    physiotherapy pharmacy hospital health amazon netflix youtube tesco asda lidl aldi kirk church islam nato brexit
    windows microsoft apple android samaritans childline shelter mind iriss promise standards knowledge learning
    bluebird capability nightingale turning point
    """
)


def _acting(words: _Text) -> Iterator[tuple[Kind, int, int, Why]]:
    """An unknown word with a capital inside a sentence that does what only people do: "when Oluwaseun told me"."""
    for i in words.capitals:
        word = words.at(i)
        if word.shouted or len(word.text) < 3 or words.free[i]:
            continue
        low, before, after = word.low, words.before(i), words.next_to(i)
        if (
            low in cues.NO_NAMES
            or low in PLACES
            or low in _BODIES
            or low in cues.RELATIONS
            or low in NAMED_AFTER
            or low in cues.TITLES
        ):
            continue
        if (
            low in ACRONYMS
            or low in WORD_NAMES
            or low in MONTH_NAMES
            or low in PLACE_NAMES
            or low in cues.HUMAN_VERBS
            or low.endswith(("ing", "ly", "ness", "tion", "ment"))
        ):
            continue
        companion = after.low in ("and", "&") and words.at(i + 2).text in ("I", "i", "me") and words.at(i + 2).is_next
        told = after.low in (
            "told",
            "asked",
            "taught",
            "showed",
            "said",
            "says",
            "laughed",
            "smiled",
            "cried",
            "phoned",
            "whispered",
            "thanked",
            "trained",
            "loves",
            "likes",
            "prefers",
            "refused",
        )
        said = told and not word.opens and not (before.capital and before.text != "I")
        told_me = (
            told
            and after.low in ("told", "asked", "taught", "showed", "thanked", "phoned")
            and words.at(i + 2).low in ("me", "us", "him", "her")
        )
        if (
            said
            or told_me
            or (companion and (not before.capital or before.opens))
            or (
                words.owned(i)
                and not word.opens
                and not before.capital
                and words.at(i + 1).low in cues.POSSESSED - {"care", "life", "needs", "story", "tea", "plan", "money"}
            )
        ):
            yield Kind.named_person, word.start, word.end, Why.used_as_name


_DOTTED = re.compile(
    r"(?<![\w.@/])(?:[A-Z]\.[ \u00a0]?){1,2}(?:(?:Mc|Mac|O['\u2019])?[A-Z][a-z]{0,2}\.)(?![\w@])"
    r"|(?<![\w.@/])[A-Z]\.[A-Z](?:\.[A-Z])?(?=['\u2019]s|\s|,)"
)
_NO_INITIALS = re.compile(
    r"(?:e\.?g|i\.?e|u\.?k|d\.?o\.?b|n\.?i|p\.?s|r\.?i\.?p|a\.?m|p\.?m|b\.?a|m\.?a|g\.?p|o\.?t|u\.?s"
    r"|u\.?s\.?a|n\.?b|b\.?sc|m\.?sc|h\.?n\.?c|n\.?h\.?s|v\.?i\.?p|t\.?v|q\.?a|"
    r"h\.?r|a\.?i|p\.?p\.?e|s\.?v\.?q|f\.?y\.?i|p\.?r\.?n|r\.?e|c\.?v|l\.?t\.?d|c\.?p\.?d|k\.?p\.?i|s\.?o\.?s"
    r"|m\.?a\.?r)\.?$",
    re.IGNORECASE,
)
_INITIAL_SURNAME = re.compile(
    r"(?<![\w.&'\u2019-])[A-Z](?:\.[ \u00a0]?|[ \u00a0])(?:[A-Z](?:\.[ \u00a0]?|[ \u00a0]))?(?P<name>(?:Mc"
    r"|Mac|O['\u2019])?[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)\b"
)
_PERSON_BEFORE = word_set(
    """
    resident client tenant patient mr mrs user colleague with for supported supporting helped asked lady gentleman
    fae from called initials
    """
)


def _initials(words: _Text) -> Iterator[tuple[Kind, int, int, Why]]:
    """Initials that stand for somebody: "R. McL.", "PD was born", "resident JT", "J. Smith"."""
    text = words.text
    for match in _DOTTED.finditer(text):
        if not _NO_INITIALS.fullmatch(re.sub(r"[\s\u00a0]", "", match.group())):
            quoted = re.match(
                r"[ \u00a0]{0,2}[A-Z][a-z]+[, ]+(?:\(?(?:19|20)\d\d|et al)", text[match.end() : match.end() + 40]
            )
            if not quoted:
                yield Kind.initials, *match.span(), Why.shape
    for match in _INITIAL_SURNAME.finditer(text):
        low = fold(match["name"])
        cited = re.match(r"[,\s]+(?:\(?(?:19|20)\d\d|et al)", text[match.end() : match.end() + 16])
        if (
            _is_surname(low)
            and low not in WRITERS
            and not cited
            and match.group()[0] not in "IA"
            and low not in cues.NO_NAMES
        ):
            yield Kind.named_person, *match.span(), Why.shape
    for i in words.capitals:
        word = words.at(i)
        if not (2 <= len(word.text) <= 3 and word.shouted) or words.free[i]:
            continue
        before, after = words.before(i), words.next_to(i)
        if word.low in ACRONYMS:
            sure = (after.low == "was" and words.at(i + 2).low == "born") or (
                before.low in ("resident", "client", "tenant") and len(word.text) == 2
            )
            if not sure or word.low in ("ai", "ot", "gp", "uk", "tv"):
                continue
        if not before.low and word.gap == ", ":
            before = words.at(i - 1)
        loud = words.at(i - 1).shouted and words.at(i + 1).shouted
        acts = after.low in cues.HUMAN_VERBS or (
            after.low in ("was", "had", "has", "is") and words.at(i + 2).low in _STATES
        )
        owns = words.owned(i) and words.at(i + 1 if words.at(i + 1).low != "s" else i + 2).low in cues.POSSESSED
        met = (before.low in _PERSON_BEFORE and before.low not in ("for", "from", "with")) or (
            before.low in ("with", "for", "from")
            and (after.low in ("to", "who", "on", "in", "at", "every") or not after.low)
            and len(word.text) == 2
        )
        if not loud and (acts or owns or met):
            yield Kind.initials, word.start, word.end, Why.used_as_name


_STATES = word_set(
    """
    born upset distressed anxious angry happy unhappy sad tired admitted asleep awake told asked supported crying
    shouting never always very feeling refusing walking sitting able unable in a an the been not lonely scared
    frightened diagnosed dying unwell settled unsettled
    """
)


def each(kind: Kind, found: Iterable[tuple[Kind, int, int, Why]]) -> Spans:
    """Those of one kind."""
    return ((start, end, why) for kind_of, start, end, why in found if kind_of is kind)
