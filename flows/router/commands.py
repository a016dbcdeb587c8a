"""The commands in Telegram's menu."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import CommandSent
from flows.engine.payloads import OfDraft
from flows.engine.screen import Screen
from flows.engine.typed_words import STOP
from flows.features.held_badges import screens as holding_screens
from flows.features.help.screens import Aside, Help, Note, NothingInHand, SetAside
from flows.features.lock import handlers as lock_handlers
from flows.features.privacy import handlers as privacy_handlers
from flows.features.questions.question_list import question_list
from flows.features.reminders import handlers as reminder_handlers
from flows.features.reminders import preferences as reminder_preferences
from flows.features.review import handlers as review_handlers
from flows.features.review.screens import review
from flows.features.start import handlers as start_handlers
from flows.features.start.screens import badge_choice
from flows.features.submission import withdrawal
from flows.model.stages import WRITING_STAGES
from flows.rules.evidence.deleted_words import may_be_emptied


def command(context: TurnContext, event: CommandSent) -> TurnResult:
    """Does what a command says. Before consent, only what needs none."""
    if context.session.person.consent is None and event.name not in ("start", "help", "privacy"):
        return context.say(start_handlers.welcome(context))
    if event.name == STOP:
        return reminder_handlers.off(context)
    known = COMMANDS.get(event.name)
    if known is not None:
        return known(context, event)
    # It moves nobody: whatever the phone shows is still what is asked.
    return context.say(Aside(note=Note.unknown_command))


def is_command(name: str, argument: str) -> bool:
    """Whether what looks like a command is one. A text such as "/24 hour care means" only begins with a slash."""
    return name in COMMANDS or name == STOP or not argument


def _written(context: TurnContext, show: Callable[[DraftContext], TurnResult]) -> TurnResult:
    """Shows something of the draft in hand, once there are answers to show."""
    draft = context.session.in_hand
    if draft is None:
        return context.say(NothingInHand(), badge_choice(context))
    work = context.with_draft(draft)
    return show(work) if draft.stage in WRITING_STAGES else start_handlers.resume(context)


def _list(work: DraftContext) -> Screen:
    """All questions; of a badge that has none, the other badges that it asks for, or else the check."""
    if work.badge.questions:
        return question_list(work)
    return holding_screens.held_list(work) if work.badge.prerequisites else review(work)


def _help(context: TurnContext, _: CommandSent) -> TurnResult:
    draft = context.session.in_hand
    return context.say(Help(carrier=context.with_draft(draft).carrier if draft else context.carrier))


def _privacy(context: TurnContext, _: CommandSent) -> TurnResult:
    return privacy_handlers.menu(context)


def _cancel(context: TurnContext, _: CommandSent) -> TurnResult:
    draft = context.session.in_hand
    if draft is None or not draft.is_open:
        return context.say(NothingInHand(), badge_choice(context))
    title = context.badge_of(draft).title
    offers = ((Button(Action.delete_all, "", OfDraft(draft.id)),),) if may_be_emptied(draft) else ()
    aside = SetAside(title=title, offers=offers)
    return context.say(aside, badge_choice(context), person=replace(context.session.person, in_hand=None))


COMMANDS: Mapping[str, Callable[[TurnContext, CommandSent], TurnResult]] = {
    "start": start_handlers.start,
    "badges": lambda context, _: context.say(badge_choice(context)),
    "progress": lambda context, _: _written(context, lambda work: work.say(_list(work))),
    "review": lambda context, _: _written(context, review_handlers.review),
    "status": lambda context, _: context.say(withdrawal.status(context)),
    "reminders": reminder_preferences.show,
    "help": _help,
    "privacy": _privacy,
    "lock": lock_handlers.command_lock,
    "unlock": lock_handlers.command_unlock,
    "cancel": _cancel,
}
"""Every command, in the order of the menu."""
