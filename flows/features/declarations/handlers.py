"""The AI question, the declarations one at a time, the last look, and sending."""

from dataclasses import replace
from urllib.parse import urlsplit

from flows.engine.buttons import Action
from flows.engine.changes import asked_again
from flows.engine.context import DraftContext, TurnResult
from flows.engine.payloads import OfDeclaration
from flows.engine.prompts import PromptKind
from flows.engine.screen import Screen, Show
from flows.features.declarations import screens
from flows.features.help.screens import Aside, Note
from flows.features.help.short_prompt import shortened
from flows.features.questions.screens import Resting
from flows.features.review.screens import review
from flows.features.submission.screens import too_heavy_to_send
from flows.model.draft import Accepted, AiUse
from flows.model.stages import Stage
from flows.rules.readiness import sounds
from flows.understanding import Act, PromptRole, Utterance, read

LONGEST_TOOL = 100
LONGEST_LINK = 500


def next_step(work: DraftContext) -> Screen:
    """What is still to be said before the draft can be sent. First of all, what only other recordings can settle."""
    return too_heavy_to_send(work) or ask_ai(work) or screens.ask_declaration(work)


def ask_ai(work: DraftContext) -> Screen | None:
    """What is still to be said of AI tools; None where all of it was, or the badge does not ask."""
    use = work.draft.ai
    if work.badge.ai.rule != "declare":
        return None
    if use is None:
        return ask_ai_use(work)
    if use.used and (not use.tool or use.unsure):
        return ask_tool(work)
    if use.used and not use.link and not use.no_link:
        return ask_link(work)
    return None


def ask_ai_use(work: DraftContext) -> screens.AskAiUse:
    """Asks whether AI tools were used."""
    return screens.AskAiUse(
        explain=work.badge.ai.explain or "",
        written=any(part.written for part in sounds(work.draft)),
        place=work.place(PromptKind.ai_use),
        offers=((work.press(Action.ai_no),), (work.press(Action.ai_yes),), (work.press(Action.review),)),
    )


def ask_tool(work: DraftContext) -> screens.AskAiTool:
    """Asks for the name of the AI tool, or whether what was typed is one."""
    use = work.draft.ai
    stated = use.tool or "" if use and use.unsure else ""
    keep = ((work.press(Action.keep_tool),),) if stated else ()
    return screens.AskAiTool(
        stated=stated,
        place=work.place(PromptKind.ai_tool),
        offers=(*keep, (work.press(Action.ai_no),), (work.press(Action.review),)),
    )


def ask_link(work: DraftContext, problem: screens.LinkProblem | None = None) -> screens.AskAiLink:
    """Asks for the link to the AI chat."""
    return screens.AskAiLink(
        problem=problem,
        place=work.place(PromptKind.ai_link),
        offers=((work.press(Action.no_link),), (work.press(Action.ai_no),), (work.press(Action.review),)),
    )


def _with_ai(work: DraftContext, use: AiUse) -> TurnResult:
    """Keeps what is said of AI tools. It stands in the evidence, so statements about it are asked for again."""
    if work.badge.ai.rule != "declare":
        # A button of another badge's, or of an older version: this badge asks nothing of AI tools.
        return work.say(Aside(note=Note.old_button), Show.CURRENT)
    before = work.draft.ai
    same = before is not None and replace(before, at=use.at) == use
    draft = replace(work.draft, ai=use)
    after = work.put(draft if same or not work.draft.declarations else asked_again(work, draft))
    if after.draft.stage is Stage.declaring:
        return after.say(next_step(after))
    return after.say(ask_ai(after) or review(after))


def ai_not_used(work: DraftContext) -> TurnResult:
    """The worker used no AI tool."""
    return _with_ai(work, AiUse(used=False, at=work.at))


def ai_used(work: DraftContext) -> TurnResult:
    """The worker used an AI tool; which, and where the chat can be read, is asked next."""
    before = work.draft.ai
    if before is not None and before.used:
        return _with_ai(work, replace(before, at=work.at))
    return _with_ai(work, AiUse(used=True, at=work.at))


def ai_change(work: DraftContext) -> TurnResult:
    """Asks about AI tools once more. What was said stands until there is another answer."""
    if work.badge.ai.rule == "declare":
        return work.say(ask_ai_use(work))
    return work.say(next_step(work) if work.draft.stage is Stage.declaring else review(work))


def take_tool(work: DraftContext, text: str) -> TurnResult:
    """Takes the name of the AI tool; one that reads like a sentence is asked about."""
    reading = read(Utterance(text, PromptRole.ai_tool))
    if reading.act is Act.answer and reading.agrees is False:
        return ai_not_used(work)
    named = reading.value if reading.act is Act.answer else ""
    tool = (named or " ".join(text.split()))[:LONGEST_TOOL]
    return _with_ai(work, AiUse(used=True, at=work.at, tool=tool, unsure=not named or reading.asks))


def keep_tool(work: DraftContext) -> TurnResult:
    """What was typed is the name of the tool."""
    use = work.draft.ai
    return _with_ai(work, replace(use, unsure=False)) if use and use.tool else work.say(next_step(work))


def take_link(work: DraftContext, text: str) -> TurnResult:
    """Takes the link to the AI chat, that there is none, or that no tool was used after all."""
    use = work.draft.ai
    if use is None:
        return work.say(next_step(work))
    reading = read(Utterance(text, PromptRole.ai_link))
    if reading.agrees is False:
        if reading.because == ("no link",):
            return no_link(work)
        # A lone "no" says either that there is no link or that there was no tool: the buttons say which.
        alone = len(text.split()) == 1
        return work.say(shortened(ask_link(work))) if alone else ai_not_used(work)
    link = reading.value or text.strip()
    if not is_link(link):
        return work.say(ask_link(work, screens.LinkProblem.no_link))
    if is_front_page(link):
        return work.say(ask_link(work, screens.LinkProblem.front_page))
    return _with_ai(work, replace(use, link=link, no_link=False, at=work.at))


def no_link(work: DraftContext) -> TurnResult:
    """The worker has no link to the chat: told what the rule is and what may follow, they go on."""
    use = work.draft.ai
    if use is None or not use.used or not use.tool:
        return work.say(next_step(work))
    turn = _with_ai(work, replace(use, link=None, no_link=True, at=work.at))
    return replace(turn, replies=(screens.NoAiLink(issuer=work.library.issuer(work.badge)), *turn.replies))


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


def is_front_page(link: str) -> bool:
    """Whether a link leads to the front page of a site, where no chat can be."""
    parts = urlsplit(link)
    return not parts.path.strip("/") and not parts.query and not parts.fragment


def refused(work: DraftContext, declaration: str, *, half: bool = False) -> TurnResult:
    """The worker does not agree to a statement, or to some of it only: what follows is said, and nothing changes."""
    return work.say(screens.declaration_refused(work, declaration, half=half))


def show_criteria(work: DraftContext, target: OfDeclaration) -> TurnResult:
    """Shows the criteria that a statement is about, and asks for it again."""
    return work.say(screens.criteria_shown(work, target.declaration))


def agree_again(work: DraftContext) -> TurnResult:
    """Agrees once more to all that was agreed to before, where no word has changed since."""
    again = screens.to_agree_again(work)
    accepted = {one.id: Accepted(one.text, work.at) for one in again}
    after = work.put(replace(work.draft, declarations={**work.draft.declarations, **accepted}))
    return after.say(next_step(after))


def agree_to(work: DraftContext, target: OfDeclaration) -> TurnResult:
    """Keeps a declaration with its exact text and the time."""
    if target.declaration == screens.ALL:
        return agree_again(work)
    declaration = next((d for d in work.badge.declarations if d.id == target.declaration), None)
    if declaration is None or declaration.id in work.draft.declarations:
        return work.say(next_step(work))
    accepted = {**work.draft.declarations, declaration.id: Accepted(declaration.text, work.at)}
    after = work.put(replace(work.draft, declarations=accepted))
    return after.say(next_step(after))


def not_yet(work: DraftContext) -> TurnResult:
    """The worker does not send it now. All is kept."""
    return work.say(Resting())
