"""Parses the parameters of a call: query, form, multipart or JSON."""

import json
from dataclasses import dataclass, field

from bot.playground.telegram.state.files import LARGEST_UPLOAD, FileStore, UploadedFile
from bot.playground.telegram.wire import RefusalError, Wire, bad_request

_STRUCTURED = frozenset({"allowed_updates", "commands", "link_preview_options", "message_ids", "reply_markup", "scope"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file inside a multipart request."""

    name: str
    mime: str
    data: bytes = field(repr=False)


class Params:
    """Typed access to parameters; what has the wrong shape is refused as Telegram refuses it."""

    def __init__(self, given: Wire, uploads: dict[str, Upload] | None = None) -> None:
        self.given: Wire = {key: _structured(key, value) for key, value in given.items()}
        self.uploads = uploads or {}

    def text(self, name: str) -> str:
        """A string; empty where it is missing."""
        value = self.given.get(name)
        if isinstance(value, (bool, dict, list)):
            raise bad_request(f'parameter "{name}" must be of type String')
        return "" if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        try:
            return int(float(str(value))) if name == "timeout" else int(str(value))
        except ValueError:
            raise bad_request(f'parameter "{name}" must be of type Integer') from None

    def flag(self, name: str) -> bool:
        """A truth value."""
        return str(self.given.get(name, "")).lower() in ("true", "1", "yes")

    def table(self, name: str) -> Wire | None:
        """A JSON object, or None."""
        value = self.given.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, dict):
            raise _unparsed(name, "object")
        return value

    def rows(self, name: str) -> list[object] | None:
        """A JSON array, or None."""
        value = self.given.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, list):
            raise _unparsed(name, "array")
        return value

    def attachment(self, kind: str, files: FileStore, facts: Wire) -> UploadedFile:
        """The file of this kind: uploaded under its own name, attached under another, or known by id.

        `facts` are what is said of an upload. A file that is known keeps its kind, and what was said of it before.
        """
        value = self.given.get(kind)
        source = value.removeprefix("attach://") if isinstance(value, str) else kind
        if (upload := self.uploads.get(source)) is not None:
            if not upload.data:
                raise bad_request("file must be non-empty")
            if len(upload.data) > LARGEST_UPLOAD:
                raise RefusalError(413, "Request Entity Too Large")
            return UploadedFile(files.add(kind, upload.data, upload.name, upload.mime, facts))
        if value is None:
            raise bad_request(f"there is no {kind} in the request")
        if (known := files.by_id.get(source)) is None:
            raise bad_request("wrong remote file identifier specified: can't unserialize it")
        if known.kind != kind:
            raise bad_request("type of file mismatch")
        return UploadedFile(known)


def _structured(key: str, value: object) -> object:
    if key not in _STRUCTURED or not isinstance(value, str) or not value:
        return value
    try:
        decoded: object = json.loads(value)
    except ValueError:
        raise _unparsed(key, "JSON") from None
    return decoded


def _unparsed(name: str, shape: str) -> RefusalError:
    kind = "reply keyboard markup" if name == "reply_markup" else name
    return bad_request(f"can't parse {kind} JSON object: expected {shape}")
