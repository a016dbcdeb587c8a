"""The fastest ordinary form: aiogram, with its state in memory, where a restart loses it.

Run as `python rival_aiogram.py URL TOKEN`. All settings are the library's defaults.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from benchmarks import form

router = Router()


class FormStates(StatesGroup):
    """Where a person stands in the form."""

    consent = State()
    right = State()
    fact = State()
    parts = State()
    employer = State()
    answer = State()
    review = State()
    ai = State()
    statement = State()
    send = State()


def keyboard(labels: tuple[str, ...]) -> InlineKeyboardMarkup:
    """Buttons, one a row."""
    rows = [[InlineKeyboardButton(text=label, callback_data=label[:40])] for label in labels]
    return InlineKeyboardMarkup(inline_keyboard=rows)


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    """Begins the form anew."""
    await state.set_state(FormStates.consent)
    await state.set_data({"facts": {}, "parts": [], "answers": [[], [], [], [], []], "question": 0, "statement": 0})
    await message.answer(form.HELLO, reply_markup=keyboard(form.CONSENT))


@router.callback_query(FormStates.consent, F.data == "I agree")
async def agreed(query: CallbackQuery, state: FSMContext) -> None:
    """The person agrees to the notice."""
    await query.answer()
    await state.set_state(FormStates.right)
    await query.message.answer(form.BADGE, reply_markup=keyboard(form.RIGHT))


@router.callback_query(FormStates.right, F.data.startswith("Yes"))
async def right(query: CallbackQuery, state: FSMContext) -> None:
    """It is the right badge."""
    await query.answer()
    await state.set_state(FormStates.fact)
    await query.message.answer(form.FACTS[0][1])


@router.message(FormStates.fact, F.text)
async def fact(message: Message, state: FSMContext) -> None:
    """Takes a detail and asks for the next."""
    facts = (await state.get_data())["facts"]
    facts[form.FACTS[len(facts)][0]] = message.text
    await state.update_data(facts=facts)
    if len(facts) < len(form.FACTS):
        await message.answer(form.FACTS[len(facts)][1])
        return
    await state.set_state(FormStates.parts)
    await message.answer(form.ASK_PARTS, reply_markup=keyboard((*form.PARTS, form.DONE)))


@router.callback_query(FormStates.parts)
async def part(query: CallbackQuery, state: FSMContext) -> None:
    """Takes a choice, or goes on."""
    await query.answer()
    if query.data == form.DONE:
        await state.set_state(FormStates.employer)
        await query.message.answer(form.EMPLOYER)
        return
    parts = [*(await state.get_data())["parts"], query.data]
    await state.update_data(parts=parts)
    chosen = f"{form.ASK_PARTS}\n\nYou chose: {', '.join(parts)}"
    await query.message.edit_text(chosen, reply_markup=keyboard((*form.PARTS, form.DONE)))


@router.message(FormStates.employer, F.text)
async def employer(message: Message, state: FSMContext) -> None:
    """Takes the employer."""
    facts = (await state.get_data())["facts"]
    await state.update_data(facts={**facts, "employer": message.text})
    await state.set_state(FormStates.answer)
    await message.answer(form.question(0), reply_markup=keyboard(form.question_buttons(0)))


def counts(answers: list[list[str]]) -> list[int]:
    """The words of each answer."""
    return [sum(len(text.split()) for text in answer) for answer in answers]


@router.message(FormStates.answer, F.text)
async def answer(message: Message, state: FSMContext) -> None:
    """Adds to the answer and counts."""
    data = await state.get_data()
    number, answers = data["question"], data["answers"]
    answers[number].append(message.text)
    await state.update_data(answers=answers)
    words = counts(answers)
    said = form.progress(number, words[number], sum(words))
    await message.answer(said, reply_markup=keyboard(form.question_buttons(number)))


@router.callback_query(FormStates.answer, F.data.in_({"Next question", "Check my answers"}))
async def onward(query: CallbackQuery, state: FSMContext) -> None:
    """Asks the next question, or shows the check."""
    await query.answer()
    data = await state.get_data()
    number = data["question"] + 1
    await state.update_data(question=number)
    if number < len(form.QUESTIONS):
        await query.message.answer(form.question(number), reply_markup=keyboard(form.question_buttons(number)))
        return
    await state.set_state(FormStates.review)
    said = form.review(data["facts"], counts(data["answers"]))
    await query.message.answer(said, reply_markup=keyboard(form.REVIEW_BUTTONS))


@router.callback_query(FormStates.review, F.data == "Go on")
async def reviewed(query: CallbackQuery, state: FSMContext) -> None:
    """Asks about AI."""
    await query.answer()
    await state.set_state(FormStates.ai)
    await query.message.answer(form.AI, reply_markup=keyboard(form.AI_BUTTONS))


@router.callback_query(FormStates.ai, F.data == "No, I did not")
async def ai(query: CallbackQuery, state: FSMContext) -> None:
    """Shows the first statement."""
    await query.answer()
    await state.set_state(FormStates.statement)
    await query.message.answer(form.statement(0), reply_markup=keyboard(form.AGREE))


@router.callback_query(FormStates.statement, F.data == "I agree")
async def statement(query: CallbackQuery, state: FSMContext) -> None:
    """Shows the next statement, or the last look."""
    await query.answer()
    data = await state.get_data()
    number = data["statement"] + 1
    await state.update_data(statement=number)
    if number < len(form.STATEMENTS):
        await query.message.answer(form.statement(number), reply_markup=keyboard(form.AGREE))
        return
    await state.set_state(FormStates.send)
    await query.message.answer(form.last_look(counts(data["answers"])), reply_markup=keyboard(form.SEND))


@router.callback_query(FormStates.send, F.data == "Send it")
async def send(query: CallbackQuery, state: FSMContext) -> None:
    """Ends the form."""
    await query.answer()
    await state.clear()
    await query.message.answer(form.SENT)


async def main(url: str, token: str) -> None:
    """Runs the bot."""
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
