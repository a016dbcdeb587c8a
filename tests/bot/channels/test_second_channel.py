"""A second channel beside Telegram, through the real conversation, store, outboxes and jobs.

The channel is one for tests (`tests/support/fake_sms_channel.py`): what this shows is that a channel is a folder.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.fake_sms_channel import LONGEST, FakeSmsChannel
from support.scripted_worker import CODE
from support.served_bot import rows
from support.talk import LIBRARY, WORDING

from bot.channels.channel import Channel, FileGone, FileNotReady, SendableFile
from bot.channels.channel_files import ChannelFiles
from bot.channels.outbox import Outbox
from bot.channels.outboxes import Outboxes
from bot.channels.telegram.bot_api.account import Account, open_account
from bot.channels.telegram.bot_api.transport import Transport
from bot.clock import Clock
from bot.conversation.budget import UNLIMITED, Budgets
from bot.conversation.service import Conversation
from bot.playground.telegram import Sandbox
from bot.storage.store import Store
from bot.storage.stored.records import SendReceipt
from flows.engine.capabilities import ChannelCapabilities
from flows.engine.message import Attachment, AwardCopy, OwnCopy
from flows.model.draft import Draft
from tests.bot.channels.telegram.equipment import channel_of

NUMBER = "+441632960961"
"""Of a range that nobody has."""
ROSS = f"sms:{NUMBER}"


@dataclass
class Bot:
    """Both channels, and what a text message needs to get through."""

    conversation: Conversation
    outboxes: Outboxes
    sms: FakeSmsChannel
    store: Store
    data: Path
    account: Account
    _count: int = 0

    async def texts(self, *words: str) -> list[str]:
        """Ross sends these, one after the other; what he gets in answer to the last."""
        before = 0
        for text in words:
            self._count += 1
            before = len(self.sms.received.get(NUMBER, ()))
            await self.conversation.handle("sms", [self.sms.text(NUMBER, text, f"m{self._count * 7919 % 1000:x}")])
            assert await self.outboxes.drain(5)
            await self.conversation.settle()
            async with self.store.transaction():
                """Receipts that are being written are written once it is our turn."""
        return self.sms.received[NUMBER][before:]

    async def polls(self) -> None:
        """Hands over what Telegram has, and waits until it is answered."""
        batch = await self.account.call("getUpdates", {"timeout": 0})
        assert isinstance(batch, list)
        await self.conversation.handle("telegram", batch)
        assert await self.outboxes.drain(5)

    async def draft(self, person: str = ROSS) -> Draft:
        """The draft in hand, as it is on disk."""
        async with self.store.transaction() as work:
            draft = (await work.sessions([person]))[person].in_hand
        assert draft is not None
        return draft


async def _no_document(_: Attachment | OwnCopy | AwardCopy) -> SendableFile:
    raise LookupError


@pytest.fixture
async def bot(tmp_path: Path, sandbox: Sandbox) -> AsyncIterator[Bot]:
    """One conversation, one store, and two channels."""
    transport = Transport()
    await transport.initialize()
    account = open_account(sandbox.token, sandbox.api_url, transport)
    await account.initialize()
    sms, telegram = FakeSmsChannel(), channel_of(account)
    channels: dict[str, Channel] = {telegram.name: telegram, sms.name: sms}
    async with Store.open(tmp_path) as store:

        def mark(receipt: SendReceipt) -> None:
            made.conversation.mark(receipt)

        outboxes = Outboxes({name: Outbox(channel, _no_document, mark) for name, channel in channels.items()})
        conversation = Conversation(
            store,
            LIBRARY,
            {"en": WORDING},
            Clock(ZoneInfo("Europe/London")),
            channels,
            outboxes,
            lambda: None,
            budgets=Budgets(UNLIMITED, lambda: 0.0),
        )
        made = Bot(conversation, outboxes, sms, store, tmp_path, account)
        yield made
        await conversation.settle()
        await outboxes.stop()
    await transport.shutdown()


FACTS = ("Ross Bell", "ross@example.org", "1234567", "3", "done", "Glen Care")


async def test_a_short_conversation_on_both_at_once(bot: Bot, sandbox: Sandbox) -> None:
    """Ross answers by text message while Morag writes on Telegram: each is answered on their own channel."""
    morag = sandbox.user("Morag")
    morag.start()
    await bot.texts(f"/start {CODE}", "1", "1", *FACTS)
    await bot.polls()
    kept = await bot.texts("I chose medication audits, and read the booklet.")
    assert "Question 1" in kept[-1]
    await bot.texts("And I watched a colleague.")
    one, two = (await bot.draft()).answers["topic"].parts
    assert (one.text, two.text) == ("I chose medication audits, and read the booklet.", "And I watched a colleague.")
    assert one.key < two.key
    assert {id_ for (id_,) in rows(bot.data, "SELECT id FROM person")} == {ROSS, f"telegram:{morag.id}"}
    assert "Hello" in (morag.bot_messages[0].text or "")
    assert not any("Ross" in (message.text or "") for message in morag.bot_messages)
    # Two buttons, and the option of a fact: each acknowledged where it was pressed. Every message has its receipt.
    assert len(bot.sms.acknowledged) == 3
    assert await bot.store.waiting() == ()


async def test_a_long_answer_is_read_back_in_messages_that_fit(bot: Bot) -> None:
    """What a message may hold is the channel's to say: nothing is longer, and no word is lost."""
    await bot.texts(f"/start {CODE}", "1", "1", *FACTS)
    words = [f"word{number}" for number in range(400)]
    await bot.texts(" ".join(words))
    back = await bot.texts("what have I written?")
    assert all(len(text) <= LONGEST for text in back)
    assert [word for word in words if word not in " ".join(back).split()] == []


async def test_an_update_that_makes_no_sense_is_parked_under_its_channel(bot: Bot) -> None:
    """And the same update again is dropped, whatever other channels number alike."""
    for _ in range(2):
        await bot.conversation.handle("sms", [{"id": "m1", "from": NUMBER}])
    assert rows(bot.data, "SELECT update_id, person FROM parked") == [("sms:m1", None)]


async def test_who_is_gone_is_told_nothing_more(bot: Bot) -> None:
    """The channel's refusal ends the message, as Telegram's does."""
    await bot.texts(f"/start {CODE}", "1")
    bot.sms.gone.add(NUMBER)
    assert await bot.texts("1") == []
    assert rows(bot.data, "SELECT DISTINCT failure FROM outbox WHERE failure IS NOT NULL") == [("blocked",)]


async def test_files_come_from_the_channel_of_their_sender(bot: Bot) -> None:
    """A job asks by the person; a channel that is not served now may be again."""
    files = ChannelFiles({"sms": bot.sms})
    with pytest.raises(FileGone):
        await anext(files.fetch(ROSS, "f"))
    with pytest.raises(FileNotReady, match="channel_not_served"):
        await anext(files.fetch("telegram:7", "f"))


def test_a_channel_must_carry_what_buttons_say() -> None:
    """Data that come back cut short would press something else."""
    narrow = FakeSmsChannel(capabilities=ChannelCapabilities(button_bytes=32))
    with pytest.raises(ValueError, match=r"sms.*64 bytes"):
        Outbox(narrow, _no_document, lambda _: None)
