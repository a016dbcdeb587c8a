"""Deleting words for good: what was taken out of a draft, or all the words of a draft that is put aside."""

from dataclasses import dataclass, replace

from flows.engine.buttons import Action
from flows.engine.changes import changed
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.effects import OverwriteDeleted
from flows.engine.payloads import OfDraft, OfQuestion
from flows.engine.prompts import PromptKind
from flows.engine.screen import Notice, Phrases, Screen, ScreenName, Show
from flows.model.draft import AudioPart, LinkPart, Part, PutAside
from flows.rules.evidence import deleted_words
from flows.text.glimpses import glimpse

_SHOWN = 12
"""How many of the things to be deleted are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionCheck(Screen):
    """Asks before what was taken out is deleted for good."""

    count: int
    begins: tuple[str, ...]
    """How the first of them begin; empty for a recording."""

    def render(self, say: Phrases) -> str:
        lines = [say.phrase("delete-line", text=one) if one else say.phrase("delete-sound") for one in self.begins]
        more = [say.phrase("delete-more", count=self.count - len(lines))] if self.count > len(lines) else []
        return "\n\n".join([say.phrase("delete-check", count=self.count), "\n".join([*lines, *more])])


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyingCheck(Notice):
    """Asks before all words of a draft are deleted for good."""

    title: str

    KEY = "empty-check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted(Screen):
    """It is done, or there was nothing to do."""

    key: str
    sent: bool = False
    """Whether something of the draft went to the issuer, who keeps that."""

    def render(self, say: Phrases) -> str:
        return " ".join([say.phrase(self.key), *([say.phrase("deleted-sent")] if self.sent else [])])


def ask(work: DraftContext) -> TurnResult:
    """Asks before what was taken out of the draft is deleted for good."""
    every = deleted_words.removable(work.draft)
    if not every:
        question = next((q for q in work.badge.questions if q.id in work.draft.answers), None)
        offers = ((work.press(Action.read_back, OfQuestion(question.id)),),) if question else ()
        return work.say(Deleted(key="delete-nothing", offers=offers))
    return work.say(
        DeletionCheck(
            count=len(every),
            begins=tuple(map(_begins, every[-_SHOWN:])),
            place=work.place(PromptKind.deleting),
            offers=((work.press(Action.delete_out_sure),), (work.press(Action.resume),)),
        )
    )


def _begins(part: Part | PutAside) -> str:
    if isinstance(part, AudioPart):
        return ""
    return glimpse(part.url if isinstance(part, LinkPart) else part.text)


def sure(work: DraftContext) -> TurnResult:
    """Deletes for good what was taken out. Nothing of it can be brought back."""
    if not deleted_words.removable(work.draft):
        return work.say(Deleted(key="delete-nothing"), Show.CURRENT)
    after = work.put(deleted_words.without_removed(work.draft))
    done = Deleted(key="deleted", sent=work.draft.sending is not None)
    return after.say(done, Show.CURRENT, effects=(OverwriteDeleted(work.draft.id),))


def ask_all(context: TurnContext, target: OfDraft) -> TurnResult:
    """Asks before all words of a draft are deleted: of the one that is named, or was put aside last."""
    drafts = (draft for draft in context.session.drafts.values() if deleted_words.may_be_emptied(draft))
    found = context.session.drafts.get(target.draft) or max(drafts, key=lambda draft: draft.touched_at, default=None)
    if found is None or not deleted_words.may_be_emptied(found):
        return context.say(Deleted(key="delete-nothing"), Show(ScreenName.badges))
    work = context.with_draft(found)
    check = EmptyingCheck(
        title=work.badge.title,
        place=work.place(PromptKind.emptying),
        offers=((work.press(Action.delete_all_sure),), (work.press(Action.resume),)),
    )
    return context.say(check)


def sure_of_all(work: DraftContext) -> TurnResult:
    """Deletes all words of a draft for good, and leaves it put aside."""
    if not deleted_words.may_be_emptied(work.draft):
        return work.say(Show.CURRENT)
    after = changed(work, deleted_words.emptied(work.draft))
    aside = replace(after.session.person, in_hand=None)
    gone = (OverwriteDeleted(work.draft.id),)
    return after.say(Deleted(key="deleted"), Show.CURRENT, person=aside, effects=gone)
