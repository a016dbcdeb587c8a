"""A Bot API server on loopback, with a chat page and simulated people.

    async with Sandbox() as sandbox:
        bot = telegram.Bot(sandbox.token, base_url=sandbox.base_url, base_file_url=sandbox.base_file_url)
        morag = sandbox.user("Morag")
        morag.start()                                   # the bot gets "/start"
        question = await morag.sees("Which badge?")     # a message of the bot that contains this
        tap = morag.press("SVQ")                        # an inline button, by its text or data
        await morag.sees_answer(tap)
        morag.say("A long answer ...")                  # split above 4,096 UTF-16 units
        sandbox.faults.set("send*", Rates(dropped_after=0.01, delay_before=0.025, delay_after=0.025))

`Sandbox`: api_url, page_url, base_url, base_file_url, token, people, faults, log, updates, world; user(), person(),
group(), inject(), raise_update_id(), pass_time(), all_confirmed(), polled(), called(), close().
`Person`: start, say, press, tap, edit, delete, send_document, send_voice, send_audio, send_video,
send_video_note, send_photo, send_sticker, send_location, send_contact, forward, block, unblock; messages,
bot_messages, menu, moment; and, to wait: sees, sees_answer, sees_change.
`Message`: id, text, entities, buttons, attachment, reply_to, edit_date, from_bot, deleted.
`Faults`: set(methods, Rates), once(method, Fault | RefusalError, times), hold(method, after=),
duplicates, clear().
`CallLog`: calls, counts, of(method). Faults on downloads of files go by the method name `download`.

The server's rules are Telegram's; its numbers (lengths, lifetimes) stand beside the code that uses them.
Differences: no MarkdownV2, no repeated-poll delays, groups stay basic, a webhook reaches this machine
only.
"""

from bot.playground.telegram.bot_api.calls import ApiCall, CallLog
from bot.playground.telegram.faults import Faults, Hold, InjectedFault, Rates
from bot.playground.telegram.people.person import ChatPerson
from bot.playground.telegram.sandbox import TOKEN, Sandbox
from bot.playground.telegram.state.chats import Chat, ChatButton, ChatMessage, User
from bot.playground.telegram.state.files import StoredFile, UploadedFile
from bot.playground.telegram.state.world import ApiReply, Tap
from bot.playground.telegram.wire import RefusalError, bad_request, chat_migrated, too_many_requests

__all__ = [
    "TOKEN",
    "ApiCall",
    "ApiReply",
    "CallLog",
    "Chat",
    "ChatButton",
    "ChatMessage",
    "ChatPerson",
    "Faults",
    "Hold",
    "InjectedFault",
    "Rates",
    "RefusalError",
    "Sandbox",
    "StoredFile",
    "Tap",
    "UploadedFile",
    "User",
    "bad_request",
    "chat_migrated",
    "too_many_requests",
]
