"""What a worker says of the page behind a link, since nobody here opens it: a checklist in place of word counts.

The words of the checklist are part of the evidence: they go to the issuer as they were ticked.
"""

from dataclasses import dataclass, replace
from hashlib import sha256

from criteria.model import Badge, Question
from flows.model.draft import Answer, Draft, LinkPart, Part, TextPart, Tick
from flows.rules.evidence import web_address

WHOLE = "*"
"""The scope of a link that answers every question. No question's id can be this."""
READABLE = "Anyone with the link can open my page, and nobody but me can be known from it."
"""Said of every link."""


def answers(question: Question) -> str:
    """That the page answers a question, with as many words as it asks for."""
    if not question.minimum:
        return f"My page answers “{question.heading}”."
    return f"My page answers “{question.heading}” in {_at_least(question.minimum)}."


def in_all(badge: Badge) -> str:
    """That a page which answers every question keeps to the badge's limits; empty where there are none."""
    limits = badge.words
    return f"My page has between {limits.minimum} and {limits.maximum} words in all." if limits else ""


def link_of(given: Answer) -> LinkPart | None:
    """The link that stands in for an answer. Where there were more for a moment, the last."""
    return next((part for part in reversed(given.parts) if isinstance(part, LinkPart)), None)


def link_at(draft: Draft, scope: str) -> LinkPart | None:
    """The link of a question, or of the whole evidence."""
    if scope == WHOLE:
        return draft.whole
    return link_of(draft.answers[scope]) if scope in draft.answers else None


def scopes(badge: Badge, draft: Draft) -> tuple[str, ...]:
    """What there is a link for: every question together, then each alone, in the badge's order."""
    return tuple(scope for scope in (WHOLE, *(q.id for q in badge.questions)) if link_at(draft, scope))


def asked(badge: Badge, scope: str) -> tuple[str, ...]:
    """What has to be ticked of a link, in order."""
    if scope == WHOLE:
        return (*(answers(question) for question in badge.questions), *filter(None, [in_all(badge)]), READABLE)
    question = badge.question(scope)
    return (answers(question), READABLE) if question else ()


def tick_of(draft: Draft, scope: str, text: str) -> Tick | None:
    """The tick that stands by these words, of the link as it is now."""
    link = link_at(draft, scope)
    if link is None:
        return None
    return next((tick for tick in draft.ticks if (tick.scope, tick.link, tick.text) == (scope, link.url, text)), None)


@dataclass(frozen=True, slots=True)
class Ticked:
    """How far a checklist has come."""

    done: int
    of: int

    @property
    def all(self) -> bool:
        """Whether nothing of it is left."""
        return self.done == self.of


def ticked(badge: Badge, draft: Draft, scope: str) -> Ticked | None:
    """How far the checklist of a link has come; None where there is no link."""
    if link_at(draft, scope) is None:
        return None
    texts = asked(badge, scope)
    return Ticked(sum(tick_of(draft, scope, text) is not None for text in texts), len(texts))


def next_scope(badge: Badge, draft: Draft) -> str | None:
    """The first link of which something is not ticked."""
    every = ((scope, ticked(badge, draft, scope)) for scope in scopes(badge, draft))
    return next((scope for scope, found in every if found and not found.all), None)


def stands(question: Question, draft: Draft) -> bool:
    """Whether a link answers a question, and the worker vouches for its words: then its minimum is met."""
    return bool(draft.ticks) and any(tick_of(draft, scope, answers(question)) for scope in (question.id, WHOLE))


def is_linked(question: Question, draft: Draft) -> bool:
    """Whether a link stands in for an answer, ticked or not."""
    return draft.whole is not None or link_at(draft, question.id) is not None


def reference(scope: str, url: str, text: str) -> str:
    """A short name for one box of a checklist, so that an old button never ticks what it did not show."""
    return sha256(f"{scope}\n{url}\n{text}".encode()).hexdigest()[:8]


def toggled(draft: Draft, scope: str, text: str, tick: Tick) -> Draft:
    """A draft with a box ticked, or with its tick taken back."""
    held = tick_of(draft, scope, text)
    rest = tuple(other for other in draft.ticks if other is not held)
    return replace(draft, ticks=rest if held else (*draft.ticks, tick))


def is_undecided(badge: Badge, part: Part) -> bool:
    """Whether words are nothing but a link that may be evidence: what it answers was not said."""
    if badge.links == "no" or not isinstance(part, TextPart):
        return False
    return web_address.read(part.text) is not None


def is_fit(badge: Badge, part: Part) -> bool:
    """Whether words are nothing but a link, and nothing is the matter with it."""
    if not isinstance(part, TextPart) or not is_undecided(badge, part):
        return False
    link = web_address.read(part.text)
    return link is not None and link.fault is None


def undecided(badge: Badge, given: Answer) -> TextPart | None:
    """The last words of an answer that are nothing but a link."""
    return next((p for p in reversed(given.parts) if isinstance(p, TextPart) and is_undecided(badge, p)), None)


def line(question: Question, draft: Draft, link: LinkPart) -> str:
    """What stands in the evidence in the place of a link: where the page is, and who vouches for what."""
    if not tick_of(draft, question.id, answers(question)):
        return f"Evidence at {link.url}\n{_GIVEN} {_NOT_YET}"
    words = f"has {_at_least(question.minimum)} on this" if question.minimum else "answers this"
    return f"Evidence at {link.url}\n{_GIVEN} I say that it {words}. {_UNOPENED}"


def line_of_whole(badge: Badge, draft: Draft, link: LinkPart) -> str:
    """The same for a link that answers every question; it stands above them all."""
    found = ticked(badge, draft, WHOLE)
    top = f"Evidence for every question at {link.url}\n{_GIVEN}"
    if found is None or not found.all:
        return f"{top} {_NOT_YET}"
    limits = badge.words
    total = f", and has between {limits.minimum} and {limits.maximum} words in all" if limits else ""
    return f"{top} I say that it answers each question in as many words as asked{total}. {_UNOPENED}"


SEE_ABOVE = "See the link at the top."
"""Stands under a question that the link for every question answers."""
_GIVEN = "I gave this link."
_NOT_YET = "I have not ticked yet all that I must say of it."
_UNOPENED = "The page was not opened or checked when this was put together."


def _at_least(minimum: int) -> str:
    return "at least one word" if minimum == 1 else f"at least {minimum} words"


def as_words(part: Part) -> Part:
    """A link as the words that it is; any other part as it was."""
    return TextPart(part.key, part.url, part.at) if isinstance(part, LinkPart) else part


def settled(badge: Badge, draft: Draft) -> Draft:
    """A draft with one link an answer, the last, and with no tick but of its links as they are now.

    Where the badge takes no links, they are words. A link with a login in it is in no answer: anyone who is shown the
    badge could use it.
    """
    answers = {question: _one_link(badge, given) for question, given in draft.answers.items()}
    logins = tuple(part for given in answers.values() for part in given.parts if gives_a_login(badge, part))
    if logins:
        answers = {question: _without(given, logins) for question, given in answers.items()}
    kept = draft
    if logins or any(answers[question] is not given for question, given in draft.answers.items()):
        kept = replace(draft, answers=answers, unplaced=(*draft.unplaced, *logins))
    if badge.links == "no" and kept.whole:
        kept = replace(kept, whole=None, unplaced=(*kept.unplaced, as_words(kept.whole)))
    if not kept.ticks:
        return kept
    known = [(scope, text) for scope in scopes(badge, kept) for text in asked(badge, scope)]
    live = [tick_of(kept, scope, text) for scope, text in known]
    return replace(kept, ticks=tuple(tick for tick in kept.ticks if tick in live))


def gives_a_login(badge: Badge, part: Part) -> bool:
    """Whether words are nothing but a link with a login in it."""
    link = web_address.read(part.text) if isinstance(part, TextPart) and badge.links == "accepted" else None
    return link is not None and link.fault is web_address.AddressFault.login


def _without(given: Answer, parts: tuple[Part, ...]) -> Answer:
    return replace(given, parts=tuple(part for part in given.parts if part not in parts))


def _one_link(badge: Badge, given: Answer) -> Answer:
    if not any(isinstance(part, LinkPart) for part in given.parts):
        return given
    last = link_of(given) if badge.links == "accepted" else None
    return replace(given, parts=tuple(part if part is last else as_words(part) for part in given.parts))
