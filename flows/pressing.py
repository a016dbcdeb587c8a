"""What each button does, and at which stages."""

from collections.abc import Callable, Mapping

from flows import (
    aftermath,
    answering,
    awarding,
    declaring,
    facts,
    holding,
    holdings,
    linking,
    listening,
    nudging,
    rechecking,
    relaying,
    reopening,
    reviewing,
    sharing,
    starting,
    transcripts,
    versions,
    wishes,
    withdrawing,
)
from flows.buttons import Action, Press
from flows.events import ButtonPressed
from flows.here import here
from flows.replies.asides import Aside, Note
from flows.scene import Scene, Turn, Work
from flows.stages import GONE_STAGES, OPEN_STAGES, WRITING_STAGES, Stage


def pressed(scene: Scene, event: ButtonPressed) -> Turn:
    """A button was pressed: a new one, or one from any day before."""
    press = Press.parse(event.data)
    if press is None:
        return starting.resume(scene, Aside(note=Note.old_button))
    return do(scene, press)


def do(scene: Scene, press: Press) -> Turn:
    """Does what a button says, or what is typed instead of it. At a stage that has no such button, nothing."""
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


def _question(work: Work, press: Press) -> Turn:
    """A question; a number that is typed at a badge without any is that of a badge to tick."""
    if press.about.isdecimal() and holdings.asks_for_badges_alone(work.badge):
        return holding.number(work, press)
    return answering.go_to(work, press)


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
_DECLARING = frozenset({Stage.declaring})
_SENDING = frozenset({Stage.sending})
_HAD = WRITING_STAGES | {Stage.with_issuer}

_IN_DRAFT: Mapping[Action, tuple[frozenset[Stage], Callable[[Work, Press], Turn]]] = {
    Action.resume: (_EVERY, _resume),
    Action.right: (_CHECKING, starting.right),
    Action.wrong: (_CHECKING, starting.wrong),
    Action.same_facts: (_CHECKING, facts.same),
    Action.change_fact: (OPEN_STAGES, facts.change),
    Action.facts: (OPEN_STAGES, reviewing.facts),
    Action.keep_fact: (OPEN_STAGES, facts.keep),
    Action.choose: (OPEN_STAGES, facts.choose),
    Action.chosen: (OPEN_STAGES, facts.chosen),
    Action.question: (WRITING_STAGES, _question),
    Action.tips: (WRITING_STAGES, answering.tips),
    Action.again: (WRITING_STAGES, answering.start_again),
    Action.again_yes: (WRITING_STAGES, answering.started_again),
    Action.restore: (WRITING_STAGES, answering.bring_back),
    Action.earlier: (WRITING_STAGES, answering.go_back),
    Action.next: (WRITING_STAGES, answering.go_on),
    Action.later: (OPEN_STAGES, answering.rest),
    Action.list: (WRITING_STAGES, answering.show_list),
    Action.file_paste: (WRITING_STAGES, sharing.file_paste),
    Action.refuse_paste: (WRITING_STAGES, sharing.refuse_paste),
    Action.place: (WRITING_STAGES, sharing.place),
    Action.leave_out: (WRITING_STAGES, sharing.leave_out),
    Action.loose: (WRITING_STAGES, sharing.show_loose),
    Action.review: (WRITING_STAGES, reviewing.review),
    Action.read_all: (WRITING_STAGES, reviewing.read_all),
    Action.accept: (WRITING_STAGES, reviewing.accept),
    Action.keep_words: (WRITING_STAGES, reviewing.keep_words),
    Action.keep_short: (WRITING_STAGES, listening.keep_short),
    Action.recordings: (WRITING_STAGES, listening.recordings),
    Action.play: (WRITING_STAGES, listening.play),
    Action.take_out: (WRITING_STAGES, listening.take_out),
    Action.nobody: (WRITING_STAGES, listening.nobody),
    Action.links: (WRITING_STAGES, linking.show),
    Action.link_here: (WRITING_STAGES, linking.here_alone),
    Action.link_whole: (WRITING_STAGES, linking.every),
    Action.link_words: (WRITING_STAGES, linking.words),
    Action.link_drop: (WRITING_STAGES, linking.drop),
    Action.link_out: (WRITING_STAGES, linking.out),
    Action.tick: (WRITING_STAGES, linking.tick),
    Action.held: (WRITING_STAGES, holding.show),
    Action.held_next: (WRITING_STAGES, holding.forward),
    Action.held_back: (WRITING_STAGES, holding.back),
    Action.hold: (WRITING_STAGES, holding.tick),
    Action.hold_all: (WRITING_STAGES, holding.every),
    Action.hold_none: (WRITING_STAGES, holding.none),
    Action.hold_none_sure: (WRITING_STAGES, holding.none_sure),
    Action.awards: (WRITING_STAGES, awarding.show),
    Action.award_for: (WRITING_STAGES, awarding.award_for),
    Action.award_which: (WRITING_STAGES, awarding.which),
    Action.award_out: (WRITING_STAGES, awarding.take_out),
    Action.award_again: (WRITING_STAGES, rechecking.again),
    Action.words: (WRITING_STAGES, transcripts.show),
    Action.words_next: (WRITING_STAGES, transcripts.show_next),
    Action.words_right: (WRITING_STAGES, transcripts.right),
    Action.words_fix: (WRITING_STAGES, transcripts.fix),
    Action.sound_only: (WRITING_STAGES, transcripts.sound_only),
    Action.ai_no: (_DECLARING, declaring.ai_not_used),
    Action.ai_yes: (_DECLARING, declaring.ai_used),
    Action.agree_to: (_DECLARING, declaring.agree_to),
    Action.send: (_DECLARING, declaring.send),
    Action.not_yet: (OPEN_STAGES, declaring.not_yet),
    Action.move: (OPEN_STAGES, _move),
    Action.stay: (OPEN_STAGES, _stay),
    Action.sent_it: (_SENDING, aftermath.sent_it),
    Action.copy: (_SENDING, aftermath.copy),
    Action.award_files: (_SENDING, aftermath.award_files),
    Action.leave: (WRITING_STAGES, reopening.leave),
    Action.take_there: (WRITING_STAGES, aftermath.take_there),
    Action.wrote_back: (GONE_STAGES, relaying.wrote_back),
    Action.take_back: (_HAD, withdrawing.ask),
    Action.take_back_sure: (_HAD, withdrawing.sure),
    Action.leave_there: (_HAD, withdrawing.leave),
    Action.they_have_it: (GONE_STAGES, relaying.has_it),
    Action.they_award: (GONE_STAGES, relaying.award),
    Action.they_decline: (GONE_STAGES, relaying.decline),
    Action.awarded_sure: (GONE_STAGES, relaying.awarded),
    Action.declined_sure: (GONE_STAGES, relaying.declined),
    Action.they_want_more: (GONE_STAGES, relaying.want_more),
    Action.skip_words: (GONE_STAGES, relaying.skip_words),
    Action.which: (GONE_STAGES, relaying.choose),
    Action.which_all: (GONE_STAGES, relaying.every),
    Action.which_done: (GONE_STAGES, relaying.these),
}
