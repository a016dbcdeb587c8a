"""Builds the email message of a submission, with the documents and the manifest attached.

Every header is ASCII, with encoded words where a name or a title needs more. What a worker typed reaches three places
only: the name beside `Reply-To`, the body, and what is enclosed. None of them can begin a header or end a part.

There is no `Auto-Submitted`: a person pressed send, and desks that sort their mail put automatic messages aside.
Nothing asks for SMTPUTF8: a server further on that cannot do it would send the whole message back.
"""

from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import dataclass
from email.header import Header
from email.utils import format_datetime
from hashlib import sha256
from quopri import encodestring

from email_validator import EmailNotValidError, validate_email

from bot.documents import glyphs, words
from bot.documents.words import NamedFile
from bot.issuers.email.body import text
from flows.pack.pack import Pack

_END = b"\r\n"
_LONGEST_NAME = 120
"""Characters of a name in a header. The whole name is in the body."""
_JOINERS = "\u200c\u200d"
"""They do not count as printable, and hold together what does: emoji, and letters of some scripts."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Sender and recipient of a message. Addresses are ASCII."""

    sender: str
    """The operator's address. It gets what cannot be delivered."""
    sender_name: str
    to: str

    @property
    def domain(self) -> str:
        """The domain under which messages are sent."""
        return self.sender.rpartition("@")[2]


def letter(pack: Pack, ends: Ends, enclosed: Sequence[NamedFile], *, left_out: bool = False) -> bytes:
    """The message, ready for a mail server: CRLF line ends, ASCII alone. Equal submissions give equal bytes.

    `left_out` says that the originals of the recordings would not go in. Names of enclosed files are plain ASCII.
    """
    # Neither base64 nor quoted-printable can hold "=_", so nothing that is enclosed can end a part.
    mark = f"=_{sha256(pack.submission_id.encode()).hexdigest()[:32]}"
    body = text(pack, ends.sender, enclosed, answerable=bool(reply_to(pack)), left_out=left_out)
    said = encodestring(body.encode()).replace(b"\n", _END)
    parts = [
        _part(said, "text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"),
        *(_attached(file) for file in enclosed),
    ]
    between = f"--{mark}".encode()
    return _END.join(
        [
            *(f"{name}: {value}".encode("ascii") for name, value in _headers(pack, ends)),
            b"MIME-Version: 1.0",
            f'Content-Type: multipart/mixed; boundary="{mark}"'.encode(),
            b"",
            *(piece for part in parts for piece in (between, *part)),
            between + b"--",
            b"",
        ]
    )


def message_id(submission_id: str, domain: str) -> str:
    """The id of a submission's message: the same on every try, so that a mailbox can tell a repeat."""
    return f"<{submission_id}@{domain}>"


def _part(body: bytes, media_type: str, *headers: str) -> list[bytes]:
    return [f"Content-Type: {media_type}".encode(), *(header.encode("ascii") for header in headers), b"", body]


def _attached(file: NamedFile) -> list[bytes]:
    return _part(
        encodebytes(file.content).replace(b"\n", _END),
        f'{file.media_type};\r\n name="{file.name}"',
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment;\r\n filename="{file.name}"',
    )


def _headers(pack: Pack, ends: Ends) -> list[tuple[str, str]]:
    # No name in it: a subject is shown on locked screens, and copied into lists and logs on the way.
    subject = f"Badge application {words.reference(pack)}: {words.badge_name(pack)}"
    before = message_id(pack.supersedes, ends.domain) if pack.supersedes else ""
    headers = [
        ("From", named(ends.sender_name, ends.sender)),
        ("To", ends.to),
        ("Reply-To", reply_to(pack)),
        ("Subject", encoded(one_line(subject), "Subject")),
        ("Date", format_datetime(pack.timestamp)),
        ("Message-ID", message_id(pack.submission_id, ends.domain)),
        # With these a mail program shows a second attempt below the first.
        ("In-Reply-To", before),
        ("References", before),
        ("X-Teabreak-Reference", pack.reference),
        ("X-Teabreak-Attempt", str(pack.attempt)),
    ]
    return [(name, value) for name, value in headers if value]


def reply_to(pack: Pack) -> str:
    """The worker's address with their name; empty where not every mail server can write to it."""
    stated = {fact.id: fact.values[0] for fact in pack.facts if fact.values}
    try:
        found = validate_email(stated.get("email", ""), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return ""
    return named(stated.get("name", ""), found.ascii_email) if found.ascii_email else ""


def named(name: str, address: str) -> str:
    """An address with a name before it, for a header. No letter of the name can be read as part of the address."""
    line = one_line(name)[:_LONGEST_NAME].strip()
    # Encoded even where quotes would do, and where it looks encoded already.
    plain = line.replace(" ", "a").isalnum() and line.isascii() and len(line) <= 50
    said = line if plain else encoded(line, "Reply-To", plain=False)
    return f"{said}\r\n <{address}>" if line else address


def encoded(line: str, header: str, *, plain: bool = True) -> str:
    """A line as the value of a header, folded; in encoded words where it is not to stand there as it is."""
    charset = "us-ascii" if plain and line.isascii() and "=?" not in line else "utf-8"
    return Header(line, charset, header_name=header).encode(linesep="\r\n")


def one_line(text: str) -> str:
    """A text on one line, with nothing in it that could not stand in a header."""
    kept = (letter if letter.isprintable() or letter in _JOINERS else " " for letter in glyphs.writable(text))
    return " ".join("".join(kept).split())
