"""What updates mean. Nothing that can come as JSON makes the reader raise."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import User

from bot.channels.telegram.bot_api.account import Account
from bot.channels.telegram.bot_api.transport import Transport
from bot.channels.telegram.updates.inbound import Inbound, Read
from bot.conversation.arrival import Arrival, Blocked, Parked, RepliedTo, StrayPress
from flows.engine.events import (
    AttachmentKind,
    AttachmentSent,
    AudioSent,
    ButtonPressed,
    CommandSent,
    FileSent,
    GroupMessage,
    TextEdited,
    TextSent,
)
from flows.model.attachments.audio import AudioKind

ME = User(42, "Teabreak", is_bot=True, username="Teabreak_Bot")
NOW = datetime(2026, 7, 1, 12, 0, 5, tzinfo=UTC)
DATE = 1782907200  # 2026-07-01 12:00:00 UTC
LONDON = ZoneInfo("Europe/London")
MORAG = {"id": 7, "is_bot": False, "first_name": "Morag"}
HOME = {"id": 7, "type": "private", "first_name": "Morag"}
TEAM = {"id": -100, "type": "supergroup", "title": "Team"}
FILE = {"file_id": "f", "file_unique_id": "u"}
SIZED = FILE | {"width": 1, "height": 1}


class Introduced(Account):
    """An account that knows who it is without asking."""

    __slots__ = ()

    @property
    def bot(self) -> User:
        """The bot itself."""
        return ME


def reader() -> Inbound:
    """A reader with nothing remembered."""
    return Inbound(Introduced("42:x", "http://telegram.test", Transport()), LONDON, lambda: "0" * 32)


def read(raw: dict, inbound: Inbound | None = None) -> Read:
    """What one update means."""
    return (inbound or reader()).read(raw, NOW, 123)


def message(**fields: object) -> dict:
    """A message of Morag's to the bot."""
    return {"message_id": 5, "date": DATE, "chat": HOME, "from": MORAG, **fields}


def update(kind: str = "message", **fields: object) -> dict:
    """An update with such a message."""
    return {"update_id": 9, kind: message(**fields)}


def command(text: str, length: int) -> dict:
    """A message that begins with a command."""
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": length}]}


def event(raw: dict) -> object:
    """The event that an update brings."""
    arrival = read(raw)
    assert isinstance(arrival, Arrival)
    return arrival.event


def test_a_text_is_words_with_its_time_and_key() -> None:
    """A text comes to the letter, with Telegram's date on the operator's calendar, and its message as the key."""
    entities = [{"type": "bold", "offset": 0, "length": 2}]
    arrival = read(update(text=" I 👩🏽‍🦽 helped\n", entities=entities))
    assert isinstance(arrival, Arrival)
    assert (arrival.update, arrival.chat, arrival.person, arrival.received_ms) == (
        "telegram:9",
        "telegram:7",
        "telegram:7",
        123,
    )
    assert arrival.event == TextSent(
        at=datetime(2026, 7, 1, 13, tzinfo=LONDON), fresh="0" * 32, key=5, text=" I 👩🏽‍🦽 helped\n"
    )
    assert arrival.event.at.tzinfo is LONDON


def test_a_reply_names_the_message_that_it_answers() -> None:
    """With the client's "reply", the message replied to is known, and its buttons."""
    question = message(message_id=3, text="?", **{"from": ME.to_dict()})
    arrival = read(update(text="yes", reply_to_message=question))
    assert isinstance(arrival, Arrival)
    assert arrival.reply_to == RepliedTo(3)
    rows = [[{"text": "Tips", "callback_data": "tips|d|a"}], [{"text": "Rules", "url": "https://example.org/"}]]
    arrival = read(update(text="yes", reply_to_message={**question, "reply_markup": {"inline_keyboard": rows}}))
    assert isinstance(arrival, Arrival)
    assert arrival.reply_to == RepliedTo(3, ("tips|d|a",))


IN_A_TOPIC = {"text": "hello", "message_thread_id": 12, "is_topic_message": True}


@pytest.mark.parametrize(
    ("raw", "topic"),
    [
        (update(**IN_A_TOPIC), 12),
        (update("edited_message", edit_date=DATE, **IN_A_TOPIC), 12),
        (
            {
                "update_id": 9,
                "callback_query": {
                    "id": "1", "from": MORAG, "chat_instance": "1", "data": "later|d|", "message": message(**IN_A_TOPIC)
                },
            },
            12,
        ),
        (update(text="hello"), None),
        (update(text="hello", message_thread_id=12), None),
    ],
    ids=["a text", "an edit", "a press", "no topic", "a thread of replies"],
)  # fmt: skip
def test_what_is_sent_in_a_topic_names_it(raw: dict, topic: int | None) -> None:
    """So that it is answered there; a thread that replies make is no topic."""
    arrival = read(raw)
    assert isinstance(arrival, Arrival)
    assert arrival.topic == topic


@pytest.mark.parametrize(
    "extra",
    [
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "Isla", "date": DATE}},
        {"via_bot": ME.to_dict()},
        {"quote": {"text": "x", "position": 0}},
    ],
)
def test_words_from_elsewhere_are_words(extra: dict) -> None:
    """Forwarded notes, and what came by way of another bot, count as the worker's text."""
    assert isinstance(event(update(text="notes", **extra)), TextSent)


@pytest.mark.parametrize(
    ("text", "length", "name", "argument"),
    [
        ("/start", 6, "start", ""),
        ("/Help", 5, "help", ""),
        ("/start a_B-1", 6, "start", "a_B-1"),
        ("/status@teabreak_bot  now ", 20, "status", "now"),
        ("/cancel\nplease", 7, "cancel", "please"),
    ],
)
def test_a_command_has_a_name_and_an_argument(text: str, length: int, name: str, argument: str) -> None:
    """A command is read without its slash, its case and the bot's name."""
    sent = event(update(**command(text, length)))
    assert isinstance(sent, CommandSent)
    assert (sent.name, sent.argument) == (name, argument)


def test_a_command_for_another_bot_is_not_ours() -> None:
    """What names another bot is left alone."""
    assert read(update(**command("/start@other_bot", 16))) is None


def test_a_slash_of_the_workers_own_is_text() -> None:
    """Only what Telegram marks as a command at the very beginning is one."""
    assert isinstance(event(update(text="/ 24 hours")), TextSent)
    later = [{"type": "bot_command", "offset": 4, "length": 5}]
    assert isinstance(event(update(text="see /help", entities=later)), TextSent)
    assert isinstance(event(update(text="/ or /help", entities=later)), TextSent)


def test_an_edited_text_replaces_what_was_sent() -> None:
    """An edit has the key of the message that it changes, and its own time."""
    edited = event(update("edited_message", text="better", edit_date=DATE + 60))
    assert edited == TextEdited(at=datetime(2026, 7, 1, 13, 1, tzinfo=LONDON), fresh="0" * 32, key=5, text="better")


def test_an_edited_command_is_not_done_again() -> None:
    """Correcting a message into a command, or a command, gives an edit: nothing is done twice."""
    assert isinstance(event(update("edited_message", **command("/cancel", 7))), TextEdited)


def test_an_edited_caption_is_words_and_a_moving_location_is_nothing() -> None:
    """Of other edits, only a caption has words to offer."""
    edited = event(update("edited_message", photo=[SIZED], caption="new", edit_date=DATE))
    assert isinstance(edited, TextEdited)
    assert edited.text == "new"
    moving = {"latitude": 1.0, "longitude": 2.0, "live_period": 60}
    assert read(update("edited_message", location=moving, edit_date=DATE)) is None


THINGS = {
    "sticker": (SIZED | {"is_animated": False, "is_video": False, "type": "regular"}, AttachmentKind.sticker),
    "photo": ([SIZED], AttachmentKind.photo),
    "location": ({"latitude": 1.0, "longitude": 2.0}, AttachmentKind.location),
    "contact": ({"phone_number": "1", "first_name": "x"}, AttachmentKind.contact),
    "dice": ({"emoji": "🎲", "value": 3}, AttachmentKind.other),
    "story": ({"chat": HOME, "id": 1}, AttachmentKind.other),
    "hologram_of_the_future": ({"depth": 3}, AttachmentKind.other),
}


@pytest.mark.parametrize("kind", THINGS)
def test_every_thing_that_is_not_words_is_named(kind: str) -> None:
    """Each kind of content comes as its thing, one that is newer than the library as something else."""
    body, thing = THINGS[kind]
    sent = event(update(**{kind: body}, caption="look"))
    assert isinstance(sent, AttachmentSent)
    assert (sent.thing, sent.caption, sent.key) == (thing, "look", 5)


LONG = FILE | {"duration": 3, "file_size": 20 * 1024 * 1024}
RECORDINGS = {
    "voice": ("voice", LONG, AudioKind.voice),
    "audio": ("audio", LONG, AudioKind.audio),
    "round video": ("video_note", LONG | {"length": 9}, AudioKind.round_video),
    "video": ("video", LONG | SIZED, AudioKind.video),
    "sound as a file": ("document", LONG | {"mime_type": "audio/x-m4a"}, AudioKind.audio),
    "video as a file": ("document", LONG | {"mime_type": "VIDEO/mp4"}, AudioKind.video),
    "sound without a type": ("document", LONG | {"file_name": "Voice 003.3ga"}, AudioKind.audio),
    "sound of no known type": (
        "document",
        LONG | {"file_name": "Shift.QTA", "mime_type": "application/octet-stream"},
        AudioKind.audio,
    ),
    "a voice note from elsewhere": (
        "document",
        LONG | {"file_name": "PTT-1.opus", "mime_type": "application/ogg"},
        AudioKind.audio,
    ),
    "video without a type": ("document", LONG | {"file_name": "clip.3gp"}, AudioKind.video),
}


@pytest.mark.parametrize("name", RECORDINGS)
def test_every_recording_comes_with_its_kind_and_its_file(name: str) -> None:
    """Voice notes, audio, videos round or not, and files that hold such: the file's id, the caption, the key."""
    field, body, kind = RECORDINGS[name]
    sent = event(update(**{field: body}, caption="look"))
    assert isinstance(sent, AudioSent)
    assert (sent.kind, sent.source, sent.caption, sent.key, sent.too_big) == (kind, "f", "look", 5, False)


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_recording_that_will_not_be_handed_over_is_known_as_such(name: str) -> None:
    """One byte above the limit is too big; a size that Telegram does not tell is not."""
    field, body, _ = RECORDINGS[name]
    large = event(update(**{field: body | {"file_size": 20 * 1024 * 1024 + 1}}))
    unknown = event(update(**{field: {key: value for key, value in body.items() if key != "file_size"}}))
    assert isinstance(large, AudioSent)
    assert isinstance(unknown, AudioSent)
    assert (large.too_big, unknown.too_big) == (True, False)


@pytest.mark.parametrize(
    "body",
    [
        {"document": FILE | {"mime_type": "application/pdf"}},
        {"document": FILE | {"mime_type": "audiobook"}},
        {"document": FILE | {"mime_type": "image/png"}},
        {"document": FILE | {"mime_type": "application/pdf", "file_name": "notes.mp3"}},
        {"document": FILE | {"mime_type": "application/octet-stream", "file_name": "badge.json"}},
    ],
    ids=["a document", "a type that is none", "a picture sent as a file", "a PDF called MP3", "an award of no type"],
)
def test_what_is_no_recording_stays_a_file(body: dict) -> None:
    """Its source and its name come along: it may be the award of a badge, whatever type its sender gave it."""
    sent = event(update(**body, caption="Thing 4"))
    assert isinstance(sent, FileSent)
    file = body["document"]
    assert (sent.source, sent.called, sent.caption) == (file["file_id"], file.get("file_name", ""), "Thing 4")


def test_a_moving_picture_stays_a_thing() -> None:
    """It comes as a document as well, and holds neither words nor an award."""
    moving = {"document": FILE | {"mime_type": "video/mp4"}, "animation": SIZED | {"duration": 3}}
    assert isinstance(event(update(**moving)), AttachmentSent)


def test_a_file_that_is_larger_than_any_award_is_known_as_such() -> None:
    """8 MB may be one; a byte more is not, and a size that Telegram does not tell may be."""
    sizes = (8 * 1024 * 1024, 8 * 1024 * 1024 + 1, None)
    sent = [event(update(document=FILE | ({} if size is None else {"file_size": size}))) for size in sizes]
    assert [file.too_big for file in sent if isinstance(file, FileSent)] == [False, True, False]


def test_each_file_of_an_album_counts_and_the_first_speaks() -> None:
    """Three files sent together may be three awards; that they are of no use is said once."""
    inbound = reader()
    album = [update(document=FILE, media_group_id="a", message_id=number) for number in range(10, 13)]
    events = [arrival.event for raw in album if isinstance(arrival := read(raw, inbound), Arrival)]
    assert [(file.key, file.quiet) for file in events if isinstance(file, FileSent)] == [
        (10, False),
        (11, True),
        (12, True),
    ]


def test_each_recording_of_an_album_counts() -> None:
    """Three audio files sent together are three recordings."""
    inbound = reader()
    album = [update(audio=LONG, media_group_id="a", message_id=number) for number in range(10, 13)]
    arrivals = [read(raw, inbound) for raw in album]
    assert [arrival.event.key for arrival in arrivals if isinstance(arrival, Arrival)] == [10, 11, 12]


def test_a_moving_picture_is_no_file_and_a_venue_is_a_place() -> None:
    """Where a message holds two kinds of content, the more telling one counts."""
    moving = SIZED | {"duration": 3}
    sent = event(update(animation=moving, document=FILE))
    assert isinstance(sent, AttachmentSent)
    assert sent.thing is AttachmentKind.video
    place = {"latitude": 1.0, "longitude": 2.0}
    venue = {"location": place, "title": "x", "address": "y"}
    sent = event(update(venue=venue, location=place))
    assert isinstance(sent, AttachmentSent)
    assert sent.thing is AttachmentKind.location


@pytest.mark.parametrize(
    "service",
    [
        {"pinned_message": {"message_id": 1, "date": DATE, "chat": HOME, "text": "x"}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}}},
        {"write_access_allowed": {"from_request": True}},
    ],
)
def test_a_service_message_needs_no_answer(service: dict) -> None:
    """What Telegram itself puts into the chat is nothing that the worker said."""
    assert read(update(**service)) is None


def test_an_album_gets_one_line_and_loses_no_words() -> None:
    """Ten photos of one album are one event, again when they come again; a caption among them is kept."""
    inbound = reader()
    album = [update(photo=[SIZED], media_group_id="a", message_id=number) for number in range(10, 20)]
    album[4]["message"]["caption"] = "my words"
    for _ in range(2):
        events = [found.event for raw in album if isinstance(found := read(raw, inbound), Arrival)]
        assert [(sent.key, sent.caption) for sent in events] == [(10, ""), (14, "my words")]
    assert isinstance(read(update(photo=[SIZED], media_group_id="b", message_id=30), inbound), Arrival)


def press(**fields: object) -> dict:
    """A press of a button."""
    body = {"id": "q1", "from": MORAG, "chat_instance": "1", "message": message(), "data": "b/1"}
    return {"update_id": 9, "callback_query": body | fields}


def test_a_press_brings_its_data_and_its_message() -> None:
    """A press comes with what hangs on it, the id to answer it by, and the time at which it arrived here."""
    arrival = read(press(data="x" * 64))
    assert isinstance(arrival, Arrival)
    assert arrival.press == "telegram:q1"
    assert (arrival.chat, arrival.person) == ("telegram:7", "telegram:7")
    assert arrival.event == ButtonPressed(at=NOW.astimezone(LONDON), fresh="0" * 32, data="x" * 64, message=5)


def test_a_press_on_a_message_that_is_gone_still_counts() -> None:
    """Of an inaccessible message there is an id and a chat, and that is enough."""
    pressed = event(press(message={"message_id": 5, "date": 0, "chat": HOME}))
    assert isinstance(pressed, ButtonPressed)
    assert pressed.message == 5


@pytest.mark.parametrize(
    "fields",
    [{"data": None}, {"message": None}, {"message": message(chat=TEAM)}],
)
def test_a_press_that_means_nothing_is_only_answered(fields: dict) -> None:
    """Without data, or away from a private chat, a press is no event; its phone gets its answer."""
    raw = press(**fields)
    raw["callback_query"] = {key: value for key, value in raw["callback_query"].items() if value is not None}
    assert read(raw) == StrayPress("telegram:9", "telegram:q1")


MENTION = {"type": "mention", "offset": 0, "length": 13}


def in_team(**fields: object) -> dict:
    """A message in a group."""
    return update(chat=TEAM, **fields)


@pytest.mark.parametrize(
    "raw",
    [
        in_team(**command("/start", 6)),
        in_team(**command("/start@Teabreak_bot", 19)),
        in_team(text="hey 😀 @teabreak_bot", entities=[{"type": "mention", "offset": 7, "length": 13}]),
        in_team(text="you", entities=[{"type": "text_mention", "offset": 0, "length": 3, "user": ME.to_dict()}]),
        in_team(text="yes", reply_to_message=message(chat=TEAM, **{"from": ME.to_dict()})),
        in_team(photo=[SIZED], caption="@teabreak_bot", caption_entities=[MENTION]),
    ],
)
def test_a_group_is_answered_when_it_speaks_to_the_bot(raw: dict) -> None:
    """A command, a mention or a reply in a group is heard, and belongs to nobody's desk."""
    arrival = read(raw)
    assert isinstance(arrival, Arrival)
    assert isinstance(arrival.event, GroupMessage)
    assert (arrival.chat, arrival.person) == ("telegram:-100", None)


@pytest.mark.parametrize(
    "raw",
    [
        in_team(text="lunch?"),
        in_team(**command("/start@other_bot", 16)),
        in_team(text="@someone", entities=[{"type": "mention", "offset": 0, "length": 8}]),
        in_team(text="yes", reply_to_message=message(chat=TEAM)),
        update("edited_message", chat=TEAM, **command("/start", 6)),
    ],
)
def test_a_group_that_talks_to_itself_is_left_alone(raw: dict) -> None:
    """What is not for the bot gets no answer."""
    assert read(raw) is None


def membership(before: str, after: str, chat: dict = HOME) -> dict:
    """The bot's own standing in a chat has changed."""
    states = [
        {"user": ME.to_dict(), "status": status} | ({"until_date": 0} if status == "kicked" else {})
        for status in (before, after)
    ]
    body = {"chat": chat, "from": MORAG, "date": DATE, "old_chat_member": states[0], "new_chat_member": states[1]}
    return {"update_id": 9, "my_chat_member": body}


def test_a_block_is_told_and_an_unblock_is_not() -> None:
    """Whoever stops the bot is known at once."""
    assert read(membership("member", "kicked")) == Blocked("telegram:9", "telegram:7")
    assert read(membership("kicked", "member")) is None


def test_being_added_to_a_group_is_heard() -> None:
    """A bot that was just added to a group says its line; one that was removed, or promoted, does not."""
    arrival = read(membership("left", "member", TEAM))
    assert isinstance(arrival, Arrival)
    assert isinstance(arrival.event, GroupMessage)
    assert read(membership("member", "left", TEAM)) is None


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 9, "message": "words"},
        {"update_id": 9, "message": {"message_id": 5}},
        {"update_id": 9, "message": []},
        {"update_id": 9, "callback_query": {"id": 1}},
        update(date="yesterday", text="x"),
        update(date=10**30, text="x"),
        update(text=5),
        update(text={"a": 1}),
        update(message_id="5", text="x"),
        update(message_id=2**80, text="x"),
        update(chat=HOME | {"id": "7"}, text="x"),
        update(entities=[{"type": "bot_command", "offset": 0, "length": "9"}], text="/start"),
        update(photo=[None]),
        press(data=5),
        membership("member", "kicked", {"id": None, "type": "private"}),
    ],
)
def test_an_update_that_is_not_as_documented_is_parked(raw: dict) -> None:
    """It is kept as it came, with the kind of the problem and none of its content."""
    found = read(raw)
    assert isinstance(found, Parked)
    assert found.update == "telegram:9"
    assert json.loads(found.raw) == raw
    assert found.problem.isidentifier()


def test_a_parked_update_names_its_private_chat() -> None:
    """Whoever sent it can be told that it could not be read; a group is not."""
    for raw in (update(text=5), update("edited_message", text=5), press(data=5)):
        found = read(raw)
        assert isinstance(found, Parked)
        assert found.person == "telegram:7"
    found = read(update(message_id="x", chat=TEAM, **command("/start", 6), reply_to_message=5))
    assert isinstance(found, Parked)
    assert found.person is None


def test_half_a_letter_can_be_stored() -> None:
    """Half a surrogate pair, which no file can hold, is replaced; the rest of the words stay."""
    sent = event(update(text="a \ud83d b"))
    assert isinstance(sent, TextSent)
    assert sent.text == "a \ufffd b"
    assert event(update(text="😀 é")).text == "😀 é"


def test_kinds_that_were_not_asked_for_are_nothing() -> None:
    """An update of another kind needs no answer."""
    assert read({"update_id": 9}) is None
    assert read({"update_id": 9, "poll_answer_of_the_future": {}}) is None


WHOLE = [
    update(**command("/start now", 6)),
    update(text="x", reply_to_message=message()),
    update("edited_message", text="x", edit_date=DATE),
    *(update(**{kind: body}, media_group_id="z") for kind, (body, _) in THINGS.items()),
    press(),
    in_team(text="@teabreak_bot", entities=[MENTION]),
    membership("left", "member", TEAM),
]


def paths(node: object, above: tuple = ()) -> list[tuple]:
    """The way to every field of some JSON."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [above, *(path for key, child in inner for path in paths(child, (*above, key)))]


KEYS = sorted({key for whole in WHOLE for path in paths(whole) for key in path if isinstance(key, str)})
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(KEYS)
    | st.text(alphabet=st.characters(), max_size=5)
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
)
SHARED = reader()


@given(st.dictionaries(st.sampled_from(KEYS), anything, max_size=6))
def test_no_json_makes_the_reader_raise(raw: dict) -> None:
    """Any JSON at all is read, parked or passed over."""
    SHARED.read(raw, NOW, 1)


@given(st.data(), st.sampled_from(WHOLE), anything)
def test_no_single_odd_field_makes_the_reader_raise(data: st.DataObject, whole: dict, odd: object) -> None:
    """A good update with any one field turned into anything is read, parked or passed over, and can be stored."""
    raw = json.loads(json.dumps(whole))
    *way, last = data.draw(st.sampled_from(paths(raw)[1:]))
    node = raw
    for key in way:
        node = node[key]
    node[last] = odd
    found = SHARED.read(raw, NOW, 1)
    if isinstance(found, Arrival):
        assert abs(found.reply_to.message_id if found.reply_to else 0) < 2**63
        assert all(id_.startswith("telegram:") for id_ in (found.update, found.chat))
        assert isinstance(getattr(found.event, "text", ""), str)
        getattr(found.event, "text", "").encode()
        getattr(found.event, "data", "").encode()
        (found.press or "").encode()
    if isinstance(found, Parked):
        assert found.raw.isascii()
