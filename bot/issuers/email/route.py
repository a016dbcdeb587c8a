"""The route `email`: each submission is one message, through the operator's mail server.

A mail server that takes a message says that it will try to deliver it, and no more: that is what the worker is told.
Nobody's program reads what comes back.
"""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bot.documents.issuer_copies import evidence
from bot.documents.words import NamedFile
from bot.issuers import pack_files
from bot.issuers.email.smtp import MailServer, SmtpClient, SmtpTimeouts
from bot.issuers.email.submission_email import Ends, letter
from bot.issuers.email.withdrawal_email import withdrawal_letter
from bot.issuers.manifests import manifest_json
from bot.issuers.route import FailureReason, GaveUp, Receipt, RetryLater
from bot.issuers.route_context import Documents, RouteContext
from bot.media.media_file import MediaFile
from bot.settings.settings import Settings
from criteria.routes import BYTES_IN_MB, EmailRoute
from flows.pack.pack import Pack
from flows.pack.recordings import PackFile, dispensable

_REFERENCE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class EmailDelivery:
    """A mailbox of an issuer's."""

    def __init__(
        self,
        server: MailServer,
        ends: Ends,
        limit: int,
        recording: Callable[[str], MediaFile],
        waits: SmtpTimeouts | None = None,
        documents: Documents = evidence,
    ) -> None:
        """`limit` is the largest message that the mailbox takes, in bytes; `recording` finds the bytes of a SHA-256.

        `documents` makes what is enclosed beside the manifest.
        """
        self._postman = SmtpClient(server, ends, waits)
        self._ends = ends
        self._limit = limit
        self._recording = recording
        self._documents = documents

    async def deliver(self, pack: Pack) -> Receipt:
        """Hand the message to the mail server: `posted`, never more. A repeat has the same id and the same bytes.

        Raises RetryLater or GaveUp as the protocol says, GaveUp also for a recording that is gone or has changed.
        """
        names = (file.name for file in pack.files)
        if not _REFERENCE.fullmatch(pack.submission_id) or not all(map(_FILE.fullmatch, names)):
            raise GaveUp(FailureReason.odd_reference)
        recordings = await asyncio.to_thread(self._recordings, pack)
        # The text of the evidence is the letter itself.
        documents = [file for file in await self._documents(pack) if file.name != "evidence.txt"]
        documents.append(NamedFile("manifest.json", "application/json", manifest_json(pack, indent=2) + b"\n"))
        await self._postman.post(lambda room: self._fitting(pack, documents, recordings, room))
        return Receipt(posted=True)

    async def withdraw(self, pack: Pack, at: datetime) -> Receipt:
        """Hand a message to the mail server that says that the submission is taken back. A repeat has the same id."""
        if not _REFERENCE.fullmatch(pack.submission_id):
            raise GaveUp(FailureReason.odd_reference)
        message = withdrawal_letter(pack, at, self._ends)
        await self._postman.post(lambda _: message)
        return Receipt(posted=True)

    def _fitting(
        self,
        pack: Pack,
        documents: Sequence[NamedFile],
        recordings: Sequence[tuple[PackFile, bytes]],
        room: int | None,
    ) -> bytes:
        """The message with all that goes into it; the originals of recordings stay behind where they would not."""
        most = min(self._limit, room or self._limit)
        for left_out in (False, True):
            sounds = [
                NamedFile(file.name, file.media_type, content)
                for file, content in recordings
                if not (left_out and dispensable(file))
            ]
            message = letter(pack, self._ends, [*documents, *sounds], left_out=left_out)
            if len(message) <= most:
                return message
        raise GaveUp(FailureReason.too_large)

    def _recordings(self, pack: Pack) -> list[tuple[PackFile, bytes]]:
        try:
            return [(file, pack_files.content(file, self._recording)) for file in pack.files]
        except OSError:
            # Of our own disk, which may be better later. Raised outside the handler: its traceback holds no path.
            raise RetryLater(FailureReason.unreachable) from None


def by_mail(route: EmailRoute, context: RouteContext) -> EmailDelivery:
    """The route to a mailbox, once nothing is `unset`."""
    settings, limit = context.settings, route.limit_mb * BYTES_IN_MB
    return EmailDelivery(
        mail_server(settings), ends(route, settings), limit, context.recording, documents=context.documents
    )


def ends(route: EmailRoute, settings: Settings) -> Ends:
    """From whom messages are, and to whom they go."""
    return Ends(settings.smtp_from or "", settings.operator_name, route.to)


def mail_server(settings: Settings) -> MailServer:
    """The operator's mail server."""
    return MailServer(
        settings.smtp_host,
        settings.smtp_port or _PORTS[settings.smtp_security],
        settings.smtp_security,
        settings.smtp_user,
        settings.smtp_password.get_secret_value() if settings.smtp_password else "",
    )


def unset(settings: Settings) -> Iterator[str]:
    """What has to be set before mail can be sent: a line for each, with what to do."""
    if not settings.smtp_host:
        yield "TEABREAK_SMTP_HOST: the route email needs it; set it to the name of your mail server"
    if settings.smtp_from is None:
        yield "TEABREAK_SMTP_FROM: the route email needs it; set it to the address that messages come from"
    if bool(settings.smtp_user) != (settings.smtp_password is not None):
        other = "PASSWORD" if settings.smtp_user else "USER"
        yield f"TEABREAK_SMTP_{other}: to log in, the mail server needs a user and a password; set both or neither"
