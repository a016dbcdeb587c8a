"""What is true of every turn, whatever has happened: one promise a function, each held to one step of the talk."""

from collections.abc import Callable

from machine.counted import what_is_counted_is_right
from machine.stays import what_is_locked_stays, what_was_agreed_to_stands, what_was_sent_stays
from machine.step import MachineTurn
from machine.stopped import stop_is_stop

from flows.engine.capabilities import Capabilities
from flows.engine.context import TurnResult
from flows.engine.effects import DeliverPack
from flows.engine.events import (
    AwardEvent,
    AwardsFound,
    ButtonPressed,
    FileSent,
    FromPhone,
    IssuerNews,
    SoundNews,
    TextEdited,
    TextSent,
)
from flows.engine.prompts import PromptKind
from flows.features.help.screens import Aside, Note
from flows.model.attachments.award import AwardVerdict
from flows.model.draft import Outcome
from flows.router.edits import is_unchanged
from flows.router.turn import take_turn
from flows.rules import held_badges as held_rules
from flows.understanding import Act

MOST_PRESSED = 4
"""Buttons that are tried at each turn, about."""


def what_is_kept_out_counts_nowhere(step: MachineTurn) -> None:
    """A message that is wholly put aside changes no answer, unless it asks for something to be taken out."""
    if not isinstance(step.event, TextSent):
        return
    for before, after in step.pairs:
        aside = next((one for one in after.asides if one.key == step.event.key), None)
        if aside is not None and not aside.filed and aside.act != Act.undo.value:
            parts = {name: given.parts for name, given in after.answers.items() if given.parts}
            assert parts == {name: given.parts for name, given in before.answers.items() if given.parts}


def somebody_is_answered(step: MachineTurn) -> None:
    """Whatever a person does is answered; of files that come together, the first is enough."""
    if isinstance(step.event, FileSent) and step.event.quiet:
        return
    if isinstance(step.event, TextEdited) and any(is_unchanged(d, step.event) for d in step.before.drafts.values()):
        return
    if isinstance(step.event, FromPhone):
        # Of a file for an award, the first of several is answered for all.
        waits = isinstance(step.event, FileSent) and any(map(held_rules.waiting, step.before.drafts.values()))
        assert step.turn.replies or waits or _is_done(step.turn), step.event


def _is_done(turn: TurnResult) -> bool:
    """Whether what was asked for is under way, and is its own answer: work that is made ready to be taken by hand."""
    return any(isinstance(effect, DeliverPack) and effect.pack.by_hand for effect in turn.effects)


def every_button_shown_is_answered(step: MachineTurn) -> None:
    """Each button of what was just said does something: it is never called an old one."""
    presses = [(press, reply.place) for reply in step.turn.replies for row in reply.offers for press in row]
    # A few at each turn, others at the next: with all of them, most of the time would be spent here.
    first = int(step.event.fresh[:4], 16) % (len(presses) // MOST_PRESSED + 1)
    for press, place in presses[first :: len(presses) // MOST_PRESSED + 1]:
        event = ButtonPressed(at=step.event.at, fresh="e" * 64, data=press.data, message=1, under=place)
        turn = take_turn(step.shelf, step.turn.session, event, Capabilities(step.scribe, step.opens_pages))
        assert turn.replies or _is_done(turn), press
        assert Aside(note=Note.old_button) not in turn.replies, (press, step.turn.replies)


def whatever_asks_has_its_place(step: MachineTurn) -> None:
    """A reply that asks knows its place, and a place is of a draft that is there, and of what its badge has."""
    for reply in step.turn.replies:
        asks = type(reply).__name__.startswith("Ask") or type(reply).__name__ in _ASKING
        assert reply.place is not None or not asks, reply
        if reply.place is None or not reply.place.draft:
            continue
        draft = step.turn.session.drafts[reply.place.draft]
        badge = step.shelf.at(draft.badge, draft.version)
        question = reply.place.question
        assert question in ("", "*") or badge.question(question), reply.place
        assert reply.place.ask is not PromptKind.fact or badge.fact(reply.place.fact), reply.place


_ASKING = frozenset(
    {"Welcome", "BadgeChoice", "RightBadge", "FactList", "Tips", "StartAgainCheck", "QuestionList", "PasteProposal"}
    | {"LooseWords", "LooseSound", "Review", "PersonalDetails", "RecordingList", "SpokenWords", "MendWords", "Nudge"}
    | {"Checklist", "LinkFault", "LinkRules", "HeldList", "AwardList", "FinalCheck", "VersionOffer", "ReminderList"}
)


def news_of_one_draft_touches_no_other(step: MachineTurn) -> None:
    """News is of one draft: it changes no other, and what the person has in hand stays in hand."""
    if isinstance(step.event, SoundNews | AwardEvent | IssuerNews):
        assert step.before.person.in_hand == step.turn.session.person.in_hand
        assert all(before == after for before, after in step.pairs if before.id != step.event.draft)


def the_second_look_decides_nothing(step: MachineTurn) -> None:
    """What was looked at before and is looked at again ticks nothing, and brings back nothing that was taken out."""
    if not isinstance(step.event, AwardsFound) or step.event.draft not in step.before.drafts:
        return
    before, after = step.before.drafts[step.event.draft], step.turn.session.drafts[step.event.draft]
    asked = next((a for a in before.awards if a.id == f"{step.event.key}.{step.event.part}"), None)
    assert asked is not None or before == after, "found, and never asked for"
    assert before.held.items() <= after.held.items()
    if asked and (asked.found or asked.out):
        # What was not right, or of no badge known, ticked nothing the first time.
        new = asked.found and not asked.out and (asked.verdict is AwardVerdict.wrong or asked.thing is None)
        assert new or before.held == after.held, "a second look ticked"
        out = {award.id for award in before.awards if award.out}
        assert out <= {award.id for award in after.awards if award.out}, "a second look brought back"


def congratulations_are_of_an_award(step: MachineTurn) -> None:
    """Nobody is congratulated on what the issuer has not given."""
    for before, after in step.pairs:
        assert not after.congratulated or before.congratulated or after.outcome is Outcome.awarded


PROMISES: tuple[Callable[[MachineTurn], None], ...] = (
    somebody_is_answered,
    every_button_shown_is_answered,
    whatever_asks_has_its_place,
    what_was_sent_stays,
    what_is_locked_stays,
    news_of_one_draft_touches_no_other,
    the_second_look_decides_nothing,
    what_is_kept_out_counts_nowhere,
    what_is_counted_is_right,
    stop_is_stop,
    what_was_agreed_to_stands,
    congratulations_are_of_an_award,
)


def hold(step: MachineTurn) -> None:
    """Holds a turn to all of them."""
    for promise in PROMISES:
        promise(step)
