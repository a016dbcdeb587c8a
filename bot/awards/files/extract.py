"""Extracts the awards from a file: PNG, SVG, JSON, signed text, a link, or a zip of several."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from bot.awards.check_errors import CouldNotCheck
from bot.awards.files import png, svg, zip_archive
from bot.awards.json_node import MOST_TEXT, Node, parse
from flows.model.attachments.award_check import AwardDoubt

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


Inside: TypeAlias = Sealed | Plain | Linked | AwardDoubt


@dataclass(frozen=True, slots=True)
class ExtractedAward:
    """One file, and what is in it. `name` is empty for a file that came alone."""

    name: str
    inside: Inside


_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
_LINK = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_PHOTOS = re.compile(rb"\xff\xd8\xff|RIFF....WEBP|GIF8|....ftyp(heic|heix|mif1|avif)", re.DOTALL)
_MARKUP = re.compile(rb"(\xef\xbb\xbf)?\s*<|\xff\xfe<\0|\xfe\xff\0<")


def read(data: bytes) -> tuple[ExtractedAward, ...]:
    """All that is in a file, in order. Never raises: what cannot be read is found with its reason."""
    if not data.startswith(zip_archive.SIGNATURES):
        return (ExtractedAward("", single(data)),)
    if len(data) > MOST_BYTES:
        return (ExtractedAward("", AwardDoubt.too_large),)
    try:
        found = tuple(_unpacked(data))
    except CouldNotCheck as stopped:
        return (ExtractedAward("", stopped.why),)
    return found or (ExtractedAward("", AwardDoubt.nothing_inside),)


def _unpacked(data: bytes) -> Iterator[ExtractedAward]:
    for name, content in zip_archive.files(data):
        yield ExtractedAward(name, content if isinstance(content, AwardDoubt) else single(content))


def single(data: bytes) -> Inside:
    """What is in one file that is no zip."""
    if len(data) > MOST_BYTES:
        return AwardDoubt.too_large
    try:
        return _inside(data)
    except CouldNotCheck as stopped:
        return stopped.why


def _inside(data: bytes) -> Inside:
    if data.startswith(png.SIGNATURE):
        return _of_picture(png.award_text(data))
    if _PHOTOS.match(data):
        return AwardDoubt.photo
    if _MARKUP.match(data):
        return _of_picture(svg.award_text(data))
    if len(data) > MOST_TEXT:
        return AwardDoubt.too_large
    try:
        return of_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return AwardDoubt.unreadable


def _of_picture(text: str | None) -> Inside:
    return AwardDoubt.nothing_inside if text is None else of_text(text)


def is_award(text: str) -> bool:
    """Whether a text may be an award by its form: signed text in three parts, or one JSON object, read strictly."""
    try:
        return isinstance(of_text(text), Sealed | Plain)
    except CouldNotCheck:
        return False


def of_text(text: str) -> Inside:
    """What a text is. Raises CouldNotCheck for broken JSON."""
    said = text.strip()
    if said.startswith("{"):
        return Plain(parse(said))
    if _TOKEN.fullmatch(said):
        return Sealed(said)
    return Linked(said) if _LINK.fullmatch(said) else AwardDoubt.unreadable
