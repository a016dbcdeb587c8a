"""The page of one submission: reading it, taking it, drafts, deciding, taking a decision back, second opinions."""

import asyncio
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.desk.pages.case_document import case_document
from bot.desk.pages.desk_pages import HOME, just_decided, redirect, show, visitor
from bot.desk.pages.same_words import shared_passages
from bot.desk.sentences import plain
from bot.desk.tables.assessing import SecondOpinion
from bot.desk.tables.indexed_store import standing_of
from bot.desk.tables.people import Colleague
from bot.documents.pdf import MEDIA_TYPE, PdfError, pdf
from bot.inbox.decision_form import DecisionForm, FormProblem, message, problems, questions, wish
from bot.inbox.pages.reading import NOTHING, SubmissionPage
from bot.inbox.responses import HEADERS, form, said, sound
from bot.inbox.submission_records import DecisionRecord
from bot.inbox.submission_state import SubmissionStanding
from bot.inbox.submission_store import ID, StoredSubmission
from bot.issuers.contract.decision_schema import LONGEST_COMMENT, too_long

if TYPE_CHECKING:
    from bot.desk.running_desk import Desk
    from bot.desk.web import PageHandler

SENT_SOON = 2.0
"""Seconds for which a page waits, so that it can show what became of a decision that goes at once."""
NEXT = "next"
"""The field that opens the next submission after a decision."""
REVISION = "revision"
WORDS = "comment-opinion"
"""The field of the words of an opinion, which the other assessor reads."""
_log = structlog.get_logger(__name__)
_FIELDS = ("comment-", "ok-", "say-")
_OTHERS = ("link", "credential", "reply_by", NEXT)


@dataclass(frozen=True, slots=True)
class _Form:
    """The form as the page shows it: what was filled in, and what is wrong with it."""

    wish: DecisionForm = NOTHING
    problems: tuple[FormProblem, ...] = ()
    asks: bool = False


class SubmissionPages:
    """The pages of single submissions."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def routes(self) -> Sequence[tuple[str, str, "PageHandler"]]:
        """Its addresses."""
        one = f"{HOME}/{{id}}"
        return (
            ("GET", one, self._read),
            ("GET", f"{one}/mark", self._mark),
            ("GET", f"{one}/others", self._others),
            ("GET", f"{one}/files/{{name}}", self._file),
            ("GET", f"{one}/{{name}}.pdf", self._pdf),
            ("POST", f"{one}/take", self._take),
            ("POST", f"{one}/hand-back", self._hand_back),
            ("POST", f"{one}/assign", self._assign),
            ("POST", f"{one}/draft", self._draft),
            ("POST", f"{one}/decisions", self._decide),
            ("POST", f"{one}/take-back", self._take_back),
            ("POST", f"{one}/release", self._release),
            ("POST", f"{one}/second", self._ask_second),
            ("POST", f"{one}/opinion", self._opinion),
        )

    # Reading

    def _seen(self, request: web.Request) -> SubmissionStanding:
        """The submission that is asked for. Raises HTTPNotFound."""
        id_ = request.match_info["id"]
        seen = self._desk.store.standing(id_) if ID.fullmatch(id_) else None
        if seen is None:
            raise web.HTTPNotFound
        return seen

    async def _read(self, request: web.Request) -> web.StreamResponse:
        seen = await asyncio.to_thread(self._seen, request)
        return await self._show(request, seen, None)

    async def _show(
        self, request: web.Request, seen: SubmissionStanding, filled: _Form | None, status: int = 200
    ) -> web.StreamResponse:
        desk, person = self._desk, visitor(request).person
        kept, data = seen.kept, seen.kept.manifest.data
        draft = desk.assessing.draft(kept.id, person.id)
        saved = _Form(wish(draft.form, kept.manifest)) if draft else _Form()
        shown = filled or saved
        second = desk.assessing.second(kept.id)
        assigned = desk.assessing.assigned(data.reference)
        others = [name for one in desk.is_here(kept.id, person.id) if (name := self._name(one))]
        passages = await asyncio.to_thread(shared_passages, kept, desk.store, desk.shingles)
        own = _OwnStanding(kept, seen.attempts, _acts(seen, person, second, assigned))
        asked = second is not None and person.id in (second.first, second.other) and seen.acts != ()
        gives = asked and second is not None and person.id not in second.opinions
        reading = _DeskPage(own, desk.settings.zone, shown.wish, shown.problems, shown.asks, gives)
        everyone = [one for one in desk.people.everyone() if one.ended_at is None]
        released = seen.held.made_at.timestamp() if seen.held else 0.0
        return show(
            desk,
            "reading",
            person,
            status,
            look=f"{HOME}/{kept.id}/mark",
            mark=self._mark_of(seen),
            just=just_decided(desk, request),
            reading=reading,
            data=data,
            draft=draft,
            next_checked=draft.form.get(NEXT) == "yes" if draft else True,
            revision=draft.revision if draft else 0,
            assigned=assigned,
            assigned_name=self._name(assigned),
            others=others,
            people=[one for one in everyone if one.decides],
            comments=desk.assessing.comments(person.id, data.badge.id),
            passages=passages,
            second=second,
            second_names=(self._name(second.first), self._name(second.other)) if second else ("", ""),
            opinions=self._opinions(second, kept),
            may_decide=person.decides and assigned in (None, person.id),
            may_release=self._may_release(seen, person),
            own_award=desk.awarding.makes(data.badge.id),
            award=desk.awards.newest_of(kept.id),
            award_address=desk.awarding.page_address,
            due_at=int(kept.received.first.at.timestamp()) + desk.settings.days * 86_400,
            held_seconds=max(0, round(released + desk.settings.wait_minutes * 60 - desk.now())) if released else 0,
            events=desk.assessing.events(kept.id),
            name_of=self._name,
        )

    def _opinions(self, second: SecondOpinion | None, kept: StoredSubmission) -> list[tuple[str, DecisionForm, str]]:
        """Both opinions, each with its giver's name and words, once both are in."""
        if second is None or not second.is_complete:
            return []
        given = second.opinions.values()
        return [(self._name(one.person), wish(one.form, kept.manifest), one.form.get(WORDS, "")) for one in given]

    def _name(self, id_: int | None) -> str:
        found = self._desk.people.get(id_) if id_ is not None else None
        return found.name if found else ""

    def _mark_of(self, seen: SubmissionStanding) -> str:
        """Changes with what others do to a submission, and not with what is typed."""
        kept, assessing = seen.kept, self._desk.assessing
        events = assessing.events(kept.id, most=1)
        parts = [standing_of(seen), str(len(kept.decisions)), str(kept.received.tries), str(len(seen.attempts))]
        parts += [one.standing + str(one.tries) for one in kept.decisions]
        parts += [str(events[0].number) if events else "", str(assessing.assigned(kept.manifest.data.reference))]
        return "-".join(parts)

    async def _mark(self, request: web.Request) -> web.StreamResponse:
        return said(200, self._mark_of(await asyncio.to_thread(self._seen, request)))

    async def _others(self, request: web.Request) -> web.StreamResponse:
        """Who else has this submission open, as a sentence; empty for nobody."""
        here = self._desk.is_here(request.match_info["id"], visitor(request).person.id)
        names = ", ".join(filter(None, map(self._name, here)))
        return said(200, plain("others-here", names=names) if names else "")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        kept = (await asyncio.to_thread(self._seen, request)).kept
        name = request.match_info["name"]
        file = next((one for one in kept.manifest.data.files if one.name == name), None)
        if file is None:
            raise web.HTTPNotFound
        return sound(kept.place / "files" / file.name, file.media_type)

    async def _pdf(self, request: web.Request) -> web.StreamResponse:
        """The whole submission as one PDF, named by its reference and attempt."""
        desk, seen = self._desk, await asyncio.to_thread(self._seen, request)
        made = case_document(SubmissionPage(seen, desk.settings.zone), desk.today())
        try:
            content = await pdf(made, renderer=desk.renderer)
        except PdfError as problem:
            _log.warning("desk_pdf_not_made", reason=str(problem))
            return show(desk, "notice", visitor(request).person, 503, key="pdf-none")
        named = {"Content-Disposition": f'attachment; filename="{seen.kept.id}.pdf"'}
        return web.Response(body=content, content_type=MEDIA_TYPE, headers={**HEADERS, **named})

    # Who has it

    def _decider(self, request: web.Request) -> Colleague:
        """Who asks, if they may change anything. Raises HTTPForbidden for an auditor."""
        person = visitor(request).person
        if not person.decides:
            raise web.HTTPForbidden
        return person

    async def _take(self, request: web.Request) -> web.StreamResponse:
        person, kept = self._decider(request), self._seen(request).kept
        if self._desk.assessing.take(kept.manifest.data.reference, person.id, self._desk.seconds()):
            self._note(person, "taken", kept)
        return redirect(f"{HOME}/{kept.id}")

    async def _hand_back(self, request: web.Request) -> web.StreamResponse:
        person, kept = self._decider(request), self._seen(request).kept
        application = kept.manifest.data.reference
        if person.leads or self._desk.assessing.assigned(application) == person.id:
            self._desk.assessing.hand_back(application)
            self._note(person, "handed-back", kept)
        return redirect(f"{HOME}/{kept.id}")

    async def _assign(self, request: web.Request) -> web.StreamResponse:
        person, kept = self._decider(request), self._seen(request).kept
        to = self._chosen((await form(request)).get("person", ""))
        if not person.leads:
            raise web.HTTPForbidden
        if to is not None:
            self._desk.assessing.assign(kept.manifest.data.reference, to.id, self._desk.seconds())
            self._note(person, "assigned", kept, str(to.id))
        return redirect(f"{HOME}/{kept.id}")

    def _chosen(self, text: str) -> Colleague | None:
        """A person who decides, by the number that a form has for them."""
        found = self._desk.people.get(int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None
        return found if found is not None and found.ended_at is None and found.decides else None

    def _note(self, person: Colleague, kind: str, kept: StoredSubmission, detail: str = "") -> None:
        self._desk.assessing.note(self._desk.seconds(), person.id, kind, kept.id, detail)

    # Drafts

    async def _draft(self, request: web.Request) -> web.StreamResponse:
        """Keeps what is being typed. 409 where another browser has kept something newer."""
        person, kept = self._decider(request), self._seen(request).kept
        fields = await form(request)
        seen = fields.get(REVISION, "")
        revision = self._desk.assessing.keep_draft(
            kept.id, person.id, _draft_of(fields), int(seen) if seen.isdigit() else None, self._desk.seconds()
        )
        text = json.dumps({"revision": revision})
        status = 409 if revision is None else 200
        return web.Response(text=text, status=status, content_type="application/json", headers=HEADERS)

    # Deciding

    async def _decide(self, request: web.Request) -> web.StreamResponse:
        desk, person = self._desk, self._decider(request)
        fields = await form(request)
        # From here to the record nothing waits, so that no two people decide at once.
        seen = self._seen(request)
        kept = seen.kept
        desk.assessing.keep_draft(kept.id, person.id, _draft_of(fields), None, desk.seconds())
        filled = wish(fields, kept.manifest)
        assigned = desk.assessing.assigned(kept.manifest.data.reference)
        if filled.act and filled.act not in _acts(seen, person, desk.assessing.second(kept.id), assigned):
            return show(desk, "notice", person, 409, key="stale")
        wrong = (*problems(filled, kept.manifest, desk.today().date()), *self._unsignable(filled, person, kept))
        if wrong:
            return await self._show(request, seen, _Form(filled, wrong), 422)
        if asked := questions(filled, kept.manifest):
            return await self._show(request, seen, _Form(filled, asked, asks=True))
        self._record(person, kept, filled)
        if filled.act == "received" or desk.settings.wait_minutes == 0:
            await desk.sender.tried(SENT_SOON)
        if filled.act == "received" or fields.get(NEXT) != "yes":
            return redirect(f"{HOME}/{kept.id}")
        following = desk.index.next_of(person.id, kept.id)
        after = f"after={kept.id}"
        return redirect(f"{HOME}/{following}?{after}" if following else f"/?view=unassigned&{after}")

    def _unsignable(self, filled: DecisionForm, person: Colleague, kept: StoredSubmission) -> list[FormProblem]:
        """What is wrong beyond what the form itself can tell."""
        found = []
        signed = self._signed(filled.comment, person)
        if len(signed) > LONGEST_COMMENT >= len(filled.comment):
            found.append(FormProblem(f"{filled.act}-comment", too_long(len(signed), LONGEST_COMMENT)))
        email = kept.manifest.data.applicant.get("email")
        if self._awards_itself(filled, kept) and not (isinstance(email, str) and email.strip()):
            found.append(FormProblem("awarded-comment", plain("problem-no-email")))
        return found

    def _signed(self, comment: str, person: Colleague) -> str:
        return f"{comment}\n\n{person.name}" if comment and self._desk.settings.sign_comments else comment

    def _awards_itself(self, filled: DecisionForm, kept: StoredSubmission) -> bool:
        """Whether the badge is to be made here: it can be, and none was made elsewhere."""
        makes = self._desk.awarding.makes(kept.manifest.data.badge.id)
        return makes and filled.act == "awarded" and not filled.link and not filled.credential

    def _record(self, person: Colleague, kept: StoredSubmission, filled: DecisionForm) -> None:
        """Write the decision down, to go out when its time has come."""
        desk, id_ = self._desk, f"dec_{secrets.token_hex(12)}"
        at = datetime.fromtimestamp(desk.now(), UTC)
        filled = replace(filled, comments={**filled.comments, filled.act: self._signed(filled.comment, person)})
        if self._awards_itself(filled, kept):
            award = desk.awarding.award(kept.manifest.data, id_)
            filled = replace(filled, credential=award.jwt, link=desk.awarding.page_address(award.token))
        body = message(filled, kept.manifest, kept.received.reference, at)
        decides = filled.act != "received"
        sampled = decides and secrets.randbelow(100) < desk.settings.sample_percent
        record = DecisionRecord(
            id=id_,
            type="badge.revoked" if filled.act == "revoked" else f"submission.{filled.act}",
            made_at=at,
            body=body,
            held_until=at + timedelta(minutes=desk.settings.wait_minutes) if decides else None,
            awaits_lead=sampled,
        )
        desk.assessing.take(kept.manifest.data.reference, person.id, desk.seconds())
        self._note(person, f"decided-{filled.act}", kept, id_)
        desk.store.note(kept.place, record)
        desk.sender.wake()

    async def _take_back(self, request: web.Request) -> web.StreamResponse:
        desk, person = self._desk, self._decider(request)
        seen = self._seen(request)
        held = seen.held
        may = person.leads or desk.assessing.assigned(seen.kept.manifest.data.reference) == person.id
        if held is None or not may or not desk.sender.take_back(seen.kept.place, held.id):
            return show(desk, "notice", person, 409, key="gone")
        desk.awards.drop(held.id)
        self._note(person, "taken-back", seen.kept, held.id)
        return redirect(f"{HOME}/{seen.kept.id}")

    async def _release(self, request: web.Request) -> web.StreamResponse:
        desk, person = self._desk, self._decider(request)
        seen = self._seen(request)
        if seen.held is None or not self._may_release(seen, person):
            return show(desk, "notice", person, 409, key="stale")
        desk.sender.release(seen.kept.place, seen.held.id)
        self._note(person, "released", seen.kept, seen.held.id)
        return redirect(f"{HOME}/{seen.kept.id}")

    def _may_release(self, seen: SubmissionStanding, person: Colleague) -> bool:
        """Whether somebody may let a sampled decision go: a lead, and not who decided, unless there is no other."""
        if seen.held is None or not seen.held.awaits_lead or not person.leads:
            return False
        decided = next((one for one in self._desk.assessing.events(seen.kept.id) if one.detail == seen.held.id), None)
        return decided is None or decided.person != person.id or self._desk.people.leads_left() == 1

    # Second opinions

    async def _ask_second(self, request: web.Request) -> web.StreamResponse:
        desk, person, kept = self._desk, self._decider(request), self._seen(request).kept
        other = self._chosen((await form(request)).get("person", ""))
        if other is None or other.id == person.id:
            return redirect(f"{HOME}/{kept.id}")
        if desk.assessing.take(kept.manifest.data.reference, person.id, desk.seconds()):
            desk.assessing.ask_second(kept.id, person.id, other.id, desk.seconds())
            self._note(person, "second-asked", kept, str(other.id))
        return redirect(f"{HOME}/{kept.id}")

    async def _opinion(self, request: web.Request) -> web.StreamResponse:
        desk, person, kept = self._desk, self._decider(request), self._seen(request).kept
        second = desk.assessing.second(kept.id)
        fields = await form(request)
        if second is None or person.id not in (second.first, second.other):
            raise web.HTTPForbidden
        desk.assessing.keep_draft(kept.id, person.id, _draft_of(fields), None, desk.seconds())
        if fields.get("opinion") not in ("awarded", "returned", "declined"):
            wrong = (FormProblem("opinion", plain("problem-no-opinion")),)
            seen = self._seen(request)
            return await self._show(request, seen, _Form(wish(fields, kept.manifest), wrong), 422)
        given = {**_draft_of(fields), "act": fields["opinion"]}
        desk.assessing.give_opinion(kept.id, person.id, given, desk.seconds())
        self._note(person, "opinion-in", kept)
        return redirect(f"{HOME}/{kept.id}")


def _draft_of(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form that are kept: what was typed and marked, and no button."""
    return {name: text for name, text in fields.items() if name.startswith(_FIELDS) or name in _OTHERS}


def _acts(
    seen: SubmissionStanding, person: Colleague, second: SecondOpinion | None, assigned: int | None
) -> tuple[str, ...]:
    """Which decisions somebody may make now."""
    if not person.decides or assigned not in (None, person.id):
        return ()
    return () if second is not None and not second.is_complete else seen.acts


@dataclass(frozen=True, slots=True)
class _OwnStanding(SubmissionStanding):
    """A submission with what one person may decide of it."""

    allowed: tuple[str, ...] = ()

    @property
    def acts(self) -> tuple[str, ...]:
        """Which decisions they may make now."""
        return self.allowed


@dataclass(frozen=True, slots=True)
class _DeskPage(SubmissionPage):
    """A submission in front of one person."""

    gives_opinion: bool = False
    """They are asked for an opinion, and have not given it yet."""

    @property
    def marks(self) -> bool:
        """Whether the questions can be marked."""
        return self.gives_opinion or "returned" in self.seen.acts
