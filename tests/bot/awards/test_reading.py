"""Getting the award out of a file: both versions of baking, and what older and careless bakers make of them."""

import json
import zlib

import pytest
from support.fake_award_issuers import AWARD, assertion, chunk, credential, itxt, png, svg, zipped

from bot.awards.files.extract import ExtractedAward, Linked, Plain, Sealed, read
from bot.awards.json_node import Node, parse
from flows.model.attachments.award_check import AwardDoubt

SAID = json.dumps(assertion())
NODE = Plain(parse(SAID))
NEWER = json.dumps(credential())
TOKEN = "aGVhZGVy.cGF5bG9hZA.c2lnbmF0dXJl"
V3 = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'

PICTURES = {
    "iTXt": (png(itxt(SAID)), NODE),
    "iTXt, with a token": (png(itxt(TOKEN)), Sealed(TOKEN)),
    "iTXt of 3.0": (png(itxt(NEWER, b"openbadgecredential")), Plain(parse(NEWER))),
    "iTXt, packed": (png(itxt(SAID, packed=True)), NODE),
    "iTXt, with a language": (png(itxt(SAID, language=b"en-GB")), NODE),
    "iTXt, with a language, packed": (png(itxt(SAID, language=b"en", packed=True)), NODE),
    "iTXt, with a translated keyword": (
        png(chunk(b"iTXt", b"openbadges\0\0\0gd\0" + "bràistean".encode() + b"\0" + SAID.encode())),
        NODE,
    ),
    "zTXt": (png(chunk(b"zTXt", b"openbadges\0\0" + zlib.compress(SAID.encode()))), NODE),
    "tEXt, with an address": (png(chunk(b"tEXt", b"openbadges\0" + AWARD.encode())), Linked(AWARD)),
    "tEXt, with the award": (png(chunk(b"tEXt", b"openbadges\0" + SAID.encode())), NODE),
    "the first of two": (png(itxt(SAID), itxt(TOKEN)), NODE),
    "the newer of two versions": (png(itxt(SAID), itxt(TOKEN, b"openbadgecredential")), Sealed(TOKEN)),
    "among other texts": (png(itxt("x", b"Title"), chunk(b"tEXt", b"Software\0x"), itxt(SAID)), NODE),
    "after the picture": (png() [:-12] + itxt(SAID) + chunk(b"IEND", b""), NODE),
    "after the end": (png() + itxt(SAID), AwardDoubt.nothing_inside),
    "SVG": (svg(f"<openbadges:assertion><![CDATA[{SAID}]]></openbadges:assertion>"), NODE),
    "SVG, with its address too": (
        svg(f'<openbadges:assertion verify="{AWARD}">\n <![CDATA[\n{SAID} ]]>\n</openbadges:assertion>'),
        NODE,
    ),
    "SVG, with a token": (svg(f'<openbadges:assertion verify="{TOKEN}"/>'), Sealed(TOKEN)),
    "SVG, with an address": (svg(f'<openbadges:assertion verify="{AWARD}"/>'), Linked(AWARD)),
    "SVG of 3.0": (svg(f"<g {V3}><openbadges:credential>{NEWER}</openbadges:credential></g>"), Plain(parse(NEWER))),
    "SVG of 3.0, with a token": (svg(f'<openbadges:credential {V3} verify="{TOKEN}"/>'), Sealed(TOKEN)),
    "SVG with another prefix": (svg(f'<b:assertion xmlns:b="http://openbadges.org" verify="{TOKEN}"/>'), Sealed(TOKEN)),
    "SVG with a document type": (
        svg(f'<openbadges:assertion verify="{TOKEN}"/>', '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'),
        Sealed(TOKEN),
    ),
    "SVG of somebody else's": (svg('<x:assertion xmlns:x="http://example.org" verify="a.b.c"/>'), AwardDoubt.nothing_inside),  # noqa: E501
    "SVG in UTF-16": (
        svg(f'<openbadges:assertion verify="{TOKEN}"/>').replace("UTF-8", "UTF-16").encode("utf-16"),
        Sealed(TOKEN),
    ),
    "JSON": (SAID, NODE),
    "JSON, with a mark before it": (b"\xef\xbb\xbf \n" + SAID.encode(), NODE),
    "a token in a file": (f"\n{TOKEN}\r\n", Sealed(TOKEN)),
    "an address in a file": (f"{AWARD}\n", Linked(AWARD)),
}  # fmt: skip


@pytest.mark.parametrize(("data", "inside"), PICTURES.values(), ids=PICTURES.keys())
def test_an_award_is_found_in_every_kind_of_file(data: bytes | str, inside: object) -> None:
    """As the specifications have it, and as it is found in the world."""
    assert read(data if isinstance(data, bytes) else data.encode()) == (ExtractedAward("", inside),)  # type: ignore[arg-type]  # one of the kinds


def test_a_zip_of_several_is_read_in_its_order() -> None:
    """Each file with its name; folders, and what systems leave in them, are passed over."""
    files = {
        "badges/": b"",
        "badges/one.png": png(itxt(TOKEN)),
        "badges/.DS_Store": b"x",
        "__MACOSX/badges/._one.png": b"x",
        "two.json": SAID.encode(),
        "photo.jpg": b"\xff\xd8\xff\xe0",
    }
    assert read(zipped(files)) == (
        ExtractedAward("one.png", Sealed(TOKEN)),
        ExtractedAward("two.json", NODE),
        ExtractedAward("photo.jpg", AwardDoubt.photo),
    )


def test_a_document_is_read_by_name() -> None:
    """One value for a list of one, and nothing for what is not of its kind."""
    node = parse('{"a": ["b"], "c": ["d", 1, {"id": "e"}], "@id": "f", "@type": "T", "type": ["U"], "n": null}')
    assert (node.text("a"), node.text("c"), node.text("n"), node.id) == ("b", None, None, "f")
    assert (node.texts("c"), [inner.id for inner in node.nodes("c")]) == (("d",), ["e"])
    assert node.types == {"T", "U"}
    assert (node.says("n"), node.has("a"), Node({"l": []}).says("l"), Node({"l": []}).has("l")) == (
        False,
        True,
        True,
        False,
    )
