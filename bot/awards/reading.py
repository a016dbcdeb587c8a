"""From a file to the awards in it: pictures, JSON, signed text, a link, or a zip of several."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from bot.awards import archive, png, svg
from bot.awards.documents import MOST_TEXT, Node, parse
from bot.awards.stopping import Doubtful
from flows.awards import Doubt

MOST_BYTES = 8 * 1024 * 1024
"""Bytes of a file that is looked at."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Signed text in three parts, as JWS writes it. Nothing in it has been checked."""

    token: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A document without a signature round it."""

    node: Node


@dataclass(frozen=True, slots=True)
class Linked:
    """An address where the award is said to be."""

    url: str


Inside: TypeAlias = Sealed | Plain | Linked | Doubt


@dataclass(frozen=True, slots=True)
class Found:
    """One file, and what is in it. `name` is empty for a file that came alone."""

    name: str
    inside: Inside


_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
_LINK = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_PHOTOS = re.compile(rb"\xff\xd8\xff|RIFF....WEBP|GIF8|....ftyp(heic|heix|mif1|avif)", re.DOTALL)
_MARKUP = re.compile(rb"(\xef\xbb\xbf)?\s*<|\xff\xfe<\0|\xfe\xff\0<")


def read(data: bytes) -> tuple[Found, ...]:
    """All that is in a file, in order. Never raises: what cannot be read is found with its reason."""
    if not data.startswith(archive.SIGNATURES):
        return (Found("", single(data)),)
    if len(data) > MOST_BYTES:
        return (Found("", Doubt.too_large),)
    try:
        found = tuple(_unpacked(data))
    except Doubtful as stopped:
        return (Found("", stopped.why),)
    return found or (Found("", Doubt.nothing_inside),)


def _unpacked(data: bytes) -> Iterator[Found]:
    for name, content in archive.files(data):
        yield Found(name, content if isinstance(content, Doubt) else single(content))


def single(data: bytes) -> Inside:
    """What is in one file that is no zip."""
    if len(data) > MOST_BYTES:
        return Doubt.too_large
    try:
        return _inside(data)
    except Doubtful as stopped:
        return stopped.why


def _inside(data: bytes) -> Inside:
    if data.startswith(png.SIGNATURE):
        return _of_picture(png.award_text(data))
    if _PHOTOS.match(data):
        return Doubt.photo
    if _MARKUP.match(data):
        return _of_picture(svg.award_text(data))
    if len(data) > MOST_TEXT:
        return Doubt.too_large
    try:
        return of_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Doubt.unreadable


def _of_picture(text: str | None) -> Inside:
    return Doubt.nothing_inside if text is None else of_text(text)


def is_award(text: str) -> bool:
    """Whether a text may be an award by its form: signed text in three parts, or one JSON object, read strictly."""
    try:
        return isinstance(of_text(text), Sealed | Plain)
    except Doubtful:
        return False


def of_text(text: str) -> Inside:
    """What a text is. Raises Doubtful for broken JSON."""
    said = text.strip()
    if said.startswith("{"):
        return Plain(parse(said))
    if _TOKEN.fullmatch(said):
        return Sealed(said)
    return Linked(said) if _LINK.fullmatch(said) else Doubt.unreadable
