"""Child process that digests a credential and its proof as RDF graphs, under resource limits.

Run as `python -I graphs.py CONTEXTS`: a folder with the contexts that may be used, and `index.json` that names the file
of each. A document with its proof comes on standard input, as JSON. An empty line goes out, then SHA-256 of the proof's
options and of the document without the proof (Data Integrity EdDSA and ECDSA Cryptosuites 1.0, transformation with
RDFC-1.0). It ends with 3 where the document is not covered by those contexts, so that a digest would leave some of it
out.

A graph can be made so that ordering it takes for ever: that ends one process, and costs one award.
"""

import contextlib
import hashlib
import json
import sys
from pathlib import Path

from pyld import jsonld

from bot.system import confinement

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space."""
CPU = 5
"""Seconds."""
NOT_COVERED = 3
_KEYWORDS = frozenset(["@value", "@language", "@direction", "@type", "@id"])


class NotCoveredError(Exception):
    """Something of the document would not be in its graph."""


class Graphs:
    """Turns documents into graphs, with the contexts of one folder. Nothing is ever fetched."""

    def __init__(self, folder: Path) -> None:
        index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        self._contexts = {address: json.loads((folder / name).read_bytes()) for address, name in index.items()}

    def rehearse(self) -> None:
        """Walks the whole way once for each context: a library may load parts at their first use."""
        for address in self._contexts:
            with contextlib.suppress(NotCoveredError, jsonld.JsonLdError):
                self.digest({"@context": address, "@id": "urn:a:thing", "@type": "urn:a:kind"})

    def digest(self, document: dict[str, object]) -> bytes:
        """SHA-256 of the canonical N-Quads of a document. Raises NotCoveredError."""
        self._must_be_plain(document)
        expanded = jsonld.expand(document, {"documentLoader": self._load, "base": ""}, on_property_dropped=_dropped)
        _must_be_absolute(expanded)
        quads = jsonld.normalize(
            expanded, {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": self._load}
        )
        return hashlib.sha256(quads.encode()).digest()

    def _must_be_plain(self, document: dict[str, object]) -> None:
        """Lets only known contexts give the words their meaning, and each thing stand where it seems to stand."""
        given = document.get("@context")
        contexts = given if isinstance(given, list) else [given]
        if not all(isinstance(context, str) and context in self._contexts for context in contexts):
            raise NotCoveredError
        _must_have_no_keywords({name: value for name, value in document.items() if name != "@context"})

    def _load(self, address: str, _options: object) -> dict[str, object]:
        if address not in self._contexts:
            raise NotCoveredError
        content = self._contexts[address]
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": content}


def _dropped(_name: str | None) -> None:
    raise NotCoveredError


def _must_have_no_keywords(value: object) -> None:
    for name, part in value.items() if isinstance(value, dict) else ():
        # Others could hold things that are read elsewhere: "@reverse", "@graph", "@included", "@context", "@nest".
        if name.startswith("@") and name not in _KEYWORDS:
            raise NotCoveredError
        _must_have_no_keywords(part)
    for part in value if isinstance(value, list) else ():
        _must_have_no_keywords(part)


def _must_be_absolute(value: object) -> None:
    """A thing or a kind without an absolute id would be left out, or mean something else elsewhere."""
    for name, part in value.items() if isinstance(value, dict) else ():
        names = part if isinstance(part, list) else [part]
        if name in ("@id", "@type") and not all(isinstance(one, str) and ":" in one for one in names):
            raise NotCoveredError
        _must_be_absolute(part)
    for part in value if isinstance(value, list) else ():
        _must_be_absolute(part)


def main(folder: Path) -> int:
    """Reads a document, writes its digests, and gives the exit status."""
    graphs = Graphs(folder)
    graphs.rehearse()
    confinement.confine(memory=MEMORY, cpu=CPU)
    document = json.loads(sys.stdin.buffer.read())
    proof = document.pop("proof")
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        made = graphs.digest({**options, "@context": document.get("@context")}) + graphs.digest(document)
    except (NotCoveredError, jsonld.JsonLdError):
        return NOT_COVERED
    sys.stdout.buffer.write(b"\n" + made)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.excepthook = lambda *_: None  # a traceback could show what the document holds
    sys.exit(main(Path(sys.argv[1])))
