"""Sentences for badges that a worker holds: the list, and what was found of the awards they gave."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from flows.features.held_badges import replies as r
from flows.model.award import WHYS, AwardVerdict, Why
from flows.rules.held_badges import Ground, Tally
from flows.rules.web_address import LONGEST
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts

LONGEST_CLAIM = 300
"""Characters of what an award calls itself."""
MOST_NAMES = 12
"""Names in a sentence. What are more are counted."""
MOST_LINES = 8
"""So many awards have a line each in the news of them; of more, the numbers alone are said."""
LONGEST_NAME = 28
"""Characters of a file's name or of a link in a list. It is cut in the middle: people know it by its two ends."""


def rules(say: Catalogue, reply: r.HoldingRules) -> str:
    """How badges are ticked, and how an award is given."""
    every = reply.needed == reply.of
    return say.phrase("holding-rules-all" if every else "holding-rules-some", of=reply.of, needed=reply.needed)


def held_list(say: Catalogue, reply: r.HeldList) -> str:
    """A part of the list of badges to be held."""
    tally = reply.tally
    head = say.phrase("held", held=tally.held, of=tally.of)
    if reply.left and tally.missing:
        head += "\n" + _left(say, reply)
    if reply.parts > 1:
        head += "\n" + say.phrase("held-part", part=reply.part, parts=reply.parts)
    blocks = [head, "\n".join(_line(say, line) for line in reply.lines)]
    if reply.outside:
        numbers = ", ".join(map(str, reply.outside))
        blocks.insert(0, say.phrase("held-outside", count=len(reply.outside), numbers=numbers, of=tally.of))
    if reply.change is not None:
        blocks.insert(0, _change(say, reply.change))
    if tally.doubtful:
        blocks.append(say.phrase("held-doubtful", count=tally.doubtful))
    if reply.earned_at:
        blocks.append("\n".join(_earned(say, reply.earned_at)))
    blocks.append(say.phrase("held-how") if tally.missing else f"{say.phrase('held-enough')} {say.phrase('held-how')}")
    return "\n\n".join(blocks)


def _left(say: Catalogue, reply: r.HeldList) -> str:
    """How many are ticked, how many are to go, and which, where there is no choice."""
    missing, ticked = reply.tally.missing, reply.tally.held
    if missing < len(reply.left):
        return say.phrase("held-to-go-any", ticked=ticked, missing=missing)
    return say.joined("held-to-go", ticked=ticked, missing=missing, numbers=_spans(say, reply.left))


def _change(say: Catalogue, change: r.HeldChange) -> str:
    """What a message did to the ticks, a line for each kind."""
    said = (
        ("held-ticked", change.ticked),
        ("held-taken-away", change.taken_away),
        ("held-already", change.already),
        ("held-not-ticked", change.not_ticked),
    )
    return "\n".join(say.joined(key, numbers=_spans(say, numbers)) for key, numbers in said if numbers)


def _spans(say: Catalogue, numbers: Iterable[int]) -> str:
    """Numbers with those that follow each other as spans: "1 to 3, 5"."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    said = [
        say.plain("held-span", first=span[0], last=span[-1]) if len(span) > 2 else ", ".join(map(str, span))
        for span in spans
    ]
    return ", ".join(said)


def _earned(say: Catalogue, pages: tuple[r.EarnedAt, ...]) -> list[str]:
    """Where the badges that are not ticked are earned: each by its number, unless it is the same page for all."""
    if len(pages) == 1:
        return [say.phrase("held-earn", page=pages[0].page)]
    return [
        say.phrase("held-earn-some", numbers=_joined(say, list(map(str, one.numbers))), page=one.page) for one in pages
    ]


def _line(say: Catalogue, line: r.HeldLine) -> str:
    key = f"held-line-{line.ground.value}" if line.ground else "held-line"
    said = say.phrase(key, number=line.number, title=line.title)
    return f"{said} {say.phrase('held-waiting')}" if line.waiting else said


def tally(say: Catalogue, given: Tally) -> str:
    """How it stands with the badges to be held, in a few lines."""
    said = [say.phrase("tally", held=given.held, of=given.of)]
    if given.checked:
        said.append(say.phrase("tally-checked", checked=given.checked))
    if given.given:
        said.append(say.phrase("tally-given", given=given.given))
    if given.waiting:
        said.append(say.phrase("tally-waiting", waiting=given.waiting))
    if given.doubtful:
        said.append(say.phrase("tally-doubtful", doubtful=given.doubtful))
    return " ".join(said)


def ask_none(say: Catalogue, reply: r.AskNoneHeld) -> str:
    """Asks before every tick is taken away."""
    return say.phrase("none-held", held=reply.held)


def news(say: Catalogue, reply: r.AwardNews) -> str:
    """What was found of the awards that were given last, those of one kind together."""
    said = [say.phrase("award-news", count=len(reply.awards))] if reply.awards else []
    lines = len(reply.awards) <= MOST_LINES
    useful = [a for a in reply.awards if a.goes]
    checked = [a for a in useful if _verdict(a) is AwardVerdict.checked and a.thing]
    if checked:
        said.append(say.joined("award-checked", badges=_badges(say, checked, lines=lines)))
    for why, awards in _by_why([a for a in useful if _verdict(a) is AwardVerdict.unchecked and a.thing]):
        count = len({award.thing for award in awards})
        head = say.joined("award-unchecked", badges=_badges(say, awards, lines=lines), count=count)
        said.append(f"{head}\n{say.joined('award-unchecked-why', why=_why(say, why), count=count)}")
    doubtful = [a for a in useful if not a.thing]
    if doubtful:
        said.append(say.joined("award-doubtful", names=_names(say, doubtful), count=len(doubtful)))
    for verdict, key in ((AwardVerdict.wrong, "award-wrong"), (AwardVerdict.unchecked, "award-lost")):
        for why, awards in _by_why([a for a in reply.awards if not a.goes and a.verdict is verdict]):
            said.append(say.joined(key, names=_names(say, awards), why=_why(say, why), count=len(awards)))
    held = say.phrase("award-held", held=reply.tally.held, of=reply.tally.of)
    enough = "" if reply.tally.missing else f" {say.phrase('held-enough')}"
    return "\n\n".join([*said, *_waits(say, reply), f"{held}{enough}"])


def _waits(say: Catalogue, reply: r.AwardNews) -> list[str]:
    """What is still to come, and why it takes longer."""
    late = reply.waiting - reply.busy
    still = [say.phrase("award-still", waiting=late)] if late > 0 else []
    return [*still, say.phrase("award-busy", busy=reply.busy)] if reply.busy else still


def _by_why(awards: list[r.GivenAward]) -> Iterable[tuple[Why | None, list[r.GivenAward]]]:
    order = {why: place for place, why in enumerate([None, *WHYS])}
    ordered = sorted(awards, key=lambda award: order[award.why])
    return ((why, list(group)) for why, group in groupby(ordered, key=lambda award: award.why))


def _why(say: Catalogue, why: Why | None) -> str:
    return say.phrase(f"award-why-{why.value}") if why else ""


def _badges(say: Catalogue, awards: list[r.GivenAward], *, lines: bool) -> str:
    """Each on a line of its own with its title; or the numbers alone."""
    titles = {award.thing: award.title for award in sorted(awards, key=lambda award: award.thing)}
    if lines:
        return "".join("\n" + say.phrase("award-badge", number=n, title=title) for n, title in titles.items())
    return " " + say.phrase("award-numbers", numbers=_joined(say, [str(number) for number in titles]))


def _names(say: Catalogue, awards: list[r.GivenAward]) -> str:
    said = [_name(say, award) for award in awards[:MOST_NAMES]]
    more = len(awards) - len(said)
    return _joined(say, [*said, say.phrase("award-more", more=more)]) if more else ", ".join(said)


def _name(say: Catalogue, award: r.GivenAward) -> str:
    """A file or link as the worker knows it, with the number of its badge where that is known."""
    if award.thing:
        return say.phrase("award-name-of", name=_short(award.name), thing=award.thing)
    return say.phrase("award-name", name=_short(award.name))


def _joined(say: Catalogue, words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return say.joined("award-and", first=", ".join(words[:-1]), last=words[-1])


def _short(name: str) -> str:
    half = LONGEST_NAME // 2
    return name if len(name) <= LONGEST_NAME else f"{name[: half - 1]}…{name[-half:]}"


def ask_award(say: Catalogue, reply: r.AskAward) -> str:
    """Which badge is this award of?"""
    lines = [say.phrase("award-ask-unknown"), ""] if reply.unknown else []
    if reply.several:
        lines = [say.phrase("award-ask-several"), ""]
    lines += [say.phrase("award-ask", name=reply.award.name)]
    if reply.award.badge:
        lines.append(say.phrase("award-ask-says", badge=reply.award.badge[:LONGEST_CLAIM]))
    how = say.phrase("award-ask-perhaps" if reply.perhaps else "award-ask-number", of=reply.of)
    return "\n".join([*lines, "", f"{how} {say.phrase('award-ask-out')}"])


def award_list(say: Catalogue, reply: r.AwardList) -> str:
    """Every award that was given."""
    lines = [
        say.phrase("award-line", number=number, name=_short(award.name), state=_state(say, award))
        for number, award in enumerate(reply.awards, 1)
    ]
    first = [say.phrase("award-list-outside", number=reply.outside)] if reply.outside else []
    if reply.numbers:
        first = [say.phrase("award-list-numbers")]
    last = [say.phrase("award-list-after", time=clock(reply.after))] if reply.after else []
    return "\n\n".join([*first, say.phrase("award-list"), "\n".join(lines), say.phrase("award-list-end"), *last])


def wait(say: Catalogue, reply: r.AwardsWait) -> str:
    """Awards were looked at again often enough for now."""
    return say.phrase("awards-wait", times=reply.times, time=clock(reply.after))


def clock(at: datetime) -> str:
    """A time of day as workers read it."""
    return f"{at:%H:%M}"


def _state(say: Catalogue, award: r.GivenAward) -> str:
    verdict = _verdict(award)
    if verdict is None:
        return say.plain("award-state-waiting")
    if award.goes and not award.thing:
        return say.plain("award-state-doubtful")
    lost = verdict is AwardVerdict.unchecked and not award.goes
    state = say.plain("award-state-lost" if lost else f"award-state-{verdict.value}")
    return say.plain("award-line-of", thing=award.thing, state=state) if award.thing else state


def _verdict(award: r.GivenAward) -> AwardVerdict | None:
    """What was found; what was checked for another badge, or another address, is not checked for this one."""
    otherwise = award.verdict is AwardVerdict.checked and award.thing and award.ground is not Ground.checked
    return AwardVerdict.unchecked if otherwise else award.verdict


def link_fault(say: Catalogue, reply: r.AwardLinkFault) -> str:
    """A link cannot be that of an award: why, and what to do."""
    why = say.phrase(f"link-fault-{reply.fault.value}", url=reply.url, longest=LONGEST)
    return f"{why} {say.phrase('award-link-fault')}"


def add_to(texts: Texts) -> None:
    """Says every reply about badges that are held."""
    texts.add(r.HoldingRules, rules)
    texts.add(r.HeldList, held_list)
    texts.add(r.AskNoneHeld, ask_none)
    texts.add(r.AwardNews, news)
    texts.add(r.AskAward, ask_award)
    texts.add(r.AwardList, award_list)
    texts.add(r.AwardLinkFault, link_fault)
    texts.add(r.AwardsWait, wait)
