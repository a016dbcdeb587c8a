"""Serialises the manifest of a pack."""

import json
import re

from flows.pack.manifest import manifest
from flows.pack.pack import Pack


def manifest_json(pack: Pack, indent: int | None = None) -> bytes:
    """The manifest as JSON in UTF-8, on one line or indented. Equal packs give equal bytes.

    A lone surrogate, which UTF-8 cannot hold, is replaced as it is in the documents.
    """
    separators = (",", ":") if indent is None else None
    text = json.dumps(manifest(pack), ensure_ascii=False, indent=indent, separators=separators)
    return re.sub("[\ud800-\udfff]", "\ufffd", text).encode()
