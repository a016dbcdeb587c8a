"""What each button does, and at which stages."""

from collections.abc import Callable, Mapping

from flows.engine.buttons import Action, Button
from flows.engine.confirmations import is_out_of_time
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import ButtonPressed
from flows.engine.screen import Show
from flows.features.answers import asides, paste_moving, pasted
from flows.features.answers import handlers as answer_handlers
from flows.features.decisions import issuer_talk, relayed, second_attempt
from flows.features.decisions import returned as returned_work
from flows.features.declarations import handlers as declaration_handlers
from flows.features.facts import handlers as fact_handlers
from flows.features.held_badges import awards, rechecks
from flows.features.held_badges import handlers as badge_handlers
from flows.features.help.replies import Aside, Note
from flows.features.links import handlers as link_handlers
from flows.features.own_words import deletion
from flows.features.own_words import handlers as own_words
from flows.features.recordings import handlers as recording_handlers
from flows.features.recordings import transcripts
from flows.features.reminders import handlers as reminder_handlers
from flows.features.reminders import preferences as reminder_preferences
from flows.features.review import handlers as review_handlers
from flows.features.start import handlers as start_handlers
from flows.features.submission import handlers as submission_handlers
from flows.features.submission import take_over, withdrawal
from flows.features.versions import handlers as version_handlers
from flows.model.stages import GONE_STAGES, OPEN_STAGES, WRITING_STAGES, Stage
from flows.rules import held_badges as held_rules
from flows.rules import progress


def pressed(scene: TurnContext, event: ButtonPressed) -> TurnResult:
    """A button was pressed: a new one, or one from any day before."""
    press = Button.parse(event.data)
    if press is None:
        return start_handlers.resume(scene, Aside(note=Note.old_button))
    draft = scene.desk.drafts.get(press.draft)
    if draft is not None and is_out_of_time(press, event.under):
        # It changes nothing, so it does not take that draft in hand either.
        return start_handlers.resume(scene, Aside(note=Note.old_button))
    return do(scene, press)


def do(scene: TurnContext, press: Button) -> TurnResult:
    """Does what a button says, or what is typed instead of it. At a stage that has no such button, nothing."""
    at_large = _AT_LARGE.get(press.action)
    if scene.desk.person.consent is None and press.action not in _BEFORE_CONSENT:
        return scene.say(start_handlers.welcome(scene))
    if at_large is not None:
        return at_large(scene, press)
    draft = scene.desk.drafts.get(press.draft)
    if draft is None:
        return start_handlers.resume(scene, Aside(note=Note.old_button))
    work = scene.with_draft(draft)
    if draft.is_open and returned_work.refuses(work, press):
        return returned_work.stays(work)
    stages, act = _IN_DRAFT[press.action]
    return act(work, press) if draft.stage in stages else work.say(Aside(note=Note.old_button), Show.CURRENT)


def _resume(work: DraftContext, _: Button) -> TurnResult:
    return work.say(Show.CURRENT)


def _question(work: DraftContext, press: Button) -> TurnResult:
    """A question; a number that is typed at a badge without any is that of a badge to tick."""
    if press.about.isdecimal() and held_rules.asks_for_badges_alone(work.badge):
        return badge_handlers.number(work, press)
    return answer_handlers.go_to(work, press)


def _next(work: DraftContext, press: Button) -> TurnResult:
    """The next question that is not done; where only a detail is missing, that detail."""
    detail = work.draft.stage is not Stage.declaring and progress.next_fact(work.badge, work.draft)
    if detail and progress.next_open(work.badge, work.draft) is None and not progress.facts_are_locked(work.draft):
        return fact_handlers.onward(work)
    return answer_handlers.go_on(work, press)


def _move(work: DraftContext, _: Button) -> TurnResult:
    newest = version_handlers.newer(work)
    return version_handlers.move(work, newest) if newest else work.say(Show.CURRENT)


def _stay(work: DraftContext, press: Button) -> TurnResult:
    stayed = version_handlers.stay(work, press)
    return stayed.say(Show.CURRENT)


_BEFORE_CONSENT = frozenset({Action.agree, Action.notice})

_AT_LARGE: Mapping[Action, Callable[[TurnContext, Button], TurnResult]] = {
    Action.agree: lambda scene, _: start_handlers.agree(scene),
    Action.notice: lambda scene, _: start_handlers.notice(scene),
    Action.badge: start_handlers.press_badge,
    Action.delete_all: deletion.ask_all,
    **reminder_handlers.ACTIONS,
    **reminder_preferences.ACTIONS,
}

_EVERY = frozenset(Stage)
_CHECKING = frozenset({Stage.checking})
_DECLARING = frozenset({Stage.declaring})
_SENDING = frozenset({Stage.sending})
_HAD = WRITING_STAGES | {Stage.with_issuer}

_IN_DRAFT: Mapping[Action, tuple[frozenset[Stage], Callable[[DraftContext, Button], TurnResult]]] = {
    Action.resume: (_EVERY, _resume),
    Action.right: (_CHECKING, start_handlers.right),
    Action.wrong: (_CHECKING, start_handlers.wrong),
    Action.same_facts: (_CHECKING, fact_handlers.same),
    Action.change_fact: (OPEN_STAGES, fact_handlers.change),
    Action.facts: (OPEN_STAGES, review_handlers.facts),
    Action.keep_fact: (OPEN_STAGES, fact_handlers.keep),
    Action.choose: (OPEN_STAGES, fact_handlers.choose),
    Action.chosen: (OPEN_STAGES, fact_handlers.chosen),
    Action.question: (WRITING_STAGES, _question),
    Action.tips: (WRITING_STAGES, answer_handlers.tips),
    Action.again: (WRITING_STAGES, answer_handlers.start_again),
    Action.again_yes: (WRITING_STAGES, answer_handlers.started_again),
    Action.restore: (WRITING_STAGES, own_words.bring_back),
    Action.restore_sound: (WRITING_STAGES, own_words.bring_recording_back),
    Action.read_back: (WRITING_STAGES, own_words.read_back),
    Action.word_out: (WRITING_STAGES, own_words.take_out),
    Action.word_in: (WRITING_STAGES, own_words.bring_in),
    Action.cut: (WRITING_STAGES, own_words.cut),
    Action.cut_more: (WRITING_STAGES, own_words.cut_more),
    Action.cut_out: (WRITING_STAGES, own_words.cut_out),
    Action.cut_in: (WRITING_STAGES, own_words.cut_in),
    Action.cut_parts: (WRITING_STAGES, own_words.cut_parts),
    Action.earlier: (WRITING_STAGES, answer_handlers.go_back),
    Action.next: (WRITING_STAGES, _next),
    Action.later: (OPEN_STAGES, answer_handlers.rest),
    Action.list: (WRITING_STAGES, answer_handlers.show_list),
    Action.aside_add: (WRITING_STAGES, asides.add),
    Action.aside_out: (WRITING_STAGES, asides.leave_out),
    Action.asides: (WRITING_STAGES, asides.show),
    Action.undo: (WRITING_STAGES, asides.undo),
    Action.delete_out: (WRITING_STAGES, deletion.ask),
    Action.delete_out_sure: (WRITING_STAGES, deletion.sure),
    Action.delete_all_sure: (WRITING_STAGES, deletion.sure_of_all),
    Action.file_paste: (WRITING_STAGES, pasted.file_paste),
    Action.refuse_paste: (WRITING_STAGES, pasted.refuse_paste),
    Action.paste_show: (WRITING_STAGES, paste_moving.show),
    Action.paste_moves: (WRITING_STAGES, paste_moving.moves),
    Action.paste_pick: (WRITING_STAGES, paste_moving.pick),
    Action.paste_to: (WRITING_STAGES, paste_moving.to),
    Action.paste_walk: (WRITING_STAGES, paste_moving.walk),
    Action.paste_step: (WRITING_STAGES, paste_moving.step),
    Action.paste_skip: (WRITING_STAGES, paste_moving.skip),
    Action.paste_rest: (WRITING_STAGES, paste_moving.rest),
    Action.paste_back: (WRITING_STAGES, paste_moving.back),
    Action.place: (WRITING_STAGES, pasted.place),
    Action.leave_out: (WRITING_STAGES, pasted.leave_out),
    Action.loose: (WRITING_STAGES, pasted.show_loose),
    Action.review: (WRITING_STAGES, review_handlers.review),
    Action.read_all: (WRITING_STAGES, review_handlers.read_all),
    Action.accept: (WRITING_STAGES, review_handlers.accept),
    Action.keep_words: (WRITING_STAGES, review_handlers.keep_words),
    Action.keep_detail: (WRITING_STAGES, review_handlers.keep_detail),
    Action.change_detail: (WRITING_STAGES, review_handlers.change_detail),
    Action.keep_short: (WRITING_STAGES, recording_handlers.keep_short),
    Action.recordings: (WRITING_STAGES, recording_handlers.recordings),
    Action.play: (WRITING_STAGES, recording_handlers.play),
    Action.take_out: (WRITING_STAGES, recording_handlers.take_out),
    Action.nobody: (WRITING_STAGES, recording_handlers.nobody),
    Action.links: (WRITING_STAGES, link_handlers.show),
    Action.link_here: (WRITING_STAGES, link_handlers.here_alone),
    Action.link_whole: (WRITING_STAGES, link_handlers.every),
    Action.link_words: (WRITING_STAGES, link_handlers.words),
    Action.link_drop: (WRITING_STAGES, link_handlers.drop),
    Action.link_out: (WRITING_STAGES, link_handlers.out),
    Action.tick: (WRITING_STAGES, link_handlers.tick),
    Action.held: (WRITING_STAGES, badge_handlers.show),
    Action.held_next: (WRITING_STAGES, badge_handlers.forward),
    Action.held_back: (WRITING_STAGES, badge_handlers.back),
    Action.hold: (WRITING_STAGES, badge_handlers.tick),
    Action.hold_all: (WRITING_STAGES, badge_handlers.every),
    Action.hold_none: (WRITING_STAGES, badge_handlers.none),
    Action.hold_none_sure: (WRITING_STAGES, badge_handlers.none_sure),
    Action.awards: (WRITING_STAGES, awards.show),
    Action.award_for: (WRITING_STAGES, awards.award_for),
    Action.award_which: (WRITING_STAGES, awards.which),
    Action.award_out: (WRITING_STAGES, awards.take_out),
    Action.award_again: (WRITING_STAGES, rechecks.again),
    Action.words: (WRITING_STAGES, transcripts.show),
    Action.words_next: (WRITING_STAGES, transcripts.show_next),
    Action.words_right: (WRITING_STAGES, transcripts.right),
    Action.words_fix: (WRITING_STAGES, transcripts.fix),
    Action.sound_only: (WRITING_STAGES, transcripts.sound_only),
    Action.ai_no: (WRITING_STAGES, declaration_handlers.ai_not_used),
    Action.ai_yes: (WRITING_STAGES, declaration_handlers.ai_used),
    Action.ai_change: (WRITING_STAGES, declaration_handlers.ai_change),
    Action.keep_tool: (WRITING_STAGES, declaration_handlers.keep_tool),
    Action.no_link: (WRITING_STAGES, declaration_handlers.no_link),
    Action.agree_to: (_DECLARING, declaration_handlers.agree_to),
    Action.agree_again: (_DECLARING, declaration_handlers.agree_again),
    Action.criteria: (_DECLARING, declaration_handlers.show_criteria),
    Action.send: (_DECLARING, second_attempt.send),
    Action.send_same: (_DECLARING, declaration_handlers.send),
    Action.not_yet: (OPEN_STAGES, declaration_handlers.not_yet),
    Action.move: (OPEN_STAGES, _move),
    Action.stay: (OPEN_STAGES, _stay),
    Action.sent_it: (_SENDING, submission_handlers.sent_it),
    Action.copy: (_SENDING, submission_handlers.copy),
    Action.change_first: (_SENDING, submission_handlers.change_first),
    Action.see_sent: (_EVERY, issuer_talk.see_sent),
    Action.take_over: (frozenset({Stage.closed}), take_over.take_over),
    Action.award_files: (_SENDING, submission_handlers.award_files),
    Action.leave: (WRITING_STAGES, returned_work.leave),
    Action.take_there: (WRITING_STAGES, submission_handlers.take_there),
    Action.wrote_back: (GONE_STAGES, relayed.wrote_back),
    Action.take_back: (_HAD, withdrawal.ask),
    Action.take_back_sure: (_HAD, withdrawal.sure),
    Action.leave_there: (_HAD, withdrawal.leave),
    Action.they_have_it: (GONE_STAGES, relayed.has_it),
    Action.they_award: (GONE_STAGES, relayed.award),
    Action.they_decline: (GONE_STAGES, relayed.decline),
    Action.awarded_sure: (GONE_STAGES, relayed.awarded),
    Action.declined_sure: (GONE_STAGES, relayed.declined),
    Action.they_want_more: (GONE_STAGES, relayed.want_more),
    Action.skip_words: (GONE_STAGES, relayed.skip_words),
    Action.which: (GONE_STAGES, relayed.choose),
    Action.which_all: (GONE_STAGES, relayed.every),
    Action.which_done: (GONE_STAGES, relayed.these),
}
