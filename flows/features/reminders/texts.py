"""Sentences for reminders."""

from datetime import date, time

from flows.features.reminders import replies as r
from flows.model.reminders import EVERY_DAY, ReminderKind
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def _clock(clock: time) -> str:
    return f"{clock:%H:%M}"


def ask_reminders(say: Catalogue, reply: r.AskReminders) -> str:
    """Shall I remind you?"""
    if not reply.sent:
        return say.phrase("ask-reminders")
    return say.phrase("ask-reminders-yearly" if reply.yearly else "ask-reminders-sent", carrier=reply.carrier)


def reminders_on(say: Catalogue, reply: r.RemindersOn) -> str:
    """What happens now that they are wanted."""
    return say.phrase("reminders-on", at=_clock(reply.at))


def reminders_off(say: Catalogue, _: r.RemindersOff) -> str:
    """No more of them."""
    return say.phrase("reminders-off")


def nudge(say: Catalogue, reply: r.Nudge) -> str:
    """The reminder itself."""
    lines = [_line(say, line, number if len(reply.lines) > 1 else 0) for number, line in enumerate(reply.lines, 1)]
    return "\n\n".join([say.phrase("nudge"), *lines])


def _line(say: Catalogue, line: r.NudgeLine, number: int) -> str:
    said = _LINES[line.kind](say, line)
    if line.text:
        said += "\n" + say.phrase("nudge-text", text=line.text)
    return f"{number}. {said}" if number else said


def _draft(say: Catalogue, line: r.NudgeLine) -> str:
    head = say.phrase("nudge-draft", title=line.title, on=line.on or date.min)
    return f"{head} {_lies(say, line)}"


def _lies(say: Catalogue, line: r.NudgeLine) -> str:
    if line.lies is not r.Lies.answers:
        return say.phrase(f"nudge-{line.lies.value}", issuer=line.issuer, carrier=line.carrier)
    words = say.phrase("nudge-words-about" if line.about else "nudge-words", words=line.words)
    answered = [say.phrase("nudge-answers", done=line.done, of=line.of, words=words)] if line.of else []
    held = [say.phrase("nudge-held", held=line.held.held, of=line.held.of)] if line.held else []
    return " ".join([*answered, *held])


def _returned(say: Catalogue, line: r.NudgeLine) -> str:
    head = say.phrase("nudge-returned", title=line.title, issuer=line.issuer)
    by = say.phrase("returned-by", by=line.by) if line.by else ""
    if line.lies is not r.Lies.answers or not line.of:
        state = say.phrase("nudge-check", carrier=line.carrier) if line.lies is not r.Lies.answers else ""
    else:
        state = say.phrase("nudge-wanted", done=line.done, of=line.of)
    return " ".join(filter(None, [head, by, state]))


def _again(say: Catalogue, line: r.NudgeLine) -> str:
    head = say.phrase("nudge-earned" if line.earned else "nudge-sent", title=line.title, on=line.on or date.min)
    newer = [say.phrase("nudge-newer", title=line.newer)] if line.newer else []
    return " ".join([head, say.phrase("nudge-again"), *newer])


def _declaration(say: Catalogue, line: r.NudgeLine) -> str:
    gather = "\n".join(f"• {say.phrase('nudge-text', text=each)}" for each in line.gather)
    return say.phrase("nudge-declaration", title=line.title, month=line.month) + "\n" + gather


_LINES = {
    ReminderKind.draft: _draft,
    ReminderKind.returned: _returned,
    ReminderKind.again: _again,
    ReminderKind.declaration: _declaration,
}


def snoozed(say: Catalogue, reply: r.Snoozed) -> str:
    """When it comes again."""
    if reply.at is None:
        return say.phrase("snoozed-over")
    return say.phrase("snoozed", at=f"{reply.at:%H:%M}", on=reply.at.date())


def reminder_list(say: Catalogue, reply: r.ReminderList) -> str:
    """What is planned, and what was chosen."""
    if not reply.wanted:
        return "\n\n".join([say.phrase("reminders-are-off"), _kinds(say, reply)])
    when = say.phrase("reminders-when", at=_clock(reply.at), days=_days(say, reply.days))
    blocks = [say.phrase("reminders-are-on"), f"{when}{_place(say, reply)}", _plan(say, reply), _kinds(say, reply)]
    return "\n\n".join([*blocks, *_months(say, reply), say.phrase("reminders-change")])


def _place(say: Catalogue, reply: r.ReminderList) -> str:
    return " " + say.phrase("reminders-zone", zone=reply.zone) if reply.zone else ""


def _plan(say: Catalogue, reply: r.ReminderList) -> str:
    again = reply.snoozed
    snoozed = [say.phrase("plan-snoozed", on=again.date(), at=f"{again:%H:%M}")] if again else []
    lines = [say.phrase(f"plan-{line.kind.value}", on=line.on, title=line.title) for line in reply.plan]
    if not lines:
        return say.phrase("plan-none")
    more = [say.phrase("plan-more", more=reply.more)] if reply.more else []
    return "\n".join([say.phrase("plan"), *snoozed, *lines, *more])


def _kinds(say: Catalogue, reply: r.ReminderList) -> str:
    lines = [say.phrase("reminders-kind", number=number) for number, _ in enumerate(reply.kinds, 1)]
    if reply.wanted:
        lines = [
            say.joined("reminders-kind-on" if on else "reminders-kind-off", kind=line)
            for line, (_, on) in zip(lines, reply.kinds, strict=True)
        ]
    return "\n".join([say.phrase("reminders-kinds"), *lines])


def _months(say: Catalogue, reply: r.ReminderList) -> list[str]:
    return [say.phrase("reminders-month", title=one.title, month=month) for one, month in reply.months]


def _days(say: Catalogue, days: tuple[int, ...]) -> str:
    if not days or days == EVERY_DAY:
        return say.phrase("every-day")
    return ", ".join(say.phrase("weekday", day=day) for day in days)


def ask_break(say: Catalogue, reply: r.AskBreak) -> str:
    """When is your break?"""
    return say.phrase("ask-break-doubt" if reply.doubt else "ask-break")


def ask_days(say: Catalogue, reply: r.AskDays) -> str:
    """On which days?"""
    asked = say.phrase("ask-days", days=_days(say, reply.days))
    return f"{say.phrase('ask-days-doubt')}\n\n{asked}" if reply.doubt else asked


def ask_zone(say: Catalogue, reply: r.AskZone) -> str:
    """Where is your clock?"""
    if reply.namesakes:
        return say.phrase("ask-zone-country")
    return say.phrase("ask-zone-doubt" if reply.doubt else "ask-zone")


def ask_month(say: Catalogue, reply: r.AskMonth) -> str:
    """In which month is it?"""
    asked = say.phrase("ask-month", title=reply.title)
    return f"{say.phrase('ask-month-doubt')}\n\n{asked}" if reply.doubt else asked


def declaration_done(say: Catalogue, _: r.DeclarationDone) -> str:
    """No more of it until next year."""
    return say.phrase("declaration-done")


def add_to(texts: Texts) -> None:
    """Says every reply about reminders."""
    texts.add(r.AskReminders, ask_reminders)
    texts.add(r.RemindersOn, reminders_on)
    texts.add(r.RemindersOff, reminders_off)
    texts.add(r.Nudge, nudge)
    texts.add(r.Snoozed, snoozed)
    texts.add(r.ReminderList, reminder_list)
    texts.add(r.AskBreak, ask_break)
    texts.add(r.AskDays, ask_days)
    texts.add(r.AskZone, ask_zone)
    texts.add(r.AskMonth, ask_month)
    texts.add(r.DeclarationDone, declaration_done)
