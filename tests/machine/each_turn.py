"""What is true of every turn, whatever has happened: one promise a function, each held to one step of the talk."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from machine import packed

from criteria.library import Library
from flows import holdings, planning
from flows import words as counter
from flows.draft import Answer, Desk, Draft, Outcome, SoundPart, TextPart
from flows.effects import DeliverPack
from flows.events import (
    AnyEvent,
    AwardLate,
    AwardsFound,
    ButtonPressed,
    DecisionMade,
    FileSent,
    FromPhone,
    IssuerNews,
    NudgeDue,
    SoundNews,
    TextEdited,
    TextSent,
)
from flows.given import Verdict
from flows.nudges import is_quiet, window
from flows.places import Ask
from flows.progress import is_locked
from flows.reminders import Handled
from flows.replies.answering import AskQuestion, Progress, QuestionList
from flows.replies.asides import Aside, Note
from flows.replies.holding import HeldList
from flows.replies.nudging import AskReminders, Nudge
from flows.scene import Turn
from flows.scribe import Scribe
from flows.sound import Trouble
from flows.stages import Stage
from flows.turn import take_turn


@dataclass(frozen=True)
class Step:
    """One turn: what there was, what happened, what came of it."""

    shelf: Library
    scribe: Scribe | None
    opens_pages: bool
    before: Desk
    event: AnyEvent
    turn: Turn

    @property
    def pairs(self) -> list[tuple[Draft, Draft]]:
        """Each draft that there was, before and after."""
        assert self.before.drafts.keys() <= self.turn.desk.drafts.keys(), "a draft is gone"
        return [(draft, self.turn.desk.drafts[name]) for name, draft in self.before.drafts.items()]


MOST_PRESSED = 4
"""Buttons that are tried at each turn, about."""


def somebody_is_answered(step: Step) -> None:
    """Whatever a person does is answered; of files that come together, the first is enough."""
    if isinstance(step.event, FileSent) and step.event.quiet:
        return
    if isinstance(step.event, FromPhone):
        # Of a file for an award, the first of several is answered for all.
        waits = isinstance(step.event, FileSent) and any(map(holdings.waiting, step.before.drafts.values()))
        assert step.turn.replies or waits or _is_done(step.turn), step.event


def _is_done(turn: Turn) -> bool:
    """Whether what was asked for is under way, and is its own answer: work that is made ready to be taken by hand."""
    return any(isinstance(effect, DeliverPack) and effect.pack.by_hand for effect in turn.effects)


def every_button_shown_is_answered(step: Step) -> None:
    """Each button of what was just said does something: it is never called an old one."""
    presses = [press for reply in step.turn.replies for row in reply.offers for press in row]
    # A few at each turn, others at the next: with all of them, most of the time would be spent here.
    first = int(step.event.fresh[:4], 16) % (len(presses) // MOST_PRESSED + 1)
    for press in presses[first :: len(presses) // MOST_PRESSED + 1]:
        event = ButtonPressed(at=step.event.at, fresh="e" * 64, data=press.data, message=1)
        turn = take_turn(step.shelf, step.turn.desk, event, step.scribe, opens_pages=step.opens_pages)
        assert turn.replies or _is_done(turn), press
        assert Aside(note=Note.old_button) not in turn.replies, (press, step.turn.replies)


def whatever_asks_has_its_place(step: Step) -> None:
    """A reply that asks knows its place, and a place is of a draft that is there, and of what its badge has."""
    for reply in step.turn.replies:
        asks = type(reply).__name__.startswith("Ask") or type(reply).__name__ in _ASKING
        assert reply.place is not None or not asks, reply
        if reply.place is None or not reply.place.draft:
            continue
        draft = step.turn.desk.drafts[reply.place.draft]
        badge = step.shelf.at(draft.badge, draft.version)
        question = reply.place.question
        assert question in ("", "*") or badge.question(question), reply.place
        assert reply.place.ask is not Ask.fact or badge.fact(reply.place.about), reply.place


_ASKING = frozenset(
    {"Welcome", "BadgeChoice", "RightBadge", "FactList", "Tips", "StartAgainCheck", "QuestionList", "PasteProposal"}
    | {"LooseWords", "LooseSound", "Review", "PersonalDetails", "RecordingList", "SpokenWords", "MendWords", "Nudge"}
    | {"Checklist", "LinkFault", "LinkRules", "HeldList", "AwardList", "FinalCheck", "VersionOffer", "ReminderList"}
)


def what_was_sent_stays(step: Step) -> None:
    """While it is with the issuer, and once it is closed, what was sent is as it was."""
    for before, after in step.pairs:
        if before.sending is None or before.stage not in _GONE or after.stage not in _GONE:
            continue
        badge = step.shelf.at(before.badge, before.version)
        assert packed.substance(badge, before) == packed.substance(badge, after), step.event


_GONE = frozenset({Stage.sending, Stage.with_issuer, Stage.closed})


def what_is_locked_stays(step: Step) -> None:
    """Where the issuer asks for more in some answers, no other answer changes, no fact, no tick, and no award."""
    for before, after in step.pairs:
        kept = before.returned
        if not before.is_open or kept is None or not kept.locks or isinstance(step.event, DecisionMade):
            continue
        assert after.returned is not None
        assert after.returned.questions == kept.questions or _left(before, after)
        badge = step.shelf.at(before.badge, before.version)
        for question in badge.questions:
            if is_locked(before, question.id):
                assert _lasting(before, question.id) == _lasting(after, question.id), (question.id, step.event)
        assert before.facts == after.facts
        assert before.held == after.held
        assert _grounds(step, before) == _grounds(step, after), step.event


def _left(before: Draft, after: Draft) -> bool:
    old, new = before.returned.questions, after.returned.questions
    return [one.question for one in old] == [one.question for one in new]


def _lasting(draft: Draft, question: str) -> Answer:
    """An answer without what may still become known of its recordings and is in no pack."""
    given = draft.answers.get(question, Answer())
    bare = tuple(_bare(part) for part in given.struck)
    return replace(given, parts=tuple(_unvouched(part) for part in given.parts), struck=bare)


def _bare(part: object) -> object:
    return replace(part, heard=None, lost=None, transcript=None, writing=False) if isinstance(part, SoundPart) else part


def _unvouched(part: object) -> object:
    """A recording that is in an answer: what it counts stays; words that nobody vouches for may come."""
    if not isinstance(part, SoundPart):
        return part
    made = part.transcript if part.transcript and part.transcript.is_settled else None
    return replace(part, writing=False, transcript=made)


def _grounds(step: Step, draft: Draft) -> list[tuple[object, ...]]:
    badge = step.shelf.at(draft.badge, draft.version)
    return [(held.number, held.at, held.ground) for held in holdings.held(badge, draft)]


def news_of_one_draft_touches_no_other(step: Step) -> None:
    """News is of one draft: it changes no other, and what the person has in hand stays in hand."""
    if isinstance(step.event, SoundNews | AwardsFound | AwardLate | IssuerNews):
        assert step.before.person.in_hand == step.turn.desk.person.in_hand
        assert all(before == after for before, after in step.pairs if before.id != step.event.draft)


def the_second_look_decides_nothing(step: Step) -> None:
    """What was looked at before and is looked at again ticks nothing, and brings back nothing that was taken out."""
    if not isinstance(step.event, AwardsFound) or step.event.key == 0 or step.event.draft not in step.before.drafts:
        return
    before, after = step.before.drafts[step.event.draft], step.turn.desk.drafts[step.event.draft]
    asked = next((a for a in before.awards if a.id == f"{step.event.key}.{step.event.part}"), None)
    assert asked is not None or before == after, "found, and never asked for"
    assert before.held.items() <= after.held.items()
    if asked and (asked.found or asked.out):
        # What was not right, or of no badge known, ticked nothing the first time.
        new = asked.found and not asked.out and (asked.verdict is Verdict.wrong or asked.thing is None)
        assert new or before.held == after.held, "a second look ticked"
        out = {award.id for award in before.awards if award.out}
        assert out <= {award.id for award in after.awards if award.out}, "a second look brought back"


def what_is_counted_is_right(step: Step) -> None:
    """Every number that is said of an answer is the number of its words, and of ticks the number of ticks."""
    draft = _told_of(step)
    if draft is None:
        return
    badge = step.shelf.at(draft.badge, draft.version)
    counts = [_count(draft.answers.get(question.id, Answer())) for question in badge.questions]
    for reply in step.turn.replies:
        match reply:
            case Progress() | AskQuestion() if reply.place is None or reply.place.draft == draft.id:
                assert reply.count == counts[reply.number - 1], reply
            case QuestionList() if reply.place and reply.place.draft == draft.id:
                assert [line.count for line in reply.lines] == counts
                assert reply.total == sum(counts)
            case HeldList() if reply.place and reply.place.draft == draft.id:
                _counts_ticks(reply, draft, [item.id for item in badge.prerequisites])


def _told_of(step: Step) -> Draft | None:
    """The draft of which the turn speaks, where that is plain."""
    if isinstance(step.event, TextEdited):
        return None
    name = getattr(step.event, "draft", step.turn.desk.person.in_hand)
    return step.turn.desk.drafts.get(name)


def _count(given: Answer) -> int:
    count = 0
    for part in given.parts:
        match part:
            case TextPart():
                count += counter.strict(part.text)
            case SoundPart(transcript=made, heard=heard) if made and made.is_settled and heard:
                count += counter.strict(made.words) if heard.trouble is not Trouble.twice else 0
            case SoundPart(heard=heard, words_needed=False) if heard:
                count += heard.words
    return count


def _counts_ticks(reply: HeldList, draft: Draft, things: list[str]) -> None:
    ticked = [number for number, thing in enumerate(things, 1) if thing in draft.held]
    standing = [award for award in draft.awards if not award.out]
    assert reply.tally.held == len(ticked)
    assert reply.tally.of == len(things)
    assert reply.tally.checked + reply.tally.given <= reply.tally.held
    assert reply.tally.waiting == sum(award.found is None or award.again for award in standing)
    assert [line.number for line in reply.lines if line.ground] == [n for n in ticked if _on(reply, n)]


def _on(reply: HeldList, number: int) -> bool:
    return number in {line.number for line in reply.lines}


def stop_is_stop(step: Step) -> None:
    """Reminders come only to who said yes, and a yes or a no is the person's own; nobody is asked twice."""
    was, now = step.before.person.reminders, step.turn.desk.person.reminders
    if now.wanted is not was.wanted:
        assert isinstance(step.event, ButtonPressed | TextSent), step.event
    asked = [reply for reply in step.turn.replies if isinstance(reply, AskReminders)]
    assert len(asked) <= 1
    assert not asked or (was.wanted is None and now.asked == (*was.asked, "sent" if asked[0].sent else "saved"))
    assert len(set(now.asked)) == len(now.asked)
    for reply in step.turn.replies:
        if isinstance(reply, Nudge):
            assert isinstance(step.event, NudgeDue)
            assert was.wanted
            _in_time(step)
            _still_a_reason(step)


def _in_time(step: Step) -> None:
    """Not while snoozed, nor in the quiet hours unless the person's break lies in them."""
    wishes = step.before.person.reminders
    assert wishes.snooze is None or wishes.snooze.until <= step.event.at
    there = step.event.at.astimezone(planning.zone(wishes, step.event.at))
    breaks = [window(there.date() - back, wishes, there.tzinfo) for back in _DAYS]
    assert not is_quiet(there.time()) or any(start <= there < end for start, end in breaks)


_DAYS = (timedelta(0), timedelta(days=1))


def _still_a_reason(step: Step) -> None:
    """What is said is of drafts that still wait for the person, and was not said before."""
    was, now = step.before.person.reminders, step.turn.desk.person.reminders
    before = {told.key for told in was.told if told.handled is Handled.said}
    said = [told for told in now.told if told.handled is Handled.said and told.key not in before]
    for told in said:
        assert told.kind not in was.off
        draft = step.before.drafts.get(told.key.split(":")[1])
        assert draft is None or draft.is_open or draft.stage is Stage.sending


def what_was_agreed_to_stands(step: Step) -> None:
    """While the person says yes to each statement, none falls but with a change of what it is about."""
    for before, after in step.pairs:
        alike = (before.version, before.returned) == (after.version, after.returned)
        if isinstance(step.event, FromPhone) and before.declarations and not after.declarations and alike:
            badge = step.shelf.at(before.badge, before.version)
            old, new = packed.substance(badge, before), packed.substance(badge, after)
            assert replace(old, declared=(), ai=new.ai) != replace(new, declared=()), step.event


def congratulations_are_of_an_award(step: Step) -> None:
    """Nobody is congratulated on what the issuer has not given."""
    for before, after in step.pairs:
        assert not after.congratulated or before.congratulated or after.outcome is Outcome.awarded


PROMISES: tuple[Callable[[Step], None], ...] = (
    somebody_is_answered,
    every_button_shown_is_answered,
    whatever_asks_has_its_place,
    what_was_sent_stays,
    what_is_locked_stays,
    news_of_one_draft_touches_no_other,
    the_second_look_decides_nothing,
    what_is_counted_is_right,
    stop_is_stop,
    what_was_agreed_to_stands,
    congratulations_are_of_an_award,
)


def hold(step: Step) -> None:
    """Holds a turn to all of them."""
    for promise in PROMISES:
        promise(step)
