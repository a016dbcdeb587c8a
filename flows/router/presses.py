"""What each button does, and at which stages."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias, TypeVar

from flows.engine.buttons import Action, ActionOf, AnyAction, Button, P
from flows.engine.confirmations import is_out_of_time
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import ButtonPressed
from flows.engine.payloads import Nothing, OfQuestion
from flows.engine.screen import Show
from flows.features.answers import asides, paste_moving, pasted
from flows.features.answers import handlers as answer_handlers
from flows.features.decisions import issuer_talk, relayed, second_attempt
from flows.features.decisions import returned as returned_work
from flows.features.declarations import handlers as declaration_handlers
from flows.features.facts import handlers as fact_handlers
from flows.features.held_badges import given_awards, rechecks
from flows.features.held_badges import handlers as badge_handlers
from flows.features.help.screens import Aside, Note
from flows.features.links import handlers as link_handlers
from flows.features.lock import handlers as lock_handlers
from flows.features.own_words import deletion
from flows.features.own_words import handlers as own_words
from flows.features.privacy import handlers as privacy_handlers
from flows.features.questions import handlers as question_handlers
from flows.features.questions.handlers import stays_as_sent
from flows.features.recordings import handlers as recording_handlers
from flows.features.recordings import transcripts
from flows.features.reminders import handlers as reminder_handlers
from flows.features.reminders import preferences as reminder_preferences
from flows.features.retention import handlers as retention_handlers
from flows.features.review import handlers as review_handlers
from flows.features.start import handlers as start_handlers
from flows.features.submission import handlers as submission_handlers
from flows.features.submission import take_over, withdrawal
from flows.features.versions import handlers as version_handlers
from flows.model.stages import GONE_STAGES, OPEN_STAGES, WRITING_STAGES, Stage
from flows.rules import held_badges as held_rules
from flows.rules import progress
from flows.rules.reminders.reminder_snooze import SnoozeLength


def pressed(context: TurnContext, event: ButtonPressed) -> TurnResult:
    """A button was pressed: a new one, or one from any day before."""
    press = Button.parse(event.data)
    if press is None:
        return start_handlers.resume(context, Aside(note=Note.old_button))
    draft = context.session.drafts.get(press.draft)
    if (draft is not None or not press.draft) and is_out_of_time(press, event.under):
        # It changes nothing, so it does not take that draft in hand either.
        return start_handlers.resume(context, Aside(note=Note.old_button))
    return do(context, press)


def do(context: TurnContext, press: Button) -> TurnResult:
    """Does what a button says, or what is typed instead of it. At a stage that has no such button, nothing."""
    if context.session.person.consent is None and press.action not in _BEFORE_CONSENT:
        return context.say(start_handlers.welcome(context))
    at_large = _AT_LARGE.get(press.action)
    if at_large is not None:
        return at_large(context, press.about)
    draft = context.session.drafts.get(press.draft)
    if draft is None:
        return start_handlers.resume(context, Aside(note=Note.old_button))
    work = context.take_in_hand(draft)
    if draft.is_open and returned_work.refuses(work, press):
        return stays_as_sent(work)
    stages, act = _IN_DRAFT[press.action]
    return act(work, press.about) if draft.stage in stages else work.say(Aside(note=Note.old_button), Show.CURRENT)


def _resume(work: DraftContext) -> TurnResult:
    return work.say(Show.CURRENT)


def _question(work: DraftContext, target: OfQuestion) -> TurnResult:
    """A question; a number that is typed at a badge without any is that of a badge to tick."""
    if target.number and held_rules.asks_for_badges_alone(work.badge):
        return badge_handlers.number(work, target.number)
    return answer_handlers.go_to(work, target)


def _next(work: DraftContext, after: OfQuestion) -> TurnResult:
    """The next question that is not done; where only a detail is missing, that detail."""
    detail = work.draft.stage is not Stage.declaring and progress.next_fact(work.badge, work.draft)
    if detail and progress.next_open(work.badge, work.draft) is None and not progress.facts_are_locked(work.draft):
        return fact_handlers.onward(work)
    return answer_handlers.go_on(work, after)


def _move(work: DraftContext) -> TurnResult:
    newest = version_handlers.newer(work)
    return version_handlers.move(work, newest) if newest else work.say(Show.CURRENT)


def _stay(work: DraftContext) -> TurnResult:
    return version_handlers.stay(work).say(Show.CURRENT)


S = TypeVar("S", bound=TurnContext)


def _about(action: ActionOf[P], act: Callable[[S, P], TurnResult]) -> tuple[AnyAction, Callable[[S, Any], TurnResult]]:
    """A button and its handler, which takes what the button is about."""
    return action, act


def _plain(
    action: ActionOf[Nothing], act: Callable[[S], TurnResult]
) -> tuple[AnyAction, Callable[[S, Any], TurnResult]]:
    """A button that is about nothing more than its draft, or the person, and its handler."""
    return action, lambda context, _: act(context)


_BEFORE_CONSENT = frozenset(
    {
        Action.agree, Action.notice, Action.data_show, Action.data_copy, Action.data_back, Action.erase,
        Action.erase_on, Action.erase_sure, Action.unagree, Action.unagree_keep,
    }
)  # fmt: skip
"""Also of those who have taken their consent back, and of whom something is kept."""

_AT_LARGE: Mapping[AnyAction, Callable[[TurnContext, Any], TurnResult]] = dict(
    (
        _plain(Action.agree, start_handlers.agree),
        _plain(Action.notice, start_handlers.notice),
        _plain(Action.data_show, privacy_handlers.show),
        _plain(Action.data_copy, privacy_handlers.copy),
        _plain(Action.data_back, privacy_handlers.back),
        _plain(Action.erase, privacy_handlers.ask),
        _plain(Action.erase_on, privacy_handlers.ask_again),
        _plain(Action.erase_sure, privacy_handlers.erase),
        _plain(Action.unagree, privacy_handlers.ask_unagree),
        _plain(Action.unagree_keep, privacy_handlers.unagree),
        _plain(Action.lock, lock_handlers.shut),
        _plain(Action.lock_settings, lock_handlers.settings),
        _about(Action.lock_quiet, lock_handlers.quiet),
        _plain(Action.lock_pin, lock_handlers.new_pin),
        _plain(Action.chat_clear, lock_handlers.clear_chat),
        _plain(Action.lock_off, lock_handlers.turn_off),
        # These are of a lock that is shut: where it is open, they show where the worker is.
        _plain(Action.pin_lost, privacy_handlers.back),
        _plain(Action.pin_erase, privacy_handlers.back),
        _plain(Action.pin_back, privacy_handlers.back),
        _about(Action.badge, start_handlers.press_badge),
        _about(Action.delete_all, deletion.ask_all),
        _plain(Action.nudge_yes, reminder_handlers.yes),
        _plain(Action.nudge_no, reminder_handlers.off),
        _plain(Action.nudges_off, reminder_handlers.off),
        _about(Action.nudge_go, reminder_handlers.go),
        _about(Action.nudge_done, reminder_handlers.done),
        _plain(Action.snooze_hour, partial(reminder_handlers.snooze, wait=SnoozeLength.hour)),
        _plain(Action.snooze_day, partial(reminder_handlers.snooze, wait=SnoozeLength.day)),
        _plain(Action.snooze_week, partial(reminder_handlers.snooze, wait=SnoozeLength.week)),
        _plain(Action.keep_data, retention_handlers.keep),
        _plain(Action.nudges, reminder_preferences.show),
        _about(Action.nudge_kind, reminder_preferences.kind),
        _plain(Action.break_list, reminder_preferences.break_list),
        _about(Action.break_at, reminder_preferences.break_at),
        _plain(Action.day_list, reminder_preferences.day_list),
        _about(Action.day, reminder_preferences.day),
        _plain(Action.days_done, reminder_preferences.show),
        _plain(Action.zone, reminder_preferences.ask_zone),
        _plain(Action.zone_ours, reminder_preferences.zone_ours),
        _about(Action.month_list, reminder_preferences.month_list),
        _about(Action.month, reminder_preferences.month),
    )
)

_InDraft: TypeAlias = Mapping[AnyAction, tuple[frozenset[Stage], Callable[[DraftContext, Any], TurnResult]]]
_EVERY = frozenset(Stage)
_CHECKING = frozenset({Stage.checking})
_DECLARING = frozenset({Stage.declaring})
_SENDING = frozenset({Stage.sending})
_HAD = WRITING_STAGES | {Stage.with_issuer}


def _at(stages: frozenset[Stage], *rows: tuple[AnyAction, Callable[[DraftContext, Any], TurnResult]]) -> _InDraft:
    return {action: (stages, act) for action, act in rows}


_IN_DRAFT: _InDraft = {
    **_at(
        _EVERY,
        _plain(Action.resume, _resume),
        _plain(Action.see_sent, issuer_talk.see_sent),
    ),
    **_at(
        _CHECKING,
        _plain(Action.right, start_handlers.right),
        _plain(Action.wrong, start_handlers.wrong),
        _plain(Action.same_facts, fact_handlers.same),
    ),
    **_at(
        OPEN_STAGES,
        _about(Action.change_fact, fact_handlers.change),
        _plain(Action.facts, review_handlers.facts),
        _about(Action.keep_fact, fact_handlers.keep),
        _about(Action.choose, fact_handlers.choose),
        _about(Action.chosen, fact_handlers.chosen),
        _plain(Action.later, answer_handlers.rest),
        _plain(Action.not_yet, declaration_handlers.not_yet),
        _plain(Action.move, _move),
        _plain(Action.stay, _stay),
    ),
    **_at(
        WRITING_STAGES,
        _about(Action.question, _question),
        _about(Action.tips, answer_handlers.tips),
        _about(Action.again, answer_handlers.start_again),
        _about(Action.again_yes, answer_handlers.started_again),
        _about(Action.restore, own_words.bring_back),
        _about(Action.restore_sound, own_words.bring_recording_back),
        _about(Action.read_back, own_words.read_back),
        _about(Action.word_out, own_words.take_out),
        _about(Action.word_in, own_words.bring_in),
        _plain(Action.cut, own_words.cut),
        _about(Action.cut_more, own_words.cut_more),
        _about(Action.cut_out, own_words.cut_out),
        _about(Action.cut_in, own_words.cut_in),
        _about(Action.cut_parts, own_words.cut_parts),
        _about(Action.earlier, answer_handlers.go_back),
        _about(Action.next, _next),
        _plain(Action.list, question_handlers.show_list),
        _about(Action.aside_add, asides.add),
        _about(Action.aside_out, asides.leave_out),
        _plain(Action.asides, asides.show),
        _about(Action.undo, asides.undo),
        _plain(Action.delete_out, deletion.ask),
        _plain(Action.delete_out_sure, deletion.sure),
        _plain(Action.delete_all_sure, deletion.sure_of_all),
        _about(Action.file_paste, pasted.file_paste),
        _about(Action.refuse_paste, pasted.refuse_paste),
        _about(Action.paste_show, paste_moving.show),
        _about(Action.paste_moves, paste_moving.moves),
        _about(Action.paste_pick, paste_moving.pick),
        _about(Action.paste_to, paste_moving.to),
        _about(Action.paste_walk, paste_moving.walk),
        _about(Action.paste_step, paste_moving.step),
        _about(Action.paste_skip, paste_moving.skip),
        _about(Action.paste_rest, paste_moving.rest),
        _about(Action.paste_back, paste_moving.back),
        _about(Action.place, pasted.place),
        _plain(Action.leave_out, pasted.leave_out),
        _plain(Action.loose, pasted.show_loose),
        _plain(Action.review, review_handlers.review),
        _plain(Action.read_all, review_handlers.read_all),
        _plain(Action.accept, review_handlers.accept),
        _plain(Action.keep_words, review_handlers.keep_words),
        _about(Action.keep_detail, review_handlers.keep_detail),
        _about(Action.change_detail, review_handlers.change_detail),
        _about(Action.keep_short, recording_handlers.keep_short),
        _about(Action.recordings, recording_handlers.recordings),
        _about(Action.play, recording_handlers.play),
        _about(Action.take_out, recording_handlers.take_out),
        _plain(Action.nobody, review_handlers.nobody),
        _about(Action.links, link_handlers.show),
        _about(Action.link_here, link_handlers.here_alone),
        _about(Action.link_whole, link_handlers.every),
        _about(Action.link_words, link_handlers.words),
        _about(Action.link_drop, link_handlers.drop),
        _about(Action.link_out, link_handlers.out),
        _about(Action.tick, link_handlers.tick),
        _about(Action.held, badge_handlers.show),
        _about(Action.held_next, badge_handlers.forward),
        _about(Action.held_back, badge_handlers.back),
        _about(Action.hold, badge_handlers.tick),
        _plain(Action.hold_all, badge_handlers.every),
        _plain(Action.hold_none, badge_handlers.none),
        _plain(Action.hold_none_sure, badge_handlers.none_sure),
        _plain(Action.awards, given_awards.show),
        _about(Action.award_for, given_awards.award_for),
        _plain(Action.award_which, given_awards.which),
        _about(Action.award_out, given_awards.take_out),
        _plain(Action.award_again, rechecks.again),
        _about(Action.words, transcripts.show),
        _plain(Action.words_next, transcripts.show_next),
        _about(Action.words_right, transcripts.right),
        _about(Action.words_fix, transcripts.fix),
        _about(Action.sound_only, transcripts.sound_only),
        _plain(Action.ai_no, declaration_handlers.ai_not_used),
        _plain(Action.ai_yes, declaration_handlers.ai_used),
        _plain(Action.ai_change, declaration_handlers.ai_change),
        _plain(Action.keep_tool, declaration_handlers.keep_tool),
        _plain(Action.no_link, declaration_handlers.no_link),
        _about(Action.leave, returned_work.leave),
        _plain(Action.take_there, submission_handlers.take_there),
    ),
    **_at(
        _DECLARING,
        _about(Action.agree_to, declaration_handlers.agree_to),
        _plain(Action.agree_again, declaration_handlers.agree_again),
        _about(Action.criteria, declaration_handlers.show_criteria),
        _plain(Action.send, second_attempt.send),
        _plain(Action.send_same, submission_handlers.send),
    ),
    **_at(
        _SENDING,
        _plain(Action.sent_it, submission_handlers.sent_it),
        _plain(Action.copy, submission_handlers.copy),
        _plain(Action.change_first, submission_handlers.change_first),
        _plain(Action.award_files, submission_handlers.award_files),
    ),
    **_at(
        frozenset({Stage.closed}),
        _plain(Action.take_over, take_over.take_over),
    ),
    **_at(
        GONE_STAGES,
        _plain(Action.wrote_back, relayed.wrote_back),
        _plain(Action.they_have_it, relayed.has_it),
        _plain(Action.they_award, relayed.award),
        _plain(Action.they_decline, relayed.decline),
        _plain(Action.awarded_sure, relayed.awarded),
        _plain(Action.declined_sure, relayed.declined),
        _plain(Action.they_want_more, relayed.want_more),
        _plain(Action.skip_words, relayed.skip_words),
        _about(Action.which, relayed.choose),
        _plain(Action.which_all, relayed.every),
        _plain(Action.which_done, relayed.these),
    ),
    **_at(
        _HAD,
        _plain(Action.take_back, withdrawal.ask),
        _plain(Action.take_back_sure, withdrawal.sure),
        _plain(Action.leave_there, withdrawal.leave),
    ),
}
