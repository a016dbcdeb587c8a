"""Reads the award baked into an SVG, by a streaming parser that expands no entities."""

from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from bot.awards.check_errors import CouldNotCheck
from flows.model.attachments.award_check import AwardDoubt

MOST_BYTES = 4 * 1024 * 1024
MOST_ELEMENTS = 50_000
"""Elements and pieces of text that are looked through. Drawings of badges have some hundred."""
_TAGS = ("{https://purl.imsglobal.org/ob/v3p0}credential", "{http://openbadges.org}assertion")
"""The newer first."""
_SVG = ("svg", "{http://www.w3.org/2000/svg}svg")


def award_text(data: bytes) -> str | None:
    """The text of the award in an SVG; None where there is none. Raises CouldNotCheck for what is no SVG, or a bomb."""
    if len(data) > MOST_BYTES:
        raise CouldNotCheck(AwardDoubt.too_large)
    looked = _Looking()
    parser = DefusedXMLParser(target=looked, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(data)
        parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        # An encoding that nobody knows is a LookupError.
        raise CouldNotCheck(AwardDoubt.unreadable) from None
    return next((looked.found[tag] for tag in _TAGS if tag in looked.found), None)


class _Looking:
    """Takes in what the parser meets, and keeps the first award of each version."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._met = 0
        self._inside = ""
        self._pieces: list[str] = []
        self._verify = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._met == 0 and tag not in _SVG:
            raise CouldNotCheck(AwardDoubt.unreadable)
        self._count()
        if tag in _TAGS and tag not in self.found and not self._inside:
            self._inside, self._pieces, self._verify = tag, [], attributes.get("verify", "")

    def data(self, text: str) -> None:
        self._count()
        if self._inside:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        if tag == self._inside:
            self.found[tag] = "".join(self._pieces).strip() or self._verify
            self._inside = ""

    def close(self) -> None:
        """The parser wants one."""

    def _count(self) -> None:
        self._met += 1
        if self._met > MOST_ELEMENTS:
            raise CouldNotCheck(AwardDoubt.too_large)
