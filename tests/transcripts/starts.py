"""Ways to a place in the talk, walked as a worker would walk them, so that a story can begin there."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, wraps
from typing import Protocol

from pydantic import HttpUrl
from support.talk import BY_HAND, LIBRARY, Talk, words

from criteria.library import Library
from criteria.model import AiPolicy, Badge, Declaration, Question, Words
from criteria.routes import EmailRoute

CPL = "cpl-2025-leadership"
ENOUGH = (50, 25, 150, 150, 75)


def _badge(badge_id: str = CPL) -> Badge:
    badge = LIBRARY.latest(badge_id)
    assert badge is not None
    return badge


def library(*more: Badge) -> Library:
    """The library with more badges, or more versions of them."""
    every = sorted((*LIBRARY.badges, *more), key=lambda badge: (badge.id, badge.age))
    return Library(tuple(every), LIBRARY.issuers)


@cache
def newer() -> Library:
    """The library after a newer version of the badge came out: one question gone, one new, one longer."""
    old = _badge()
    topic, relevance, learning, practice, _ = old.questions
    questions = (
        topic,
        relevance.model_copy(update={"minimum": 40}),
        learning.model_copy(update={"ask": "What did you learn?"}),
        practice,
        Question(id="team", heading="How it helps my team", ask="How does it help your team?", minimum=60),
    )
    declarations = (*old.declarations[:-1], Declaration(id="waiting", text="I can wait for 30 days."))
    changed = {"version": "2026-1", "questions": questions, "declarations": declarations}
    return library(old.model_copy(update={**changed, "words": Words(minimum=450, maximum=800)}))


@cache
def no_links() -> Library:
    """The library after a version of the badge came out that takes no links."""
    return library(_badge().model_copy(update={"version": "2027-1", "links": "no"}))


@cache
def without_questions() -> Library:
    """The library with a badge that asks for details and one declaration, and for no words."""
    old = _badge("elc-leadership-23-things")
    plain = {"id": "first-steps", "title": "First steps", "code": "OB-1", "open": True, "prerequisites": ()}
    return library(old.model_copy(update={**plain, "ai": AiPolicy(rule="silent")}))


@cache
def two_open() -> Library:
    """The library with a second badge that asks one question and sets a minimum for it alone."""
    plain = {"id": "second-badge", "title": "A second badge", "code": "OB-2", "questions": _badge().questions[:1]}
    return library(_badge().model_copy(update={**plain, "words": Words(minimum=50, maximum=100)}))


@cache
def picture_wanted() -> Library:
    """The library with one question, whose badge asks for the picture of a video."""
    old = _badge()
    plain = {"id": "seen", "title": "Seen at work", "code": "OB-3", "questions": old.questions[:1], "picture": "wanted"}
    asked = {"facts": old.facts[:2], "words": Words(minimum=50, maximum=100), "ai": AiPolicy(rule="silent")}
    return library(old.model_copy(update={**plain, **asked, "declarations": old.declarations[:1]}))


@cache
def words_needed() -> Library:
    """The library with a newer version of the badge, for which recordings count only with their words."""
    return library(_badge().model_copy(update={"version": "2026-1", "sound": "with_transcript"}))


@cache
def no_ai() -> Library:
    """The library with a newer version of the badge, which bans AI tools."""
    rule = AiPolicy(rule="banned", explain="You must not use any AI tool.")
    return library(_badge().model_copy(update={"version": "2026-1", "ai": rule}))


@cache
def elsewhere() -> Library:
    """The library while the second badge cannot be applied for here."""
    closed = _badge("elc-leadership-23-things").model_copy(update={"open": False})
    return Library((*(badge for badge in LIBRARY.badges if badge.id != closed.id), closed), LIBRARY.issuers)


@cache
def some_held() -> Library:
    """The library with a badge that asks for two of three other badges, and for one answer."""
    old = _badge()
    needs = _badge("elc-leadership-23-things").prerequisites[:3]
    earned = "https://example.org/second"
    needs = (needs[0], needs[1].model_copy(update={"page": HttpUrl(earned)}), needs[2])
    plain = {"id": "both", "title": "Both ways", "code": "OB-4", "questions": old.questions[:1], "sound": "no"}
    asked = {"facts": old.facts[:2], "words": Words(minimum=50, maximum=100), "ai": AiPolicy(rule="silent")}
    held = {"prerequisites": needs, "prerequisites_needed": 2, "declarations": old.declarations[:1], "links": "no"}
    return library(old.model_copy(update={**plain, **asked, **held}))


@cache
def by_email() -> Library:
    """The library whose issuer takes submissions by email, up to 5 MB."""
    sent = {"route": "email", "email": EmailRoute(to="badges@example.org", limit_mb=5)}
    return Library(LIBRARY.badges, tuple(issuer.model_copy(update=sent) for issuer in LIBRARY.issuers))


class Walk(Protocol):
    """From nothing to a place in the talk."""

    __name__: str

    def __call__(self, shelf: Library = LIBRARY) -> Talk:
        """A talk at that place, which is the caller's own."""


def walked_once(walk: Walk) -> Walk:
    """Walks once over each library, and then hands out what came of it: all but lists and what was typed is frozen."""
    kept: dict[int, tuple[Library, Talk]] = {}

    @wraps(walk)
    def again(shelf: Library = LIBRARY) -> Talk:
        _, talk = kept.get(id(shelf)) or kept.setdefault(id(shelf), (shelf, walk(shelf)))
        shown = [replace(one) for one in talk.shown]
        return replace(talk, shown=shown, effects=list(talk.effects), looked=list(talk.looked))

    return again


def new(shelf: Library = LIBRARY) -> Talk:
    """Nothing was ever said."""
    return Talk(shelf=shelf)


@walked_once
def agreed(shelf: Library = LIBRARY) -> Talk:
    """The worker has agreed to the privacy notice."""
    talk = new(shelf)
    talk.say("/start")
    talk.press("I agree")
    return talk


@walked_once
def chosen(shelf: Library = LIBRARY) -> Talk:
    """The worker has chosen the badge."""
    talk = agreed(shelf)
    talk.say("/start OB-1249")
    return talk


@walked_once
def checking(shelf: Library = LIBRARY) -> Talk:
    """It is the right badge; the first fact is asked for."""
    talk = chosen(shelf)
    talk.press("Yes, this is for me")
    return talk


@walked_once
def answering(shelf: Library = LIBRARY) -> Talk:
    """The facts are settled; the first question is asked."""
    talk = checking(shelf)
    for fact in ("Mary Ross", "mary@example.org", "1234567", "3", "done", "Glen Care Home"):
        talk.say(fact)
    return talk


@walked_once
def answered(shelf: Library = LIBRARY) -> Talk:
    """Every answer has just enough words."""
    talk = answering(shelf)
    for number, enough in enumerate(ENOUGH):
        # The two longest answers are not the same words: the check would say so.
        talk.say(words(enough, "plan" if number == 3 else "care"))
        if number < len(ENOUGH) - 1:
            talk.press("Next question")
    return talk


@walked_once
def reviewing(shelf: Library = LIBRARY) -> Talk:
    """At the check, with nothing missing."""
    talk = answered(shelf)
    talk.press("Check my answers")
    return talk


@walked_once
def declaring(shelf: Library = LIBRARY) -> Talk:
    """The AI question is asked."""
    talk = reviewing(shelf)
    talk.say("carry on to sending")
    return talk


@walked_once
def final(shelf: Library = LIBRARY) -> Talk:
    """All is declared; only sending is left."""
    talk = declaring(shelf)
    talk.press("No, I did not")
    for _ in range(5):
        talk.press("I agree")
    return talk


@walked_once
def sending(shelf: Library = LIBRARY) -> Talk:
    """The worker has pressed send."""
    talk = final(shelf)
    talk.say("send my application")
    return talk


@walked_once
def with_issuer(shelf: Library = LIBRARY) -> Talk:
    """The issuer's system has it."""
    talk = sending(shelf)
    talk.deliver()
    return talk


@walked_once
def things(shelf: Library = LIBRARY) -> Talk:
    """The details are settled; the list of the 23 Things is shown."""
    talk = agreed(shelf)
    for said in ("/start elc-leadership-23-things", "yes", "Mary Ross", "mary@example.org"):
        talk.say(said)
    return talk


STARTS: Mapping[str, Walk] = {
    walk.__name__: walk
    for walk in (
        new, agreed, chosen, checking, answering, answered, reviewing, declaring, final, sending, with_issuer, things,
    )
}  # fmt: skip
SHELVES: Mapping[str, Callable[[], Library]] = {
    "as it is": lambda: LIBRARY,
    "newer version": newer,
    "newer version without links": no_links,
    "badge without questions": without_questions,
    "two open badges": two_open,
    "a picture is wanted": picture_wanted,
    "spoken words needed": words_needed,
    "no AI": no_ai,
    "sent by email": by_email,
    "sent by the worker": lambda: BY_HAND,
    "a badge elsewhere": elsewhere,
    "two of three badges": some_held,
}


def begin(start: str, shelf: str) -> Talk:
    """A talk at a place, with the badges and issuers of a shelf."""
    return STARTS[start](SHELVES[shelf]())
