"""What follows from a draft and its badge: counts, what is missing, what comes next. Nothing here is stored."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from criteria.model import Badge, Question
from flows import holdings, vouching
from flows import words as counter
from flows.decisions import Reopened
from flows.draft import Answer, Draft, LinkPart, Part, SoundPart, TextPart
from flows.pasting import continues
from flows.screening import Finding, screen
from flows.sound import LOW_END, enough
from flows.stages import Stage, Standing
from flows.transcript import Vouched

NOTHING = Answer()


def answer(draft: Draft, question: str) -> Answer:
    """The answer to a question, empty where nothing has been said."""
    return draft.answers.get(question, NOTHING)


def text(answer: Answer) -> str:
    """The words of an answer as the assessor will read them: parts in the order sent, a blank line between.

    Two parts that a client made of one long text are joined by a space, so that no sentence is torn in two.
    """
    return _joined(part if isinstance(part, TextPart) else _as_text(part) for part in answer.parts)


def text_and_lines(answer: Answer, line: Callable[[SoundPart | LinkPart], str]) -> str:
    """The words of an answer, with a line for each recording and link in its place."""
    lines = (part if isinstance(part, TextPart) else TextPart(part.key, line(part), part.at) for part in answer.parts)
    return _joined(lines)


def _as_text(part: SoundPart | LinkPart) -> TextPart:
    return TextPart(part.key, (part.written or "") if isinstance(part, SoundPart) else "", part.at)


def _joined(parts: Iterable[TextPart]) -> str:
    pieces: list[str] = []
    before: TextPart | None = None
    for part in parts:
        if not part.text:
            continue
        if before is not None:
            waited = (part.at - before.at).total_seconds()
            pieces.append(" " if continues(before.text, waited) else "\n\n")
        pieces.append(part.text)
        before = part
    return "".join(pieces)


def recordings(answer: Answer) -> tuple[SoundPart, ...]:
    """The recordings of an answer, in the order sent."""
    return tuple(part for part in answer.parts if isinstance(part, SoundPart))


def is_about(answer: Answer) -> bool:
    """Whether the count of an answer is an estimate: some of it was spoken, and nobody vouches for its words."""
    return any(part.written is None and _estimate(part) for part in recordings(answer))


def words(answer: Answer) -> int:
    """The count of an answer, for its minimum: strict for words, an estimate for what was only spoken."""
    return sum(_counted(part, counter.strict, 1.0) for part in answer.parts)


def _counted(part: Part, count: Callable[[str], int], share: float) -> int:
    """The count of a part's words; where there is only sound, a share of the estimate."""
    if isinstance(part, TextPart):
        return count(part.text)
    if not isinstance(part, SoundPart):
        return 0
    return int(_estimate(part) * share) if part.written is None else count(part.written)


def _estimate(part: SoundPart) -> int:
    return part.heard.words if part.heard and not part.words_needed else 0


def loose_words(answer: Answer) -> int:
    """The loose count of an answer, for the maximum. Of an estimate, only what is nearly certain counts."""
    return sum(_counted(part, counter.loose, LOW_END) for part in answer.parts)


def _asked(badge: Badge, draft: Draft) -> Iterable[Answer]:
    return (answer(draft, question.id) for question in badge.questions)


def total(badge: Badge, draft: Draft) -> int:
    """The strict count of all answers to the badge's questions."""
    return sum(words(a) for a in _asked(badge, draft))


def loose_total(badge: Badge, draft: Draft) -> int:
    """The loose count of all answers to the badge's questions."""
    return sum(loose_words(a) for a in _asked(badge, draft))


def missing(question: Question, draft: Draft) -> int:
    """How many more words an answer needs. One with an estimate in it is met from four fifths of its minimum.

    Where a link answers it, and the worker vouches for its words, none.
    """
    if vouching.stands(question, draft):
        return 0
    given = answer(draft, question.id)
    needed = enough(question.minimum) if is_about(given) else question.minimum
    return max(0, needed - words(given))


def is_short(question: Question, draft: Draft) -> bool:
    """Whether a spoken answer is shorter than asked, and kept so by the worker."""
    given = answer(draft, question.id)
    return given.kept_short and is_about(given) and missing(question, draft) > 0


def is_locked(draft: Draft, question: str) -> bool:
    """Whether an answer stays as it was sent, because the issuer asks for more in others only."""
    returned = draft.returned
    return returned is not None and returned.locks and returned.about(question) is None


def facts_are_locked(draft: Draft) -> bool:
    """Whether the facts stay as they were sent, because the issuer asks for more in some answers only."""
    return draft.returned is not None and draft.returned.locks


def unsettled(draft: Draft, question: str) -> Reopened | None:
    """What the issuer says of an answer that the worker has neither changed nor left as it is since."""
    asked = draft.returned.about(question) if draft.returned else None
    if asked is None or asked.left or content_digest(answer(draft, question)) != asked.as_sent:
        return None
    return asked


def content_digest(answer: Answer) -> str:
    """A digest of all that an answer holds, typed or not, which tells whether it has changed since."""
    return sha256("\n".join(map(_held, answer.parts)).encode("utf-8", "backslashreplace")).hexdigest()


def _held(part: Part) -> str:
    if not isinstance(part, SoundPart):
        return repr(part)
    # What becomes known of a recording later does not change it; words that the worker vouches for do.
    spoken = part.transcript.words if part.transcript and part.transcript.is_settled else ""
    return f"{part.key} {part.source} {spoken}"


def is_done(question: Question, draft: Draft) -> bool:
    """Whether an answer has words, and enough of them, or a link that the worker vouches for.

    One of which the issuer wants more is done once it is changed, or left as it is.
    """
    given = answer(draft, question.id)
    if unsettled(draft, question.id):
        return False
    if vouching.stands(question, draft):
        return True
    said = any(isinstance(part, TextPart) or (isinstance(part, SoundPart) and _says(part)) for part in given.parts)
    return said and (not missing(question, draft) or is_short(question, draft))


def _says(part: SoundPart) -> bool:
    return part.heard is not None and (part.written is not None or not part.words_needed)


def missing_in_all(badge: Badge, draft: Draft) -> int:
    """How many more words all answers together need, by the same rule as for each."""
    if badge.words is None or any(is_short(question, draft) for question in badge.questions):
        return 0
    if any(vouching.stands(question, draft) for question in badge.questions):
        # How many words a page has is not known here; that it has enough is what was ticked.
        return 0
    needed = enough(badge.words.minimum) if is_about_in_all(badge, draft) else badge.words.minimum
    return max(0, needed - total(badge, draft))


def over(badge: Badge, draft: Draft) -> int:
    """How many words all answers together have too many."""
    return max(0, loose_total(badge, draft) - badge.words.maximum) if badge.words else 0


def left(badge: Badge, draft: Draft) -> int:
    """How many words may still be written, nought or more unless there are certainly too many."""
    if badge.words is None:
        return 0
    certain = badge.words.maximum - loose_total(badge, draft)
    return certain if certain < 0 else max(0, certain - _uncertain(badge, draft))


def _uncertain(badge: Badge, draft: Draft) -> int:
    """How many words of estimates count towards no maximum, though they were probably said."""
    every = [part for given in _asked(badge, draft) for part in recordings(given)]
    heard = [_estimate(part) for part in every if part.written is None]
    return sum(count - int(count * LOW_END) for count in heard)


def is_about_in_all(badge: Badge, draft: Draft) -> bool:
    """Whether the count of all answers together is an estimate."""
    return any(is_about(given) for given in _asked(badge, draft))


def next_open(badge: Badge, draft: Draft, after: str | None = None) -> Question | None:
    """The next question that is not done, looking on from `after` and then from the start."""
    ids = [question.id for question in badge.questions]
    start = ids.index(after) + 1 if after in ids else 0
    turned = [*badge.questions[start:], *badge.questions[:start]]
    return next((question for question in turned if not is_done(question, draft)), None)


def number(badge: Badge, question: str) -> int:
    """The place of a question in its badge, counted from 1; 0 for a question that it does not have."""
    return next((n for n, q in enumerate(badge.questions, 1) if q.id == question), 0)


def next_fact(badge: Badge, draft: Draft) -> str | None:
    """The first fact that is not yet stated and sure."""
    for fact in badge.facts:
        stated = draft.facts.get(fact.id)
        if stated is None or not stated.values or not stated.sure:
            return fact.id
    return None


def strays(badge: Badge, draft: Draft) -> tuple[str, ...]:
    """Ids of answers that have words and no question in this version of the badge."""
    known = {question.id for question in badge.questions}
    return tuple(q for q, a in draft.answers.items() if q not in known and a.parts)


@dataclass(frozen=True, slots=True)
class Seen:
    """A likely personal detail in an answer."""

    question: str
    finding: Finding
    words: str


def digest(answer: Answer) -> str:
    """A digest of an answer's words, which tells whether they have changed since and nothing else."""
    return sha256(text(answer).encode()).hexdigest()


def findings(badge: Badge, draft: Draft) -> tuple[Seen, ...]:
    """Likely personal details in answers, save in those that the worker has looked at and kept as they are."""
    seen: list[Seen] = []
    for question in badge.questions:
        given = answer(draft, question.id)
        if not given.parts or given.kept_as_is == digest(given):
            continue
        said = text(given)
        seen += [Seen(question.id, found, said[found.start : found.end]) for found in screen(said)]
    return tuple(seen)


def sounds(draft: Draft) -> tuple[SoundPart, ...]:
    """Every recording in an answer, in no order that matters."""
    return tuple(part for given in draft.answers.values() for part in recordings(given))


def unchecked(badge: Badge, draft: Draft) -> tuple[SoundPart, ...]:
    """The recordings whose words were written down, and of which the worker has not yet said what to do with them."""
    open_to = (question for question in badge.questions if not is_locked(draft, question.id))
    every = (part for question in open_to for part in recordings(answer(draft, question.id)))
    return tuple(part for part in every if part.transcript and part.transcript.vouched is Vouched.shown)


def all_recordings_kept(draft: Draft) -> bool:
    """Whether every recording is on our disk and was listened to, or is known to be lost."""
    return all(part.heard or part.lost for part in sounds(draft))


def listening_digest(draft: Draft) -> str:
    """A digest of which recordings there are."""
    return sha256(" ".join(sorted(str(part.key) for part in sounds(draft))).encode()).hexdigest()


_SCREENED = frozenset({Stage.reviewing, Stage.declaring})


def standing(badge: Badge, draft: Draft) -> Standing:
    """What the guards of the stage table look at."""
    return Standing(
        badge_is_right=draft.right_badge_at is not None,
        facts_are_settled=draft.facts_confirmed and next_fact(badge, draft) is None,
        every_recording_kept=all_recordings_kept(draft),
        nobody_is_heard_of=not sounds(draft) or draft.listened == listening_digest(draft),
        every_link_vouched_for=vouching.next_scope(badge, draft) is None,
        enough_badges_held=holdings.enough(badge, draft),
        every_answer_long_enough=all(is_done(question, draft) for question in badge.questions),
        enough_words_in_all=missing_in_all(badge, draft) == 0,
        within_the_cap=over(badge, draft) == 0,
        # Screening reads every word, so it is done only where a guard asks for it.
        every_finding_settled=draft.stage in _SCREENED and not findings(badge, draft),
        ai_use_declared=badge.ai.rule != "declare" or (draft.ai is not None and _told(draft)),
        every_declaration_accepted=all(d.id in draft.declarations for d in badge.declarations),
        came_back=_came_back(draft),
        told_by_the_worker=draft.stage is Stage.closed and draft.told,
    )


def _came_back(draft: Draft) -> bool:
    sending, returned = draft.sending, draft.returned
    return sending is not None and returned is not None and sending.attempt == returned.attempt


def _told(draft: Draft) -> bool:
    use = draft.ai
    return use is not None and (not use.used or bool(use.tool and use.link))
