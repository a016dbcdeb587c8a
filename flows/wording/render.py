"""From a reply to the messages that a person sees."""

from html import escape

from flows.messages import Copy, Message, Recording
from flows.paging import pages
from flows.replies.base import Reply
from flows.replies.deciding import AnswerAsSent, Awarded, Declined, MoreWanted, Revoked
from flows.replies.nudging import Nudge
from flows.replies.reviewing import WholeText
from flows.replies.sending import Handover, PackCopy
from flows.replies.sharing import LooseList
from flows.replies.sounding import MendWords, PlayBack, SpokenWords
from flows.wording import (
    answering,
    asides,
    deciding,
    declaring,
    holding,
    linking,
    nudging,
    opening,
    relaying,
    reviewing,
    sending,
    sharing,
    sounding,
    standings,
    versions,
    withdrawing,
)
from flows.wording.buttons import Buttons
from flows.wording.phrases import Operator, Phrases
from flows.wording.texts import Texts

LONGEST = 4000
"""UTF-16 units; Telegram allows 4,096 once it has read the markup."""

# In the order of a conversation.
_ALL = (
    opening.add_to,
    answering.add_to,
    sharing.add_to,
    sounding.add_to,
    linking.add_to,
    holding.add_to,
    reviewing.add_to,
    declaring.add_to,
    sending.add_to,
    standings.add_to,
    deciding.add_to,
    relaying.add_to,
    withdrawing.add_to,
    versions.add_to,
    nudging.add_to,
    asides.add_to,
)


class Wording:
    """Says every reply there is, in one language, for one operator."""

    def __init__(self, phrases: Phrases, operator: Operator) -> None:
        self._say = phrases
        self._buttons = Buttons(phrases)
        self._texts = Texts(phrases, operator)
        for add_to in _ALL:
            add_to(self._texts)

    def messages(self, reply: Reply) -> tuple[Message, ...]:
        """The messages of a reply, in order. Only the last has its buttons."""
        match reply:
            case PackCopy():
                messages: tuple[Message, ...] = (
                    Message(self._say.phrase(_caption(reply)), attachment=reply.attachment),
                )
            case PlayBack():
                messages = (self._played(reply),)
            case WholeText() | LooseList() | SpokenWords():
                messages = self._with_words(reply)
            case MoreWanted() | Awarded() | Declined() | Revoked():
                messages = self._letter(reply)
            case Handover() | AnswerAsSent():
                messages = (self._one(reply), *_pasteable(reply.text))
            case MendWords():
                messages = (*_pasteable(reply.text), self._one(reply))
            case _:
                messages = (self._one(reply),)
        return messages

    def _one(self, reply: Reply) -> Message:
        return Message(
            self._texts.of(reply),
            buttons=self._buttons.keyboard(reply.offers, reply.place),
            place=reply.place,
            replaces=reply.replaces,
            until=reply.until if isinstance(reply, Nudge) else None,
        )

    def _letter(self, reply: deciding.Letter) -> tuple[Message, ...]:
        """What the issuer decided, its own words untouched, and what that means."""
        head, tail = deciding.head(self._say, reply), deciding.tail(self._say, reply)
        buttons = self._buttons.keyboard(reply.offers, reply.place)
        file = self._award_file(reply)
        if not reply.comment:
            return (Message(f"{head}\n\n{tail}", buttons=buttons, place=reply.place), *file)
        first = Message(f"{head}\n\n{deciding.their_words(self._say)}")
        return (first, *_pasteable(reply.comment), Message(tail, buttons=buttons, place=reply.place), *file)

    def _award_file(self, reply: deciding.Letter) -> tuple[Message, ...]:
        """The worker's badge as a file, if there is one."""
        if not isinstance(reply, Awarded) or reply.file is None:
            return ()
        return (Message(deciding.file_to_keep(self._say, reply), attachment=reply.file),)

    def _played(self, reply: PlayBack) -> Message:
        otherwise = self._say.phrase("play-copy" if reply.copy_sha256 else "play-nothing")
        return Message("", recording=Recording(reply.source, reply.kind, reply.copy_sha256, otherwise))

    def _with_words(self, reply: WholeText | LooseList | SpokenWords) -> tuple[Message, ...]:
        """A reply most of which is the worker's own words."""
        if isinstance(reply, WholeText):
            return self._whole(reply)
        return self._listed(reply) if isinstance(reply, LooseList) else self._spoken(reply)

    def _whole(self, reply: WholeText) -> tuple[Message, ...]:
        end = self._say.phrase("whole-text-end" if reply.text else "whole-text-empty")
        closing_message = Message(end, buttons=self._buttons.keyboard(reply.offers, reply.place))
        return (*_pasteable(reply.text), closing_message)

    def _spoken(self, reply: SpokenWords) -> tuple[Message, ...]:
        """A short text in one message with its buttons; a long one by itself, the buttons below its last page."""
        head, end = sounding.words_head(self._say, reply), sounding.words_end(self._say, reply)
        buttons = self._buttons.keyboard(reply.offers, reply.place)
        if len(reply.text) <= LONGEST // 4:
            said = escape(reply.text, quote=False)
            text = f"{head}\n<blockquote>{said}</blockquote>\n{end}"
            return (Message(text, buttons=buttons, place=reply.place),)
        last = Message(end, buttons=buttons, place=reply.place)
        return (Message(head), *_pasteable(reply.text), last)

    def _listed(self, reply: LooseList) -> tuple[Message, ...]:
        head = Message(self._say.phrase("loose-list"))
        return (head, *(message for text in reply.texts for message in _pasteable(text)))


def _caption(reply: PackCopy) -> str:
    if reply.attachment.copy is Copy.recording:
        return "pack-copy-recording"
    if reply.attachment.copy is Copy.award:
        return "pack-copy-award"
    if reply.attachment.copy is Copy.odt:
        return "pack-copy-odt"
    return "pack-copy" if reply.sent else "pack-copy-to-send"


def _pasteable(text: str) -> tuple[Message, ...]:
    """A worker's own words with nothing around them, so that they can be copied clean."""
    return tuple(Message(page, plain=True) for page in pages(text, LONGEST))
