"""The text of the message to an assessor."""

from collections.abc import Iterator, Sequence

from bot.documents import glyphs, words
from bot.documents.text import evidence_txt
from bot.documents.words import NamedFile
from flows.pack.pack import Pack
from flows.pack.recordings import FileUse


def text(pack: Pack, sender: str, enclosed: Sequence[NamedFile], *, answerable: bool, left_out: bool) -> str:
    """The body: who applies for what and how to answer them, what is enclosed, and the evidence in full.

    `sender` is the operator's address. `answerable` says that a reply reaches the applicant, `left_out` that the
    originals of the recordings would not go in.
    """
    applicant = [f"{fact.label}: {' '.join(', '.join(fact.values).split())}" for fact in words.applicant_facts(pack)]
    blocks = [
        f"An application for the badge {words.badge_name(pack)}.\nReference: {words.reference(pack)}.",
        f"It takes the place of {pack.supersedes}, which you have." if pack.supersedes else "",
        "\n".join(["The applicant", *applicant]) if applicant else "",
        # The evidence below goes without them: anyone who is shown the badge can read that.
        *words.doubts(pack),
        (_ANSWERING if answerable else _NOT_ANSWERING).format(sender=sender),
        "\n".join(["Attached", *(f"- {file.name}{_about(pack, file.name)}" for file in enclosed)]),
        *((said.format(sender=sender, reference=pack.submission_id) for said in _missing(pack)) if left_out else ()),
        f"{_RULE}\nThe evidence\n{_RULE}",
    ]
    return glyphs.writable("\n\n".join(filter(None, blocks))) + "\n\n" + evidence_txt(pack).decode()


def _missing(pack: Pack) -> Iterator[str]:
    """What is said of the files that would not go in."""
    uses = {file.use for file in pack.files}
    if uses != {FileUse.award}:
        yield _LEFT_OUT
    if FileUse.award in uses:
        yield _AWARDS_LEFT_OUT


_RULE = "-" * 60
_ANSWERING = "A reply to this message goes to the applicant. No program reads it."
_NOT_ANSWERING = "To reach the applicant, write to their own address. A reply to this message goes to {sender}."
_LEFT_OUT = (
    "The recordings are here as listening copies (MP3) alone. With the originals the message would be too large for "
    "your mailbox. They are kept: to have them, write to {sender} and name {reference}."
)
_AWARDS_LEFT_OUT = (
    "The files of the badges held are not here: with them the message would be too large for your mailbox. They are "
    "kept: to have them, write to {sender} and name {reference}."
)
_ABOUT = {
    "evidence.pdf": "the evidence, to read and print",
    "evidence.odt": "the evidence, to edit or comment",
    "evidence.txt": "the evidence, as plain text",
    "manifest.json": "the same for a program, with the SHA-256 of each file",
}


def _about(pack: Pack, name: str) -> str:
    recording = next((file for file in pack.files if file.name == name), None)
    said = words.recording(recording) if recording else _ABOUT.get(name, "")
    return f": {said}" if said else ""
