"""Signs and checks messages after Standard Webhooks 1.0.0, over the bytes `id.timestamp.body`.

The published Python library is not used: given bytes it signs their printed form, it cannot check what is not UTF-8,
and it knows no `v1a`.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from enum import Enum
from itertools import islice

from multidict import MultiMapping

from bot.signing.keys import Signer, Verifier

WINDOW_SECONDS = 300
"""How far a message's time may lie from ours, before or after, where nothing else is set."""
ID = "webhook-id"
TIMESTAMP = "webhook-timestamp"
SIGNATURE = "webhook-signature"
SPELLINGS = ((ID, TIMESTAMP, SIGNATURE), ("svix-id", "svix-timestamp", "svix-signature"))
"""The headers' names, and those that they had before the specification, which some senders still use."""

# A full stop would let the end of an id be taken for a timestamp.
_ID = re.compile(r"[!-\-/-~]{1,255}")
_SECONDS = re.compile(r"[0-9]{1,12}")
_MOST_SIGNATURES = 16
# With spaces between them; and with commas, where several lines of the header were made into one on the way.
_SIGNED = re.compile(r"(?:(?<=[\s,])|^)(v[0-9a-z]{1,8}),([A-Za-z0-9+/]{4,1024}={0,2})(?=[\s,]|$)")


class SignatureProblem(Enum):
    """Why a message is not believed."""

    incomplete = "incomplete"
    """A header is missing, or is not of its form."""
    untimely = "untimely"
    """It was signed too long ago, or is not yet due; perhaps a clock is wrong."""
    unsigned = "unsigned"
    """No signature on it belongs to it and to a key of ours."""


class NotBelieved(Exception):
    """A message that must not be acted on. Its text is the kind of doubt and nothing else."""

    def __init__(self, doubt: SignatureProblem) -> None:
        super().__init__(doubt.value)
        self.doubt = doubt


def signed(signers: Iterable[Signer], message_id: str, seconds: int, body: bytes) -> Mapping[str, str]:
    """The headers that go with a message: one signature for each key, so that keys can be changed over.

    `message_id` stays the same on every try; `seconds` is Unix time at this one. Raises ValueError for an odd id.
    """
    if not _ID.fullmatch(message_id) or seconds < 0:
        raise ValueError("an id is up to 255 visible ASCII characters without a full stop")
    content = _content(message_id, str(seconds), body)
    signatures = " ".join(f"{key.version},{base64.b64encode(key.sign(content)).decode()}" for key in signers)
    return {ID: message_id, TIMESTAMP: str(seconds), SIGNATURE: signatures}


def believed(
    checkers: Iterable[Verifier],
    headers: Mapping[str, str],
    body: bytes,
    now: float,
    window: float = WINDOW_SECONDS,
) -> str:
    """Checks a message and returns its id. Whether the id was seen before is for the caller to check.

    `headers` by their names in small letters, or in any, where the mapping does not mind; a mapping that holds several
    lines of a name (`getall`) is asked for all. `now` is Unix time in seconds; `window` is how many seconds the
    message's time may lie from it. Raises NotBelieved.
    """
    message_id, seconds, signatures = _found(headers)
    if not _ID.fullmatch(message_id) or not _SECONDS.fullmatch(seconds):
        raise NotBelieved(SignatureProblem.incomplete)
    given = tuple(_signatures(signatures))
    if not given:
        raise NotBelieved(SignatureProblem.incomplete)
    content = _content(message_id, seconds, body)
    # Every signature against every key, whatever was found before: how long it takes tells nothing.
    holds = [key.holds(content, said) for key in checkers for version, said in given if version == key.version]
    if not any(holds):
        raise NotBelieved(SignatureProblem.unsigned)
    if abs(now - int(seconds)) > window:
        raise NotBelieved(SignatureProblem.untimely)
    return message_id


def _found(headers: Mapping[str, str]) -> tuple[str, str, str]:
    """Id, time and signatures, in one of the spellings; empty for what is missing, or is said twice and differs."""
    for names in SPELLINGS:
        if any(name in headers for name in names):
            id_, seconds, signature = (_lines(headers, name) for name in names)
            return _only(id_), _only(seconds), " ".join(signature)
    return "", "", ""


def _lines(headers: Mapping[str, str], name: str) -> Sequence[str]:
    if isinstance(headers, MultiMapping):
        return headers.getall(name, [])
    return [headers[name]] if name in headers else []


def _only(lines: Sequence[str]) -> str:
    return lines[0] if len(set(lines)) == 1 else ""


def _content(message_id: str, seconds: str, body: bytes) -> bytes:
    return b".".join((message_id.encode("ascii"), seconds.encode("ascii"), body))


def _signatures(header: str) -> Iterable[tuple[str, bytes]]:
    """Version and bytes of each signature that can be read. Versions that are yet to be invented are passed over."""
    for found in islice(_SIGNED.finditer(header), _MOST_SIGNATURES):
        with suppress(binascii.Error, ValueError):
            yield found[1], base64.b64decode(found[2], validate=True)
