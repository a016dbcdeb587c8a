"""One turn: an event in; a new desk, replies and effects out. Routes, and nothing else."""

from flows import (
    aftermath,
    congratulating,
    deciding,
    editing,
    finding,
    listening,
    moments,
    nudging,
    pressing,
    starting,
    texts,
    things,
    transcripts,
    withdrawing,
)
from flows.commands import command
from flows.draft import Desk
from flows.events import (
    AnyEvent,
    AwardLate,
    AwardsFound,
    ButtonPressed,
    CommandSent,
    DecisionMade,
    DecisionOverdue,
    Delivered,
    DeliveryDelayed,
    DeliveryFailed,
    FileSent,
    GroupSpoken,
    HandedOver,
    IssuerNews,
    News,
    NudgeDue,
    NudgeUnsaid,
    OutageEnded,
    PlaceCorrected,
    SoundHeard,
    SoundLate,
    SoundLost,
    SoundSent,
    TextEdited,
    TextSent,
    ThingSent,
    TranscriptFailed,
    TranscriptMade,
    TurnFailed,
    WithdrawalTold,
    WithdrawalUntold,
)
from flows.replies.asides import Aside, Note
from flows.scene import Scene, Turn
from flows.scribe import Scribe
from flows.shelf import Shelf


def take_turn(
    shelf: Shelf, desk: Desk, event: AnyEvent, scribe: Scribe | None = None, *, opens_pages: bool = False
) -> Turn:
    """Takes any event at any moment. `scribe` is who writes recordings down, where the operator has anybody do it.

    `opens_pages` says whether awards are looked up where they are published.
    One that makes no sense leaves the desk as it was, and the reply says where the worker is and what to do next.
    """
    scene = Scene(shelf, desk, event, scribe=scribe, opens_pages=opens_pages)
    match event:
        case TextSent():
            turn = texts.take(scene, event)
        case ButtonPressed():
            turn = pressing.pressed(scene, event)
        case CommandSent():
            turn = command(scene, event)
        case TextEdited():
            turn = editing.edited(scene, event)
        case ThingSent():
            turn = things.take_thing(scene, event)
        case SoundSent():
            turn = things.take_sound(scene, event)
        case FileSent():
            turn = things.take_file(scene, event)
        case GroupSpoken():
            turn = scene.say(Aside(note=Note.only_private))
        case _:
            turn = _news(scene, event)
    return nudging.settled(scene, moments.asked(scene, turn))


def _news(scene: Scene, event: News) -> Turn:
    """What happened elsewhere than on the phone."""
    match event:
        case PlaceCorrected():
            turn = editing.corrected(scene, event)
        case OutageEnded():
            turn = starting.back_again(scene)
        case TurnFailed():
            turn = scene.say(Aside(note=Note.trouble))
        case SoundHeard():
            turn = listening.heard(scene, event)
        case SoundLate():
            turn = listening.late(scene, event)
        case SoundLost():
            turn = listening.lost(scene, event)
        case TranscriptMade():
            turn = transcripts.made(scene, event)
        case TranscriptFailed():
            turn = transcripts.failed(scene, event)
        case AwardsFound():
            turn = (congratulating if event.key == congratulating.OWN else finding).found(scene, event)
        case AwardLate():
            turn = (congratulating if event.key == congratulating.OWN else finding).late(scene, event)
        case NudgeDue() | NudgeUnsaid():
            turn = nudging.news(scene, event)
        case _:
            turn = _issuer_news(scene, event)
    return turn


def _issuer_news(scene: Scene, event: IssuerNews) -> Turn:
    """What became of a submission."""
    match event:
        case Delivered():
            turn = aftermath.delivered(scene, event)
        case HandedOver():
            turn = aftermath.handed_over(scene, event)
        case DeliveryFailed():
            turn = aftermath.failed(scene, event)
        case DeliveryDelayed():
            turn = aftermath.delayed(scene, event)
        case DecisionMade():
            turn = deciding.decided(scene, event)
        case DecisionOverdue():
            turn = aftermath.overdue(scene, event)
        case WithdrawalTold():
            turn = withdrawing.told(scene, event)
        case WithdrawalUntold():
            turn = withdrawing.untold(scene, event)
    return turn
