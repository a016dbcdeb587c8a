"""Reads an issuer's form in Open Badge Factory from its HTML, and fills it in with a submission.

What a form has is looked up before every application: words for a field that is gone would be lost without a sign.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from bot.documents import words
from bot.issuers.route import FailureReason, GaveUp
from criteria.systems import FactoryBadge
from flows.pack.evidence_text import ai_line
from flows.pack.pack import Pack
from flows.pack.packed_badges import text as badges_held
from flows.pack.packed_badges import without
from flows.pack.recordings import FileUse, PackFile

_BOXES = frozenset({"input", "textarea", "select"})
_FILLED_BY_THEM = frozenset({"submit", "button", "reset", "image", "hidden"})
MOST_LETTERS = 255
"""Of a name or an address, as the system's own form says."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form."""

    name: str
    is_file: bool = False
    required: bool = False
    most: int | None = None
    """Characters."""


class _Boxes(HTMLParser):
    """Collects the fields of a form."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, FormField] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect a field; of several with one name, such as radio buttons, the first."""
        # Of an attribute that stands twice, a browser takes the first.
        given = dict(reversed(attrs))
        name, kind = given.get("name") or "", (given.get("type") or "").lower()
        if tag in _BOXES and name and kind not in _FILLED_BY_THEM:
            most = given.get("maxlength") or ""
            limit = int(most) if most.isascii() and most.isdigit() and len(most) < 9 else None
            self.found.setdefault(name, FormField(name, kind == "file", "required" in given, limit))


def boxes(html: str) -> Mapping[str, FormField]:
    """The fields of a form that somebody fills in, by name."""
    reader = _Boxes()
    reader.feed(html)
    reader.close()
    return reader.found


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled-in form: the texts of its fields, and the files."""

    texts: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, PackFile], ...]


def fill(pack: Pack, badge: FactoryBadge, form: Mapping[str, FormField]) -> Filled:
    """Fill in the form as the issuer's file says.

    Awards for which there is no place are left out, and the badges held say so. Raises GaveUp where an answer or the
    badges held have no field, a field is not there, one that must be filled in has nothing, a text is too long for its
    field, or there are more recordings than places for them.
    """
    got = {one.gets for one in badge.fields}
    if "evidence" not in got and any(f"answers.{answer.criterion_id}" not in got for answer in pack.answers):
        raise GaveUp(FailureReason.not_mapped)
    if pack.holdings and not got & {"evidence", "badges"}:
        raise GaveUp(FailureReason.not_mapped)
    files = tuple(file for file in pack.files if file.use is FileUse.listening or file.picture)
    if len(files) > len(badge.recordings):
        raise GaveUp(FailureReason.no_recordings)
    awards = tuple(file for file in pack.files if file.use is FileUse.award)
    told = _without(pack, awards[len(badge.awards) :])
    filled = Filled(
        tuple((one.field, value(told, one.gets)) for one in badge.fields),
        (*zip(badge.recordings, files, strict=False), *zip(badge.awards, awards, strict=False)),
    )
    _check(filled, form, badge)
    return filled


def _without(pack: Pack, left: tuple[PackFile, ...]) -> Pack:
    """The submission as it is told where some of its awards have no place: that stands beside each badge."""
    if not left:
        return pack
    told = without(pack.holdings, frozenset(file.name for file in left))
    before, after = badges_held(pack.holdings, pack.holdings_of), badges_held(told, pack.holdings_of)
    if before not in pack.evidence_text:
        return replace(pack, evidence_text=f"{pack.evidence_text}\n\n{after}", holdings=told)
    return replace(pack, evidence_text=pack.evidence_text.replace(before, after, 1), holdings=told)


def _check(filled: Filled, form: Mapping[str, FormField], badge: FactoryBadge) -> None:
    texts = dict(filled.texts)
    named = {**{one.field: False for one in badge.fields}, **dict.fromkeys((*badge.recordings, *badge.awards), True)}
    if any(name not in form or form[name].is_file != is_file for name, is_file in named.items()):
        raise GaveUp(FailureReason.form_changed)
    full = {name for name, text in texts.items() if text} | {name for name, _ in filled.files}
    if any(box.required and box.name not in full for box in form.values()):
        raise GaveUp(FailureReason.form_changed)
    for name, text in texts.items():
        most = form[name].most
        # A browser counts a line break as two.
        if most is not None and len(text.replace("\n", "\r\n")) > most:
            raise GaveUp(FailureReason.too_long)


def value(pack: Pack, source: str) -> str:
    """What a field gets; nothing where this version of the badge does not ask for it."""
    kind, _, name = source.partition(".")
    if kind == "answers":
        return next((answer.text for answer in pack.answers if answer.criterion_id == name), "")
    if kind == "facts":
        return next((", ".join(fact.values) for fact in pack.facts if fact.id == name), "")
    return WHOLE[source](pack)


def _declared(pack: Pack) -> str:
    links = (pack.whole, *(answer.link for answer in pack.answers))
    ticked = (tick for link in links if link for tick in words.checklist(link))
    agreed = ((d.text, f"Agreed on {words.moment(d.accepted_at)}") for d in pack.declarations)
    return "\n".join(f"{text} ({when})" for text, when in (*ticked, *agreed))


WHOLE: Mapping[str, Callable[[Pack], str]] = {
    "submission": lambda pack: pack.submission_id,
    "reference": lambda pack: pack.reference,
    "attempt": lambda pack: str(pack.attempt),
    "replaces": lambda pack: pack.supersedes or "",
    "evidence": lambda pack: pack.evidence_text,
    "badges": lambda pack: badges_held(pack.holdings, pack.holdings_of),
    "words": lambda pack: str(pack.total_words),
    "ai": lambda pack: ai_line(pack.ai),
    "declarations": _declared,
    "version": lambda pack: pack.badge.criteria_version,
}
"""What else than an answer or a fact a field may get."""


def short(texts: Sequence[str]) -> None:
    """Raise GaveUp for a name or an address that the system's own fields do not hold."""
    if any(len(text) > MOST_LETTERS for text in texts):
        raise GaveUp(FailureReason.too_long)
