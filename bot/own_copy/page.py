"""The page of a copy, which a person reads in a browser: whole in itself, without scripts and without the network."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from itertools import chain
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.documents import words
from bot.own_copy.title import title_of
from bot.storage.beside.person_records import PersonRecords
from criteria.library import Library
from criteria.model import Badge
from flows.model.channel_ids import own_id
from flows.model.draft import AudioPart, Draft, LinkPart, Part, TextPart
from flows.text.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody sent: words, a link, or a recording with its place in the archive."""

    at: datetime
    text: str = ""
    """Of a recording, its words where they were written down."""
    file: str = ""
    """Where it stands in the archive; empty where it is not there."""
    is_recording: bool = False
    plays: bool = False


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """A heading and what stands under it."""

    heading: str
    entries: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    """What was taken out and is still kept."""


@dataclass(frozen=True, slots=True)
class Work:
    """The work on one badge."""

    title: str
    stage: str
    """The key of its phrase."""
    began: datetime
    touched: datetime
    details: tuple[tuple[str, str], ...]
    sections: tuple[AnswerSection, ...]
    declarations: tuple[tuple[str, datetime], ...]
    awards: tuple[tuple[str, str], ...]
    """Badges that the person sent: what each is called, and where it stands."""
    decisions: tuple[tuple[str, datetime, str, str], ...]
    """The key of the verdict's phrase, when it came, the assessor's words, and where the award stands."""


def page(
    records: PersonRecords,
    library: Library,
    there: Mapping[str, str],
    left_out: tuple[str, ...],
    at: datetime,
    contact: str,
) -> str:
    """The page as HTML. `there` says where each file stands in the archive, by its digest."""
    consent = records.person.consent or records.person.agreed_before
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            number=own_id(records.person.id),
            channel=records.person.id.partition(":")[0].title(),
            consent=consent,
            reminders=records.person.reminders,
            works=[_work(draft, library, there) for draft in records.drafts],
            sent=[(pack, f"sent/{words.stem(pack)}.txt") for pack in records.submissions],
            history=[(_time(move.at_ms), move) for move in records.history],
            reminded=[(_time(one.at_ms), one) for one in records.reminders],
            odd=[repr(one) for one in records.not_handled],
            unreadable=len(records.unreadable),
            left_out=left_out,
            at=at,
            contact=contact,
            say=phrases().plain,
            moment=lambda when: when.astimezone(at.tzinfo).strftime("%-d %B %Y, %H:%M"),
            href=quote,
        )
    )


@cache
def phrases() -> Catalogue:
    """The sentences of the page."""
    return Catalogue(source=files("bot.own_copy").joinpath("text", "en", "page.ftl").read_text(encoding="utf-8"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bot.own_copy"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _time(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def _work(draft: Draft, library: Library, there: Mapping[str, str]) -> Work:
    badge = library.at(draft.badge, draft.version)
    return Work(
        title=title_of(library, draft),
        stage=f"page-stage-{draft.stage.value}".replace("_", "-"),
        began=draft.began_at,
        touched=draft.touched_at,
        details=tuple(_details(draft, badge)),
        sections=tuple(one for one in _sections(draft, badge, there) if one.entries or one.removed),
        declarations=tuple((one.text, one.at) for one in draft.declarations.values()),
        awards=tuple(
            (
                given.called or given.link,
                there.get(given.found.file.sha256, "") if given.found and given.found.file else "",
            )
            for given in draft.awards
        ),
        decisions=tuple(
            (
                f"page-verdict-{said.decision.verdict.value}",
                said.at,
                "\n\n".join(filter(None, [said.decision.comment, *(one.comment for one in said.decision.remarks)])),
                there.get(said.decision.credential.sha256, "") if said.decision.credential else "",
            )
            for said in draft.decisions
        ),
    )


def _details(draft: Draft, badge: Badge | None) -> Iterator[tuple[str, str]]:
    for id_, stated in draft.facts.items():
        fact = badge.fact(id_) if badge else None
        labels = {option.id: option.label for option in fact.options} if fact else {}
        yield fact.label if fact else id_, ", ".join(labels.get(value, value) for value in stated.values)


def _sections(draft: Draft, badge: Badge | None, there: Mapping[str, str]) -> Iterator[AnswerSection]:
    say = phrases().plain
    asked = {question.id: question.heading for question in badge.questions} if badge else {}
    # In the order of the badge, and then what it does not ask for.
    for number, id_ in enumerate((*asked, *(one for one in draft.answers if one not in asked)), 1):
        answer = draft.answers.get(id_)
        if answer is not None:
            heading = f"{number}. {asked.get(id_, id_)}"
            yield AnswerSection(heading, _entries(answer.parts, there), _entries(answer.struck, there))
    loose = (
        *draft.pasted,
        *draft.unplaced,
        *chain.from_iterable(draft.shared),
        *((draft.whole,) if draft.whole else ()),
    )
    yield AnswerSection(say("page-loose"), _entries(loose, there))
    yield AnswerSection(say("page-aside"), tuple(Entry(one.at, one.text) for one in draft.asides))


def _entries(parts: tuple[Part, ...], there: Mapping[str, str]) -> tuple[Entry, ...]:
    return tuple(_entry(part, there) for part in parts)


def _entry(part: Part, there: Mapping[str, str]) -> Entry:
    match part:
        case TextPart():
            return Entry(part.at, part.whole or part.text)
        case LinkPart():
            return Entry(part.at, part.url)
        case AudioPart():
            file = there.get(part.heard.sha256, "") if part.heard else ""
            text = part.transcript.words if part.transcript else ""
            return Entry(part.at, text, file, is_recording=True, plays=file.endswith((".ogg", ".mp3", ".wav", ".m4a")))
