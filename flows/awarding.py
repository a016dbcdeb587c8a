"""Awards of badges that are held: given as links and files, looked at elsewhere, matched, asked about, taken out."""

from dataclasses import replace

from flows import checking, holdings, progress, reopening
from flows.buttons import Press
from flows.changing import changed
from flows.draft import Draft
from flows.events import AwardLate, AwardsFound, FileSent, TextSent
from flows.given import Found, Given, Verdict
from flows.here import here
from flows.picking import Pick, picked
from flows.places import Ask, Place
from flows.replies.asides import Aside, Note
from flows.replies.base import Reply
from flows.replies.holding import AwardLinkFault
from flows.scene import Scene, Turn, Work
from flows.screens import holding as holding_screens
from flows.weblinks import WebLink, read

MOST = 40
"""Awards of one draft that were not taken out: more than any badge asks for, and few enough to list."""
LONGEST_NAME = 60
"""Characters of a file's name that are kept, for the worker to know it by."""


def links_in(text: str) -> tuple[WebLink, ...]:
    """The links of a message that is nothing but links, perhaps with the number of a badge before the only one."""
    words = text.split()
    if len(words) > 1 and len(words) <= MOST and read(words[-1]) and picked(" ".join(words[:-1]), MOST):
        words = words[-1:]
    links = [read(word) for word in words] if 0 < len(words) <= MOST else []
    return tuple(link for link in links if link) if all(links) else ()


def take_links(work: Work, event: TextSent, links: tuple[WebLink, ...]) -> Turn:
    """Takes links to awards. One that cannot be opened by anybody is not taken, and why is said."""
    faults: list[Reply] = [AwardLinkFault(url=link.url, fault=link.fault) for link in links if link.fault]
    known = {award.link for award in holdings.standing_awards(work.draft) if award.link}
    new = list(dict.fromkeys(link.url for link in links if not link.fault and link.url not in known))
    if len(new) < sum(not link.fault for link in links):
        faults.append(Aside(note=Note.award_again))
    room = MOST - len(holdings.standing_awards(work.draft))
    if len(new) > room:
        faults.append(Aside(note=Note.awards_full))
    thing = _named(work, event.text.rpartition(links[0].url)[0] if len(links) == 1 else "")
    awards = tuple(
        Given(event.key, part, work.at, link=url, thing=thing) for part, url in enumerate(new[: max(0, room)])
    )
    if not awards:
        return work.say(*faults, holding_screens.to_do(work))
    after = changed(work, replace(work.draft, awards=(*work.draft.awards, *awards)))
    looks = tuple(checking.look(after, award) for award in awards)
    return after.say(*faults, Aside(note=Note.award_links), effects=looks)


def _named(work: Work, text: str) -> str | None:
    """The badge whose number, and nothing else, the worker wrote beside an award."""
    named = picked(text, len(work.badge.prerequisites)) if text.strip() else None
    if named is None or named.pick is not Pick.tick or len(named.numbers) != 1:
        return None
    number = named.numbers[0]
    return work.badge.prerequisites[number - 1].id if 0 < number <= len(work.badge.prerequisites) else None


def wants(scene: Scene, draft: Draft | None) -> bool:
    """Whether a file may be the award of a badge that this draft asks for."""
    return (
        draft is not None
        and draft.is_open
        and draft.right_badge_at is not None
        and bool(scene.badge_of(draft).prerequisites)
    )


def take_file(work: Work, event: FileSent) -> Turn:
    """Takes a file that may hold an award. Its bytes are fetched and looked at; then the worker is told."""
    if progress.facts_are_locked(work.draft):
        return reopening.stays(work)
    if event.too_big:
        return work.say(Aside(note=Note.award_too_big))
    if len(holdings.standing_awards(work.draft)) >= MOST:
        return work.say(Aside(note=Note.awards_full))
    quiet = bool(holdings.waiting(work.draft))
    award = Given(
        event.key,
        0,
        work.at,
        source=event.source,
        called=event.called[:LONGEST_NAME],
        thing=_named(work, event.caption),
    )
    after = work.put(replace(work.draft, awards=(*work.draft.awards, award)))
    # Of files that come together, the first is answered; what was found is told of all at once.
    said = () if quiet else (Aside(note=Note.award_fetching),)
    return after.say(*said, effects=(checking.look(after, award),))


def names_a_badge(work: Work, caption: str) -> bool:
    """Whether the words under a file say which badge it is of, and nothing else."""
    return _named(work, caption) is not None


def found(scene: Scene, event: AwardsFound) -> Turn:
    """What was found in a file or behind a link. The worker is told once all that they sent was looked at."""
    draft = scene.desk.drafts.get(event.draft)
    asked = _given(draft.awards, f"{event.key}.{event.part}") if draft else None
    if draft is None or asked is None or not event.found:
        return scene.say()
    work = scene.with_draft(draft)
    if not draft.is_open:
        return _quietly(scene, _too_late(work, asked, event.found))
    kept = _kept(work, asked, event.found)
    return _quietly(scene, _told(kept, event.under))


def _too_late(work: Work, asked: Given, every: tuple[Found, ...]) -> Turn:
    """What comes after sending changes nothing that was sent. Files stay known, so that they can be given out or go."""
    if asked.found:
        return work.say()
    awards = tuple(replace(_award(work, asked, asked.part + number, one), out=True) for number, one in enumerate(every))
    if asked.link:
        awards = (replace(asked, found=replace(every[0], verdict=Verdict.unchecked, why=None)),)
    return work.put(_replaced(work.draft, asked, awards)).say()


def late(scene: Scene, event: AwardLate) -> Turn:
    """A file cannot be had yet, and goes on being tried: what is known of the others is told meanwhile."""
    draft = scene.desk.drafts.get(event.draft)
    asked = _given(draft.awards, f"{event.key}.0") if draft else None
    if draft is None or asked is None or asked.found or asked.out or not draft.is_open:
        return scene.say()
    work = scene.with_draft(draft)
    after = work.put(_replaced(draft, asked, (replace(asked, late=True),)))
    return _quietly(scene, _told(after, None))


def _quietly(scene: Scene, turn: Turn) -> Turn:
    """News of one draft does not take it in hand."""
    return replace(turn, desk=replace(turn.desk, person=scene.desk.person))


def _kept(work: Work, asked: Given, every: tuple[Found, ...]) -> Work:
    """The draft with what was found in the place of what was waited for, and with the badges ticked that it shows."""
    room = MOST - len(holdings.standing_awards(work.draft)) + 1
    awards = tuple(_award(work, asked, asked.part + number, one) for number, one in enumerate(every[: max(1, room)]))
    held = dict(work.draft.held)
    for award in awards:
        if award.thing and not award.out and award.verdict is not Verdict.wrong:
            held.setdefault(award.thing, work.at)
    draft = replace(_replaced(_brought_back(work.draft, awards), asked, awards), held=held)
    # What was agreed to stands while nothing is ticked that was not ticked before.
    return changed(work, draft) if held != work.draft.held else work.put(draft)


def _award(work: Work, asked: Given, part: int, one: Found) -> Given:
    thing = asked.thing or one.thing
    award = replace(asked, part=part, called=one.called[:LONGEST_NAME] or asked.called, thing=thing, found=one)
    # What was looked at again is told again only if it came out otherwise.
    award = replace(award, told=asked.told and asked.verdict is one.verdict)
    return replace(award, out=award.out or _is_there(work.draft, asked, one))


def _is_there(draft: Draft, asked: Given, one: Found) -> bool:
    """Whether the same file was sent before."""
    others = (award for award in draft.awards if award.key != asked.key)
    return one.file is not None and any(a.found and a.found.file == one.file for a in others)


def _brought_back(draft: Draft, awards: tuple[Given, ...]) -> Draft:
    """The draft with the files that were taken out, and have now been sent again, back in it."""
    files = {award.found.file for award in awards if award.out and award.found and award.found.file}
    before = tuple(
        replace(a, out=False, told=False) if a.out and a.found and a.found.file in files else a for a in draft.awards
    )
    return replace(draft, awards=before)


def _replaced(draft: Draft, asked: Given, awards: tuple[Given, ...]) -> Draft:
    others = tuple(award for award in draft.awards if award.id != asked.id)
    every = sorted((*others, *awards), key=lambda award: (award.key, award.part))
    return replace(draft, awards=tuple(every))


def _told(work: Work, under: Place | None) -> Turn:
    if any(not award.late for award in holdings.waiting(work.draft)):
        return work.say()
    fresh = tuple(a for a in work.draft.awards if a.found and not a.told)
    again = tuple(a for a in fresh if a.out)
    new = tuple(a for a in fresh if not a.out)
    told = tuple(replace(a, told=True) if a.found else a for a in work.draft.awards)
    after = work.put(replace(work.draft, awards=told))
    said: list[Reply] = [Aside(note=Note.award_again)] if again else []
    if new or holdings.waiting(after.draft):
        said.append(holding_screens.news(after, new))
    return after.say(*said, *_shown_again(after, under)) if said else after.say()


def _shown_again(work: Work, under: Place | None) -> tuple[Reply, ...]:
    """The list, or the award that is in doubt, where the worker's phone shows the list; nothing over anything else."""
    at_the_list = under is not None and under.ask in _OF_BADGES and under.draft == work.draft.id
    return (holding_screens.to_do(work),) if at_the_list else ()


_OF_BADGES = frozenset({Ask.holding, Ask.award, Ask.awards, Ask.none_held})


def award_for(work: Work, press: Press) -> Turn:
    """The worker says which badge an award is of, by its number."""
    name, _, number = press.about.partition(":")
    award = _given(holdings.standing_awards(work.draft), name)
    if award is None or award.found is None:
        return work.say(holding_screens.to_do(work))
    position = int(number) if number.isascii() and number.isdigit() else 0
    if not 0 < position <= len(work.badge.prerequisites):
        return work.say(holding_screens.ask_award(work, award, unknown=bool(number)))
    thing = work.badge.prerequisites[position - 1].id
    held = work.draft.held
    if award.verdict is not Verdict.wrong:
        held = {thing: work.at, **held}
    draft = replace(_replaced(work.draft, award, (replace(award, thing=thing),)), held=held)
    return _onward(changed(work, draft), holding_screens.part_of(position))


def take_out(work: Work, press: Press) -> Turn:
    """Takes an award out: by its id, or by its number in the list. The tick stays; the file can be sent again."""
    name = press.about.rpartition("#")[2]
    every = holdings.standing_awards(work.draft)
    by_number = press.about != name and name.isdigit() and 0 < int(name) <= len(every)
    award = every[int(name) - 1] if by_number else _given(every, name)
    if award is None:
        return work.say(Aside(note=Note.old_button), here(work))
    draft = _replaced(work.draft, award, (replace(award, out=True),))
    return _onward(changed(work, draft), 0, Aside(note=Note.award_out))


def _onward(work: Work, part: int, *before: Reply) -> Turn:
    """The next award in doubt, or the list."""
    doubt = holdings.doubtful(work.badge, work.draft)
    shown = holding_screens.ask_award(work, doubt[0]) if doubt else holding_screens.held_list(work, part)
    return work.say(*before, shown)


def show(work: Work, _: Press) -> Turn:
    """Every award that was given."""
    if not holdings.standing_awards(work.draft):
        return work.say(holding_screens.held_list(work))
    return work.say(holding_screens.award_list(work))


def _given(awards: tuple[Given, ...], name: str) -> Given | None:
    return next((award for award in awards if award.id == name), None)
