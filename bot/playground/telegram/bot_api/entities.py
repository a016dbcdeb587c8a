"""Parses Telegram's HTML into text and entities, with offsets in UTF-16 units."""

import html
import re
from dataclasses import dataclass

from bot.playground.telegram.wire import RefusalError, Wire, bad_request

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
_TAGS = {*_SIMPLE, "a", "span", "blockquote", "tg-emoji"}
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_ATTRIBUTE = re.compile(r"""([^\s=>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_START = re.compile(r"""<([^\s>/"'=]*)((?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*/?>""")
_END = re.compile(r"</([^>\s]*)\s*>")
_FOUND_IN_TEXT = (
    ("url", re.compile(r"\b(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)'\]]")),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b")),
    ("bot_command", re.compile(r"(?<![\w/@])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@.])@[a-zA-Z]\w{3,31}\b")),
)
_CONTROLS = dict.fromkeys(range(32), " ") | {ord("\n"): "\n", ord("\r"): None}
_OPAQUE = {"code", "pre", "text_link"}


def units(text: str) -> int:
    """Length in UTF-16 units, the only length that Telegram knows."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cleaned(text: str) -> str:
    """Text without control characters, as Telegram keeps it: carriage returns go, others become spaces."""
    return text.translate(_CONTROLS)


def plain(text: str) -> tuple[str, list[Wire]]:
    """Text as a person types it: trimmed, with its links, addresses and commands found."""
    return _finish(cleaned(text), [])


def from_html(source: str) -> tuple[str, list[Wire]]:
    """Text and entities of HTML-style markup; raises the refusal that Telegram gives for broken markup."""
    reader = _Reader(cleaned(source))
    reader.read()
    return _finish("".join(reader.out), reader.entities)


def _finish(text: str, entities: list[Wire]) -> tuple[str, list[Wire]]:
    """Trim white space at both ends, moving the entities along, and add what can be found in the text."""
    kept = text.strip()
    if kept != text:
        lead = units(text[: len(text) - len(text.lstrip())])
        entities = _moved(entities, lead, units(kept))
    if any(mark in kept for mark in "/@:") or "www." in kept:
        entities = entities + _found(kept, entities)
    return kept, sorted(entities, key=lambda e: (_number(e, "offset"), -_number(e, "length")))


def _moved(entities: list[Wire], lead: int, size: int) -> list[Wire]:
    out: list[Wire] = []
    for entity in entities:
        start = max(_number(entity, "offset") - lead, 0)
        end = min(_number(entity, "offset") + _number(entity, "length") - lead, size)
        if end > start:
            out.append({**entity, "offset": start, "length": end - start})
    return out


def _found(text: str, stated: list[Wire]) -> list[Wire]:
    taken = [
        (_number(e, "offset"), _number(e, "offset") + _number(e, "length")) for e in stated if e["type"] in _OPAQUE
    ]
    out: list[Wire] = []
    for kind, pattern in _FOUND_IN_TEXT:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match.group())
            if not any(start < b and a < end for a, b in taken):
                taken.append((start, end))
                out.append({"type": kind, "offset": start, "length": end - start})
    return out


def _number(entity: Wire, key: str) -> int:
    value = entity.get(key)
    if not isinstance(value, int):
        raise bad_request(f'can\'t parse MessageEntity: Field "{key}" must be of type Number')
    return value


@dataclass(slots=True)
class _Open:
    tag: str
    entity: Wire | None
    at: int


class _Reader:
    """One pass over the markup, with the tags that are still open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.size = 0
        self.entities: list[Wire] = []
        self._open: list[_Open] = []

    def read(self) -> None:
        """Fill `out` and `entities`, or raise."""
        at = 0
        while (tag := self.source.find("<", at)) >= 0:
            self._text(self.source[at:tag])
            at = self._end(tag) if self.source.startswith("</", tag) else self._start(tag)
        self._text(self.source[at:])
        if self._open:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')

    def _text(self, raw: str) -> None:
        text = _REFERENCE.sub(lambda match: html.unescape(match.group()), raw)
        self.out.append(text)
        self.size += units(text)

    def _start(self, at: int) -> int:
        match = _START.match(self.source, at)
        name = re.match(r"<([^\s>/]*)", self.source[at:])
        tag = name.group(1).lower() if name else ""
        if tag not in _TAGS:
            raise _broken(f'Unsupported start tag "{tag}" at byte offset {self._byte(at)}')
        if match is None:
            raise _broken(f"Unclosed start tag at byte offset {self._byte(at)}")
        self._open.append(_Open(tag, self._entity(tag, _attributes(match.group(2)), at), self.size))
        return match.end()

    def _entity(self, tag: str, given: dict[str, str], at: int) -> Wire | None:
        if tag == "a":
            return {"type": "text_link", "url": given["href"]} if given.get("href") else None
        if tag == "span":
            if given.get("class") != "tg-spoiler":
                raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(at)}')
            return {"type": "spoiler"}
        if tag == "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in given else "blockquote"}
        if tag == "tg-emoji":
            return {"type": "custom_emoji", "custom_emoji_id": given.get("emoji-id", "")}
        language = given.get("class", "").removeprefix("language-")
        inside_pre = tag == "code" and self._open and self._open[-1].tag == "pre" and language
        if inside_pre and (outer := self._open[-1].entity) is not None:
            outer["language"] = language
            return None
        return {"type": _SIMPLE[tag]}

    def _end(self, at: int) -> int:
        match = _END.match(self.source, at)
        where = self._byte(at)
        if match is None:
            raise _broken(f"Unclosed end tag at byte offset {where}")
        if not self._open:
            raise _broken(f"Unexpected end tag at byte offset {where}")
        opened = self._open.pop()
        name = match.group(1).lower()
        if name not in ("", opened.tag):
            said = f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{name}>"'
            raise _broken(said)
        if opened.entity is not None and self.size > opened.at:
            place: Wire = {"offset": opened.at, "length": self.size - opened.at}
            self.entities.append({**opened.entity, **place})
        return match.end()

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())


def _attributes(source: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(source)
    return {name.lower(): html.unescape(double or single or bare) for name, double, single, bare in found}


def _broken(why: str) -> RefusalError:
    return bad_request(f"can't parse entities: {why}")
