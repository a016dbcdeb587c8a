"""What was spoken: a player for each recording, its files, and what was written down of it."""

from collections.abc import Iterable, Iterator

from bot.inbox.html import Html, Node, every, tag
from bot.inbox.pages import phrases
from bot.issuers.contract.manifest import FilePart


def recordings(submission: str, files: Iterable[FilePart]) -> Iterator[Html]:
    """What was spoken: a player for each recording, and the file as it was sent."""
    by_part: dict[int, dict[str, FilePart]] = {}
    for file in files:
        by_part.setdefault(file.part_of_answer, {})[file.use] = file
    for number, uses in sorted(by_part.items()):
        heard = uses.get("listening") or uses["original"]
        yield tag(
            "div",
            tag(
                "p",
                tag("b", f"Recording {number}"),
                f" · {phrases.length(heard.seconds)} · {phrases.about(heard.words_about)} words",
            ),
            _player(submission, heard),
            tag("p", *_downloads(submission, uses.values()), class_="small"),
            _transcript(heard),
            class_="recording",
        )


def _player(submission: str, file: FilePart) -> Html:
    kind = "video" if file.media_type.startswith("video/") else "audio"
    address = f"/inbox/{submission}/files/{file.name}"
    return tag(kind, controls=True, preload="metadata", src=address, aria_label=f"Recording {file.part_of_answer}")


def _downloads(submission: str, files: Iterable[FilePart]) -> Iterator[Node]:
    uses = {"listening": "Listening copy", "original": "As it was sent"}
    for number, file in enumerate(files):
        address = f"/inbox/{submission}/files/{file.name}"
        yield " · " if number else None
        yield every([tag("a", uses[file.use], href=address, download=file.name), f" ({phrases.size(file.bytes)})"])


def _transcript(file: FilePart) -> Node:
    made = file.transcript
    if made is None:
        return None
    mended = "put right and confirmed" if made.mended else "confirmed"
    by = f"Written down by a program ({made.engine}, {made.model}), {mended} by the applicant:"
    return tag(
        "details",
        tag("summary", f"What was said, {made.words} words"),
        tag("p", by, class_="small"),
        tag("div", made.text, class_="words", dir="auto"),
    )
