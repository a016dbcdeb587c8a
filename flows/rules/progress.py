"""What follows from a draft and its badge: counts, what is missing, what comes next. Nothing here is stored."""

from collections.abc import Iterable

from criteria.model import Badge, Question
from flows.model.attachments.audio import LOW_END, enough
from flows.model.decision import Reopened
from flows.model.draft import Answer, AudioPart, Draft, TextPart
from flows.model.stages import Stage
from flows.rules.evidence import answers
from flows.rules.evidence import links as link_rules

MOST_CHARACTERS = 40_000
"""Characters of all answers of a badge together: seven times what 900 words need. Words can be of any length, and a
document of very long ones takes the typesetter minutes."""


def _asked(badge: Badge, draft: Draft) -> Iterable[Answer]:
    return (answers.answer(draft, question.id) for question in badge.questions)


def total(badge: Badge, draft: Draft) -> int:
    """The strict count of all answers to the badge's questions."""
    return sum(answers.words(a) for a in _asked(badge, draft))


def loose_total(badge: Badge, draft: Draft) -> int:
    """The loose count of all answers to the badge's questions."""
    return sum(answers.loose_words(a) for a in _asked(badge, draft))


def marks_in_all(badge: Badge, draft: Draft) -> int:
    """How much further the loose count of all answers goes than the strict one: marks that are no words."""
    return sum(answers.marks(a) for a in _asked(badge, draft))


def missing(question: Question, draft: Draft) -> int:
    """How many more words an answer needs. One with an estimate in it is met from four fifths of its minimum.

    Where a link answers it, and the worker vouches for its words, none.
    """
    if link_rules.stands(question, draft):
        return 0
    given = answers.answer(draft, question.id)
    needed = enough(question.minimum) if answers.is_about(given) else question.minimum
    return max(0, needed - answers.words(given))


def is_short(question: Question, draft: Draft) -> bool:
    """Whether a spoken answer is shorter than asked, and kept so by the worker."""
    given = answers.answer(draft, question.id)
    return given.kept_short and answers.is_about(given) and missing(question, draft) > 0


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
    if asked is None or asked.left or answers.content_digest(answers.answer(draft, question)) != asked.as_sent:
        return None
    return asked


def is_done(question: Question, draft: Draft) -> bool:
    """Whether an answer has words, and enough of them, or a link that the worker vouches for.

    One of which the issuer wants more is done once it is changed, or left as it is.
    """
    given = answers.answer(draft, question.id)
    if unsettled(draft, question.id):
        return False
    if link_rules.stands(question, draft):
        return True
    said = any(isinstance(part, TextPart) or (isinstance(part, AudioPart) and _says(part)) for part in given.parts)
    return said and (not missing(question, draft) or is_short(question, draft))


def _says(part: AudioPart) -> bool:
    return part.heard is not None and (part.written is not None or not part.words_needed)


def missing_in_all(badge: Badge, draft: Draft) -> int:
    """How many more words all answers together need, by the same rule as for each."""
    if badge.words is None or any(is_short(question, draft) for question in badge.questions):
        return 0
    if any(link_rules.stands(question, draft) for question in badge.questions):
        # How many words a page has is not known here; that it has enough is what was ticked.
        return 0
    needed = enough(badge.words.minimum) if is_about_in_all(badge, draft) else badge.words.minimum
    return max(0, needed - total(badge, draft))


def over(badge: Badge, draft: Draft) -> int:
    """How many words all answers together have too many."""
    return max(0, loose_total(badge, draft) - badge.words.maximum) if badge.words else 0


def characters_over(badge: Badge, draft: Draft) -> int:
    """How many characters all answers together have too many, typed or written down from sound."""
    return max(0, sum(answers.characters(a) for a in _asked(badge, draft)) - MOST_CHARACTERS)


def left(badge: Badge, draft: Draft) -> int:
    """How many words may still be written, nought or more unless there are certainly too many."""
    if badge.words is None:
        return 0
    certain = badge.words.maximum - loose_total(badge, draft)
    return certain if certain < 0 else max(0, certain - _uncertain(badge, draft))


def _uncertain(badge: Badge, draft: Draft) -> int:
    """How many words of estimates count towards no maximum, though they were probably said."""
    every = [part for given in _asked(badge, draft) for part in answers.recordings(given)]
    heard = [answers.estimate(part) for part in every if part.written is None]
    return sum(count - int(count * LOW_END) for count in heard)


def is_about_in_all(badge: Badge, draft: Draft) -> bool:
    """Whether the count of all answers together is an estimate."""
    return any(answers.is_about(given) for given in _asked(badge, draft))


def next_open(badge: Badge, draft: Draft, after: str | None = None) -> Question | None:
    """The next question that is not done, looking on from `after` and then from the start."""
    ids = [question.id for question in badge.questions]
    start = ids.index(after) + 1 if after in ids else 0
    turned = [*badge.questions[start:], *badge.questions[:start]]
    return next((question for question in turned if not is_done(question, draft)), None)


def number(badge: Badge, question: str) -> int:
    """The place of a question in its badge, counted from 1; 0 for a question that it does not have."""
    return next((n for n, q in enumerate(badge.questions, 1) if q.id == question), 0)


def question_of(badge: Badge, id_: str, number_: int) -> Question | None:
    """A question by its id, or by its number; None where the badge has no such question."""
    return badge.question(id_) or next((q for n, q in enumerate(badge.questions, 1) if n == number_), None)


def next_fact(badge: Badge, draft: Draft) -> str | None:
    """The first fact that is not yet stated and sure. Before the questions, one for later is passed over."""
    later = draft.facts_later if draft.stage is Stage.checking else ()
    for fact in badge.facts:
        stated = draft.facts.get(fact.id)
        if stated is None and fact.id in later:
            continue
        if stated is None or not stated.values or not stated.sure:
            return fact.id
    return None


def strays(badge: Badge, draft: Draft) -> tuple[str, ...]:
    """Ids of answers that have words and no question in this version of the badge."""
    known = {question.id for question in badge.questions}
    return tuple(q for q, a in draft.answers.items() if q not in known and a.parts)
