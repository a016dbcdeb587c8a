"""The commands in Telegram's menu."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows import nudging, reviewing, screens, starting, wishes, withdrawing
from flows.buttons import Action, Press
from flows.events import CommandSent
from flows.here import badge_choice
from flows.replies.asides import Aside, Help, Note, NothingInHand, SetAside
from flows.replies.base import Reply
from flows.scene import Scene, Turn, Work
from flows.screens import holding as holding_screens
from flows.stages import WRITING_STAGES
from flows.twins import STOP


def command(scene: Scene, event: CommandSent) -> Turn:
    """Does what a command says. Before consent, only what needs none."""
    if scene.desk.person.consent is None and event.name not in ("start", "help", "privacy"):
        return scene.say(starting.welcome())
    if event.name == STOP:
        return nudging.off(scene, Press(Action.nudges_off))
    known = COMMANDS.get(event.name)
    if known is not None:
        return known(scene, event)
    return starting.resume(scene, Aside(note=Note.unknown_command))


def _badges(scene: Scene, _: CommandSent) -> Turn:
    return scene.say(badge_choice(scene))


def _written(scene: Scene, show: Callable[[Work], Turn]) -> Turn:
    """Shows something of the draft in hand, once there are answers to show."""
    draft = scene.desk.in_hand
    if draft is None:
        return scene.say(NothingInHand(), badge_choice(scene))
    work = scene.with_draft(draft)
    return show(work) if draft.stage in WRITING_STAGES else starting.resume(scene)


def _progress(scene: Scene, _: CommandSent) -> Turn:
    return _written(scene, lambda work: work.say(_list(work)))


def _list(work: Work) -> Reply:
    """All questions; of a badge that has none, the other badges that it asks for, or else the check."""
    if work.badge.questions:
        return screens.question_list(work)
    return holding_screens.held_list(work) if work.badge.prerequisites else screens.review(work)


def _review(scene: Scene, _: CommandSent) -> Turn:
    return _written(scene, lambda work: reviewing.review(work, Press(Action.review)))


def _status(scene: Scene, _: CommandSent) -> Turn:
    return scene.say(withdrawing.status(scene))


def _help(scene: Scene, _: CommandSent) -> Turn:
    return scene.say(Help())


def _privacy(scene: Scene, _: CommandSent) -> Turn:
    return starting.notice(scene)


def _cancel(scene: Scene, _: CommandSent) -> Turn:
    draft = scene.desk.in_hand
    if draft is None or not draft.is_open:
        return scene.say(NothingInHand(), badge_choice(scene))
    title = scene.badge_of(draft).title
    return scene.say(SetAside(title=title), badge_choice(scene), person=replace(scene.desk.person, in_hand=None))


COMMANDS: Mapping[str, Callable[[Scene, CommandSent], Turn]] = {
    "start": starting.start,
    "badges": _badges,
    "progress": _progress,
    "review": _review,
    "status": _status,
    "reminders": wishes.show,
    "help": _help,
    "privacy": _privacy,
    "cancel": _cancel,
}
"""Every command, in the order of the menu."""
