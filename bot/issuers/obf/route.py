"""The route `obf`: applies through an earnable badge's form, and reads the outcome.

Source: the calls that the system's own client for WordPress makes, openbadgefactory/obf-wordpress,
includes/obf_client.php. What an application holds when it is read back is documented nowhere that we found, so no
more than its id, its status and our own reference is looked for in it.
"""

import asyncio
import json
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from aiohttp import FormData
from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter, ValidationError

from bot.issuers import pack_files
from bot.issuers.http import SOON, HttpCall, HttpResponse, ask
from bot.issuers.obf.form import Filled, boxes, fill, short
from bot.issuers.polled import stated
from bot.issuers.route import FailureReason, GaveUp, Receipt, RetryLater
from bot.media.media_file import MediaFile
from criteria.systems import FactoryBadge, FactoryRoute
from flows.model.decision import Decision, DecisionVerdict
from flows.pack.pack import Pack

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_STATUS = {"approved": DecisionVerdict.awarded, "rejected": DecisionVerdict.declined}
"""What a status says. An application that was given back for revision looks like one that is pending, so it is."""
_PUBLIC = {True: ("yes", "optional"), False: ("no", "optional")}
"""Which settings of a badge there agree with what the issuer's file says of the evidence."""
MOST_READ = 50
"""How many applications are read one by one to find ours."""
_OBJECT = TypeAdapter(dict[str, JsonValue])


class _Earnable(BaseModel):
    """An earnable badge with its form."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    approval_method: str = ""
    attach_evidence: str = ""
    form_html: str


class ObfDelivery:
    """An issuer's badges in Open Badge Factory."""

    def __init__(self, section: FactoryRoute, tls: ssl.SSLContext, recording: Callable[[str], MediaFile]) -> None:
        """`tls` shows the client's certificate. `recording` says where the bytes of a SHA-256 are kept."""
        self._section = section
        self._tls = tls
        self._recording = recording

    async def deliver(self, pack: Pack) -> Receipt:
        """See that there is one application for this attempt. Its reference is the application's id.

        Raises RetryLater or GaveUp; the latter before anything is sent where the form does not take all of it.
        """
        badge = self._badge(pack)
        own = {"applicant": stated(pack, self._section.name), "email": stated(pack, self._section.email)}
        short(tuple(own.values()))
        found = await self._found(pack, badge)
        if found is not None:
            return Receipt(found)
        earnable = (await self._get(f"/{badge.earnable}?form_html=1")).shaped(_Earnable)
        if earnable.approval_method == "secret" or earnable.attach_evidence not in _PUBLIC[badge.public]:
            # A badge with a claim code has no assessor; and who can read the evidence was told to the worker.
            raise GaveUp(FailureReason.form_changed)
        filled = fill(pack, badge, boxes(earnable.form_html))
        own["attach_evidence"] = "1" if badge.public else "0"
        return Receipt(await self._apply(badge, own, filled) or await self._found(pack, badge))

    async def _apply(self, badge: FactoryBadge, own: dict[str, str], filled: Filled) -> str | None:
        """Send the form; the id that it got, where the answer tells."""
        with ExitStack() as held:
            form = FormData(default_to_multipart=True)
            for name, text in (*own.items(), *filled.texts):
                form.add_field(name, _whole(text))
            for name, file in filled.files:
                stream = held.enter_context(await asyncio.to_thread(pack_files.opened, file, self._recording))
                form.add_field(
                    name, pack_files.FormPart(stream, file), filename=file.name, content_type=file.media_type
                )
            answer = await self._ask("POST", f"/{badge.earnable}/apply", form)
        return _told(answer)

    async def _found(self, pack: Pack, badge: FactoryBadge) -> str | None:
        """The id of the application that carries this attempt's id; None where there is none.

        A list may tell less than an application read by itself. So those that do not say whose they are, or say that
        they are this applicant's, are read one by one.
        """
        listed = list(_lines(await self._get(f"/{badge.earnable}/application")))
        for one in listed:
            if _names(one, pack.submission_id):
                return _id(one)
        email = stated(pack, self._section.email)
        likely = [id_ for one in listed if (id_ := _id(one)) and (_names(one, email) or not _has_address(one))]
        for id_ in likely[-MOST_READ:]:
            if _names(_parsed(await self._get(f"/{badge.earnable}/application/{id_}")), pack.submission_id):
                return id_
        return None

    async def outcome(self, pack: Pack, receipt: str | None) -> Decision | None:
        """Whether this attempt was approved or rejected; None for anything else. It comes without words."""
        badge = self._badge(pack)
        id_ = receipt or await self._found(pack, badge)
        if id_ is None or not _ID.fullmatch(id_):
            return None
        application = _parsed(await self._get(f"/{badge.earnable}/application/{id_}"))
        status = application.get("status")
        verdict = _STATUS.get(status) if isinstance(status, str) else None
        return Decision(verdict) if verdict else None

    async def _get(self, path: str) -> HttpResponse:
        return await self._ask("GET", path)

    async def _ask(self, method: str, path: str, form: FormData | None = None) -> HttpResponse:
        url = f"{str(self._section.url).rstrip('/')}/earnablebadge/{self._section.client}{path}"
        return await ask(HttpCall(method, url, body=form), self._tls)

    def _badge(self, pack: Pack) -> FactoryBadge:
        for badge in self._section.badges:
            if badge.badge == pack.badge.id:
                return badge
        raise GaveUp(FailureReason.not_mapped)


def _whole(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _told(answer: HttpResponse) -> str | None:
    """The id in an answer to an application: in its body, or at the end of the address of what was made."""
    try:
        return _id(_OBJECT.validate_json(answer.body))
    except ValidationError:
        last = answer.location.rpartition("/application/")[2].rpartition("/")[2]
        return last if answer.location and _ID.fullmatch(last) else None


def _lines(answer: HttpResponse) -> Iterator[dict[str, JsonValue]]:
    """The objects of a list, which comes as one JSON object a line."""
    for line in answer.body.splitlines():
        if line.strip():
            yield _object(line)


def _parsed(answer: HttpResponse) -> dict[str, JsonValue]:
    return _object(answer.body)


def _object(text: bytes) -> dict[str, JsonValue]:
    try:
        return _OBJECT.validate_json(text)
    except ValidationError:
        pass
    # Raised outside the handler: its traceback holds nothing of the answer.
    raise RetryLater(FailureReason.unreachable, SOON)


def _id(one: dict[str, JsonValue]) -> str | None:
    id_ = one.get("id")
    return id_ if isinstance(id_, str) and _ID.fullmatch(id_) else None


def _names(one: dict[str, JsonValue], text: str) -> bool:
    """Whether a text is anywhere in it as a whole word: attempt 1 is not attempt 10."""
    pattern = rf"(?<![\w-]){re.escape(text)}(?![\w-])"
    return re.search(pattern, json.dumps(one, ensure_ascii=False)) is not None


def _has_address(one: dict[str, JsonValue]) -> bool:
    return "@" in json.dumps(one, ensure_ascii=False)
