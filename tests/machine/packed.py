"""What must be true of a pack at the moment at which it goes: every rule is met, and it holds just what was given."""

from dataclasses import dataclass, replace
from datetime import datetime

from machine.kept import HEARD, WORD

from criteria.library import Library
from criteria.model import Badge
from flows.model.attachments.audio import enough
from flows.model.attachments.award import SubmittedAward
from flows.model.draft import Answer, AudioPart, Draft, LinkPart, Session, TextPart
from flows.model.stages import Stage
from flows.pack import assemble, packed_badges
from flows.pack import recordings as packed_recordings
from flows.pack.pack import Pack, PackAi, PackAnswer, PackFact, PackLink
from flows.pack.packed_badges import PackHeldBadge
from flows.pack.recordings import FileUse, PackFile
from flows.rules import held_badges as holdings
from flows.rules.evidence import links as link_rules
from flows.rules.evidence.answers import is_about, text, words
from flows.rules.evidence.answers import recordings as spoken
from flows.rules.evidence.links import WHOLE
from flows.rules.held_badges import Ground
from flows.rules.progress import loose_total, total
from flows.rules.readiness import listening_digest


def judge(shelf: Library, desk: Session, sent: Pack, earlier: list[Pack]) -> None:
    """Holds a pack to all of them."""
    draft = desk.drafts[sent.draft]
    assert draft.stage is Stage.sending
    assert sent.submission_id not in {one.submission_id for one in earlier}
    for rule in (_answers, _kept_out, _heard, _written, _vouched, _holdings, _limits, _declared, _text):
        rule(shelf, sent, draft)
    _stayed(sent, draft, earlier)


def _answers(shelf: Library, sent: Pack, draft: Draft) -> None:
    """Each answer is long enough, and holds just the words that were given for it, in order."""
    for question, answer in zip(shelf.at(draft.badge, draft.version).questions, sent.answers, strict=True):
        given = draft.answers.get(question.id, Answer())
        if not link_rules.stands(question, draft) and not (given.kept_short and spoken(given)):
            assert words(given) >= (enough(question.minimum) if is_about(given) else question.minimum)
        assert given.parts or draft.whole
        assert (answer.count == "stated") == (draft.whole is not None or link_rules.link_of(given) is not None)
        assert WORD.findall(answer.text) == WORD.findall(" ".join(map(_said, given.parts)))
        if given.parts and not spoken(given) and not link_rules.link_of(given):
            assert answer.text == text(given)
            typed = [part.text for part in given.parts if isinstance(part, TextPart)]
            assert answer.text.split() == " ".join(typed).split()


def _kept_out(shelf: Library, sent: Pack, draft: Draft) -> None:
    """No word that was kept out of the answers is in them."""
    filed = set(WORD.findall(" ".join(answer.text for answer in sent.answers)))
    aside = (one.text.replace(one.filed, "", 1) for one in draft.asides)
    assert not filed & set(WORD.findall(" ".join(aside)))


def _said(part: TextPart | AudioPart | LinkPart) -> str:
    match part:
        case TextPart():
            return part.text
        case LinkPart():
            return part.url
        case AudioPart():
            return part.written or ""


def _heard(_: Library, sent: Pack, draft: Draft) -> None:
    """Every recording was kept and asked about, and each that plays goes along, bound by its digest."""
    every = [sound for given in draft.answers.values() for sound in spoken(given)]
    assert all(sound.heard or sound.lost for sound in every)
    assert not every or draft.listened == listening_digest(draft)
    asked = [draft.answers[a.criterion_id] for a in sent.answers if a.criterion_id in draft.answers]
    copies = [s.heard.copy_sha256 for given in asked for s in spoken(given) if s.heard and s.heard.copy_sha256]
    assert copies == [file.sha256 for file in sent.files if file.use is FileUse.listening]
    assert len({file.name for file in sent.files}) == len(sent.files)


def _written(_: Library, sent: Pack, draft: Draft) -> None:
    """No word that a program wrote goes to anybody, unless the person vouches for it."""
    vouched = [sound.written for given in draft.answers.values() for sound in spoken(given) if sound.written]
    files = " ".join(file.transcript.text for file in sent.files if file.transcript)
    assert {*HEARD.findall(sent.evidence_text), *HEARD.findall(files)} <= {*HEARD.findall(" ".join(vouched))}
    assert sent.ai.rule != "banned" or not vouched


def _vouched(shelf: Library, sent: Pack, draft: Draft) -> None:
    """Every link went with all that has to be said of its page, ticked before it was sent."""
    badge = shelf.at(draft.badge, draft.version)
    links = {WHOLE: sent.whole, **{answer.criterion_id: answer.link for answer in sent.answers}}
    for scope, gone in links.items():
        held = link_rules.link_at(draft, scope)
        assert (gone.url if gone else None) == (held.url if held else None)
        if gone:
            assert tuple(tick.text for tick in gone.checklist) == link_rules.asked(badge, scope)
            assert all(draft.began_at <= tick.ticked_at <= sent.timestamp for tick in gone.checklist)
            assert gone.url in sent.evidence_text


def _holdings(shelf: Library, sent: Pack, draft: Draft) -> None:
    """Enough badges are held, and each is said to be on the ground of an award that is its own."""
    badge = shelf.at(draft.badge, draft.version)
    assert [held.id for held in sent.holdings] == [item.id for item in badge.prerequisites if item.id in draft.held]
    assert len(sent.holdings) >= badge.needed
    assert sent.holdings_of == len(badge.prerequisites)
    files = {file.name for file in sent.files if file.use is FileUse.award}
    assert files == {held.file for held in sent.holdings if held.file}
    for held in sent.holdings:
        mine = [award for award in draft.awards if award.thing == held.id and not award.out]
        assert held.ground is Ground.stated or any(_bears(badge, draft, award, held.ground) for award in mine)


def _bears(badge: object, draft: Draft, award: SubmittedAward, ground: Ground) -> bool:
    return holdings.ground(badge, draft, award) is ground


def _limits(shelf: Library, sent: Pack, draft: Draft) -> None:
    """All answers together are within the badge's limits."""
    badge = shelf.at(draft.badge, draft.version)
    assert sent.total_words == total(badge, draft)
    if badge.words:
        short = any(given.kept_short for given in draft.answers.values())
        short = short or any(link_rules.stands(question, draft) for question in badge.questions)
        assert short or total(badge, draft) >= enough(badge.words.minimum)
        assert loose_total(badge, draft) <= badge.words.maximum


def _declared(shelf: Library, sent: Pack, draft: Draft) -> None:
    """Every declaration was agreed to, in its exact words, and the AI question is answered where it is asked."""
    badge = shelf.at(draft.badge, draft.version)
    assert [(d.id, d.text) for d in sent.declarations] == [(d.id, d.text) for d in badge.declarations]
    assert all(draft.began_at <= d.accepted_at <= sent.timestamp for d in sent.declarations)
    assert badge.ai.rule != "declare" or sent.ai.used is not None
    assert not sent.ai.used or (sent.ai.tool and (sent.ai.link or sent.ai.no_link))


def _text(_: Library, sent: Pack, draft: Draft) -> None:
    """The text has every answer under its heading, in order, and not the email address."""
    place = 0
    for answer in sent.answers:
        place = sent.evidence_text.index(answer.heading, place) + len(answer.heading)
        place = sent.evidence_text.index(answer.text, place) + len(answer.text)
    email = draft.facts["email"].values[0]
    assert email not in sent.evidence_text or any(email in answer.text for answer in sent.answers)


def _stayed(sent: Pack, draft: Draft, earlier: list[Pack]) -> None:
    """Where the issuer asked for more in some answers, all else goes again as it went before."""
    if draft.returned is None or not draft.returned.locks:
        return
    before = next(p for p in earlier if p.draft == draft.id and p.attempt == draft.returned.attempt)
    assert sent.facts == before.facts
    assert sent.reference == before.reference
    assert _undated(sent.holdings) == _undated(before.holdings)
    assert _of_badges(sent) == _of_badges(before)
    for old, new in zip(before.answers, sent.answers, strict=True):
        assert old == new or draft.returned.about(old.criterion_id)


@dataclass(frozen=True)
class Substance:
    """All of a draft that an issuer gets, whether it could be sent now or not."""

    text: str
    facts: tuple[PackFact, ...]
    answers: tuple[PackAnswer, ...]
    whole: PackLink | None
    holdings: tuple[PackHeldBadge, ...]
    files: tuple[PackFile, ...]
    ai: PackAi
    declared: tuple[tuple[str, datetime], ...]


def substance(badge: Badge, draft: Draft) -> Substance:
    """What an issuer would get of a draft."""
    return Substance(
        assemble.evidence(badge, draft),
        assemble.pack_facts(badge, draft),
        assemble.pack_answers(badge, draft),
        assemble.pack_whole(badge, draft),
        _undated(packed_badges.pack_holdings(badge, draft)),
        (*packed_recordings.files(badge, draft), *packed_badges.files(badge, draft)),
        assemble.pack_ai(badge, draft),
        tuple((one.text, one.at) for one in draft.declarations.values()),
    )


def of_pack(sent: Pack) -> Substance:
    """What an issuer got."""
    declared = tuple((one.text, one.accepted_at) for one in sent.declarations)
    held = _undated(sent.holdings)
    return Substance(sent.evidence_text, sent.facts, sent.answers, sent.whole, held, sent.files, sent.ai, declared)


def _undated(held: tuple[PackHeldBadge, ...]) -> tuple[PackHeldBadge, ...]:
    """Badges held without when they were looked at: of a link, that may come to be known once it is sent."""
    return tuple(replace(one, checked_at=one.checked_at if one.ground is Ground.checked else None) for one in held)


def _of_badges(sent: Pack) -> list[tuple[str, str]]:
    return [(file.name, file.sha256) for file in sent.files if file.use is FileUse.award]
