"""The AI question, the declarations one at a time, the last look, and sending."""

from dataclasses import replace
from urllib.parse import urlsplit

from flows import screens
from flows.buttons import Action, Press
from flows.decisions import Way
from flows.draft import Accepted, AiUse, Sending
from flows.effects import DeliverPack
from flows.packing import assemble
from flows.places import Ask
from flows.references import reference
from flows.replies.answering import Resting
from flows.replies.base import Reply
from flows.replies.declaring import AskAiLink, AskAiTool, AskAiUse
from flows.replies.sending import OnItsWay
from flows.scene import Turn, Work
from flows.settling import sounds, standing
from flows.stages import Refused, Stage, Trigger, advance

LONGEST_TOOL = 100
LONGEST_LINK = 500


def next_step(work: Work) -> Reply:
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
                place=work.place(Ask.ai_use),
                offers=((work.press(Action.ai_no),), (work.press(Action.ai_yes),), back),
            )
        if use.used and not use.tool:
            return AskAiTool(place=work.place(Ask.ai_tool), offers=(back,))
        if use.used and not use.link:
            return ask_link(work)
    return screens.ask_declaration(work)


def ask_link(work: Work, *, wrong: bool = False) -> AskAiLink:
    """Asks for the link to the AI chat."""
    return AskAiLink(wrong=wrong, place=work.place(Ask.ai_link), offers=(screens.to_review(work),))


def _with_ai(work: Work, use: AiUse) -> Turn:
    after = work.put(replace(work.draft, ai=use))
    return after.say(next_step(after))


def ai_not_used(work: Work, _: Press) -> Turn:
    """The worker used no AI tool."""
    return _with_ai(work, AiUse(used=False, at=work.at))


def ai_used(work: Work, _: Press) -> Turn:
    """The worker used an AI tool; which, and where the chat can be read, is asked next."""
    return _with_ai(work, AiUse(used=True, at=work.at))


def take_tool(work: Work, text: str) -> Turn:
    """Takes the name of the AI tool."""
    return _with_ai(work, AiUse(used=True, at=work.at, tool=" ".join(text.split())))


def take_link(work: Work, text: str) -> Turn:
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


def agree_to(work: Work, press: Press) -> Turn:
    """Keeps a declaration with its exact text and the time."""
    declaration = next((d for d in work.badge.declarations if d.id == press.about), None)
    if declaration is None or declaration.id in work.draft.declarations:
        return work.say(next_step(work))
    accepted = {**work.draft.declarations, declaration.id: Accepted(declaration.text, work.at)}
    after = work.put(replace(work.draft, declarations=accepted))
    return after.say(next_step(after))


def send(work: Work, _: Press, *, by_hand: bool = False) -> Turn:
    """Freezes the pack and gives it to the outbox, if every guard lets it go and the issuer's mailbox would take it."""
    heavy = None if by_hand else screens.too_heavy_to_send(work)
    if heavy is not None:
        return work.say(heavy)
    try:
        stage = advance(work.draft.stage, Trigger.submit, standing(work.badge, work.draft))
    except Refused:
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
    said = () if by_hand else (OnItsWay(reference=sending.reference, issuer=issuer),)
    return gone.say(*said, effects=(DeliverPack(pack),))


def _replaced(before: Sending | None) -> int | None:
    if before is None:
        return None
    return before.attempt if before.delivered_at else before.supersedes


def not_yet(work: Work, _: Press) -> Turn:
    """The worker does not send it now. All is kept."""
    return work.say(Resting())
