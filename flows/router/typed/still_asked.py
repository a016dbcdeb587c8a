"""What is still asked for, in one line, after something else was said."""

from collections.abc import Mapping
from dataclasses import replace

from flows.engine.context import TurnContext
from flows.engine.payloads import Loose
from flows.engine.prompts import Prompt, PromptKind
from flows.features.answers import asides
from flows.features.answers.talk_screens import Lead, TalkReply
from flows.features.facts.screens import ask_fact
from flows.features.questions.loose_parts import ask_place
from flows.features.start import handlers as start_handlers
from flows.router.current_screen import here
from flows.understanding import Act


def with_still(context: TurnContext, said: TalkReply, place: Prompt | None) -> TalkReply:
    """An answer, and in one line what is still asked for, with its buttons."""
    still = still_asked(context, place)
    if still is None:
        return said
    return replace(said, leads=(*said.leads, *still.leads), place=still.place, offers=still.offers)


def still_asked(context: TurnContext, place: Prompt | None) -> TalkReply | None:
    """What is still asked for, in one line, with the buttons of the screen that asked for it."""
    if context.session.person.consent is None:
        welcome = start_handlers.welcome(context)
        lead = Lead(key="talk-still-consent")
        return asides.at_large(context, Act.repeat.value, lead, place=welcome.place, offers=welcome.offers)
    draft = context.session.drafts.get(place.draft) if place else None
    if draft is None or place is None:
        return None
    work = context.with_draft(draft)
    fact = work.badge.fact(place.fact)
    key = "talk-still-fact" if fact else _STILL.get(place.ask)
    if key is None:
        return None
    lead = Lead(key=key, label=fact.label if fact else "")
    shown = ask_fact(work, fact) if fact else here(work)
    loose = next((part for part in draft.unplaced if part.key == Loose.at(place.about).key), None)
    if place.ask is PromptKind.loose and loose is not None:
        shown = ask_place(work, loose)
    same = shown.place is not None and shown.place.ask is place.ask
    said = asides.reply(work, None, Act.repeat.value, lead)
    return replace(said, place=place, offers=shown.offers if same else ())


_STILL: Mapping[PromptKind, str] = {
    PromptKind.right_badge: "talk-still-right",
    PromptKind.ai_use: "talk-still-ai",
    PromptKind.ai_tool: "talk-still-tool",
    PromptKind.ai_link: "talk-still-link",
    PromptKind.declaration: "talk-still-decl",
    PromptKind.prior_facts: "short-prior",
    PromptKind.screening: "short-screen",
    PromptKind.nobody: "short-nobody",
    PromptKind.review: "short-review",
    PromptKind.final: "short-final",
    PromptKind.paste: "talk-still-paste",
    PromptKind.version: "talk-still-version",
    PromptKind.loose: "talk-still-loose",
}
