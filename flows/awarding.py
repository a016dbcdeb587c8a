"""Awards of badges that are held: given as links and files, asked about, and taken out again."""

from dataclasses import replace

from flows import checking, holdings, progress, rechecking, reopening
from flows.buttons import Press
from flows.changing import with_awards
from flows.draft import Draft
from flows.events import FileSent, TextSent
from flows.given import LONGEST_NAME, MOST, Given, given_at
from flows.here import here
from flows.picking import Pick, picked
from flows.replies.asides import Aside, Note
from flows.replies.base import Reply
from flows.replies.holding import AwardLinkFault
from flows.scene import Scene, Turn, Work
from flows.screens import holding as holding_screens
from flows.weblinks import WebLink, read


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
    good = {link.url: None for link in links if not link.fault}
    known = {award.link for award in holdings.standing_awards(work.draft) if award.link}
    new = [url for url in good if url not in known]
    # Whoever sends a link again that could not be checked wants it to be looked at again.
    once_more = tuple(award for award in checking.open_again(work) if award.link in good)
    if once_more and not new:
        return rechecking.asked(work, once_more, *faults)
    if len(new) < sum(not link.fault for link in links):
        faults.append(Aside(note=Note.award_again))
    room = MOST - len(holdings.standing_awards(work.draft))
    if len(new) > room:
        faults.append(Aside(note=Note.awards_full))
    thing = _named(work, event.text.rpartition(links[0].url)[0] if len(links) == 1 else "")
    awards = tuple(
        Given(event.key, part, work.at, link=url, thing=thing, said=thing is not None)
        for part, url in enumerate(new[: max(0, room)])
    )
    if not awards:
        return work.say(*faults, holding_screens.to_do(work))
    after = with_awards(work, replace(work.draft, awards=(*work.draft.awards, *awards)))
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
    thing = _named(work, event.caption)
    award = Given(
        event.key,
        0,
        work.at,
        source=event.source,
        called=event.called[:LONGEST_NAME],
        thing=thing,
        said=thing is not None,
    )
    after = work.put(replace(work.draft, awards=(*work.draft.awards, award)))
    # Of files that come together, the first is answered; what was found is told of all at once.
    said = () if quiet else (Aside(note=Note.award_fetching),)
    return after.say(*said, effects=(checking.look(after, award),))


def names_a_badge(work: Work, caption: str) -> bool:
    """Whether the words under a file say which badge it is of, and nothing else."""
    return _named(work, caption) is not None


def award_for(work: Work, press: Press) -> Turn:
    """The worker says which badge an award is of, by its number."""
    name, _, number = press.about.partition(":")
    award = given_at(holdings.standing_awards(work.draft), name)
    if award is None or award.found is None:
        return work.say(holding_screens.to_do(work))
    position = int(number) if number.isascii() and number.isdigit() else 0
    if not 0 < position <= len(work.badge.prerequisites):
        return work.say(holding_screens.ask_award(work, award, unknown=bool(number)))
    thing = work.badge.prerequisites[position - 1].id
    held = work.draft.held
    if holdings.is_of_use(award):
        held = {thing: work.at, **held}
    draft = replace(holdings.with_awards(work.draft, [replace(award, thing=thing, said=True)]), held=held)
    return _onward(with_awards(work, draft), holding_screens.part_of(position))


def take_out(work: Work, press: Press) -> Turn:
    """Takes an award out: by its id, or by its number in the list. The tick stays; the file can be sent again."""
    name = press.about.rpartition("#")[2]
    every = holdings.standing_awards(work.draft)
    by_number = press.about != name and name.isdigit() and 0 < int(name) <= len(every)
    award = every[int(name) - 1] if by_number else given_at(every, name)
    if award is None and press.about != name and every:
        return work.say(holding_screens.award_list(work, outside=name))
    if award is None:
        return work.say(Aside(note=Note.old_button), here(work))
    draft = holdings.with_awards(work.draft, [replace(award, out=True)])
    return _onward(with_awards(work, draft), 0, Aside(note=Note.award_out))


def _onward(work: Work, part: int, *before: Reply) -> Turn:
    """The next award in doubt, or the list."""
    doubt = holdings.doubtful(work.badge, work.draft)
    shown = holding_screens.ask_award(work, doubt[0]) if doubt else holding_screens.held_list(work, part)
    return work.say(*before, shown)


def which(work: Work, _: Press) -> Turn:
    """Asks which badge an award is of, where that is in doubt."""
    return work.say(holding_screens.to_do(work))


def show(work: Work, _: Press) -> Turn:
    """Every award that was given."""
    if not holdings.standing_awards(work.draft):
        return work.say(holding_screens.held_list(work))
    return work.say(holding_screens.award_list(work))
