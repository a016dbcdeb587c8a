"""One turn: an event in; a new desk, replies and effects out. Routes, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows import (
    aftermath,
    answering,
    awarding,
    congratulating,
    deciding,
    declaring,
    editing,
    facts,
    finding,
    holding,
    linking,
    listening,
    moments,
    nudging,
    progress,
    rechecking,
    relaying,
    reopening,
    reviewing,
    sharing,
    starting,
    transcripts,
    versions,
    wishes,
)
from flows.buttons import Action, Press
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
    Thing,
    ThingSent,
    TranscriptFailed,
    TranscriptMade,
    TurnFailed,
)
from flows.here import badge_choice, here, place_of
from flows.places import Ask, Place
from flows.replies.asides import Aside, Note
from flows.scene import Scene, Turn, Work
from flows.scribe import Scribe
from flows.shelf import Shelf
from flows.stages import Stage
from flows.twins import EVERYWHERE, NUMBERED, numbers, spoken, typed, typed_with_number


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
            turn = _text(scene, event)
        case ButtonPressed():
            turn = _button(scene, event)
        case CommandSent():
            turn = command(scene, event)
        case TextEdited():
            turn = editing.edited(scene, event)
        case ThingSent():
            turn = _thing(scene, event)
        case SoundSent():
            turn = _sound(scene, event)
        case FileSent():
            turn = _file(scene, event)
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
    return turn


def _text(scene: Scene, event: TextSent) -> Turn:
    place = _place(scene, event.under)
    if scene.desk.person.consent is None:
        twin = typed(event.text, Place(Ask.consent))
        return _press(scene, Press(twin)) if twin else starting.before_consent(scene)
    press = (_typed_press(event.text, place) or _typed_press(event.text, place.beneath)) if place else None
    at_large = press or _about_reminders(event.text)
    if at_large is not None:
        return _press(scene, at_large)
    wished = wishes.take(scene, event, place) if place else None
    if wished is not None:
        return wished
    draft = scene.desk.drafts.get(place.draft) if place else None
    if draft is None or place is None:
        return _words_at_large(scene, event)
    work = scene.with_draft(draft)
    mending = place.ask is Ask.mending and draft.stage in _WRITING and not reopening.keeps(work, place)
    mended = transcripts.mend(work, event, place) if mending else None
    return mended or _words(work, replace(event, under=place.beneath), place.beneath)


def _about_reminders(text: str) -> Press | None:
    """The button that a whole message stands for at any place where it means nothing else."""
    action = EVERYWHERE.get(spoken(text)) if len(text) <= wishes.LONGEST else None
    return Press(action) if action else None


def _words_at_large(scene: Scene, event: TextSent) -> Turn:
    """Words came where a badge was to be chosen: the name of one, or words for the draft that was left there."""
    badge = scene.shelf.find(event.text)
    if badge is not None:
        return starting.open_badge(scene, badge)
    written = [draft for draft in scene.desk.drafts.values() if draft.stage in _WRITING]
    if not written:
        return scene.say(Aside(note=Note.use_buttons), badge_choice(scene))
    work = scene.with_draft(max(written, key=lambda draft: draft.touched_at))
    return answering.take(work, replace(event, under=None))


def _place(scene: Scene, under: Place | None) -> Place | None:
    """The place that a message was sent under; where that is not known, where the draft in hand stands."""
    draft = scene.desk.in_hand
    return scene.known(under) or (place_of(scene.with_draft(draft)) if draft else None)


def _typed_press(text: str, place: Place) -> Press | None:
    """The button that a whole message stands for: a word, or a number of a list."""
    action = typed(text, place)
    if action is not None:
        return Press(action, place.draft, place.about)
    with_number = typed_with_number(text, place)
    if with_number is not None:
        return Press(with_number[0], place.draft, f"{place.about}:#{with_number[1]}")
    chosen = numbers(text)
    numbered = NUMBERED.get(place.ask)
    if len(chosen) != 1 or numbered is None or numbered is Action.choose:
        return None
    about = {Action.place: f"{place.about}:{chosen[0]}", Action.play: f"{place.about}:#{chosen[0]}"}
    about[Action.month] = about[Action.place]
    about[Action.tick] = about[Action.hold] = about[Action.play]
    about[Action.award_for] = about[Action.place]
    return Press(numbered, place.draft, about.get(numbered, str(chosen[0])))


def _words(work: Work, event: TextSent, place: Place) -> Turn:
    stage, length = work.draft.stage, len(event.text)
    if not work.draft.is_open:
        return _words_after_sending(work, event, place)
    asked = place.ask is Ask.fact and not progress.facts_are_locked(work.draft)
    fact = work.badge.fact(place.about) if asked else None
    # Once there are answers, what is too long for a fact, a name or a link was meant for one of them: it is kept.
    if fact and (stage is Stage.checking or length <= facts.LONGEST):
        return facts.take(work, fact, event.text, event.key)
    if stage is Stage.checking:
        return work.say(Aside(note=Note.use_buttons), here(work))
    short = _short(work, event, place)
    if short is not None:
        return short
    turn = answering.take(work, event)
    return replace(turn, replies=(Aside(note=Note.forwarded), *turn.replies)) if event.forwarded else turn


def _short(work: Work, event: TextSent, place: Place) -> Turn | None:
    """What is typed where something short is asked for: the numbers of a checklist, an AI tool, a link to its chat."""
    length, declares = len(event.text), work.draft.stage is Stage.declaring
    held = holding.typed(work, event, place)
    if held is not None:
        return held
    if place.ask is Ask.ticks and numbers(event.text):
        return linking.tick_each(work, place.about, numbers(event.text))
    if declares and place.ask is Ask.ai_tool and length <= declaring.LONGEST_TOOL:
        return declaring.take_tool(work, event.text)
    if declares and place.ask is Ask.ai_link and length <= declaring.LONGEST_LINK:
        return declaring.take_link(work, event.text)
    return None


def _words_after_sending(work: Work, event: TextSent, place: Place) -> Turn:
    if place.ask in _OF_A_LETTER and work.draft.relayed is not None and work.draft.stage in _RELAYED:
        return relaying.take_words(work, event)
    return work.say(Aside(note=Note.after_sending), here(work))


def _thing(scene: Scene, event: ThingSent) -> Turn:
    note = Aside(note=_note(scene, event))
    if scene.desk.person.consent is None:
        return scene.say(note, starting.welcome())
    if event.caption:
        said = TextSent(at=event.at, fresh=event.fresh, key=event.key, text=event.caption, under=event.under)
        turn = _text(scene, said)
        return replace(turn, replies=(note, *turn.replies))
    return scene.say(note)


def _note(scene: Scene, event: ThingSent) -> Note:
    """What to say of a thing. Telegram makes a picture anew, and an award inside it is lost on the way."""
    if event.thing is Thing.photo and awarding.wants(scene, scene.desk.in_hand):
        return Note.award_photo
    return Note(f"thing_{event.thing.value}")


def _file(scene: Scene, event: FileSent) -> Turn:
    """An award, where one is asked for; else a file, which is no answer."""
    place = _place(scene, event.under) if scene.desk.person.consent else None
    draft = scene.desk.drafts.get(place.draft) if place and place.draft else scene.desk.in_hand
    if draft is None or scene.desk.person.consent is None or not awarding.wants(scene, draft):
        return scene.say() if event.quiet and not event.caption else _thing(scene, _as_thing(event))
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
    said = TextSent(at=event.at, fresh=event.fresh, key=event.key, text=event.caption, under=event.under)
    more = _text(replace(scene, desk=turn.desk), said)
    return Turn(more.desk, (*turn.replies, *more.replies), (*turn.effects, *more.effects))


def _sound(scene: Scene, event: SoundSent) -> Turn:
    if scene.desk.person.consent is None:
        return scene.say(Aside(note=Note.thing_sound), starting.welcome())
    place = _place(scene, event.under)
    draft = scene.desk.drafts.get(place.draft) if place else scene.desk.in_hand
    if draft is None or draft.stage not in _WRITING:
        return starting.resume(scene, Aside(note=Note.sound_elsewhere))
    turn = listening.take(scene.with_draft(draft), replace(event, under=place.beneath if place else None))
    return _with_caption(scene, turn, event) if event.caption else turn


def _button(scene: Scene, event: ButtonPressed) -> Turn:
    press = Press.parse(event.data)
    if press is None:
        return starting.resume(scene, Aside(note=Note.old_button))
    return _press(scene, press)


def _press(scene: Scene, press: Press) -> Turn:
    at_large = _AT_LARGE.get(press.action)
    if scene.desk.person.consent is None and press.action not in _BEFORE_CONSENT:
        return scene.say(starting.welcome())
    if at_large is not None:
        return at_large(scene, press)
    draft = scene.desk.drafts.get(press.draft)
    if draft is None:
        return starting.resume(scene, Aside(note=Note.old_button))
    work = scene.with_draft(draft)
    if draft.is_open and reopening.refuses(work, press):
        return reopening.stays(work)
    stages, act = _IN_DRAFT[press.action]
    return act(work, press) if draft.stage in stages else work.say(Aside(note=Note.old_button), here(work))


def _resume(work: Work, _: Press) -> Turn:
    return work.say(here(work))


def _move(work: Work, _: Press) -> Turn:
    newest = versions.newer(work)
    return versions.move(work, newest) if newest else work.say(here(work))


def _stay(work: Work, press: Press) -> Turn:
    stayed = versions.stay(work, press)
    return stayed.say(here(stayed))


_BEFORE_CONSENT = frozenset({Action.agree, Action.notice})

_AT_LARGE: Mapping[Action, Callable[[Scene, Press], Turn]] = {
    Action.agree: lambda scene, _: starting.agree(scene),
    Action.notice: lambda scene, _: starting.notice(scene),
    Action.badge: starting.press_badge,
    **nudging.ACTIONS,
    **wishes.ACTIONS,
}

_EVERY = frozenset(Stage)
_CHECKING = frozenset({Stage.checking})
_WRITING = frozenset({Stage.answering, Stage.reviewing, Stage.declaring, Stage.returned})
_OPEN = _CHECKING | _WRITING
_DECLARING = frozenset({Stage.declaring})
_SENDING = frozenset({Stage.sending})
_RELAYED = frozenset({Stage.sending, Stage.with_issuer})
_OF_A_LETTER = frozenset({Ask.their_words, Ask.which})

_IN_DRAFT: Mapping[Action, tuple[frozenset[Stage], Callable[[Work, Press], Turn]]] = {
    Action.resume: (_EVERY, _resume),
    Action.right: (_CHECKING, starting.right),
    Action.wrong: (_CHECKING, starting.wrong),
    Action.same_facts: (_CHECKING, facts.same),
    Action.change_fact: (_OPEN, facts.change),
    Action.facts: (_OPEN, reviewing.facts),
    Action.keep_fact: (_OPEN, facts.keep),
    Action.choose: (_OPEN, facts.choose),
    Action.chosen: (_OPEN, facts.chosen),
    Action.question: (_WRITING, answering.go_to),
    Action.tips: (_WRITING, answering.tips),
    Action.again: (_WRITING, answering.start_again),
    Action.again_yes: (_WRITING, answering.started_again),
    Action.restore: (_WRITING, answering.bring_back),
    Action.earlier: (_WRITING, answering.go_back),
    Action.next: (_WRITING, answering.go_on),
    Action.later: (_OPEN, answering.rest),
    Action.list: (_WRITING, answering.show_list),
    Action.file_paste: (_WRITING, sharing.file_paste),
    Action.refuse_paste: (_WRITING, sharing.refuse_paste),
    Action.place: (_WRITING, sharing.place),
    Action.leave_out: (_WRITING, sharing.leave_out),
    Action.loose: (_WRITING, sharing.show_loose),
    Action.review: (_WRITING, reviewing.review),
    Action.read_all: (_WRITING, reviewing.read_all),
    Action.accept: (_WRITING, reviewing.accept),
    Action.keep_words: (_WRITING, reviewing.keep_words),
    Action.keep_short: (_WRITING, listening.keep_short),
    Action.recordings: (_WRITING, listening.recordings),
    Action.play: (_WRITING, listening.play),
    Action.take_out: (_WRITING, listening.take_out),
    Action.nobody: (_WRITING, listening.nobody),
    Action.links: (_WRITING, linking.show),
    Action.link_here: (_WRITING, linking.here_alone),
    Action.link_whole: (_WRITING, linking.every),
    Action.link_words: (_WRITING, linking.words),
    Action.link_drop: (_WRITING, linking.drop),
    Action.link_out: (_WRITING, linking.out),
    Action.tick: (_WRITING, linking.tick),
    Action.held: (_WRITING, holding.show),
    Action.held_next: (_WRITING, holding.forward),
    Action.held_back: (_WRITING, holding.back),
    Action.hold: (_WRITING, holding.tick),
    Action.hold_all: (_WRITING, holding.every),
    Action.hold_none: (_WRITING, holding.none),
    Action.hold_none_sure: (_WRITING, holding.none_sure),
    Action.awards: (_WRITING, awarding.show),
    Action.award_for: (_WRITING, awarding.award_for),
    Action.award_which: (_WRITING, awarding.which),
    Action.award_out: (_WRITING, awarding.take_out),
    Action.award_again: (_WRITING, rechecking.again),
    Action.words: (_WRITING, transcripts.show),
    Action.words_next: (_WRITING, transcripts.show_next),
    Action.words_right: (_WRITING, transcripts.right),
    Action.words_fix: (_WRITING, transcripts.fix),
    Action.sound_only: (_WRITING, transcripts.sound_only),
    Action.ai_no: (_DECLARING, declaring.ai_not_used),
    Action.ai_yes: (_DECLARING, declaring.ai_used),
    Action.agree_to: (_DECLARING, declaring.agree_to),
    Action.send: (_DECLARING, declaring.send),
    Action.not_yet: (_OPEN, declaring.not_yet),
    Action.move: (_OPEN, _move),
    Action.stay: (_OPEN, _stay),
    Action.sent_it: (_SENDING, aftermath.sent_it),
    Action.copy: (_SENDING, aftermath.copy),
    Action.award_files: (_SENDING, aftermath.award_files),
    Action.leave: (_WRITING, reopening.leave),
    Action.take_there: (_WRITING, aftermath.take_there),
    Action.wrote_back: (_RELAYED, relaying.wrote_back),
    Action.they_have_it: (_RELAYED, relaying.has_it),
    Action.they_award: (_RELAYED, relaying.award),
    Action.they_decline: (_RELAYED, relaying.decline),
    Action.awarded_sure: (_RELAYED, relaying.awarded),
    Action.declined_sure: (_RELAYED, relaying.declined),
    Action.they_want_more: (_RELAYED, relaying.want_more),
    Action.skip_words: (_RELAYED, relaying.skip_words),
    Action.which: (_RELAYED, relaying.choose),
    Action.which_all: (_RELAYED, relaying.every),
    Action.which_done: (_RELAYED, relaying.these),
}
