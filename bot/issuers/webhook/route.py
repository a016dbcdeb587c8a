"""The route to a system of the issuer's that takes submissions as signed POSTs.

The manifest travels as JSON, alone or as the first part of a form with a part for each recording. The signature
covers the bytes of the manifest, and the manifest has the SHA-256 of each recording: so it can be checked where the
raw bytes of a form cannot be had, as in PHP. What an issuer's developer builds against is what `teabreak contract`
prints.
"""

import asyncio
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import IO
from unicodedata import category

import aiohttp
from pydantic import BaseModel, ConfigDict, ValidationError
from yarl import URL

from bot.issuers import pack_files
from bot.issuers.http import HttpCall, HttpResponse, send
from bot.issuers.manifests import manifest_json
from bot.issuers.route import FailureReason, GaveUp, Receipt, RetryLater
from bot.issuers.webhook.withdrawal_request import withdrawal_id, withdrawal_json
from bot.media.media_file import MediaFile
from bot.signing.keys import Signer
from bot.signing.standard_webhooks import signed
from flows.pack.pack import Pack
from flows.pack.recordings import PackFile

MANIFEST = "manifest"
"""The name of the part that holds the manifest."""
MOST_RECEIPT = 64 * 1024
"""Bytes of an answer that are read. One that is longer is not meant for us."""
LONGEST_REFERENCE = 200
"""Characters of the issuer's reference that are kept."""

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")

STOPS: Mapping[int, FailureReason] = {
    400: FailureReason.refused,
    401: FailureReason.not_allowed,
    403: FailureReason.not_allowed,
    410: FailureReason.closed,
    413: FailureReason.too_large,
    415: FailureReason.refused,
    422: FailureReason.refused,
}
"""Answers after which nothing more is tried until somebody has looked."""
WAITS: Mapping[int, FailureReason] = {
    404: FailureReason.not_found,
    408: FailureReason.unreachable,
    409: FailureReason.busy,
    425: FailureReason.busy,
    429: FailureReason.busy,
}
"""Answers after which it is tried again. So are all redirects and all that begin with 5."""


class WebhookDelivery:
    """An issuer's system at one address."""

    def __init__(
        self,
        url: str,
        keys: Sequence[Signer],
        recording: Callable[[str], MediaFile],
        now: Callable[[], float] = time.time,
        patience: float = 1.0,
    ) -> None:
        """`recording` says where the bytes of a SHA-256 are; `now` is Unix time; `patience` stretches all limits."""
        self._url = url
        self._keys = keys
        self._recording = recording
        self._now = now
        self._patience = patience

    async def deliver(self, pack: Pack) -> Receipt:
        """Post the submission under its id, which an issuer takes once however often it comes.

        Raises RetryLater where the issuer has not said what becomes of it. Raises GaveUp where it said no, and for a
        recording that is gone, is not what was sent, or has an odd name.
        """
        if not all(_FILE.fullmatch(file.name) for file in pack.files):
            raise GaveUp(FailureReason.odd_reference)
        manifest = manifest_json(pack)
        with ExitStack() as stack:
            recordings = await asyncio.to_thread(self._opened, stack, pack.files)
            answer = await self._post(*self._request(pack, manifest, recordings))
        return self._receipt(answer)

    async def withdraw(self, pack: Pack, at: datetime) -> Receipt:
        """Post that the submission is taken back, under an id of its own. Any acceptance will do.

        Raises RetryLater and GaveUp as for a submission.
        """
        id_, message = withdrawal_id(pack), withdrawal_json(pack, at)
        headers = {**signed(self._keys, id_, int(self._now()), message), "Idempotency-Key": f'"{id_}"'}
        self._accepted(await self._post({**headers, "Content-Type": "application/json"}, message))
        return Receipt()

    async def _post(self, headers: Mapping[str, str], body: bytes | aiohttp.MultipartWriter) -> HttpResponse:
        call = HttpCall("POST", str(URL(self._url)), headers, body)
        return await send(call, now=self._now, patience=self._patience, most_answer=MOST_RECEIPT)

    def _request(
        self, pack: Pack, manifest: bytes, recordings: Sequence[IO[bytes]]
    ) -> tuple[Mapping[str, str], bytes | aiohttp.MultipartWriter]:
        id_ = pack.submission_id
        headers = {**signed(self._keys, id_, int(self._now()), manifest), "Idempotency-Key": f'"{id_}"'}
        if not recordings:
            return {**headers, "Content-Type": "application/json"}, manifest
        return headers, _form(manifest, pack.files, recordings)

    def _opened(self, stack: ExitStack, files: Sequence[PackFile]) -> list[IO[bytes]]:
        """Each recording, open at its start, after its digest was checked."""
        return [stack.enter_context(pack_files.opened(file, self._recording)) for file in files]

    def _receipt(self, answer: HttpResponse) -> Receipt:
        self._accepted(answer)
        reference = reference_in(answer.body)
        if reference is None:
            raise RetryLater(FailureReason.no_reference, answer.wait)
        return Receipt(reference)

    def _accepted(self, answer: HttpResponse) -> None:
        """Raises RetryLater or GaveUp unless the status is 2xx."""
        status, after = answer.status, answer.wait
        if status // 100 == 2:
            return
        if status // 100 == 3:
            raise RetryLater(FailureReason.moved, after)
        if status in WAITS:
            raise RetryLater(WAITS[status], after)
        if status // 100 == 4:
            raise GaveUp(STOPS.get(status, FailureReason.refused))
        raise RetryLater(FailureReason.unreachable, after)


def _form(manifest: bytes, files: Sequence[PackFile], recordings: Sequence[IO[bytes]]) -> aiohttp.MultipartWriter:
    form = aiohttp.MultipartWriter("form-data")
    first = form.append(manifest, {"Content-Type": "application/json"})
    first.set_content_disposition("form-data", name=MANIFEST)
    for file, recording in zip(files, recordings, strict=True):
        part = form.append(pack_files.FormPart(recording, file))
        part.set_content_disposition("form-data", name=file.name, filename=file.name)
    return form


class _Accepted(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)

    reference: str


def reference_in(body: bytes) -> str | None:
    """The issuer's own reference in the body of an acceptance; None where none can be read.

    It will be shown to the worker, so it is one line of characters that can be seen.
    """
    try:
        said = _Accepted.model_validate_json(body).reference
    except ValidationError:
        return None
    plain = "".join(" " if character.isspace() else character for character in said)
    seen = "".join(character for character in plain if category(character)[0] != "C")
    return " ".join(seen.split())[:LONGEST_REFERENCE] or None
