"""What is sent that is not words alone: recordings, files, and things that are no answer."""

from dataclasses import replace

from flows import awarding, holdings, listening, starting, texts
from flows.events import FileSent, SoundSent, TextSent, Thing, ThingSent
from flows.here import place_under
from flows.replies.asides import Aside, Note
from flows.scene import Scene, Turn
from flows.stages import WRITING_STAGES


def take_thing(scene: Scene, event: ThingSent) -> Turn:
    """What nothing can be done with. The words beside it are taken like any others."""
    note = Aside(note=_note(scene, event))
    if scene.desk.person.consent is None:
        return scene.say(note, starting.welcome())
    if event.caption:
        turn = texts.take(scene, _caption(event))
        return replace(turn, replies=(note, *turn.replies))
    return scene.say(note)


def _caption(event: ThingSent | FileSent | SoundSent) -> TextSent:
    return TextSent(at=event.at, fresh=event.fresh, key=event.key, text=event.caption, under=event.under)


def _note(scene: Scene, event: ThingSent) -> Note:
    """What to say of a thing. Telegram makes a picture anew, and an award inside it is lost on the way."""
    draft = scene.desk.in_hand
    if draft is not None and awarding.wants(scene, draft):
        if event.thing is Thing.photo:
            return Note.award_photo
        if holdings.asks_for_badges_alone(scene.badge_of(draft)) and event.thing not in _NOT_ASKED_FOR:
            return Note.held_words
    return Note(f"thing_{event.thing.value}")


_NOT_ASKED_FOR = frozenset({Thing.location, Thing.contact})
"""Things that nobody asks for at any badge, and of which is said that they were not kept."""


def take_file(scene: Scene, event: FileSent) -> Turn:
    """An award, where one is asked for; else a file, which is no answer."""
    place = place_under(scene, event.under) if scene.desk.person.consent else None
    draft = scene.desk.drafts.get(place.draft) if place and place.draft else scene.desk.in_hand
    if draft is None or scene.desk.person.consent is None or not awarding.wants(scene, draft):
        return scene.say() if event.quiet and not event.caption else take_thing(scene, _as_thing(event))
    work = scene.with_draft(draft)
    turn = awarding.take_file(work, event)
    if not event.caption or awarding.names_a_badge(work, event.caption):
        return turn
    return _with_caption(scene, turn, event)


def _as_thing(event: FileSent) -> ThingSent:
    return ThingSent(
        at=event.at, fresh=event.fresh, key=event.key, thing=Thing.file, caption=event.caption, under=event.under
    )


def _with_caption(scene: Scene, turn: Turn, event: SoundSent | FileSent) -> Turn:
    """A caption is words like any other, beside what it came with."""
    more = texts.take(replace(scene, desk=turn.desk), _caption(event))
    return Turn(more.desk, (*turn.replies, *more.replies), (*turn.effects, *more.effects))


def take_sound(scene: Scene, event: SoundSent) -> Turn:
    """A recording: for an answer, where one can be written."""
    if scene.desk.person.consent is None:
        return scene.say(Aside(note=Note.thing_sound), starting.welcome())
    place = place_under(scene, event.under)
    draft = scene.desk.drafts.get(place.draft) if place else scene.desk.in_hand
    if draft is None or draft.stage not in WRITING_STAGES:
        return starting.resume(scene, Aside(note=Note.sound_elsewhere))
    turn = listening.take(scene.with_draft(draft), replace(event, under=place.beneath if place else None))
    return _with_caption(scene, turn, event) if event.caption else turn
