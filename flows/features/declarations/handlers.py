"""The AI question, the declarations one at a time, the last look, and sending."""

from dataclasses import replace
from urllib.parse import urlsplit

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnResult
from flows.engine.effects import DeliverPack
from flows.engine.prompts import PromptKind
from flows.engine.screen import Reply
from flows.features import screen_index as screens
from flows.features.answers.replies import Resting
from flows.features.declarations.replies import AskAiLink, AskAiTool, AskAiUse
from flows.features.submission.replies import MakingReady, OnItsWay
from flows.model.decision import Way
from flows.model.draft import Accepted, AiUse, Sending
from flows.model.stages import Stage, TransitionRefused, Trigger, advance
from flows.pack.assemble import assemble
from flows.pack.reference import reference
from flows.rules.readiness import sounds, standing

LONGEST_TOOL = 100
LONGEST_LINK = 500


def next_step(work: DraftContext) -> Reply:
    """What is still to be said before the draft can be sent. First of all, what only other recordings can settle."""
    heavy = screens.too_heavy_to_send(work)
    if heavy is not None:
        return heavy
    use = work.draft.ai
    back = screens.to_review(work)
    if work.badge.ai.rule == "declare":
        if use is None:
            return AskAiUse(
                explain=work.badge.ai.explain or "",
                written=any(part.written for part in sounds(work.draft)),
                place=work.place(PromptKind.ai_use),
                offers=((work.press(Action.ai_no),), (work.press(Action.ai_yes),), back),
            )
        if use.used and not use.tool:
            return AskAiTool(place=work.place(PromptKind.ai_tool), offers=(back,))
        if use.used and not use.link:
            return ask_link(work)
    return screens.ask_declaration(work)


def ask_link(work: DraftContext, *, wrong: bool = False) -> AskAiLink:
    """Asks for the link to the AI chat."""
    return AskAiLink(wrong=wrong, place=work.place(PromptKind.ai_link), offers=(screens.to_review(work),))


def _with_ai(work: DraftContext, use: AiUse) -> TurnResult:
    after = work.put(replace(work.draft, ai=use))
    return after.say(next_step(after))


def ai_not_used(work: DraftContext, _: Button) -> TurnResult:
    """The worker used no AI tool."""
    return _with_ai(work, AiUse(used=False, at=work.at))


def ai_used(work: DraftContext, _: Button) -> TurnResult:
    """The worker used an AI tool; which, and where the chat can be read, is asked next."""
    return _with_ai(work, AiUse(used=True, at=work.at))


def take_tool(work: DraftContext, text: str) -> TurnResult:
    """Takes the name of the AI tool."""
    return _with_ai(work, AiUse(used=True, at=work.at, tool=" ".join(text.split())))


def take_link(work: DraftContext, text: str) -> TurnResult:
    """Takes the link to the AI chat, if it can be one."""
    link = text.strip()
    use = work.draft.ai
    if use is None:
        return work.say(next_step(work))
    if not is_link(link):
        return work.say(ask_link(work, wrong=True))
    return _with_ai(work, replace(use, link=link, at=work.at))


def is_link(text: str) -> bool:
    """Whether a text is one https address with a host, and no name or password in it."""
    if len(text) > LONGEST_LINK or len(text.split()) != 1:
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    named = "." in host.strip(".") and not host.replace(".", "").isdigit()
    return parts.scheme == "https" and named and "@" not in parts.netloc and port in (None, 443)


def agree_to(work: DraftContext, press: Button) -> TurnResult:
    """Keeps a declaration with its exact text and the time."""
    declaration = next((d for d in work.badge.declarations if d.id == press.about), None)
    if declaration is None or declaration.id in work.draft.declarations:
        return work.say(next_step(work))
    accepted = {**work.draft.declarations, declaration.id: Accepted(declaration.text, work.at)}
    after = work.put(replace(work.draft, declarations=accepted))
    return after.say(next_step(after))


def send(work: DraftContext, _: Button, *, by_hand: bool = False) -> TurnResult:
    """Freezes the pack and gives it to the outbox, if every guard lets it go and the issuer's mailbox would take it.

    `by_hand` makes it ready for the worker to take there, whatever the issuer's route.
    """
    by_hand = by_hand or work.carrier == "worker"
    heavy = None if by_hand else screens.too_heavy_to_send(work)
    if heavy is not None:
        return work.say(heavy)
    try:
        stage = advance(work.draft.stage, Trigger.submit, standing(work.badge, work.draft))
    except TransitionRefused:
        return work.say(next_step(work) if work.draft.stage is Stage.declaring else screens.review(work))
    before = work.draft.sending
    sending = Sending(
        reference=before.reference if before else reference(work.event.fresh),
        attempt=before.attempt + 1 if before else 1,
        at=work.at,
        supersedes=_replaced(before),
        way=Way.hand if by_hand else Way.system,
    )
    gone = work.put(replace(work.draft, stage=stage, sending=sending))
    issuer = work.shelf.issuer(work.badge)
    pack = assemble(work.badge, issuer, gone.draft)
    said = MakingReady if by_hand else OnItsWay
    return gone.say(said(reference=sending.reference, issuer=issuer), effects=(DeliverPack(pack),))


def _replaced(before: Sending | None) -> int | None:
    if before is None:
        return None
    return before.attempt if before.delivered_at else before.supersedes


def not_yet(work: DraftContext, _: Button) -> TurnResult:
    """The worker does not send it now. All is kept."""
    return work.say(Resting())
