"""What follows from one answer: its words, their count, and whether it has changed. Nothing here is stored."""

from collections.abc import Callable, Iterable
from hashlib import sha256

from flows.model.attachments.audio import LOW_END
from flows.model.draft import Answer, AudioPart, Draft, LinkPart, Part, TextPart
from flows.model.long_work import make_way
from flows.model.memo import remembered
from flows.model.message_joins import continues, joint
from flows.rules.evidence import word_count as counter

NOTHING = Answer()


def answer(draft: Draft, question: str) -> Answer:
    """The answer to a question, empty where nothing has been said."""
    return draft.answers.get(question, NOTHING)


@remembered
def text(answer: Answer) -> str:
    """The words of an answer as the assessor will read them: parts in the order sent, a blank line between.

    Two parts that a client made of one long text are joined as they were, also inside a word.
    """
    return _joined(part if isinstance(part, TextPart) else _as_text(part) for part in answer.parts)


def text_and_lines(answer: Answer, line: Callable[[AudioPart | LinkPart], str]) -> str:
    """The words of an answer, with a line for each recording and link in its place."""
    lines = (part if isinstance(part, TextPart) else TextPart(part.key, line(part), part.at) for part in answer.parts)
    return _joined(lines)


def _as_text(part: AudioPart | LinkPart) -> TextPart:
    return TextPart(part.key, (part.written or "") if isinstance(part, AudioPart) else "", part.at)


def _joined(parts: Iterable[TextPart]) -> str:
    pieces: list[str] = []
    before: TextPart | None = None
    for part in parts:
        if not part.text:
            continue
        if before is not None:
            waited = (part.at - before.at).total_seconds()
            pieces.append(joint(before.text, part.text) if continues(before.text, waited) else "\n\n")
        pieces.append(part.text)
        before = part
    return "".join(pieces)


def recordings(answer: Answer) -> tuple[AudioPart, ...]:
    """The recordings of an answer, in the order sent."""
    return tuple(part for part in answer.parts if isinstance(part, AudioPart))


def is_about(answer: Answer) -> bool:
    """Whether the count of an answer is an estimate: some of it was spoken, and nobody vouches for its words."""
    return any(part.written is None and estimate(part) for part in recordings(answer))


@remembered
def words(answer: Answer) -> int:
    """The count of an answer, for its minimum: strict for words, an estimate for what was only spoken."""
    return sum(_counted(part, counter.strict, 1.0) for part in answer.parts) - _torn(answer)


@remembered
def _torn(answer: Answer) -> int:
    """How many words a client cut in two at the end of a message: each half was counted."""
    pairs = zip(answer.parts, answer.parts[1:], strict=False)
    return sum(
        continues(before.text, (after.at - before.at).total_seconds()) and not joint(before.text, after.text)
        for before, after in pairs
        if isinstance(before, TextPart) and isinstance(after, TextPart)
    )


def characters(answer: Answer) -> int:
    """How many characters the words of an answer have."""
    return sum(len(part.text if isinstance(part, TextPart) else _as_text(part).text) for part in answer.parts)


@remembered
def marks(answer: Answer) -> int:
    """How many runs of characters count for the maximum and are no words: lone bullets, dashes, slashes, emoji."""
    said = [_as_text(part).text if not isinstance(part, TextPart) else part.text for part in answer.parts]
    return sum(counter.loose(text) - counter.strict(text) for text in said)


def _counted(part: Part, count: Callable[[str], int], share: float) -> int:
    """The count of a part's words; where there is only sound, a share of the estimate."""
    make_way()
    if isinstance(part, TextPart):
        return count(part.text)
    if not isinstance(part, AudioPart):
        return 0
    return int(estimate(part) * share) if part.written is None else count(part.written)


def estimate(part: AudioPart) -> int:
    """How many words were probably said in a recording; none where they count only once they are vouched for."""
    return part.heard.words if part.heard and not part.words_needed else 0


@remembered
def loose_words(answer: Answer) -> int:
    """The loose count of an answer, for the maximum. Of an estimate, only what is nearly certain counts."""
    return sum(_counted(part, counter.loose, LOW_END) for part in answer.parts) - _torn(answer)


def content_digest(answer: Answer) -> str:
    """A digest of all that an answer holds, typed or not, which tells whether it has changed since."""
    return sha256("\n".join(map(_held, answer.parts)).encode("utf-8", "backslashreplace")).hexdigest()


def _held(part: Part) -> str:
    if isinstance(part, TextPart):
        # The form that digests on disk were made of: fields that came later are no part of it.
        return f"TextPart(key={part.key!r}, text={part.text!r}, at={part.at!r})"
    if isinstance(part, LinkPart):
        return repr(part)
    # What becomes known of a recording later does not change it; words that the worker vouches for do.
    spoken = part.transcript.words if part.transcript and part.transcript.is_settled else ""
    return f"{part.key} {part.source} {spoken}"


def part_mark(question: str, part: Part) -> str:
    """A short mark of a part of an answer, by which a button names it."""
    return sha256(f"{question} {_held(part)}".encode("utf-8", "backslashreplace")).hexdigest()[:10]


def digest(answer: Answer) -> str:
    """A digest of an answer's words, which tells whether they have changed since and nothing else."""
    return sha256(text(answer).encode()).hexdigest()
