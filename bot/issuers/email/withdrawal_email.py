"""The email that tells an issuer of a withdrawal, threaded below the submission."""

from datetime import datetime
from email.utils import format_datetime
from quopri import encodestring

from bot.documents import glyphs, words
from bot.issuers.email.submission_email import Ends, encoded, message_id, named, one_line, reply_to
from bot.issuers.webhook.withdrawal_request import withdrawal_id
from flows.pack.pack import Pack

_END = b"\r\n"


def withdrawal_letter(pack: Pack, at: datetime, ends: Ends) -> bytes:
    """The message, ready for a mail server: CRLF line ends, ASCII alone. Equal calls give equal bytes."""
    body = encodestring(_text(pack, at, ends.sender).encode()).replace(b"\n", _END)
    headers = (f"{name}: {value}".encode("ascii") for name, value in _headers(pack, at, ends) if value)
    return _END.join([*headers, b"", body])


def _headers(pack: Pack, at: datetime, ends: Ends) -> list[tuple[str, str]]:
    subject = f"Taken back: badge application {words.reference(pack)}, {words.badge_name(pack)}"
    before = message_id(pack.submission_id, ends.domain)
    return [
        ("From", named(ends.sender_name, ends.sender)),
        ("To", ends.to),
        ("Reply-To", reply_to(pack)),
        ("Subject", encoded(one_line(subject), "Subject")),
        ("Date", format_datetime(at)),
        ("Message-ID", message_id(withdrawal_id(pack), ends.domain)),
        ("In-Reply-To", before),
        ("References", before),
        ("X-Teabreak-Reference", pack.reference),
        ("X-Teabreak-Attempt", str(pack.attempt)),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
    ]


def _text(pack: Pack, at: datetime, sender: str) -> str:
    answering = "the applicant" if reply_to(pack) else sender
    said = [
        f"The applicant has taken back the application for the badge {words.badge_name(pack)}.",
        f"Reference: {words.reference(pack)}. Taken back on {at.day} {at:%B %Y}.",
        "There is nothing more to decide on it, nor on any earlier attempt of the same reference.",
        f"A reply to this message goes to {answering}. No program reads it.",
    ]
    return glyphs.writable("\n\n".join(said)) + "\n"
