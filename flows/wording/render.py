"""From a reply to the messages that a person sees."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from flows import replies as r
from flows.messages import Copy, Message, Recording
from flows.paging import pages
from flows.wording import closing, opening, sounding, working
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
        if isinstance(reply, r.PackCopy):
            return (Message(self._say.phrase(_caption(reply)), attachment=reply.attachment),)
        if isinstance(reply, r.WholeText):
            return self._whole(reply)
        if isinstance(reply, r.LooseList):
            return self._listed(reply)
        if isinstance(reply, r.PlayBack):
            return (self._played(reply),)
        texts = self._texts[type(reply)](reply)
        last = Message(
            texts,
            buttons=self._buttons.keyboard(reply.offers, reply.place),
            place=reply.place,
            replaces=reply.replaces,
        )
        if isinstance(reply, r.Handover):
            return (last, *_pasteable(reply.text))
        return (last,)

    def _played(self, reply: r.PlayBack) -> Message:
        otherwise = self._say.phrase("play-copy" if reply.copy_sha256 else "play-nothing")
        return Message("", recording=Recording(reply.source, reply.kind, reply.copy_sha256, otherwise))

    def _whole(self, reply: r.WholeText) -> tuple[Message, ...]:
        end = self._say.phrase("whole-text-end" if reply.text else "whole-text-empty")
        closing_message = Message(end, buttons=self._buttons.keyboard(reply.offers, reply.place))
        return (*_pasteable(reply.text), closing_message)

    def _listed(self, reply: r.LooseList) -> tuple[Message, ...]:
        head = Message(self._say.phrase("loose-list"))
        return (head, *(message for text in reply.texts for message in _pasteable(text)))


def _caption(reply: r.PackCopy) -> str:
    if reply.attachment.copy is Copy.recording:
        return "pack-copy-recording"
    return "pack-copy" if reply.sent else "pack-copy-to-send"


def _pasteable(text: str) -> tuple[Message, ...]:
    """A worker's own words with nothing around them, so that they can be copied clean."""
    return tuple(Message(page, plain=True) for page in pages(text, LONGEST))


_Said = TypeVar("_Said", bound=r.Reply)
_Text = Callable[[r.Reply], str]


def _texts(say: Phrases, operator: Operator) -> Mapping[type[r.Reply], _Text]:
    table: dict[type[r.Reply], _Text] = {}

    def add(kind: type[_Said], text: Callable[[Phrases, _Said], str]) -> None:
        def said(reply: r.Reply) -> str:
            if not isinstance(reply, kind):
                raise TypeError(f"{type(reply).__name__} is not a {kind.__name__}")
            return text(say, reply)

        table[kind] = said

    def by_operator(text: Callable[[Phrases, Operator, _Said], str]) -> Callable[[Phrases, _Said], str]:
        return lambda phrases, reply: text(phrases, operator, reply)

    add(r.Welcome, by_operator(opening.welcome))
    add(r.PrivacyNotice, by_operator(opening.notice))
    add(r.NothingKept, opening.nothing_kept)
    add(r.BadgeChoice, opening.badges)
    add(r.BadgeElsewhere, opening.elsewhere)
    add(r.RightBadge, opening.right_badge)
    add(r.WrongBadge, opening.wrong_badge)
    add(r.Visibility, opening.visibility)
    add(r.FactList, opening.fact_list)
    add(r.AskFact, opening.ask_fact)
    add(r.AskQuestion, working.question)
    add(r.Tips, working.tips)
    add(r.Progress, working.progress)
    add(r.StartAgainCheck, working.start_again)
    add(r.QuestionList, working.questions)
    add(r.PasteProposal, working.paste)
    add(r.LooseWords, working.loose)
    add(r.LooseSound, sounding.loose)
    add(r.SoundRules, sounding.rules)
    add(r.SoundTrouble, sounding.trouble)
    add(r.RecordingList, sounding.recordings)
    add(r.AskNobody, sounding.nobody)
    add(r.LeftOut, working.left_out)
    add(r.Resting, working.resting)
    add(r.Review, closing.review)
    add(r.PersonalDetails, closing.details)
    add(r.AskAiUse, closing.ai_use)
    add(r.AskAiTool, closing.ai_tool)
    add(r.AskAiLink, closing.ai_link)
    add(r.AskDeclaration, closing.declaration)
    add(r.FinalCheck, closing.final)
    add(r.OnItsWay, closing.on_its_way)
    add(r.Sent, closing.sent)
    add(r.Handover, closing.handover)
    add(r.HandoverDone, closing.handover_done)
    add(r.NotDelivered, closing.not_delivered)
    add(r.Status, closing.status)
    add(r.Help, by_operator(closing.help_text))
    add(r.SetAside, closing.set_aside)
    add(r.NothingInHand, closing.nothing_in_hand)
    add(r.VersionOffer, closing.version_offer)
    add(r.VersionMoved, closing.version_moved)
    add(r.Aside, by_operator(closing.aside))
    return table
