"""A writer of XML as a stream, for documents of mixed text and elements."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from bot.documents.glyphs import writable

Attributes = dict[str, str]


class Xml:
    """Writes one document. Names carry their prefix; the root declares the namespaces."""

    def __init__(self) -> None:
        self._out = StringIO()
        self._generator = XMLGenerator(self._out, encoding="utf-8", short_empty_elements=True)
        self._generator.startDocument()

    @contextmanager
    def element(self, name: str, attributes: Attributes | None = None) -> Iterator[None]:
        """An element, with what is written inside the `with` as its content."""
        given = {key: writable(value) for key, value in (attributes or {}).items()}
        self._generator.startElement(name, AttributesImpl(given))
        yield
        self._generator.endElement(name)

    def empty(self, name: str, attributes: Attributes | None = None) -> None:
        """An element without content."""
        with self.element(name, attributes):
            pass

    def leaf(self, name: str, text: str, attributes: Attributes | None = None) -> None:
        """An element with text alone."""
        with self.element(name, attributes):
            self.text(text)

    def text(self, text: str) -> None:
        """Text, escaped; what XML cannot hold becomes U+FFFD."""
        self._generator.characters(writable(text))

    def content(self) -> bytes:
        """All that was written, as UTF-8."""
        return self._out.getvalue().encode()
