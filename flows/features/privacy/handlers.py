"""What a worker asks about their own data: the menu, what is kept, a copy, deleting it all, taking consent back."""

from dataclasses import replace

from flows.engine.buttons import Action, Button
from flows.engine.context import TurnContext, TurnResult
from flows.engine.effects import ErasePerson
from flows.engine.events import PersonErased
from flows.engine.prompts import PromptKind, overlay
from flows.engine.screen import Rows
from flows.features.privacy import screens
from flows.features.privacy.kept import holds_anything, kept_data
from flows.features.start import handlers as start_handlers
from flows.features.start.notice import changes_since
from flows.model.channel_ids import own_id
from flows.model.draft import Draft, Person, Session
from flows.model.stages import Stage

_SHOW, _COPY, _ERASE, _BACK = (
    (Button(action),) for action in (Action.data_show, Action.data_copy, Action.erase, Action.data_back)
)


def menu(context: TurnContext) -> TurnResult:
    """The short notice with what can be done. Who has agreed to nothing reads the whole notice instead."""
    person = context.session.person
    if not holds_anything(context.session):
        return start_handlers.notice(context)
    consent = person.consent or person.agreed_before
    back: Rows = ((Button(Action.unagree),),) if person.consent else ()
    lock: Rows = ((Button(Action.lock_settings),),) if person.consent else ()
    shown = screens.PrivacyMenu(
        carrier=context.carrier,
        retention=context.capabilities.retention,
        number=own_id(person.id),
        agreed=person.consent.at if person.consent else None,
        changes=changes_since(consent.notice) if consent else (),
        place=overlay(PromptKind.privacy),
        offers=(_SHOW, _COPY, _ERASE, *lock, *back, (Button(Action.notice),), _BACK),
    )
    return context.say(shown)


def show(context: TurnContext) -> TurnResult:
    """Shows what is kept."""
    if not holds_anything(context.session):
        return _nothing(context)
    return context.say(replace(kept_data(context), place=overlay(PromptKind.privacy), offers=(_COPY, _ERASE, _BACK)))


def copy(context: TurnContext) -> TurnResult:
    """Sends everything that is kept as a file."""
    if not holds_anything(context.session):
        return _nothing(context)
    return context.say(screens.CopyOfData(person=context.session.person.id))


def ask(context: TurnContext) -> TurnResult:
    """Asks the first time before everything is deleted."""
    if not holds_anything(context.session):
        return _nothing(context)
    drafts = context.session.drafts.values()
    sent = dict.fromkeys(context.library.issuer(context.badge_of(draft)).short for draft in drafts if _has_gone(draft))
    check = screens.EraseCheck(
        badges=len(context.session.drafts),
        sent=tuple(sent),
        on_its_way=any(draft.stage is Stage.sending for draft in drafts),
        place=overlay(PromptKind.erasing),
        offers=((Button(Action.erase_on),), _COPY, _BACK),
    )
    return context.say(check)


def _has_gone(draft: Draft) -> bool:
    """Whether the issuer may have something of a draft."""
    sending = draft.sending
    return sending is not None and (sending.delivered_at is not None or sending.supersedes is not None)


def ask_again(context: TurnContext) -> TurnResult:
    """Asks the second time."""
    if not holds_anything(context.session):
        return _nothing(context)
    offers: Rows = ((Button(Action.erase_sure),), _BACK)
    return context.say(screens.EraseSure(place=overlay(PromptKind.erasing_sure), offers=offers))


def erase(context: TurnContext) -> TurnResult:
    """Deletes everything of the person. The session is empty from this turn on; the job removes what is on the disk."""
    if not holds_anything(context.session):
        return _nothing(context)
    person = context.session.person
    empty = Session(Person(person.id, language=person.language))
    return TurnResult(empty, (screens.Erasing(),), (ErasePerson(person.id),))


def erased(context: TurnContext, event: PersonErased) -> TurnResult:
    """It is done."""
    receipt = screens.ErasureReceipt(at=event.at, drafts=event.drafts, submissions=event.submissions, files=event.files)
    return context.say(receipt)


def ask_unagree(context: TurnContext) -> TurnResult:
    """Consent is to be taken back: asks whether what is kept is to stay or to go."""
    if context.session.person.consent is None:
        return _nothing(context) if not holds_anything(context.session) else menu(context)
    offers: Rows = ((Button(Action.unagree_keep),), _ERASE, _BACK)
    return context.say(screens.UnagreeCheck(place=overlay(PromptKind.unagreeing), offers=offers))


def unagree(context: TurnContext) -> TurnResult:
    """Takes consent back and keeps what there is. Nothing more is done with it until there is a yes again."""
    person = context.session.person
    if person.consent is None:
        return menu(context)
    quiet = replace(person.reminders, wanted=False, snooze=None)
    stopped = replace(person, consent=None, agreed_before=person.consent, reminders=quiet)
    return context.say(screens.Unagreed(), person=stopped)


def back(context: TurnContext) -> TurnResult:
    """Leaves all as it is, and shows where the worker is."""
    return start_handlers.resume(context)


def _nothing(context: TurnContext) -> TurnResult:
    return context.say(screens.NothingHeld(), start_handlers.welcome(context))
