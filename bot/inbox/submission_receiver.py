"""Receives submissions by the published contract: checks the signature, the schema and the files, then stores them."""

import asyncio
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot.inbox.agreement import Agreement
from bot.inbox.body_parts import MOST_BYTES, MOST_FILES, Body
from bot.inbox.refusal import RequestRefused
from bot.inbox.submission_records import ReceivedSubmission, Try
from bot.inbox.submission_store import ID, StoredSubmission, SubmissionStore
from bot.issuers.contract.pack_schema import FilePart, Manifest
from bot.issuers.contract.withdrawal_schema import WITHDRAWN, Withdrawal
from bot.signing.standard_webhooks import TIMESTAMP, NotBelieved, believed

LONGEST_SECONDS = 1800.0
"""How long a submission may take to arrive. Until then, a repeat of it is asked to wait."""
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")


@dataclass(frozen=True, slots=True)
class Taken:
    """A submission that is stored."""

    id: str
    reference: str
    new: bool


class Receiver:
    """Receives submissions and withdrawals."""

    def __init__(self, store: SubmissionStore, agreements: Mapping[str, Agreement], now: Callable[[], float]) -> None:
        """`agreements` by issuer; `now` is Unix time."""
        self._store = store
        self._agreements = agreements
        self._now = now
        self._arriving: set[str] = set()

    async def take(self, issuer: str, request: web.BaseRequest) -> Taken:
        """Check and store a submission, or recognise a repeat. Raises RequestRefused with the contract's status."""
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                return await self._take(issuer, request)
        except TimeoutError:
            late = RequestRefused(408, "it took too long to arrive")
        raise late

    async def _take(self, issuer: str, request: web.BaseRequest) -> Taken:
        agreement = self._agreements.get(issuer)
        if agreement is None:
            raise RequestRefused(404, "no issuer takes submissions here")
        body = Body(request)
        signed = await body.manifest()
        tried = _checked(agreement, request.headers, signed, self._now())
        withdrawal = _withdrawal(signed, request.headers)
        if withdrawal is not None:
            return self._withdraw(issuer, withdrawal)
        manifest = _read(signed, request.headers)
        id_ = manifest.data.submission_id
        if id_ in self._arriving:
            raise RequestRefused(409, "the first try of this submission is still under way")
        self._arriving.add(id_)
        try:
            return await self._keep(issuer, body, signed, manifest, tried)
        finally:
            self._arriving.discard(id_)

    def _withdraw(self, issuer: str, withdrawal: Withdrawal) -> Taken:
        """Record a withdrawal. Raises RequestRefused (422) for a submission that never came here."""
        kept = self._store.get(withdrawal.data.submission_id)
        if kept is None or kept.received.issuer != issuer:
            raise RequestRefused(422, "no such submission came here")
        if kept.received.withdrawn_at is None:
            self._store.note_try(kept, kept.received.model_copy(update={"withdrawn_at": withdrawal.timestamp}))
        return Taken(kept.id, kept.received.reference, new=False)

    async def _keep(self, issuer: str, body: Body, signed: bytes, manifest: Manifest, tried: Try) -> Taken:
        arriving = self._store.begin()
        try:
            await body.files(manifest.data.files, arriving / "files")
            before = self._store.get(manifest.data.submission_id)
            if before is not None:
                return self._again(issuer, before, manifest, tried)
            reference = self._store.reference(manifest.data.reference)
            received = ReceivedSubmission(
                issuer=issuer,
                reference=reference,
                manifest_sha256=hashlib.sha256(signed).hexdigest(),
                first=tried,
                last=tried,
                files=len(manifest.data.files),
            )
            self._store.keep(arriving, signed, manifest, received)
            return Taken(manifest.data.submission_id, reference, new=True)
        finally:
            self._store.drop(arriving)

    def _again(self, issuer: str, before: StoredSubmission, manifest: Manifest, tried: Try) -> Taken:
        # Compared as what is known of it: a bot that was updated between two tries may add a field.
        if before.received.issuer != issuer or before.manifest != manifest:
            raise RequestRefused(422, "another submission came under this id")
        received = before.received
        again = received.model_copy(update={"tries": received.tries + 1, "last": tried})
        self._store.note_try(before, again)
        return Taken(before.id, received.reference, new=False)


def _checked(agreement: Agreement, headers: Mapping[str, str], signed: bytes, now: float) -> Try:
    """The keys whose signature is good. Raises RequestRefused (401) where none is, or not now."""
    try:
        believed(agreement.checkers, headers, signed, now)
    except NotBelieved as problem:
        raise RequestRefused(401, f"the signature: {problem.doubt.value}") from None
    versions = []
    for key in agreement.checkers:
        try:
            believed([key], headers, signed, now)
        except NotBelieved:
            continue
        versions.append(key.version)
    signed_at = datetime.fromtimestamp(int(headers[TIMESTAMP]), UTC)
    return Try(at=datetime.fromtimestamp(now, UTC), signed_at=signed_at, signatures=tuple(dict.fromkeys(versions)))


class _Typed(BaseModel):
    """The type of any message."""

    type: str = ""


def _withdrawal(signed: bytes, headers: Mapping[str, str]) -> Withdrawal | None:
    """The message as a withdrawal; None for another type. Raises RequestRefused for one that is malformed."""
    try:
        if _Typed.model_validate_json(signed).type != WITHDRAWN:
            return None
        withdrawal = Withdrawal.model_validate_json(signed, strict=True)
    except ValidationError:
        withdrawal = None
    if withdrawal is None:
        raise RequestRefused(400, "the message is of no schema that is known here")
    id_ = f"{withdrawal.data.submission_id}-withdrawn"
    if headers.get("webhook-id") != id_ or headers.get("Idempotency-Key") != f'"{id_}"':
        raise RequestRefused(400, "webhook-id and Idempotency-Key are the submission_id, with -withdrawn after it")
    return withdrawal


def _read(signed: bytes, headers: Mapping[str, str]) -> Manifest:
    """The manifest. Raises RequestRefused for what is not `pack/1`, or does not match its headers."""
    try:
        manifest = Manifest.model_validate_json(signed, strict=True)
    except ValidationError:
        manifest = None
    if manifest is None:
        raise RequestRefused(400, "the manifest is not of the schema pack/1")
    id_ = manifest.data.submission_id
    if headers.get("webhook-id") != id_ or headers.get("Idempotency-Key") != f'"{id_}"':
        raise RequestRefused(400, "webhook-id and Idempotency-Key are the submission_id of the manifest")
    if not ID.fullmatch(id_):
        raise RequestRefused(422, "an id has letters, digits, dashes and underscores only")
    _check_files(manifest.data.files)
    return manifest


def _check_files(files: tuple[FilePart, ...]) -> None:
    names = {file.name.lower() for file in files}
    parts = {file.part for file in files} - {"manifest"}
    if len(names) < len(files) or len(parts) < len(files) or not all(_FILE.fullmatch(file.name) for file in files):
        raise RequestRefused(
            400, "each file has a name of its own, of ASCII letters, digits, dots, dashes and underscores"
        )
    if len(files) > MOST_FILES or sum(file.bytes for file in files) > MOST_BYTES:
        raise RequestRefused(413, "it is larger than what is taken here")
