"""Speaking: in order within a chat, nobody waits for another's trouble, every message ends in one mark."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

import pytest
from structlog.testing import capture_logs
from support.bot_api_models import method_model
from telegram.error import BadRequest

from bot.channels.bursts import QUIET
from bot.channels.outbox import Outbox
from bot.channels.telegram.bot_api.account import Account, open_account
from bot.channels.telegram.bot_api.transport import Transport
from bot.channels.telegram.send import weaker
from bot.playground.telegram import (
    ChatPerson,
    InjectedFault,
    Rates,
    RefusalError,
    Sandbox,
    bad_request,
    chat_migrated,
    too_many_requests,
)
from bot.storage.stored.records import OVERTAKEN, OutboxMessage, SendReceipt
from flows.engine.message import Attachment, Copy, Message, MessageButton, OwnCopy, Recording
from flows.model.attachments.audio import AudioKind
from tests.bot.channels.telegram.equipment import Page, SwiftTime, channel_of, chat_of

SECRET_WORDS = "I looked after Mrs Baird"


@dataclass(frozen=True)
class File:
    """A file to send."""

    name: str = "evidence.odt"
    media_type: str = "application/x-evidence"
    content: bytes = b"PK\x03\x04 and so on"


class OutboundDriver:
    """A speaker before a sandbox, and the marks it has made."""

    def __init__(self, bot: Account, swift: SwiftTime) -> None:
        self.marks: list[SendReceipt] = []
        self.documents: Callable[[Attachment | OwnCopy], File] = lambda attachment: File()
        self.speaker = Outbox(channel_of(bot), self._document, self.marks.append, swift.waits())
        self._rows = 0

    async def _document(self, attachment: Attachment | OwnCopy) -> File:
        return self.documents(attachment)

    def row(self, chat: str, message: Message | str) -> OutboxMessage:
        """The next row of the outbox."""
        self._rows += 1
        said = Message(message) if isinstance(message, str) else message
        return OutboxMessage(self._rows, chat, said, 0)

    async def say(self, person: ChatPerson, *messages: Message | str) -> None:
        """Say these and wait until all is spoken or given up."""
        self.speaker.say([self.row(chat_of(person), message) for message in messages])
        assert await self.speaker.drain(5)


@pytest.fixture
async def stage(bot: Account, swift: SwiftTime) -> AsyncIterator[OutboundDriver]:
    """A speaker at work."""
    made = OutboundDriver(bot, swift)
    yield made
    await made.speaker.stop()


@pytest.fixture
def morag(sandbox: Sandbox) -> ChatPerson:
    """A person who has started the bot."""
    person = sandbox.user("Morag")
    person.start()
    return person


@pytest.fixture
def isla(sandbox: Sandbox) -> ChatPerson:
    """Another."""
    person = sandbox.user("Isla")
    person.start()
    return person


def heard(person: ChatPerson) -> list[str]:
    """What the bot has said to them, in order."""
    return [message.text or "" for message in person.bot_messages]


async def test_messages_arrive_in_order_with_their_ids(stage: OutboundDriver, morag: ChatPerson) -> None:
    """A chat hears its messages in the order of the outbox; each mark holds Telegram's id."""
    await stage.say(morag, "one", "two", "three")
    assert heard(morag) == ["one", "two", "three"]
    assert [mark.row for mark in stage.marks] == [1, 2, 3]
    assert [mark.message_id for mark in stage.marks] == [message.id for message in morag.bot_messages]
    assert all(mark.failure is None and mark.at_ms > 0 for mark in stage.marks)


async def test_markup_and_buttons_reach_the_phone(stage: OutboundDriver, morag: ChatPerson) -> None:
    """HTML becomes formatting, and buttons stand in their rows with all 64 bytes of their data."""
    data = "é" * 32
    rows = ((MessageButton("Back", "b"), MessageButton("Skip", "s")), (MessageButton("Done", data),))
    await stage.say(morag, Message("<b>bold</b> &amp; plain", buttons=rows))
    (message,) = morag.bot_messages
    assert message.text == "bold & plain"
    assert [[button["text"] for button in row] for row in message.inline_keyboard] == [["Back", "Skip"], ["Done"]]
    assert message.inline_keyboard[1][0]["callback_data"] == data


async def test_a_message_with_a_pin_is_deleted_or_it_is_said_that_it_stays(
    stage: OutboundDriver, morag: ChatPerson, sandbox: Sandbox
) -> None:
    """Also where it is gone already; and what Telegram does not delete any more is told as it is."""
    (pin,) = morag.say("4071")
    gone = Message("Deleted.", deletes=(pin.id,), undeleted="Delete it yourself.")
    await stage.say(morag, gone, gone)
    assert heard(morag) == ["Deleted.", "Deleted."]
    assert pin.id not in [message.id for message in morag.messages]
    (old,) = morag.say("4071")
    sandbox.pass_time(49 * 3600)
    await stage.say(morag, replace(gone, deletes=(old.id,)))
    assert heard(morag)[-1] == "Delete it yourself."


async def test_a_chat_is_cleared_and_others_stay_as_they_are(
    stage: OutboundDriver, morag: ChatPerson, isla: ChatPerson
) -> None:
    """A range of numbers goes, in a few calls; what lies in it of another chat is not touched."""
    first = morag.messages[0].id
    for number in range(120):
        morag.say(f"mine {number}")
        isla.say(f"hers {number}")
    last = morag.messages[-1].id
    await stage.say(morag, Message("Cleared.", deletes=tuple(range(first, last + 1)), undeleted="Not all."))
    assert [message.text for message in morag.messages] == ["Cleared."]
    assert len(isla.messages) > 120


async def test_plain_text_is_said_to_the_letter(stage: OutboundDriver, morag: ChatPerson) -> None:
    """With `plain`, what looks like markup is not."""
    await stage.say(morag, Message("1 < 2 <b>", plain=True))
    assert heard(morag) == ["1 < 2 <b>"]


async def test_one_slow_chat_holds_nobody(
    sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson, isla: ChatPerson
) -> None:
    """While one chat's call hangs, another chat hears everything, and the first keeps its order."""
    hold = sandbox.faults.hold("sendMessage")
    stage.speaker.say([stage.row(chat_of(morag), "slow"), stage.row(chat_of(morag), "after")])
    await hold.reached.wait()
    stage.speaker.say([stage.row(chat_of(isla), text) for text in ("one", "two")])
    await isla.sees("two")
    assert heard(morag) == []
    hold.release()
    assert await stage.speaker.drain(5)
    assert heard(morag) == ["slow", "after"]


async def test_what_is_said_later_waits_its_turn(sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson) -> None:
    """A message queued while the chat's first is still on its way comes second."""
    hold = sandbox.faults.hold("sendMessage")
    stage.speaker.say([stage.row(chat_of(morag), "first")])
    await hold.reached.wait()
    stage.speaker.say([stage.row(chat_of(morag), "second")])
    assert stage.speaker.waiting == 2
    hold.release()
    assert await stage.speaker.drain(5)
    assert heard(morag) == ["first", "second"]


@pytest.mark.parametrize(
    "fault", [InjectedFault.dropped_before, InjectedFault.bad_gateway, InjectedFault.too_many_requests]
)
async def test_what_surely_was_not_said_is_said(
    sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson, fault: InjectedFault
) -> None:
    """Trouble before the message took effect delays it, keeps the order, and says it once."""
    sandbox.faults.once("sendMessage", fault, times=3)
    await stage.say(morag, "one", "two")
    assert heard(morag) == ["one", "two"]
    assert [mark.failure for mark in stage.marks] == [None, None]


async def test_what_may_have_been_said_is_said_again(
    sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson
) -> None:
    """When the answer is lost, the message may come twice: better than not at all."""
    sandbox.faults.once("sendMessage", InjectedFault.dropped_after)
    await stage.say(morag, "one")
    assert heard(morag) == ["one", "one"]
    assert stage.marks == [
        SendReceipt(1, morag.bot_messages[-1].id, None, stage.marks[0].at_ms, again=True, chat=stage.marks[0].chat)
    ]


async def test_waits_grow_but_not_for_ever(
    sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson, swift: SwiftTime
) -> None:
    """A long outage is outlived: waits double up to a minute, and the message is said in the end."""
    sandbox.faults.once("sendMessage", InjectedFault.bad_gateway, times=30)
    await stage.say(morag, "one")
    assert heard(morag) == ["one"]
    assert swift.slept == sorted(swift.slept)
    assert 0 < swift.slept[0] < 1
    assert 10 < swift.slept[-1] <= 60


async def test_telegrams_wait_is_honoured(
    sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson, swift: SwiftTime
) -> None:
    """After 429 a chat is silent for as long as Telegram asks."""
    sandbox.faults.once("sendMessage", too_many_requests(9))
    await stage.say(morag, "one")
    assert swift.slept == [9]


async def test_a_flood_in_several_chats_silences_all(sandbox: Sandbox, stage: OutboundDriver, swift: SwiftTime) -> None:
    """When several chats meet the limit together it is the bot's: a chat that has not met it waits too."""
    people = [sandbox.user(f"Person {number}") for number in range(4)]
    for person in people:
        person.start()
    sandbox.faults.once("sendMessage", too_many_requests(20), times=3)
    swift.stand_still()
    stage.speaker.say([stage.row(chat_of(person), "one") for person in people[:3]])
    await swift.sleepers(3)
    stage.speaker.say([stage.row(chat_of(people[3]), "new")])
    await swift.sleepers(4)
    assert sandbox.log.counts["sendMessage"] == 3
    assert swift.slept[3] == 20
    swift.go_on()
    assert await stage.speaker.drain(5)
    assert [heard(person) for person in people] == [["one"], ["one"], ["one"], ["new"]]


async def test_a_flood_in_one_chat_silences_only_that(
    sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson, isla: ChatPerson, swift: SwiftTime
) -> None:
    """One chat's limit is its own: another is spoken to while it waits."""
    sandbox.faults.once("sendMessage", too_many_requests(50))
    swift.stand_still()
    stage.speaker.say([stage.row(chat_of(morag), "one")])
    await swift.sleepers(1)
    stage.speaker.say([stage.row(chat_of(isla), "two")])
    await isla.sees("two")
    assert heard(morag) == []
    swift.go_on()
    assert await stage.speaker.drain(5)
    assert heard(morag) == ["one"]


async def test_somebody_who_blocked_the_bot_is_left_alone(
    sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson, isla: ChatPerson
) -> None:
    """The first refusal marks all that was to be said to them; others hear theirs."""
    morag.block()
    await stage.say(morag, "one", "two")
    await stage.say(isla, "three")
    assert [mark.failure for mark in stage.marks] == ["blocked", "blocked", None]
    assert sandbox.log.counts["sendMessage"] == 2


async def test_somebody_who_comes_back_is_spoken_to(stage: OutboundDriver, morag: ChatPerson) -> None:
    """A block is not remembered here: after an unblock, the next message goes out."""
    morag.block()
    await stage.say(morag, "one")
    morag.unblock()
    await stage.say(morag, "two")
    assert heard(morag) == ["two"]


async def test_a_message_is_changed_in_place(stage: OutboundDriver, morag: ChatPerson) -> None:
    """`replaces` edits, and the mark holds the id of the message that was changed."""
    await stage.say(morag, "1 of 9")
    first = morag.bot_messages[0].id
    await stage.say(morag, Message("2 of 9", replaces=first, buttons=((MessageButton("Stop", "x"),),)))
    assert heard(morag) == ["2 of 9"]
    assert stage.marks[-1].message_id == first


async def test_a_message_goes_into_its_topic(sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson) -> None:
    """A change in place names none, for the message stands where it stands."""
    await stage.say(morag, Message("1 of 9", topic=12))
    await stage.say(morag, Message("2 of 9", topic=12, replaces=morag.bot_messages[0].id))
    assert [call.params.get("message_thread_id") for call in sandbox.log.of("sendMessage")] == [12]
    assert "message_thread_id" not in sandbox.log.of("editMessageText")[0].params


def test_a_topic_that_was_deleted_loses_no_message() -> None:
    """What was to be said there is said in the chat."""
    message = Message("Kept.", topic=12, buttons=((MessageButton("Stop", "x"),),))
    assert weaker(message, BadRequest("Message thread not found")) == replace(message, topic=None)


async def test_an_edit_that_changes_nothing_is_done(stage: OutboundDriver, morag: ChatPerson) -> None:
    """A refusal because nothing was modified is success."""
    await stage.say(morag, "same")
    first = morag.bot_messages[0].id
    await stage.say(morag, Message("same", replaces=first))
    assert heard(morag) == ["same"]
    assert stage.marks[-1].message_id == first
    assert stage.marks[-1].failure is None


async def test_an_edit_that_cannot_be_is_said_anew(stage: OutboundDriver, morag: ChatPerson) -> None:
    """A message that is gone cannot be changed: its new text comes as a new message."""
    await stage.say(morag, Message("hello", replaces=99_999))
    assert heard(morag) == ["hello"]
    assert stage.marks[-1].message_id == morag.bot_messages[-1].id


async def test_broken_markup_is_said_without_it(stage: OutboundDriver, morag: ChatPerson) -> None:
    """HTML that Telegram cannot read is said as plain words, with the worker's own signs and the buttons kept."""
    await stage.say(morag, Message("<b>2 < 3</i> &amp; more", buttons=((MessageButton("Done", "d"),),)))
    (message,) = morag.bot_messages
    assert message.text == "2 < 3 & more"
    assert [button.text for button in message.buttons] == ["Done"]


async def test_a_button_that_telegram_refuses_goes(sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson) -> None:
    """The words are said without the buttons: each of them can be typed."""
    sandbox.faults.once("sendMessage", bad_request("BUTTON_DATA_INVALID"))
    await stage.say(morag, Message("Done?", buttons=((MessageButton("Done", "d"),),)))
    assert heard(morag) == ["Done?"]
    assert morag.bot_messages[0].buttons == ()


async def test_a_refused_message_is_marked_and_the_next_is_said(
    sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson
) -> None:
    """What Telegram will never take is given up, without its content in a log, and does not stop the lane."""
    sandbox.faults.once("sendMessage", bad_request(f"something about {SECRET_WORDS}"))
    with capture_logs() as logs:
        await stage.say(morag, SECRET_WORDS, "two")
    assert [mark.failure for mark in stage.marks] == ["refused", None]
    assert heard(morag) == ["two"]
    assert "Baird" not in str(logs)
    assert str(morag.chat.id) not in str(logs)


async def test_a_group_that_moved_is_followed(sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson) -> None:
    """A group that became a supergroup hears the message under its new id."""
    sandbox.faults.once("sendMessage", chat_migrated(morag.chat.id))
    stage.speaker.say([stage.row("telegram:-5", "not here")])
    assert await stage.speaker.drain(5)
    assert heard(morag) == ["not here"]


async def test_a_file_is_sent_byte_for_byte(stage: OutboundDriver, morag: ChatPerson) -> None:
    """An attachment is made when it is spoken, and arrives with its name, type and caption."""
    await stage.say(morag, Message("Your <b>copy</b>", attachment=Attachment("ref", 1, Copy.odt)))
    (message,) = morag.bot_messages
    assert message.text == "Your copy"
    assert message.attachment.file.data == File().content
    assert message.attachment.file.name == File().name
    assert message.attachment.file.mime == File().media_type


async def test_a_file_that_cannot_be_made_does_not_stop_the_lane(stage: OutboundDriver, morag: ChatPerson) -> None:
    """It is tried again, then marked; its error's text is not logged; the next message is said."""

    def broken(attachment: Attachment) -> File:
        raise ValueError(SECRET_WORDS)

    stage.documents = broken
    with capture_logs() as logs:
        await stage.say(morag, Message("copy", attachment=Attachment("ref", 1, Copy.odt)), "two")
    assert [mark.failure for mark in stage.marks] == ["unmade", None]
    assert "Baird" not in str(logs)


async def test_a_file_survives_trouble_on_the_way(sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson) -> None:
    """An upload that broke off is made again, whole."""
    sandbox.faults.once("sendDocument", InjectedFault.dropped_before)
    await stage.say(morag, Message("copy", attachment=Attachment("ref", 1, Copy.odt)))
    assert morag.bot_messages[0].attachment.file.data == File().content


async def test_a_press_is_answered_at_once(sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson) -> None:
    """The answer to a button press overtakes messages that wait."""
    await stage.say(morag, Message("Done?", buttons=((MessageButton("Done", "d"),),)))
    tap = morag.press("Done")
    hold = sandbox.faults.hold("sendMessage")
    stage.speaker.say([stage.row(chat_of(morag), "next")])
    stage.speaker.acknowledge(f"telegram:{tap.id}")
    await morag.sees_answer(tap)
    assert not heard(morag)[1:]
    hold.release()
    assert await stage.speaker.drain(5)


async def test_an_answer_that_comes_too_late_harms_nothing(stage: OutboundDriver, morag: ChatPerson) -> None:
    """A refusal because the query is too old is ignored."""
    stage.speaker.acknowledge("telegram:999999")
    await stage.say(morag, "one")
    assert heard(morag) == ["one"]


async def test_draining_gives_up_in_time(sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson) -> None:
    """`drain` says when something is still unsaid, and the message has no mark."""
    hold = sandbox.faults.hold("sendMessage")
    stage.speaker.say([stage.row(chat_of(morag), "one")])
    await hold.reached.wait()
    assert not await stage.speaker.drain(0.01)
    await stage.speaker.stop()
    hold.release()
    assert stage.marks == []


async def test_a_stopped_speaker_says_nothing(sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson) -> None:
    """After `stop`, what is given to be said stays in the outbox."""
    await stage.speaker.stop()
    await stage.say(morag, "one")
    assert sandbox.log.counts["sendMessage"] == 0


async def test_calls_in_flight_are_bounded(sandbox: Sandbox, bot: Account, swift: SwiftTime) -> None:
    """With two slots, a third chat's call waits until one of them is free."""
    speaker = Outbox(channel_of(bot), None, lambda mark: None, swift.waits(), in_flight=2)
    people = [sandbox.user(f"Person {number}") for number in range(3)]
    for person in people:
        person.start()
    holds = [sandbox.faults.hold("sendMessage", after=True) for _ in range(2)]
    speaker.say([OutboxMessage(number, chat_of(person), Message("one"), 0) for number, person in enumerate(people)])
    for hold in holds:
        await hold.reached.wait()
    assert [len(heard(person)) for person in people] == [1, 1, 0]
    holds[0].release()
    await people[2].sees("one")
    holds[1].release()
    assert await speaker.drain(5)


async def test_an_answer_that_makes_no_sense_is_not_tried_for_ever(
    page: Page, transport: Transport, swift: SwiftTime
) -> None:
    """A 200 without a message in it ends in a failure after a few tries."""
    body = b'{"ok": true, "result": {"date": 5}}'
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    marks: list[SendReceipt] = []
    speaker = Outbox(
        channel_of(open_account("1:a", await page(head + body), transport)), None, marks.append, swift.waits()
    )
    speaker.say([OutboxMessage(1, "telegram:5", Message("one"), 0)])
    assert await speaker.drain(5)
    assert [mark.failure for mark in marks] == ["refused"]


async def test_many_faults_lose_nothing_and_keep_the_order(sandbox: Sandbox, stage: OutboundDriver) -> None:
    """With every sort of trouble at one call in five, each chat hears all its messages in order."""
    sandbox.faults.set("send*", Rates(0.05, 0.05, 0.05, 0.05))
    people = [sandbox.user(f"Person {number}") for number in range(20)]
    for person in people:
        person.start()
    stage.speaker.say([stage.row(chat_of(person), f"{turn}") for turn in range(10) for person in people])
    assert await stage.speaker.drain(20)
    wanted = [f"{turn}" for turn in range(10)]
    assert all(list(dict.fromkeys(heard(person))) == wanted for person in people)
    assert sorted(mark.row for mark in stage.marks) == list(range(1, 201))


@pytest.mark.slow
async def test_requests_are_as_the_bot_api_describes_them(
    sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson
) -> None:
    """Every call fits another library's description of the method, with no parameter that it does not know."""
    await stage.say(morag, Message("Done?", buttons=((MessageButton("Done", "d"),),)))
    await stage.say(morag, Message("Done!", replaces=morag.bot_messages[0].id))
    await stage.say(morag, Message("copy", attachment=Attachment("ref", 1, Copy.txt)))
    stage.speaker.acknowledge("telegram:5")
    assert await stage.speaker.drain(5)
    for method in ("sendMessage", "editMessageText", "sendDocument", "answerCallbackQuery"):
        (call,) = sandbox.log.of(method)
        model = method_model(method)
        upload = {"document": "attach://file"} if method == "sendDocument" else {}
        assert set(call.params) <= set(model.model_fields)
        model.model_validate(call.params | upload)
    assert sandbox.log.of("sendMessage")[0].params["link_preview_options"] == {"is_disabled": True}


async def test_errors_of_every_kind_keep_words_and_chats_out_of_the_log(
    sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever goes wrong with a send: neither its words nor its chat nor the token is logged."""
    caplog.set_level("DEBUG")
    refusals = [RefusalError(500, "Internal"), RefusalError(403, "Forbidden: no"), RefusalError(401, "Unauthorized")]
    with capture_logs() as logs:
        for trouble in (*InjectedFault, *refusals, bad_request("can't parse entities: x"), bad_request("no")):
            sandbox.faults.once("sendMessage", trouble)
            await stage.say(morag, SECRET_WORDS)
    told = caplog.text + str(logs)
    assert len(logs) >= 7
    assert not any(secret in told for secret in ("Baird", str(morag.chat.id), sandbox.token))


PLAYERS = {
    AudioKind.voice: ("sendVoice", "voice"),
    AudioKind.audio: ("sendAudio", "audio"),
    AudioKind.round_video: ("sendVideoNote", "video_note"),
    AudioKind.video: ("sendVideo", "video"),
}


def sent_by(person: ChatPerson, kind: AudioKind) -> str:
    """A recording that this person sent; Telegram's id of it."""
    send = {
        AudioKind.voice: person.send_voice,
        AudioKind.audio: person.send_audio,
        AudioKind.round_video: person.send_video_note,
        AudioKind.video: person.send_video,
    }[kind]
    attachment = send(b"a private story").attachment
    assert attachment is not None
    return attachment.file.id


@pytest.mark.parametrize("kind", AudioKind)
async def test_a_recording_is_played_back_without_being_sent_again(
    sandbox: Sandbox, stage: OutboundDriver, morag: ChatPerson, kind: AudioKind
) -> None:
    """Telegram has it: its id goes over the wire, and the phone gets the very file, as the kind that it was."""
    source = sent_by(morag, kind)
    await stage.say(morag, Message("", recording=Recording(source, kind)))
    method, field = PLAYERS[kind]
    (call,) = [call for call in sandbox.log.calls if call.method == method]
    assert call.params == {"chat_id": morag.id, field: source}
    assert not call.uploads
    (played,) = morag.bot_messages
    assert played.attachment is not None
    assert (played.attachment.kind, played.attachment.file.id) == (field, source)
    assert [mark.message_id for mark in stage.marks] == [played.id]


async def test_a_recording_has_a_caption_where_telegram_has_room_for_one(
    stage: OutboundDriver, morag: ChatPerson
) -> None:
    """A round video has none; a voice note shows its caption and buttons."""
    voice = Message("<b>Answer 1</b>", buttons=((MessageButton("Back", "b"),),))
    await stage.say(morag, replace(voice, recording=Recording(sent_by(morag, AudioKind.voice), AudioKind.voice)))
    silent = Recording(sent_by(morag, AudioKind.round_video), AudioKind.round_video)
    await stage.say(morag, replace(voice, recording=silent))
    assert heard(morag) == ["Answer 1", ""]
    assert [len(message.buttons) for message in morag.bot_messages] == [1, 1]


@pytest.mark.parametrize("kind", [AudioKind.audio, AudioKind.video])
async def test_a_recording_that_came_as_a_file_is_played_as_one(
    stage: OutboundDriver, morag: ChatPerson, kind: AudioKind
) -> None:
    """Telegram does not turn a document into sound, and says so: it is sent as what it is."""
    attachment = morag.send_document(b"a private story", "story.m4a", mime="audio/mp4").attachment
    assert attachment is not None
    await stage.say(morag, Message("", recording=Recording(attachment.file.id, kind)))
    (played,) = morag.bot_messages
    assert played.attachment is not None
    assert (played.attachment.kind, played.attachment.file.id) == ("document", attachment.file.id)


@pytest.mark.parametrize("kind", AudioKind)
async def test_a_recording_that_telegram_does_not_play_is_played_by_us(
    stage: OutboundDriver, morag: ChatPerson, kind: AudioKind
) -> None:
    """Our own copy is sent in its place, with a line that says so; what comes behind it follows it."""
    asked: list[Attachment | OwnCopy] = []

    def made(attachment: Attachment | OwnCopy) -> File:
        asked.append(attachment)
        return File("recording.mp3", "audio/mpeg", b"our own copy")

    stage.documents = made
    lost = Recording("no such file", kind, "a" * 64, "Here is <b>my</b> copy.")
    await stage.say(morag, Message("", recording=lost), "next")
    copy, _ = morag.bot_messages
    assert heard(morag) == ["Here is my copy.", "next"]
    assert copy.attachment is not None
    assert (copy.attachment.file.data, copy.attachment.file.name) == (b"our own copy", "recording.mp3")
    assert asked == [OwnCopy("a" * 64)]
    assert [mark.failure for mark in stage.marks] == [None, None]


async def test_a_recording_that_nobody_can_play_is_explained(stage: OutboundDriver, morag: ChatPerson) -> None:
    """Without a copy of our own the worker is told what to do."""
    lost = Recording("no such file", AudioKind.voice, None, "Record it again.")
    await stage.say(morag, Message("", recording=lost))
    assert heard(morag) == ["Record it again."]


async def test_a_recording_that_telegram_no_longer_has_holds_up_nothing(
    stage: OutboundDriver, morag: ChatPerson
) -> None:
    """It is given up, and what comes behind it is said."""
    await stage.say(morag, Message("", recording=Recording("no such file", AudioKind.voice)), "next")
    assert heard(morag) == ["next"]
    assert [mark.failure for mark in stage.marks] == ["refused", None]


def count(words: int, of: str = "draft:1") -> Message:
    """How an answer stands."""
    return Message(f"{words} words", state_of=of)


async def test_the_first_count_is_sent_at_once(swift: SwiftTime, stage: OutboundDriver, morag: ChatPerson) -> None:
    """Nothing waits where a single message comes."""
    await stage.say(morag, count(3))
    assert heard(morag) == ["3 words"]
    assert swift.slept == []


async def test_counts_that_come_together_are_one(stage: OutboundDriver, morag: ChatPerson) -> None:
    """Of thirty messages in one batch, the newest count is sent; each row ends in one mark."""
    await stage.say(morag, *(count(number) for number in range(1, 31)))
    assert heard(morag) == ["30 words"]
    assert [mark.failure for mark in stage.marks] == [OVERTAKEN] * 29 + [None]
    assert [mark.row for mark in stage.marks] == list(range(1, 31))


async def test_a_burst_is_answered_twice_at_most_within_two_seconds(
    swift: SwiftTime, stage: OutboundDriver, morag: ChatPerson
) -> None:
    """After the first count, those that come within two seconds are held, and the newest of them stands."""
    await stage.say(morag, count(1))
    swift.stand_still()
    for number in range(2, 31):
        stage.speaker.say([stage.row(chat_of(morag), count(number))])
        await asyncio.sleep(0)
    assert heard(morag) == ["1 words"]
    swift.go_on()
    assert await stage.speaker.drain(5)
    assert heard(morag) == ["1 words", "30 words"]
    assert set(swift.slept) == {QUIET}


async def test_a_count_waits_for_messages_whose_turn_is_still_to_come(
    swift: SwiftTime, stage: OutboundDriver, morag: ChatPerson
) -> None:
    """While more of the chat's messages wait on disk, the count is held; it goes as soon as they had their turn."""
    swift.stand_still()
    for number in range(1, 30):
        stage.speaker.say([stage.row(chat_of(morag), count(number))], more={chat_of(morag)})
        await asyncio.sleep(0)
    assert heard(morag) == []
    stage.speaker.say([stage.row(chat_of(morag), count(30))])
    await morag.sees("30 words")
    assert heard(morag) == ["30 words"]
    assert sum(mark.failure == OVERTAKEN for mark in stage.marks) == 29
    swift.go_on()


async def test_another_message_is_held_up_by_no_count(
    swift: SwiftTime, stage: OutboundDriver, morag: ChatPerson
) -> None:
    """What asks for something goes at once, after the count that stands before it; other answers are other states."""
    await stage.say(morag, count(1))
    swift.stand_still()
    stage.speaker.say([stage.row(chat_of(morag), count(2))])
    await asyncio.sleep(0)
    stage.speaker.say([stage.row(chat_of(morag), "Question 2"), stage.row(chat_of(morag), count(9, "draft:2"))])
    await morag.sees("Question 2")
    swift.go_on()
    assert await stage.speaker.drain(5)
    assert heard(morag) == ["1 words", "2 words", "Question 2", "9 words"]
