"""An ordinary form: python-telegram-bot's ConversationHandler, with its state in SQLite through a persistence class.

Run as `python rival_ptb.py URL TOKEN FOLDER`. All settings are the library's defaults.
"""

import json
import sqlite3
import sys
from pathlib import Path

from benchmarks import form
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    ApplicationBuilder,
    BasePersistence,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    filters,
)

CONSENT, RIGHT, FACT, PARTS, EMPLOYER, ANSWER, REVIEW, AI, STATEMENT, SEND = range(10)
Context = ContextTypes.DEFAULT_TYPE


class SqlitePersistence(BasePersistence):
    """Keeps user data and conversations in two tables."""

    def __init__(self, path: Path) -> None:
        super().__init__(PersistenceInput(bot_data=False, chat_data=False, callback_data=False))
        self.db = sqlite3.connect(path)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("CREATE TABLE IF NOT EXISTS user_data (id INTEGER PRIMARY KEY, data TEXT)")
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS conversation (name TEXT, key TEXT, state INT, PRIMARY KEY (name, key))"
        )

    async def get_user_data(self) -> dict:
        """What was said, by person."""
        return {id_: json.loads(data) for id_, data in self.db.execute("SELECT id, data FROM user_data")}

    async def update_user_data(self, user_id: int, data: dict) -> None:
        """Keeps one person's data."""
        with self.db:
            self.db.execute("INSERT OR REPLACE INTO user_data VALUES (?, ?)", (user_id, json.dumps(data)))

    async def drop_user_data(self, user_id: int) -> None:
        """Forgets one person's data."""
        with self.db:
            self.db.execute("DELETE FROM user_data WHERE id = ?", (user_id,))

    async def get_conversations(self, name: str) -> dict:
        """Where each person stands."""
        rows = self.db.execute("SELECT key, state FROM conversation WHERE name = ?", (name,))
        return {tuple(json.loads(key)): state for key, state in rows}

    async def update_conversation(self, name: str, key: tuple, new_state: object) -> None:
        """Keeps where a person stands."""
        with self.db:
            if new_state is None:
                self.db.execute("DELETE FROM conversation WHERE name = ? AND key = ?", (name, json.dumps(key)))
            else:
                row = (name, json.dumps(key), new_state)
                self.db.execute("INSERT OR REPLACE INTO conversation VALUES (?, ?, ?)", row)

    async def flush(self) -> None:
        """Writes what is left."""
        self.db.commit()

    async def get_chat_data(self) -> dict:
        """Not kept."""
        return {}

    async def update_chat_data(self, chat_id: int, data: dict) -> None:
        """Not kept."""

    async def refresh_chat_data(self, chat_id: int, chat_data: dict) -> None:
        """Not kept."""

    async def drop_chat_data(self, chat_id: int) -> None:
        """Not kept."""

    async def refresh_user_data(self, user_id: int, user_data: dict) -> None:
        """Nothing else changes it."""

    async def get_bot_data(self) -> dict:
        """Not kept."""
        return {}

    async def update_bot_data(self, data: dict) -> None:
        """Not kept."""

    async def refresh_bot_data(self, bot_data: dict) -> None:
        """Not kept."""

    async def get_callback_data(self) -> None:
        """Not kept."""

    async def update_callback_data(self, data: object) -> None:
        """Not kept."""


def keyboard(labels: tuple[str, ...]) -> InlineKeyboardMarkup:
    """Buttons, one a row."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label[:40])] for label in labels])


async def start(update: Update, context: Context) -> int:
    """Begins the form anew."""
    context.user_data.clear()
    context.user_data.update(facts={}, parts=[], answers=[[], [], [], [], []], question=0, statement=0)
    await update.message.reply_text(form.HELLO, reply_markup=keyboard(form.CONSENT))
    return CONSENT


async def agreed(update: Update, context: Context) -> int:
    """The person agrees to the notice."""
    await update.callback_query.answer()
    await update.callback_query.message.reply_text(form.BADGE, reply_markup=keyboard(form.RIGHT))
    return RIGHT


async def right(update: Update, context: Context) -> int:
    """It is the right badge."""
    await update.callback_query.answer()
    await update.callback_query.message.reply_text(form.FACTS[0][1])
    return FACT


async def fact(update: Update, context: Context) -> int:
    """Takes a detail and asks for the next."""
    facts = context.user_data["facts"]
    facts[form.FACTS[len(facts)][0]] = update.message.text
    if len(facts) < len(form.FACTS):
        await update.message.reply_text(form.FACTS[len(facts)][1])
        return FACT
    await update.message.reply_text(form.ASK_PARTS, reply_markup=keyboard((*form.PARTS, form.DONE)))
    return PARTS


async def part(update: Update, context: Context) -> int:
    """Takes a choice, or goes on."""
    query = update.callback_query
    await query.answer()
    if query.data == form.DONE:
        await query.message.reply_text(form.EMPLOYER)
        return EMPLOYER
    context.user_data["parts"].append(query.data)
    chosen = f"{form.ASK_PARTS}\n\nYou chose: {', '.join(context.user_data['parts'])}"
    await query.edit_message_text(chosen, reply_markup=keyboard((*form.PARTS, form.DONE)))
    return PARTS


async def employer(update: Update, context: Context) -> int:
    """Takes the employer."""
    context.user_data["facts"]["employer"] = update.message.text
    await update.message.reply_text(form.question(0), reply_markup=keyboard(form.question_buttons(0)))
    return ANSWER


def counts(context: Context) -> list[int]:
    """The words of each answer."""
    return [sum(len(text.split()) for text in answer) for answer in context.user_data["answers"]]


async def answer(update: Update, context: Context) -> int:
    """Adds to the answer and counts."""
    number = context.user_data["question"]
    context.user_data["answers"][number].append(update.message.text)
    words = counts(context)
    said = form.progress(number, words[number], sum(words))
    await update.message.reply_text(said, reply_markup=keyboard(form.question_buttons(number)))
    return ANSWER


async def onward(update: Update, context: Context) -> int:
    """Asks the next question, or shows the check."""
    await update.callback_query.answer()
    number = context.user_data["question"] = context.user_data["question"] + 1
    message = update.callback_query.message
    if number < len(form.QUESTIONS):
        await message.reply_text(form.question(number), reply_markup=keyboard(form.question_buttons(number)))
        return ANSWER
    said = form.review(context.user_data["facts"], counts(context))
    await message.reply_text(said, reply_markup=keyboard(form.REVIEW_BUTTONS))
    return REVIEW


async def reviewed(update: Update, context: Context) -> int:
    """Asks about AI."""
    await update.callback_query.answer()
    await update.callback_query.message.reply_text(form.AI, reply_markup=keyboard(form.AI_BUTTONS))
    return AI


async def ai(update: Update, context: Context) -> int:
    """Shows the first statement."""
    await update.callback_query.answer()
    await update.callback_query.message.reply_text(form.statement(0), reply_markup=keyboard(form.AGREE))
    return STATEMENT


async def statement(update: Update, context: Context) -> int:
    """Shows the next statement, or the last look."""
    await update.callback_query.answer()
    number = context.user_data["statement"] = context.user_data["statement"] + 1
    message = update.callback_query.message
    if number < len(form.STATEMENTS):
        await message.reply_text(form.statement(number), reply_markup=keyboard(form.AGREE))
        return STATEMENT
    await message.reply_text(form.last_look(counts(context)), reply_markup=keyboard(form.SEND))
    return SEND


async def send(update: Update, context: Context) -> int:
    """Ends the form."""
    await update.callback_query.answer()
    await update.callback_query.message.reply_text(form.SENT)
    return ConversationHandler.END


def main(url: str, token: str, folder: Path) -> None:
    """Runs the bot."""
    text = filters.TEXT & ~filters.COMMAND
    conversation = ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={
            CONSENT: [CallbackQueryHandler(agreed, "^I agree$")],
            RIGHT: [CallbackQueryHandler(right, "^Yes")],
            FACT: [MessageHandler(text, fact)],
            PARTS: [CallbackQueryHandler(part)],
            EMPLOYER: [MessageHandler(text, employer)],
            ANSWER: [MessageHandler(text, answer), CallbackQueryHandler(onward, "^(Next question|Check my answers)$")],
            REVIEW: [CallbackQueryHandler(reviewed, "^Go on$")],
            AI: [CallbackQueryHandler(ai, "^No, I did not$")],
            STATEMENT: [CallbackQueryHandler(statement, "^I agree$")],
            SEND: [CallbackQueryHandler(send, "^Send it$")],
        },
        fallbacks=[CommandHandler("start", start)],
        name="form",
        persistent=True,
    )
    builder = ApplicationBuilder().token(token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    application = builder.persistence(SqlitePersistence(folder / "form.sqlite3")).build()
    application.add_handler(conversation)
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
