"""Examples of the check."""

from collections.abc import Iterator

from screen_examples.samples import AT, BADGE

from flows.engine.screen import Screen
from flows.features.questions.question_list import Line
from flows.features.review.screens import AskNobody, PersonalDetails, Review, Sighting, WholeText
from flows.model.draft import AiUse
from flows.rules.details.personal_details import Kind, Why


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    fact = BADGE.facts[2]
    yield PersonalDetails(sightings=tuple(Sighting(1, kind, "words") for kind in Kind))
    yield PersonalDetails(sightings=tuple(Sighting(1, Kind.named_person, "words", why) for why in Why))
    yield WholeText(text="")
    for use in (AiUse(False, AT), AiUse(True, AT, "A", no_link=True), AiUse(True, AT, "A", "https://a.example/1")):
        yield Review(
            badge=BADGE, facts=(), lines=(), total=0, over=0, total_missing=0, facts_missing=(), loose=0, ready=True,
            ai=use,
        )  # fmt: skip
    lines = (Line(1, "Topic", 0, 0, done=False), Line(2, "Learning", 9, 9, done=True))
    yield Review(
        badge=BADGE, facts=((fact, None),), lines=lines, total=9, over=0, total_missing=0,
        facts_missing=(fact.label,), loose=0, ready=False,
    )  # fmt: skip
    yield Review(
        badge=BADGE, facts=(), lines=lines[1:], total=9, over=0, total_missing=4, facts_missing=(), loose=1, ready=False
    )
    yield WholeText(text="words", sent=True)
    yield from (AskNobody(count=2, picture=picture) for picture in (False, True))
