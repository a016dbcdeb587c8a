"""Buttons that confirm what was asked once more, and where each is asked: pressed later, they confirm nothing."""

from collections.abc import Mapping

from flows.engine.buttons import Action, AnyAction, Button
from flows.engine.prompts import OF_PRIVACY, Prompt, PromptKind

CONFIRMED_AT: Mapping[AnyAction, PromptKind] = {
    Action.again_yes: PromptKind.again,
    Action.delete_out_sure: PromptKind.deleting,
    Action.delete_all_sure: PromptKind.emptying,
    Action.hold_none_sure: PromptKind.none_held,
    Action.send_same: PromptKind.unchanged,
    Action.take_back_sure: PromptKind.take_back,
    Action.awarded_sure: PromptKind.sure,
    Action.declined_sure: PromptKind.sure,
    Action.erase_on: PromptKind.erasing,
    Action.erase_sure: PromptKind.erasing_sure,
    Action.unagree_keep: PromptKind.unagreeing,
}
"""What each of these presses answers."""


def is_out_of_time(press: Button, under: Prompt | None) -> bool:
    """Whether a press confirms what the phone no longer asks. `under` is the place that the phone shows.

    What is asked about one question of a draft is confirmed for that question alone.
    """
    ask = CONFIRMED_AT.get(press.action)
    if ask is None:
        return False
    if under is None or under.ask is not ask or (under.draft != press.draft and ask not in OF_PRIVACY):
        return True
    return ask is PromptKind.again and under.about != press.about
