"""From a reply to the messages that a person sees."""

from html import escape

from flows.engine.message import Copy, Message, Recording, ReminderTime
from flows.engine.screen import Reply
from flows.features.answers import pasted_texts, talk_texts
from flows.features.answers import texts as answer_texts
from flows.features.answers.pasted_replies import LooseList
from flows.features.answers.talk_replies import AnswerSoFar
from flows.features.decisions import relayed_texts
from flows.features.decisions import texts as decision_texts
from flows.features.decisions.replies import AnswerAsSent, Awarded, Declined, MoreWanted, Revoked
from flows.features.declarations import texts as declaration_texts
from flows.features.held_badges import texts as badge_texts
from flows.features.help import texts as help_texts
from flows.features.links import texts as link_texts
from flows.features.recordings import texts as recording_texts
from flows.features.recordings.replies import MendWords, PlayBack, SpokenWords
from flows.features.reminders import texts as reminder_texts
from flows.features.reminders.replies import Nudge
from flows.features.review import texts as review_texts
from flows.features.review.replies import WholeText
from flows.features.start import texts as start_texts
from flows.features.submission import status_texts, withdrawal_texts
from flows.features.submission import texts as submission_texts
from flows.features.submission.replies import Handover, PackCopy
from flows.features.versions import texts as version_texts
from flows.text.catalogue import Catalogue, Operator
from flows.text.keyboard import Buttons
from flows.text.paging import pages
from flows.text.reply_texts import Texts

LONGEST = 4000
"""UTF-16 units; Telegram allows 4,096 once it has read the markup."""

# In the order of a conversation.
_ALL = (
    start_texts.add_to,
    answer_texts.add_to,
    pasted_texts.add_to,
    talk_texts.add_to,
    recording_texts.add_to,
    link_texts.add_to,
    badge_texts.add_to,
    review_texts.add_to,
    declaration_texts.add_to,
    submission_texts.add_to,
    status_texts.add_to,
    decision_texts.add_to,
    relayed_texts.add_to,
    withdrawal_texts.add_to,
    version_texts.add_to,
    reminder_texts.add_to,
    help_texts.add_to,
)


class Wording:
    """Says every reply there is, in one language, for one operator."""

    def __init__(self, phrases: Catalogue, operator: Operator) -> None:
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
            case AnswerSoFar():
                head = Message(talk_texts.so_far_head(self._say, reply))
                messages = (head, *_pasteable(reply.text), self._one(reply))
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
            reminder=ReminderTime(reply.until) if isinstance(reply, Nudge) else None,
        )

    def _letter(self, reply: decision_texts.Letter) -> tuple[Message, ...]:
        """What the issuer decided, its own words untouched, and what that means."""
        head, tail = decision_texts.head(self._say, reply), decision_texts.tail(self._say, reply)
        buttons = self._buttons.keyboard(reply.offers, reply.place)
        file = self._award_file(reply)
        words = decision_texts.words_of(self._say, reply)
        if not words:
            return (Message(f"{head}\n\n{tail}", buttons=buttons, place=reply.place), *file)
        first = Message(f"{head}\n\n{decision_texts.their_words(self._say)}")
        return (first, *_pasteable(words), Message(tail, buttons=buttons, place=reply.place), *file)

    def _award_file(self, reply: decision_texts.Letter) -> tuple[Message, ...]:
        """The worker's badge as a file, if there is one."""
        if not isinstance(reply, Awarded) or reply.file is None:
            return ()
        return (Message(decision_texts.file_to_keep(self._say, reply), attachment=reply.file),)

    def _played(self, reply: PlayBack) -> Message:
        otherwise = self._say.phrase("play-copy" if reply.copy_sha256 else "play-nothing")
        return Message("", recording=Recording(reply.source, reply.kind, reply.copy_sha256, otherwise))

    def _with_words(self, reply: WholeText | LooseList | SpokenWords) -> tuple[Message, ...]:
        """A reply most of which is the worker's own words."""
        if isinstance(reply, WholeText):
            return self._whole(reply)
        return self._listed(reply) if isinstance(reply, LooseList) else self._spoken(reply)

    def _whole(self, reply: WholeText) -> tuple[Message, ...]:
        key = "sent-as-it-was-end" if reply.sent else "whole-text-end"
        end = self._say.phrase(key if reply.text else "whole-text-empty")
        closing_message = Message(end, buttons=self._buttons.keyboard(reply.offers, reply.place))
        return (*_pasteable(reply.text), closing_message)

    def _spoken(self, reply: SpokenWords) -> tuple[Message, ...]:
        """A short text in one message with its buttons; a long one by itself, the buttons below its last page."""
        head, end = recording_texts.words_head(self._say, reply), recording_texts.words_end(self._say, reply)
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
