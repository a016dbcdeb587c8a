"""The menu and the descriptions: set where they differ, and never in the way."""

import pytest
from structlog.testing import capture_logs
from support.bot_api_models import method_model

from bot.channels.telegram.bot_api.account import Account
from bot.channels.telegram.menu import Menu, set_menu
from bot.playground.telegram import InjectedFault, Sandbox

MENU = Menu((("start", "Begin"), ("help", "What you can do here")), "Write your evidence here.", "Evidence by chat")
SETTERS = ("setMyCommands", "setMyDescription", "setMyShortDescription")


async def test_the_menu_stands_in_private_chats(sandbox: Sandbox, bot: Account) -> None:
    """People see the commands, and the lines about the bot."""
    await set_menu(bot, MENU)
    (call,) = sandbox.log.of("setMyCommands")
    assert call.params["scope"] == {"type": "all_private_chats"}
    assert (await bot.get_my_description()).description == MENU.description


@pytest.mark.slow
async def test_requests_are_as_the_bot_api_describes_them(sandbox: Sandbox, bot: Account) -> None:
    """Every call fits another library's description of the method, with no parameter that it does not know."""
    await set_menu(bot, MENU)
    for method in SETTERS:
        (call,) = sandbox.log.of(method)
        assert set(call.params) <= set(method_model(method).model_fields)
        method_model(method).model_validate(call.params)


async def test_what_stands_already_is_not_set_again(sandbox: Sandbox, bot: Account) -> None:
    """A second start changes nothing."""
    await set_menu(bot, MENU)
    await set_menu(bot, MENU)
    assert [sandbox.log.counts[method] for method in SETTERS] == [1, 1, 1]


@pytest.mark.parametrize("fault", list(InjectedFault))
async def test_a_failure_is_logged_and_the_rest_is_set(sandbox: Sandbox, bot: Account, fault: InjectedFault) -> None:
    """Trouble with the commands does not keep the descriptions away, nor the bot from starting."""
    sandbox.faults.once("getMyCommands", fault)
    with capture_logs() as logs:
        await set_menu(bot, MENU)
    assert [entry["part"] for entry in logs if entry["event"] == "menu_not_set"] == ["commands"]
    assert sandbox.log.counts["setMyShortDescription"] == 1
