"""A pack as plain text, and the copies that a worker is given."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from bot.documents import phrases
from bot.documents.odt import odt
from bot.documents.phrases import NamedFile
from flows.messages import Copy
from flows.pack import Pack, PackLink

__all__ = ["NamedFile", "copy_of", "evidence_txt", "recording_of"]


def evidence_txt(pack: Pack) -> bytes:
    """The submission as UTF-8: facts, each answer under its heading, what was declared, the reference.

    Name and email are in it only where the badge makes them part of the evidence. Equal packs, equal bytes.
    """
    blocks = [
        _facts(pack),
        f"{pack.whole.line}\n\n{_checklist(pack.whole)}" if pack.whole else "",
        *_answers(pack),
        phrases.total(pack),
        _ai(pack),
        _recordings(pack),
        _declarations(pack),
        _reference(pack),
    ]
    return phrases.writable("\n\n".join(filter(None, blocks)) + "\n").encode()


def copy_of(pack: Pack, form: Copy) -> NamedFile:
    """A worker's copy, fit to be pasted or shown: what only the issuer needs is left out.

    Raises ValueError for a recording, which `recording_of` gives.
    """
    if form is Copy.recording:
        raise ValueError("a recording is no document")
    name = f"{phrases.stem(pack)}.{form.value}"
    if form is Copy.odt:
        return NamedFile(name, "application/vnd.oasis.opendocument.text", odt(pack, applicant=False))
    return NamedFile(name, "text/plain; charset=utf-8", evidence_txt(pack))


def recording_of(pack: Pack, name: str, kept: Callable[[str], Path]) -> NamedFile:
    """A recording of a pack by its name, for the worker to send on; `kept` says where the bytes of a digest are.

    Raises LookupError where the pack has no such file, or where its bytes are gone or are no longer what they were.
    """
    file = next((file for file in pack.files if file.name == name), None)
    if file is None:
        raise LookupError("the pack has no such recording")
    place = kept(file.sha256)
    content = place.read_bytes() if place.is_file() else b""
    if sha256(content).hexdigest() != file.sha256:
        raise LookupError("a recording is gone, or is no longer what it was")
    return NamedFile(file.name, file.media_type, content)


def _facts(pack: Pack) -> str:
    return "\n".join(f"{fact.label}: {', '.join(fact.values)}" for fact in phrases.evidence_facts(pack))


def _answers(pack: Pack) -> list[str]:
    return [
        f"{phrases.heading(number, answer)}\n\n{answer.text}\n\n({phrases.count(answer)})"
        + (f"\n\n{_checklist(answer.link)}" if answer.link else "")
        for number, answer in enumerate(pack.answers, 1)
    ]


def _checklist(link: PackLink) -> str:
    return "\n".join(f"- {text}\n  {when}" for text, when in phrases.checklist(link))


def _ai(pack: Pack) -> str:
    said = phrases.ai(pack)
    return f"AI tools: {said}" if said else ""


def _recordings(pack: Pack) -> str:
    if not pack.files:
        return ""
    files = [f"{file.name}\n  {phrases.recording(file)}\n  {phrases.digest(file)}" for file in pack.files]
    return "\n\n".join(["Recordings", phrases.recordings_note(pack), *files])


def _declarations(pack: Pack) -> str:
    if not pack.declarations:
        return ""
    lines = [f"- {d.text}\n  Agreed on {phrases.moment(d.accepted_at)}" for d in pack.declarations]
    return "\n".join(["Declarations", "", *lines])


def _reference(pack: Pack) -> str:
    return "\n".join(
        [
            f"Badge: {phrases.badge_name(pack)}, criteria {pack.badge.criteria_version}",
            f"Issuer: {pack.issuer.name}",
            f"Sent: {phrases.moment(pack.timestamp)}",
            *([f"Replaces: {pack.supersedes}"] if pack.supersedes else []),
            f"Reference: {phrases.reference(pack)}",
        ]
    )
