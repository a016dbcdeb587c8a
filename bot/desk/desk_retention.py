"""Removes what is kept no longer than the issuer's schedule says, and gives or erases what there is about a person."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.desk.tables.submissions import DAY

if TYPE_CHECKING:
    from bot.desk.running_desk import Desk


def tidy(desk: "Desk") -> None:
    """Remove what is older than the schedule allows. A submission that waits for anything stays."""
    settings, now = desk.settings, desk.seconds()
    desk.people.tidy(now)
    if settings.keep_submissions_days:
        for id_ in desk.index.decided_before(now - settings.keep_submissions_days * DAY):
            erase(desk, id_, "schedule")
    if settings.keep_drafts_days:
        desk.assessing.purge_drafts(now - settings.keep_drafts_days * DAY)
    if settings.keep_log_days:
        desk.assessing.purge_log(now - settings.keep_log_days * DAY)


def erase(desk: "Desk", submission: str, why: str) -> bool:
    """Remove a submission with its files, decisions, drafts and opinions. The log says that it was done, and why."""
    if not desk.store.erase(submission):
        return False
    desk.assessing.forget(submission)
    desk.assessing.note(desk.seconds(), None, "erased", submission, why)
    return True


def erase_person(desk: "Desk", email: str) -> int:
    """Erase every submission of an applicant; how many there were."""
    count = sum(erase(desk, id_, "request") for id_ in desk.index.of_applicant(email))
    desk.index.compact()
    return count


def export_person(desk: "Desk", email: str, folder: Path) -> int:
    """Copy all that there is about an applicant into a new folder; how many submissions.

    What assessors wrote about them is part of it: drafts and opinions too. Raises FileExistsError.
    """
    folder.mkdir(mode=0o700)
    ids = desk.index.of_applicant(email)
    for id_ in ids:
        kept = desk.store.get(id_)
        if kept is None:
            continue
        shutil.copytree(kept.place, folder / id_)
        second = desk.assessing.second(id_)
        names = {one.id: one.name for one in desk.people.everyone()}
        more: dict[str, Any] = {
            "drafts": desk.assessing.drafts_of(id_),
            "opinions": [dict(one.form) for one in second.opinions.values()] if second else [],
            "log": [
                {
                    "at": datetime.fromtimestamp(one.at, UTC).isoformat(),
                    "by": names.get(one.person or 0, ""),
                    "what": one.kind,
                }
                for one in reversed(desk.assessing.events(id_, most=10_000))
            ],
        }
        (folder / id_ / "assessing.json").write_text(json.dumps(more, ensure_ascii=False, indent=2), encoding="utf-8")
    return len(ids)
