"""Each method of the Bot API that the sandbox offers, through the real client library."""

import aiohttp
import pytest
import telegram
from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken

from bot.playground.telegram import ChatPerson, Sandbox

pytestmark = pytest.mark.slow


def one_button(**action: str) -> telegram.InlineKeyboardMarkup:
    """A keyboard of a single button."""
    return telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Go", **action)]])


async def test_get_me_tells_who_the_bot_is(bot: telegram.Bot) -> None:
    """The bot is a complete user: id, name, and what only getMe tells."""
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username) == (4242, True, "teabreak_sandbox_bot")
    assert me.can_read_all_group_messages is False


async def test_a_message_arrives_with_its_keyboard(bot: telegram.Bot, morag: ChatPerson) -> None:
    """A sent message stands on the phone, and comes back as Telegram shows it."""
    sent = await bot.send_message(morag.id, "Choose", reply_markup=one_button(callback_data="go"))
    shown = morag.messages[-1]
    assert (shown.id, shown.text, shown.from_bot) == (sent.message_id, "Choose", True)
    assert [(button.text, button.data) for button in shown.buttons] == [("Go", "go")]


async def test_message_ids_rise_over_all_chats(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """One counter numbers the messages of every private chat, as for a real bot."""
    isla = sandbox.user("Isla")
    first = isla.start().id
    ids = [(await bot.send_message(person.id, "Hello")).message_id for person in (morag, isla, morag)]
    assert ids == [first + 1, first + 2, first + 3]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "message text is empty"),
        (" \n ", "message text is empty"),
        ("a" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
    ],
)
async def test_text_out_of_bounds_is_refused(bot: telegram.Bot, morag: ChatPerson, text: str, why: str) -> None:
    """Empty text, and text of more than 4,096 UTF-16 units, is refused in Telegram's words."""
    with pytest.raises(BadRequest, match=rf"(?i){why}"):
        await bot.send_message(morag.id, text)
    await bot.send_message(morag.id, "😀" * 2048)


async def test_callback_data_is_at_most_64_bytes(bot: telegram.Bot, morag: ChatPerson) -> None:
    """Bytes count, not letters."""
    await bot.send_message(morag.id, "Choose", reply_markup=one_button(callback_data="é" * 32))
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(morag.id, "Choose", reply_markup=one_button(callback_data="é" * 33))


async def test_a_button_needs_an_action(bot: telegram.Bot, morag: ChatPerson) -> None:
    """An inline button that does nothing is refused, and so is an unknown kind of markup."""
    for markup in ('{"inline_keyboard":[[{"text":"Go"}]]}', '{"keyboard":[["Go"]]}', "{"):
        with pytest.raises(BadRequest):
            await bot.send_message(morag.id, "Choose", api_kwargs={"reply_markup": markup})


async def test_previews_that_are_off_stay_off(bot: telegram.Bot, morag: ChatPerson) -> None:
    """Whether links are previewed is in the message that comes back, and so are the links."""
    options = telegram.LinkPreviewOptions(is_disabled=True)
    sent = await bot.send_message(morag.id, "This one: https://example.org", link_preview_options=options)
    assert sent.link_preview_options is not None
    assert sent.link_preview_options.is_disabled
    assert [entity.type for entity in sent.entities] == ["url"]


async def test_an_edit_changes_the_message_in_place(bot: telegram.Bot, morag: ChatPerson) -> None:
    """Text and buttons change; without a keyboard the buttons go; the same again is refused."""
    sent = await bot.send_message(morag.id, "Choose", reply_markup=one_button(callback_data="go"))
    await sent.edit_text("Chosen: <b>go</b>", parse_mode="HTML")
    assert (morag.messages[-1].text, morag.messages[-1].buttons) == ("Chosen: go", ())
    assert morag.messages[-1].edit_date is not None
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await sent.edit_text("Chosen: <b>go</b>", parse_mode="HTML")


async def test_what_cannot_be_edited(bot: telegram.Bot, morag: ChatPerson) -> None:
    """Not a person's message, not one that is gone, not a file's text."""
    own = morag.say("Mine")[0]
    with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
        await bot.edit_message_text("New", morag.id, own.id)
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("New", morag.id, 999)
    file = await bot.send_document(morag.id, b"data", filename="a.txt")
    with pytest.raises(BadRequest, match=r"(?i)there is no text in the message to edit"):
        await file.edit_text("New")


async def test_deleting(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """Either side's message goes, once, within 48 hours."""
    own = morag.say("Mine")[0]
    sent = await bot.send_message(morag.id, "Yours")
    await sent.delete()
    await bot.delete_message(morag.id, own.id)
    assert [message.text for message in morag.messages] == ["/start"]
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await sent.delete()
    old = await bot.send_message(morag.id, "Old")
    sandbox.pass_time(49 * 3600)
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted for everyone"):
        await old.delete()


async def test_a_tap_is_answered_once_and_in_time(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """The second answer, and a late one, are refused in Telegram's words."""
    sent = await bot.send_message(morag.id, "Choose", reply_markup=one_button(callback_data="go"))
    tap = morag.tap("go", morag.messages[-1])
    await bot.answer_callback_query(tap.id, "Kept", show_alert=True)
    assert tap.answer is not None
    assert (tap.answer.text, tap.answer.alert, sent.message_id) == ("Kept", True, tap.message.id)
    late = morag.tap("go", morag.messages[-1])
    sandbox.pass_time(151)
    for query in (tap.id, late.id, "1"):
        with pytest.raises(BadRequest, match=r"(?i)query is too old"):
            await bot.answer_callback_query(query)


async def test_commands_by_scope_and_language(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """Each scope and language has its own list, and the phone shows the closest one."""
    ewan = sandbox.user("Ewan", language_code="gd")
    chat = telegram.BotCommandScopeChat(morag.id)
    await bot.set_my_commands([("help", "What to do")])
    await bot.set_my_commands([("help", "Cuideachadh")], language_code="gd")
    await bot.set_my_commands([("status", "Where you are")], scope=chat)
    assert [command.description for command in await bot.get_my_commands(language_code="gd")] == ["Cuideachadh"]
    assert [row["command"] for row in morag.menu] == ["status"]
    assert [row["description"] for row in ewan.menu] == ["Cuideachadh"]
    await bot.set_my_commands([], scope=chat)
    assert await bot.get_my_commands(scope=chat) == ()
    assert [row["command"] for row in morag.menu] == ["help"]
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([("Help!", "What to do")])


async def test_descriptions_by_language(bot: telegram.Bot) -> None:
    """Both descriptions are kept by language, fall back to the one for all, and have their limits."""
    await bot.set_my_description("For everyone")
    await bot.set_my_short_description("Short", language_code="gd")
    assert (await bot.get_my_description("gd")).description == "For everyone"
    assert (await bot.get_my_short_description("gd")).short_description == "Short"
    assert (await bot.get_my_short_description()).short_description == ""
    with pytest.raises(BadRequest, match=r"(?i)too long"):
        await bot.set_my_description("a" * 513)


async def test_files_travel_byte_for_byte(bot: telegram.Bot, morag: ChatPerson) -> None:
    """Documents, voice notes and music of the bot, and a person's voice note, keep every byte."""
    content = bytes(range(256)) * 500
    document = (await bot.send_document(morag.id, content, filename="pack.pdf", caption="<i>Yours</i>")).document
    voice = (await bot.send_voice(morag.id, content, duration=7)).voice
    audio = (await bot.send_audio(morag.id, content, filename="a.mp3", title="Tune", duration=9)).audio
    heard = morag.send_voice(content, seconds=4).attachment
    assert document is not None
    assert voice is not None
    assert audio is not None
    assert heard is not None
    assert (document.file_name, document.mime_type, document.file_size) == (
        "pack.pdf",
        "application/pdf",
        len(content),
    )
    assert (voice.to_dict()["duration"], audio.title) == (7, "Tune")
    for file_id in (document.file_id, voice.file_id, audio.file_id, heard.file.id):
        file = await bot.get_file(file_id)
        assert bytes(await file.download_as_bytearray()) == content
    again = await bot.send_document(morag.id, document.file_id)
    assert again.document is not None
    assert again.document.file_unique_id == document.file_unique_id


async def test_what_a_person_recorded_is_given_back_by_its_id(bot: telegram.Bot, morag: ChatPerson) -> None:
    """Voice notes, music, videos and round videos go back as what they were, with the length that was said of them."""
    voice, audio = morag.send_voice(b"v", seconds=70), morag.send_audio(b"a", "tune.mp3", seconds=9)
    video, note = morag.send_video(b"w", seconds=8), morag.send_video_note(b"n", seconds=58)
    ids = [message.attachment.file.id for message in (voice, audio, video, note) if message.attachment]
    again = (
        (await bot.send_voice(morag.id, ids[0], caption="Yours")).voice,
        (await bot.send_audio(morag.id, ids[1])).audio,
        (await bot.send_video(morag.id, ids[2])).video,
        (await bot.send_video_note(morag.id, ids[3])).video_note,
    )
    assert [thing.file_id for thing in again if thing] == ids
    assert [thing.to_dict()["duration"] for thing in again if thing] == [70, 9, 8, 58]
    assert [message.text for message in morag.bot_messages] == ["Yours", None, None, None]


async def test_a_file_does_not_change_its_kind(bot: telegram.Bot, morag: ChatPerson) -> None:
    """What was sent as one kind is not taken by its id as another."""
    voice = morag.send_voice(b"v").attachment
    assert voice is not None
    for send in (bot.send_audio, bot.send_document, bot.send_video, bot.send_video_note):
        with pytest.raises(BadRequest, match=r"(?i)type of file mismatch"):
            await send(morag.id, voice.file.id)


async def test_a_video_of_the_bot_has_its_measures(bot: telegram.Bot, morag: ChatPerson) -> None:
    """A video and a round video that the bot uploads say how long and how large they are."""
    video = (await bot.send_video(morag.id, b"w", duration=8, width=640, height=480)).video
    note = (await bot.send_video_note(morag.id, b"n", duration=5, length=240)).video_note
    assert video is not None
    assert note is not None
    assert (video.to_dict()["duration"], video.width, video.height) == (8, 640, 480)
    assert (note.to_dict()["duration"], note.length) == (5, 240)


async def test_files_that_are_not_there(bot: telegram.Bot, morag: ChatPerson) -> None:
    """A wrong file id, an empty file and one of more than 20 MB are refused."""
    with pytest.raises(BadRequest, match=r"(?i)wrong file_id"):
        await bot.get_file("nonsense")
    with pytest.raises(BadRequest, match=r"(?i)file must be non-empty"):
        await bot.send_document(morag.id, b"", filename="a.txt")
    large = morag.send_document(b"a" * (20 * 1024 * 1024 + 1), "large.bin").attachment
    assert large is not None
    with pytest.raises(BadRequest, match=r"(?i)file is too big"):
        await bot.get_file(large.file.id)


async def test_who_cannot_be_written_to(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """An unknown chat, a person who never wrote, and one who blocked the bot."""
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(5, "Hello")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(sandbox.user("Isla").id, "Hello")
    morag.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(morag.id, "Hello")
    morag.unblock()
    await bot.send_message(morag.id, "Hello")


async def test_a_wrong_token_and_an_unknown_method(sandbox: Sandbox, bot: telegram.Bot) -> None:
    """401 and 404, in JSON, as from Telegram."""
    stranger = telegram.Bot("4242:other", base_url=sandbox.base_url)
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
    async with aiohttp.ClientSession() as http, http.get(f"{sandbox.base_url}{sandbox.token}/makeTea") as said:
        assert said.status == 404
        assert await said.json() == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("makeTea")


async def test_every_way_to_pass_parameters(sandbox: Sandbox, morag: ChatPerson) -> None:
    """Query, form, multipart and JSON carry the same parameters."""
    url = f"{sandbox.base_url}{sandbox.token}/sendMessage"
    given = {"chat_id": str(morag.id), "text": "Tea & cake"}
    multipart = aiohttp.FormData(given, default_to_multipart=True)
    async with aiohttp.ClientSession() as http:
        await http.get(url, params=given)
        await http.post(url, data=given)
        await http.post(url, data=multipart)
        await http.post(url, json=given)
        async with http.post(url, data=b"{", headers={"Content-Type": "application/json"}) as refused:
            assert refused.status == 400
    assert [message.text for message in morag.bot_messages] == ["Tea & cake"] * 4
    assert [call.params for call in sandbox.log.of("sendMessage") if call.ok] == [given] * 4
