"""The pack as an issuer's system reads it.

Its shape is the promise to issuers, `pack/1`; question ids are never reused between versions.
"""

from collections.abc import Mapping

from flows.pack.pack import Pack, PackAi, PackAnswer, PackLink
from flows.pack.packed_badges import PackHeldBadge
from flows.pack.recordings import FileUse, PackFile, PackTranscript

SCHEMA = "pack/1"
_ESTIMATED = "an estimate, made by a program from the sound"
_WORDS_ARE: Mapping[FileUse, str] = {
    FileUse.original: _ESTIMATED,
    FileUse.listening: _ESTIMATED,
    FileUse.award: "none: this is no recording",
}


def _file(file: PackFile) -> Mapping[str, object]:
    return {
        "part": file.name,
        "name": file.name,
        "criterion_id": file.criterion_id,
        "part_of_answer": file.part,
        "use": file.use.value,
        "media_type": file.media_type,
        "bytes": file.size,
        "seconds": round(file.seconds, 2),
        "sha256": file.sha256,
        "words_about": file.words_about,
        "words_are": _WORDS_ARE[file.use],
        "transcript": _transcript(file.transcript) if file.transcript else None,
    }


def _transcript(made: PackTranscript) -> Mapping[str, object]:
    return {
        "text": made.text,
        "words": made.words,
        "engine": made.engine,
        "model": made.model,
        "made_at": made.made_at.isoformat(),
        "confirmed_at": made.confirmed_at.isoformat(),
        "mended": made.mended,
    }


def _holding(held: PackHeldBadge) -> Mapping[str, object]:
    return {
        "id": held.id,
        "title": held.title,
        "ground": held.ground.value,
        "stated_at": held.stated_at.isoformat(),
        "checked_at": held.checked_at.isoformat() if held.checked_at else None,
        "link": held.link or None,
        "file": held.file or None,
        "matched_by": _matched_by(held),
        "award_name": held.named or None,
        **_against(held),
    }


def _against(held: PackHeldBadge) -> Mapping[str, object]:
    """What speaks against it. Where nothing does, nothing is said, so that older packs keep their bytes."""
    found = [{"kind": one.kind, "found_at": one.at.isoformat() if one.at else None} for one in held.against]
    return {"against": found} if found else {}


def _matched_by(held: PackHeldBadge) -> str | None:
    if not (held.link or held.file):
        return None
    return "applicant" if held.assigned else "bot"


def _question(answer: PackAnswer) -> Mapping[str, object]:
    """The question and its tips. A pack that was frozen without them says nothing, so that its bytes stay the same."""
    said = {"question": answer.question, "tips": list(answer.tips)}
    return {name: value for name, value in said.items() if value}


def _ai(ai: PackAi) -> Mapping[str, object]:
    """What was said of AI tools. That there is no link is said only where it is so: older packs keep their bytes."""
    said = {"rule": ai.rule, "used": ai.used, "tool": ai.tool, "link": ai.link}
    return {**said, "no_link": True} if ai.no_link else said


def _kept(pack: Pack) -> Mapping[str, object]:
    """Likely personal details that were kept. A pack without any says nothing, so that older bytes stay the same."""
    kept = [
        {"criterion_id": one.criterion_id, "words": one.words, "kind": one.kind, "kept_at": one.kept_at.isoformat()}
        for one in pack.kept_details
    ]
    return {"kept_details": kept} if kept else {}


def _ticks(link: PackLink | None) -> list[Mapping[str, object]]:
    return [{"text": tick.text, "ticked_at": tick.ticked_at.isoformat()} for tick in (link.checklist if link else ())]


def manifest(pack: Pack) -> Mapping[str, object]:
    """The pack as an issuer's system reads it: `pack/1`, free of anything of Telegram's."""
    return {
        "schema": SCHEMA,
        "type": "submission.resubmitted" if pack.supersedes else "submission.created",
        "timestamp": pack.timestamp.isoformat(),
        "data": {
            "submission_id": pack.submission_id,
            "reference": pack.reference,
            "version": pack.attempt,
            "supersedes": pack.supersedes,
            "badge": {
                "id": pack.badge.id,
                "code": pack.badge.code,
                "title": pack.badge.title,
                "criteria_version": pack.badge.criteria_version,
            },
            "applicant": {f.id: list(f.values) if f.many else f.values[0] for f in pack.facts},
            "answers": [
                {
                    "criterion_id": a.criterion_id,
                    "heading": a.heading,
                    "text": a.text,
                    "words": a.words,
                    "minimum_words": a.minimum,
                    "count": a.count,
                    "shorter_than_asked": a.short,
                    "link": a.link.url if a.link else None,
                    "checklist": _ticks(a.link),
                    **_question(a),
                }
                for a in pack.answers
            ],
            "link": pack.whole.url if pack.whole else None,
            "checklist": _ticks(pack.whole),
            "prerequisites": [_holding(held) for held in pack.holdings],
            "total_words": pack.total_words,
            "total_count": pack.total_count,
            "declarations": [
                {"id": d.id, "text": d.text, "accepted_at": d.accepted_at.isoformat()} for d in pack.declarations
            ],
            **_kept(pack),
            "ai": _ai(pack.ai),
            "evidence_text": pack.evidence_text,
            "files": [_file(f) for f in pack.files],
        },
    }
