"""Whether a submission fits where it goes: an email message in the mailbox, a pasted text in a web form."""

from dataclasses import dataclass, replace

from criteria.model import Badge, Issuer
from criteria.routes import BYTES_IN_MB
from flows.model.draft import AiUse, Draft
from flows.pack import packed_badges
from flows.pack.assemble import evidence
from flows.pack.recordings import dispensable, files
from flows.rules.evidence.word_count import TooLong, loose

DOCUMENTS = 1_500_000
"""Bytes for the letter and its documents in their encoded form, of which typefaces in the PDF are the most."""
PER_FILE = 3_000
"""Bytes for what surrounds a file, and for all that is said of it in the letter and each of the documents."""
TIMES_SAID = 10
"""How often the questions and the evidence may weigh: in the letter, the documents and the manifest, encoded."""


@dataclass(frozen=True, slots=True)
class TooHeavy:
    """A message that the issuer's mailbox would not take, in MB: what it weighs, rounded up, and what is taken."""

    weighs: int
    takes: int


def too_long_to_paste(badge: Badge, draft: Draft) -> TooLong | None:
    """Whether the text that a worker pastes into the issuer's form is over the badge's limit, with all that is in it.

    The limit is held against the answers alone while they are written; a form also counts headings and details.
    """
    if badge.words is None:
        return None
    if badge.ai.rule == "declare" and draft.ai is None:
        # The shortest line on AI tools that the text can end with, so that the check says what the last look would.
        draft = replace(draft, ai=AiUse(used=False, at=draft.touched_at))
    words = loose(evidence(badge, draft))
    return TooLong(words, badge.words.maximum) if words > badge.words.maximum else None


def encoded(size: int) -> int:
    """How many bytes a file takes as base64, in lines of 76 with their ends."""
    whole = 4 * -(-size // 3)
    return whole + 2 * -(-whole // 76)


def too_heavy(badge: Badge, issuer: Issuer, draft: Draft) -> TooHeavy | None:
    """Whether a draft would be too large for the issuer's mailbox. None where it fits, or does not go by email.

    What an issuer can do without stays behind where there is no room, so it does not count.
    """
    if issuer.route != "email" or issuer.email is None:
        return None
    weight = lightest(badge, draft)
    if weight <= issuer.email.limit_mb * BYTES_IN_MB:
        return None
    return TooHeavy(-(-weight // BYTES_IN_MB), issuer.email.limit_mb)


def lightest(badge: Badge, draft: Draft) -> int:
    """Bytes of the message at most, with no file that the issuer can do without."""
    said = evidence(badge, draft) + "".join(text for one in badge.questions for text in (one.ask, *one.tips))
    every = (*files(badge, draft), *packed_badges.files(badge, draft))
    recordings = sum(encoded(file.size) for file in every if not dispensable(file))
    return DOCUMENTS + TIMES_SAID * len(said.encode("utf-8", "replace")) + PER_FILE * len(every) + recordings
