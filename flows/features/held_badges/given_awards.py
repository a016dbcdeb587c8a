"""Awards of badges that are held: given as links and files, asked about, and taken out again."""

from dataclasses import replace

from flows.engine.changes import with_awards
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import FileSent, TextSent
from flows.engine.payloads import AwardFor, OfAward
from flows.engine.screen import Screen, Show
from flows.features.held_badges import award_screens, rechecks
from flows.features.held_badges import checks as award_checks
from flows.features.held_badges import screens as holding_screens
from flows.features.held_badges.award_screens import AwardLinkFault
from flows.features.held_badges.picks import Pick, picked
from flows.features.help.screens import Aside, Note
from flows.features.questions.handlers import stays_as_sent
from flows.model.attachments.award import LONGEST_NAME, MOST, SubmittedAward, given_at
from flows.model.draft import Draft
from flows.rules import held_badges as held_rules
from flows.rules import progress
from flows.rules.evidence.web_address import WebLink, read


def links_in(text: str) -> tuple[WebLink, ...]:
    """The links of a message that is nothing but links, perhaps with the number of a badge before the only one."""
    words = text.split()
    if len(words) > 1 and len(words) <= MOST and read(words[-1]) and picked(" ".join(words[:-1]), MOST):
        words = words[-1:]
    links = [read(word) for word in words] if 0 < len(words) <= MOST else []
    return tuple(link for link in links if link) if all(links) else ()


def take_links(work: DraftContext, event: TextSent, links: tuple[WebLink, ...]) -> TurnResult:
    """Takes links to awards. One that cannot be opened by anybody is not taken, and why is said."""
    faults: list[Screen] = [AwardLinkFault(url=link.url, fault=link.fault) for link in links if link.fault]
    good = {link.url: None for link in links if not link.fault}
    known = {award.link for award in held_rules.standing_awards(work.draft) if award.link}
    new = [url for url in good if url not in known]
    # Whoever sends a link again that could not be checked wants it to be looked at again.
    once_more = tuple(award for award in award_checks.open_again(work) if award.link in good)
    if once_more and not new:
        return rechecks.asked(work, once_more, *faults)
    if len(new) < sum(not link.fault for link in links):
        faults.append(Aside(note=Note.award_again))
    room = MOST - len(held_rules.standing_awards(work.draft))
    if len(new) > room:
        faults.append(Aside(note=Note.awards_full))
    thing = _named(work, event.text.rpartition(links[0].url)[0] if len(links) == 1 else "")
    awards = tuple(
        SubmittedAward(event.key, part, work.at, link=url, thing=thing, said=thing is not None)
        for part, url in enumerate(new[: max(0, room)])
    )
    if not awards:
        return work.say(*faults, award_screens.to_do(work))
    after = with_awards(work, replace(work.draft, awards=(*work.draft.awards, *awards)))
    looks = tuple(award_checks.look(after, award) for award in awards)
    return after.say(*faults, Aside(note=Note.award_links), effects=looks)


def _named(work: DraftContext, text: str) -> str | None:
    """The badge whose number, and nothing else, the worker wrote beside an award."""
    named = picked(text, len(work.badge.prerequisites)) if text.strip() else None
    if named is None or named.pick is not Pick.tick or len(named.numbers) != 1:
        return None
    number = named.numbers[0]
    return work.badge.prerequisites[number - 1].id if 0 < number <= len(work.badge.prerequisites) else None


def wants(context: TurnContext, draft: Draft | None) -> bool:
    """Whether a file may be the award of a badge that this draft asks for."""
    return (
        draft is not None
        and draft.is_open
        and draft.right_badge_at is not None
        and bool(context.badge_of(draft).prerequisites)
    )


def take_file(work: DraftContext, event: FileSent) -> TurnResult:
    """Takes a file that may hold an award. Its bytes are fetched and looked at; then the worker is told."""
    if progress.facts_are_locked(work.draft):
        return stays_as_sent(work)
    if event.too_big:
        return work.say(Aside(note=Note.award_too_big))
    if len(held_rules.standing_awards(work.draft)) >= MOST:
        return work.say(Aside(note=Note.awards_full))
    quiet = bool(held_rules.waiting(work.draft))
    thing = _named(work, event.caption)
    award = SubmittedAward(
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
    return after.say(*said, effects=(award_checks.look(after, award),))


def names_a_badge(work: DraftContext, caption: str) -> bool:
    """Whether the words under a file say which badge it is of, and nothing else."""
    return _named(work, caption) is not None


def award_for(work: DraftContext, target: AwardFor) -> TurnResult:
    """The worker says which badge an award is of, by its number."""
    award = given_at(held_rules.standing_awards(work.draft), target.award)
    if award is None or award.found is None:
        return work.say(award_screens.to_do(work))
    position = target.number
    if not 0 < position <= len(work.badge.prerequisites):
        return work.say(award_screens.ask_award(work, award, unknown=True))
    thing = work.badge.prerequisites[position - 1].id
    held = work.draft.held
    if held_rules.is_of_use(award):
        held = {thing: work.at, **held}
    draft = replace(held_rules.with_awards(work.draft, [replace(award, thing=thing, said=True)]), held=held)
    return _onward(with_awards(work, draft), holding_screens.part_of(position))


def take_out(work: DraftContext, target: OfAward) -> TurnResult:
    """Takes an award out: by its id, or by its number in the list. The tick stays; the file can be sent again."""
    every = held_rules.standing_awards(work.draft)
    numbered = (one for number, one in enumerate(every, 1) if number == target.number)
    award = given_at(every, target.award) if target.award else next(numbered, None)
    if award is None and not target.award and every:
        return work.say(award_screens.award_list(work, outside=str(target.number)))
    if award is None:
        return work.say(Aside(note=Note.old_button), Show.CURRENT)
    draft = held_rules.with_awards(work.draft, [replace(award, out=True)])
    return _onward(with_awards(work, draft), 0, Aside(note=Note.award_out))


def _onward(work: DraftContext, part: int, *before: Screen) -> TurnResult:
    """The next award in doubt, or the list."""
    doubt = held_rules.doubtful(work.badge, work.draft)
    shown = award_screens.ask_award(work, doubt[0]) if doubt else holding_screens.held_list(work, part)
    return work.say(*before, shown)


def which(work: DraftContext) -> TurnResult:
    """Asks which badge an award is of, where that is in doubt."""
    return work.say(award_screens.to_do(work))


def show(work: DraftContext) -> TurnResult:
    """Every award that was given."""
    if not held_rules.standing_awards(work.draft):
        return work.say(holding_screens.held_list(work))
    return work.say(award_screens.award_list(work))
