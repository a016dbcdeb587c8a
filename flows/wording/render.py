"""From a reply to the messages that a person sees."""

from collections.abc import Callable, Mapping
from html import escape
from typing import TypeVar

from flows import afterwards as a
from flows import holding_replies as h
from flows import nudge_replies as n
from flows import replies as r
from flows.messages import Copy, Message, Recording
from flows.paging import pages
from flows.wording import afterwards, closing, holding, linking, nudging, opening, sounding, working
from flows.wording.buttons import Buttons
from flows.wording.phrases import Operator, Phrases

LONGEST = 4000
"""UTF-16 units; Telegram allows 4,096 once it has read the markup."""


class Wording:
    """Says every reply there is, in one language, for one operator."""

    def __init__(self, phrases: Phrases, operator: Operator) -> None:
        self._say = phrases
        self._buttons = Buttons(phrases)
        self._texts = _texts(phrases, operator)

    def messages(self, reply: r.Reply) -> tuple[Message, ...]:
        """The messages of a reply, in order. Only the last has its buttons."""
        match reply:
            case r.PackCopy():
                messages: tuple[Message, ...] = (
                    Message(self._say.phrase(_caption(reply)), attachment=reply.attachment),
                )
            case r.PlayBack():
                messages = (self._played(reply),)
            case r.WholeText() | r.LooseList() | r.SpokenWords():
                messages = self._with_words(reply)
            case a.MoreWanted() | a.Awarded() | a.Declined() | a.Revoked():
                messages = self._letter(reply)
            case r.Handover() | a.AnswerAsSent():
                messages = (self._one(reply), *_pasteable(reply.text))
            case r.MendWords():
                messages = (*_pasteable(reply.text), self._one(reply))
            case _:
                messages = (self._one(reply),)
        return messages

    def _one(self, reply: r.Reply) -> Message:
        return Message(
            self._texts[type(reply)](reply),
            buttons=self._buttons.keyboard(reply.offers, reply.place),
            place=reply.place,
            replaces=reply.replaces,
            until=reply.until if isinstance(reply, n.Nudge) else None,
        )

    def _letter(self, reply: afterwards.Letter) -> tuple[Message, ...]:
        """What the issuer decided, its own words untouched, and what that means."""
        head, tail = afterwards.head(self._say, reply), afterwards.tail(self._say, reply)
        buttons = self._buttons.keyboard(reply.offers, reply.place)
        if not reply.comment:
            return (Message(f"{head}\n\n{tail}", buttons=buttons, place=reply.place),)
        first = Message(f"{head}\n\n{afterwards.their_words(self._say)}")
        return (first, *_pasteable(reply.comment), Message(tail, buttons=buttons, place=reply.place))

    def _played(self, reply: r.PlayBack) -> Message:
        otherwise = self._say.phrase("play-copy" if reply.copy_sha256 else "play-nothing")
        return Message("", recording=Recording(reply.source, reply.kind, reply.copy_sha256, otherwise))

    def _with_words(self, reply: r.WholeText | r.LooseList | r.SpokenWords) -> tuple[Message, ...]:
        """A reply most of which is the worker's own words."""
        if isinstance(reply, r.WholeText):
            return self._whole(reply)
        return self._listed(reply) if isinstance(reply, r.LooseList) else self._spoken(reply)

    def _whole(self, reply: r.WholeText) -> tuple[Message, ...]:
        end = self._say.phrase("whole-text-end" if reply.text else "whole-text-empty")
        closing_message = Message(end, buttons=self._buttons.keyboard(reply.offers, reply.place))
        return (*_pasteable(reply.text), closing_message)

    def _spoken(self, reply: r.SpokenWords) -> tuple[Message, ...]:
        """A short text in one message with its buttons; a long one by itself, the buttons below its last page."""
        head, end = sounding.words_head(self._say, reply), sounding.words_end(self._say, reply)
        buttons = self._buttons.keyboard(reply.offers, reply.place)
        if len(reply.text) <= LONGEST // 4:
            said = escape(reply.text, quote=False)
            text = f"{head}\n<blockquote>{said}</blockquote>\n{end}"
            return (Message(text, buttons=buttons, place=reply.place),)
        last = Message(end, buttons=buttons, place=reply.place)
        return (Message(head), *_pasteable(reply.text), last)

    def _listed(self, reply: r.LooseList) -> tuple[Message, ...]:
        head = Message(self._say.phrase("loose-list"))
        return (head, *(message for text in reply.texts for message in _pasteable(text)))


def _caption(reply: r.PackCopy) -> str:
    if reply.attachment.copy is Copy.recording:
        return "pack-copy-recording"
    if reply.attachment.copy is Copy.odt:
        return "pack-copy-odt"
    return "pack-copy" if reply.sent else "pack-copy-to-send"


def _pasteable(text: str) -> tuple[Message, ...]:
    """A worker's own words with nothing around them, so that they can be copied clean."""
    return tuple(Message(page, plain=True) for page in pages(text, LONGEST))


_Said = TypeVar("_Said", bound=r.Reply)
_Text = Callable[[r.Reply], str]


class _Texts:
    """What each kind of reply says, as one text."""

    def __init__(self, say: Phrases, operator: Operator) -> None:
        self._say = say
        self._operator = operator
        self.table: dict[type[r.Reply], _Text] = {}

    def add(self, kind: type[_Said], text: Callable[[Phrases, _Said], str]) -> None:
        """Says this kind of reply so."""

        def said(reply: r.Reply) -> str:
            if not isinstance(reply, kind):
                raise TypeError(f"{type(reply).__name__} is not a {kind.__name__}")
            return text(self._say, reply)

        self.table[kind] = said

    def by_operator(self, kind: type[_Said], text: Callable[[Phrases, Operator, _Said], str]) -> None:
        """Says this kind of reply so, in the operator's name."""
        self.add(kind, lambda phrases, reply: text(phrases, self._operator, reply))


def _texts(say: Phrases, operator: Operator) -> Mapping[type[r.Reply], _Text]:
    texts = _Texts(say, operator)
    _of_beginning(texts)
    _of_answers(texts)
    _of_sound_and_links(texts)
    _of_badges_held(texts)
    _of_ending(texts)
    _of_what_follows(texts)
    _of_reminders(texts)
    return texts.table


def _of_beginning(texts: _Texts) -> None:
    texts.by_operator(r.Welcome, opening.welcome)
    texts.by_operator(r.PrivacyNotice, opening.notice)
    texts.add(r.NothingKept, opening.nothing_kept)
    texts.add(r.BadgeChoice, opening.badges)
    texts.add(r.BadgeElsewhere, opening.elsewhere)
    texts.add(r.RightBadge, opening.right_badge)
    texts.add(r.WrongBadge, opening.wrong_badge)
    texts.add(r.Visibility, opening.visibility)
    texts.add(r.FactList, opening.fact_list)
    texts.add(r.AskFact, opening.ask_fact)


def _of_answers(texts: _Texts) -> None:
    texts.add(r.AskQuestion, working.question)
    texts.add(r.Tips, working.tips)
    texts.add(r.Progress, working.progress)
    texts.add(r.StartAgainCheck, working.start_again)
    texts.add(r.QuestionList, working.questions)
    texts.add(r.PasteProposal, working.paste)
    texts.add(r.LooseWords, working.loose)
    texts.add(r.LeftOut, working.left_out)
    texts.add(r.Resting, working.resting)


def _of_sound_and_links(texts: _Texts) -> None:
    texts.add(r.LooseSound, sounding.loose)
    texts.add(r.SoundRules, sounding.rules)
    texts.add(r.SoundTrouble, sounding.trouble)
    texts.add(r.RecordingList, sounding.recordings)
    texts.add(r.AskNobody, sounding.nobody)
    texts.add(r.MendWords, sounding.mend)
    texts.add(r.WordsReady, sounding.words_ready)
    texts.add(r.WordsFailed, sounding.words_failed)
    texts.add(r.AskLink, linking.ask)
    texts.add(r.LinkFault, linking.fault)
    texts.add(r.LinkRules, linking.rules)
    texts.add(r.Checklist, linking.checklist)


def _of_badges_held(texts: _Texts) -> None:
    texts.add(h.HoldingRules, holding.rules)
    texts.add(h.HeldList, holding.held_list)
    texts.add(h.AskNoneHeld, holding.ask_none)
    texts.add(h.AwardNews, holding.news)
    texts.add(h.AskAward, holding.ask_award)
    texts.add(h.AwardList, holding.award_list)
    texts.add(h.AwardLinkFault, holding.link_fault)


def _of_ending(texts: _Texts) -> None:
    texts.add(r.Review, closing.review)
    texts.add(r.PersonalDetails, closing.details)
    texts.add(r.AskAiUse, closing.ai_use)
    texts.add(r.AskAiTool, closing.ai_tool)
    texts.add(r.AskAiLink, closing.ai_link)
    texts.add(r.AskDeclaration, closing.declaration)
    texts.add(r.FinalCheck, closing.final)
    texts.add(r.TooHeavyToSend, closing.too_heavy)
    texts.by_operator(r.Help, closing.help_text)
    texts.add(r.SetAside, closing.set_aside)
    texts.add(r.NothingInHand, closing.nothing_in_hand)
    texts.add(r.VersionOffer, closing.version_offer)
    texts.add(r.VersionMoved, closing.version_moved)
    texts.by_operator(r.Aside, closing.aside)


def _of_what_follows(texts: _Texts) -> None:
    texts.add(r.OnItsWay, afterwards.on_its_way)
    texts.add(r.Sent, afterwards.sent)
    texts.add(r.Handover, afterwards.handover)
    texts.add(r.HandoverDone, afterwards.handover_done)
    texts.add(r.NotDelivered, afterwards.not_delivered)
    texts.add(r.Status, afterwards.status)
    texts.add(a.Delayed, afterwards.delayed)
    texts.add(a.Received, afterwards.received)
    texts.add(a.Overdue, afterwards.overdue)
    texts.add(a.AnswerAsSent, afterwards.answer_as_sent)
    texts.add(a.AskOutcome, afterwards.ask_outcome)
    texts.add(a.AskSure, afterwards.ask_sure)
    texts.add(a.AskTheirWords, afterwards.ask_their_words)
    texts.add(a.AskWhichQuestions, afterwards.ask_which)


def _of_reminders(texts: _Texts) -> None:
    texts.add(n.AskReminders, nudging.ask_reminders)
    texts.add(n.RemindersOn, nudging.reminders_on)
    texts.add(n.RemindersOff, nudging.reminders_off)
    texts.add(n.Nudge, nudging.nudge)
    texts.add(n.Snoozed, nudging.snoozed)
    texts.add(n.ReminderList, nudging.reminder_list)
    texts.add(n.AskBreak, nudging.ask_break)
    texts.add(n.AskDays, nudging.ask_days)
    texts.add(n.AskZone, nudging.ask_zone)
    texts.add(n.AskMonth, nudging.ask_month)
    texts.add(n.DeclarationDone, nudging.declaration_done)
    texts.add(n.FreshStart, nudging.fresh_start)
