"""After sending: what the issuer's system said, sending by hand, and the status list."""

from dataclasses import replace

from flows import screens
from flows.buttons import Action, Press
from flows.draft import Sending
from flows.events import Delivered, DeliveryFailed, HandedOver
from flows.messages import Attachment, Copy
from flows.pack import pack_ai, pack_answers, pack_facts, pack_whole, statement
from flows.places import Ask
from flows.progress import standing
from flows.recordings import PackFile, Use, files
from flows.replies import Handover, HandoverDone, NotDelivered, PackCopy, Reply, Sent
from flows.scene import Scene, Turn, Work
from flows.stages import Stage, Trigger, advance


def _awaited(scene: Scene, draft_id: str, attempt: int) -> tuple[Work, Sending] | None:
    """The draft whose attempt this is, while its delivery is still awaited. News of it may come twice."""
    draft = scene.desk.drafts.get(draft_id)
    if draft is None or draft.sending is None or draft.stage is not Stage.sending:
        return None
    if draft.sending.attempt != attempt:
        return None
    # What the worker has in hand meanwhile stays in hand.
    work = scene.with_draft(draft)
    return replace(work, desk=replace(work.desk, person=scene.desk.person)), draft.sending


def delivered(scene: Scene, event: Delivered) -> Turn:
    """The issuer's system has it: the reference, what happens next and when, and a copy."""
    found = _awaited(scene, event.draft, event.attempt)
    if found is None:
        return scene.say()
    work, sending = found
    return _sent(work, replace(sending, delivered_at=event.at, receipt=event.receipt), by_hand=False)


def _sent(work: Work, sending: Sending, *, by_hand: bool) -> Turn:
    stage = advance(work.draft.stage, Trigger.delivered, standing(work.badge, work.draft))
    after = work.put(replace(work.draft, stage=stage, sending=sending))
    sent = Sent(
        badge=work.badge,
        issuer=work.shelf.issuer(work.badge),
        reference=sending.reference,
        by=screens.decision_due(work.badge, sending.delivered_at or work.at),
        by_hand=by_hand,
    )
    # Sent by hand, the worker had the copy before.
    copies = () if by_hand else (_copy(sending, Copy.pdf, sent=True),)
    return after.say(sent, *copies)


def _copy(sending: Sending, form: Copy, name: str = "", *, sent: bool) -> PackCopy:
    return PackCopy(attachment=Attachment(sending.reference, sending.attempt, form, name), sent=sent)


def handed_over(scene: Scene, event: HandedOver) -> Turn:
    """Gives the worker all that they need to send it themselves."""
    found = _awaited(scene, event.draft, event.attempt)
    if found is None:
        return scene.say()
    work, sending = found
    return work.say(*_handover(work, sending))


def _handover(work: Work, sending: Sending) -> tuple[Reply, ...]:
    badge, draft = work.badge, work.draft
    return (
        Handover(
            badge=badge,
            issuer=work.shelf.issuer(badge),
            reference=sending.reference,
            text=statement(
                pack_facts(badge, draft), pack_answers(badge, draft), pack_ai(badge, draft), pack_whole(badge, draft)
            ),
        ),
        # One to read on the phone, and one that a word processor can change.
        _copy(sending, Copy.pdf, sent=False),
        _copy(sending, Copy.odt, sent=False),
        *(_copy(sending, Copy.recording, file.name, sent=False) for file in _to_send(work)),
        HandoverDone(
            place=work.place(Ask.handover),
            offers=((work.press(Action.sent_it),), (work.press(Action.copy),)),
        ),
    )


def _to_send(work: Work) -> tuple[PackFile, ...]:
    """The recordings as they play everywhere, and videos whose picture is wanted. Other originals stay with the bot."""
    return tuple(file for file in files(work.badge, work.draft) if file.use is Use.listening or file.picture)


def sent_it(work: Work, _: Press) -> Turn:
    """The worker says that they sent it themselves."""
    sending = work.draft.sending
    if sending is None or work.draft.stage is not Stage.sending:
        return work.say(screens.status(work))
    return _sent(work, replace(sending, delivered_at=work.at), by_hand=True)


def copy(work: Work, _: Press) -> Turn:
    """Shows the words to paste again."""
    sending = work.draft.sending
    return work.say(*_handover(work, sending)) if sending else work.say(screens.status(work))


def failed(scene: Scene, event: DeliveryFailed) -> Turn:
    """It cannot be delivered. It is whole, and back at the check."""
    found = _awaited(scene, event.draft, event.attempt)
    if found is None:
        return scene.say()
    work, sending = found
    stage = advance(work.draft.stage, Trigger.undeliverable, standing(work.badge, work.draft))
    # The declarations stand: not a word of the evidence has changed since they were made.
    after = work.put(replace(work.draft, stage=stage))
    return after.say(
        NotDelivered(
            reference=sending.reference,
            issuer=work.shelf.issuer(work.badge),
            place=work.place(Ask.review),
            offers=(screens.to_review(work),),
        )
    )
