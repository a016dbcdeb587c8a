"""What has to be settled before a draft may go on, for the guards of the stage table. Nothing here is stored."""

from dataclasses import dataclass
from hashlib import sha256

from criteria.model import Badge
from flows.model.attachments.transcript import Vouched
from flows.model.decision import Way
from flows.model.draft import AudioPart, Draft, KeptDetail
from flows.model.stages import GuardFacts, Stage
from flows.rules import held_badges as held_rules
from flows.rules.details.personal_details import Finding, screen
from flows.rules.evidence import links as link_rules
from flows.rules.evidence.answers import answer, digest, recordings, text
from flows.rules.progress import characters_over, is_done, is_locked, missing_in_all, next_fact, over


@dataclass(frozen=True, slots=True)
class Seen:
    """A likely personal detail in an answer."""

    question: str
    finding: Finding
    words: str


def findings(badge: Badge, draft: Draft) -> tuple[Seen, ...]:
    """Likely personal details in answers, save those that the worker has looked at and kept."""
    seen: list[Seen] = []
    for question in badge.questions:
        given = answer(draft, question.id)
        if not given.parts or given.kept_as_is == digest(given):
            continue
        said = text(given)
        passed = {kept.words for kept in draft.kept_details if kept.question == question.id}
        for found in screen(said):
            words = said[found.start : found.end]
            # Each is decided about once, however often it stands in the answer.
            if words not in passed:
                passed.add(words)
                seen.append(Seen(question.id, found, words))
    return tuple(seen)


def kept_details(draft: Draft) -> tuple[str, ...]:
    """The words of those that the worker kept and that still stand in their answers, each once."""
    said = {question: text(given) for question, given in draft.answers.items()}
    return tuple(dict.fromkeys(kept.words for kept in draft.kept_details if kept.words in said.get(kept.question, "")))


def details_kept(badge: Badge, draft: Draft) -> tuple[KeptDetail, ...]:
    """What the worker kept and what still stands in its answer: each once an answer, in the order of the questions."""
    found: dict[tuple[str, str], KeptDetail] = {}
    for question in badge.questions:
        said = text(answer(draft, question.id))
        for kept in draft.kept_details:
            if kept.question == question.id and kept.words in said:
                found.setdefault((kept.question, kept.words), kept)
    return tuple(found.values())


def sounds(draft: Draft) -> tuple[AudioPart, ...]:
    """Every recording in an answer, in no order that matters."""
    return tuple(part for given in draft.answers.values() for part in recordings(given))


def unchecked(badge: Badge, draft: Draft) -> tuple[AudioPart, ...]:
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


def standing(badge: Badge, draft: Draft) -> GuardFacts:
    """What the guards of the stage table look at."""
    return GuardFacts(
        badge_is_right=draft.right_badge_at is not None,
        facts_are_settled=draft.facts_confirmed and next_fact(badge, draft) is None,
        every_recording_kept=all_recordings_kept(draft),
        nobody_is_heard_of=not sounds(draft) or draft.listened == listening_digest(draft),
        every_link_vouched_for=link_rules.next_scope(badge, draft) is None,
        enough_badges_held=held_rules.enough(badge, draft),
        every_answer_long_enough=all(is_done(question, draft) for question in badge.questions),
        enough_words_in_all=missing_in_all(badge, draft) == 0,
        within_the_cap=over(badge, draft) == 0 and characters_over(badge, draft) == 0,
        # Screening reads every word, so it is done only where a guard asks for it.
        every_finding_settled=draft.stage in _SCREENED and not findings(badge, draft),
        ai_use_declared=badge.ai.rule != "declare" or (draft.ai is not None and _told(draft)),
        every_declaration_accepted=all(d.id in draft.declarations for d in badge.declarations),
        came_back=_came_back(draft),
        told_by_the_worker=draft.stage is Stage.closed and draft.told,
        waits_for_the_worker=draft.stage is Stage.sending
        and draft.sending is not None
        and draft.sending.way is Way.hand
        and draft.sending.delivered_at is None,
    )


def _came_back(draft: Draft) -> bool:
    sending, returned = draft.sending, draft.returned
    return sending is not None and returned is not None and sending.attempt == returned.attempt


def _told(draft: Draft) -> bool:
    use = draft.ai
    return use is not None and (not use.used or bool(use.tool and not use.unsure and (use.link or use.no_link)))
