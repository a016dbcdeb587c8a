"""Files and addresses that are broken, misleading, or made to do harm, by what they are.

`bot/awards/README.md` beside this says what comes of each.
"""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from support.fake_award_issuers import (
    IEND,
    IHDR,
    Private,
    assertion,
    b64,
    chunk,
    claims,
    credential,
    itxt,
    png,
    sign,
    signed_assertion,
    svg,
    zipped,
)

Made = Callable[[Private], bytes]
MANY = 60 * 1024 * 1024
SAID = json.dumps(assertion())


def _bomb(size: int = MANY) -> bytes:
    return zlib.compress(b"a" * size, 9)


def _packed(keyword: bytes, packed: bytes) -> bytes:
    return png(chunk(b"iTXt", keyword + b"\0\1\0\0\0" + packed))


def _laughs(levels: int = 12) -> str:
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    return svg(f"<t>&l{levels - 1};</t>", f'<!DOCTYPE svg [<!ENTITY l0 "ha">{steps}]>')


def _outside(kind: str) -> str:
    return svg("<t>&x;</t>", f"<!DOCTYPE svg [<!ENTITY x {kind}>]>")


def _many_entries(count: int) -> bytes:
    """A zip with a long list of the same file."""
    one = zipped({"a.json": b"{}"}, zipfile.ZIP_STORED)
    at = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry, local = one[at:end], one[:at]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(entry) * count, at, 0)
    return local + entry * count + tail


def _overlapping() -> bytes:
    """A zip whose files are all the same bytes, which unpack to a thousand times as much (after D. Fifield)."""
    one = zipped({"a": b"\0" * (8 * 1024 * 1024)})
    at, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    entries = one[at:end] * 60
    return one[:at] + entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 60, 60, len(entries), at, 0)


def _lying() -> bytes:
    """A zip that says its file is short."""
    whole = zipped({"a.json": b"\0" * MANY})
    return whole.replace(struct.pack("<L", MANY), struct.pack("<L", 10))


def _encrypted() -> bytes:
    whole = bytearray(zipped({"a.json": SAID.encode()}))
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def _with(packing: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        archive.writestr("a.json", SAID)
    return out.getvalue()


def _token(header: object, payload: object, signature: str = "AAAA") -> bytes:
    return f"{b64(json.dumps(header).encode())}.{b64(json.dumps(payload).encode())}.{signature}".encode()


PICTURES: Mapping[str, Made] = {
    "a photo (JPEG)": lambda _: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + SAID.encode(),
    "a sticker (WebP)": lambda _: b"RIFF\x24\0\0\0WEBPVP8 ",
    "a photo of a telephone (HEIC)": lambda _: b"\0\0\0\x18ftypheic\0\0\0\0",
    "a PNG with nothing inside": lambda _: png(),
    "a PNG with another text inside": lambda _: png(itxt("hello", b"Title")),
    "an SVG with nothing inside": lambda _: svg("").encode(),
    "a PNG that ends in the award": lambda _: png(itxt(SAID))[:80],
    "a PNG without its end": lambda _: png(end=b""),
    "a PNG with a wrong checksum": lambda _: png(chunk(b"iTXt", b"openbadges\0\0\0\0\0{}", crc=7)),
    "a PNG with a chunk of 4 GB": lambda _: b"\x89PNG\r\n\x1a\n" + IHDR + b"\xff\xff\xff\xffiTXt" + b"a" * 99 + IEND,
    "a PNG with an award of no words": lambda _: png(itxt("")),
    "a PNG with an award that is no text": lambda _: png(chunk(b"iTXt", b"openbadges\0\0\0\0\0\xff\xfe")),
    "a PNG whose text has no end of its head": lambda _: png(chunk(b"iTXt", b"openbadges\0\0\0en")),
    "a PNG with a flag that nobody knows": lambda _: png(chunk(b"iTXt", b"openbadges\0\7\0\0\0{}")),
    "a PNG packed in a way that nobody knows": lambda _: png(chunk(b"iTXt", b"openbadges\0\1\7\0\0" + _bomb(9))),
    "a PNG with a packed text cut off": lambda _: _packed(b"openbadges", _bomb(5000)[:-6]),
    "a PNG with a packed text of 60 MB (iTXt)": lambda _: _packed(b"openbadgecredential", _bomb()),
    "a PNG with a packed text of 60 MB (zTXt)": lambda _: png(chunk(b"zTXt", b"openbadges\0\0" + _bomb())),
    "a PNG with 100,000 texts": lambda _: png(chunk(b"tEXt", b"a\0b") * 100_000),
    "a PNG of 9 MB": lambda _: png(chunk(b"tEXt", b"a\0" + b"b" * 9_000_000)),
    "an SVG with entities that grow without end": lambda _: _laughs().encode(),
    "an SVG with one long entity used often": lambda _: svg(
        f"<t>{'&x;' * 50_000}</t>", f'<!DOCTYPE svg [<!ENTITY x "{"a" * 50_000}">]>'
    ).encode(),
    "an SVG with a file of the machine's": lambda _: _outside('SYSTEM "file:///etc/hostname"').encode(),
    "an SVG with a page of the house's": lambda _: _outside('SYSTEM "http://127.0.0.1/"').encode(),
    "an SVG with an entity of a parameter": lambda _: svg(
        "", '<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>'
    ).encode(),
    "an SVG with a million elements": lambda _: svg("<a/>" * 1_000_000).encode(),
    "an SVG nested 40,000 deep": lambda _: svg("<g>" * 40_000 + "</g>" * 40_000).encode(),
    "an SVG nested without an end": lambda _: svg("<g>" * 20_000).encode(),
    "an SVG of 5 MB": lambda _: svg(f"<!--{'a' * 5_000_000}-->").encode(),
    "an SVG in letters that nobody knows": lambda _: svg("").replace("UTF-8", "X-NONE").encode(),
    "an SVG in UTF-7": lambda _: svg("").replace("UTF-8", "utf-7").encode(),
    "an SVG that is cut off": lambda _: svg("<openbadges:assertion verify='a.b.c'/>")[:120].encode(),
    "a page for people (HTML)": lambda _: b"<!doctype html><title>Awards</title><p>7",
    "XML that is no SVG": lambda _: b"<assertion xmlns='http://openbadges.org' verify='a.b.c'/>",
}

TEXTS: Mapping[str, Made] = {
    "nothing at all": lambda _: b"",
    "words": lambda _: b"I have this badge, honestly.",
    "noise": lambda _: bytes(range(256)) * 40,
    "JSON cut off": lambda _: SAID[:-9].encode(),
    "JSON of something else": lambda _: b'{"a": 1}',
    "a list of awards": lambda _: f"[{SAID}]".encode(),
    "JSON nested 100,000 deep": lambda _: b'{"a":' * 100_000,
    "JSON nested 5,000 deep": lambda _: (b'{"a":' * 5_000) + b"1" + b"}" * 5_000,
    "JSON with 300,000 values": lambda _: b'{"a":[' + b"[]," * 300_000 + b"1]}",
    "JSON with a number of 100,000 digits": lambda _: b'{"a":' + b"9" * 100_000 + b"}",
    "an award with a date of 400 digits": lambda _: json.dumps(
        assertion(id="http://badges.example.org/7", issuedOn=10**400)
    ).encode(),
    "a token with a date of 400 digits": lambda key: sign(key, {**claims(credential()), "validFrom": 10**400}).encode(),
    "JSON with a number that is none": lambda _: b'{"a": NaN}',
    "JSON that says a name twice": lambda _: SAID.replace("{", '{"id": "x", ', 1).encode(),
    "JSON with half a letter": lambda _: SAID.replace("deadsea", "\\ud800").encode(),
    "JSON in UTF-16": lambda _: SAID.encode("utf-16"),
    "JSON of 2 MB": lambda _: json.dumps(assertion(narrative="a" * 2_000_000)).encode(),
    "an award without an id": lambda _: json.dumps(assertion(id=None)).encode(),
    "an award whose id is no address": lambda _: json.dumps(assertion(id="urn:uuid:7")).encode(),
    "an award over http": lambda _: json.dumps(assertion(id="http://badges.example.org/7")).encode(),
    "an award of this machine": lambda _: json.dumps(assertion(id="https://127.0.0.1/7")).encode(),
    "an award of a cloud's own": lambda _: json.dumps(assertion(id="https://169.254.169.254/latest/")).encode(),
    "an award in a file of the machine's": lambda _: json.dumps(assertion(id="file:///etc/passwd")).encode(),
    "a link to this machine": lambda _: b"https://localhost/7",
    "a proof inside of an unknown kind": lambda _: json.dumps(credential(proof={"type": "x"})).encode(),
}

SIGNED: Mapping[str, Made] = {
    "a credential without a signature": lambda _: _token({"alg": "none"}, claims(credential()), ""),
    "a credential with a shared secret": lambda _: _token({"alg": "HS256"}, claims(credential())),
    "a credential with a signature of noise": lambda _: _token({"alg": "RS256"}, claims(credential())),
    "a credential signed by a stranger": lambda key: sign(key, claims(credential())).encode(),
    "a credential signed by a stranger's named key": lambda key: sign(key, claims(credential()), kid="mine").encode(),
    "a credential of another issuer": lambda key: sign(
        key, claims(credential(issuer="https://other.example.net/issuer"))
    ).encode(),
    "a token with a head of noise": lambda _: b"AAAA.AAAA.AAAA",
    "a token with a body of noise": lambda _: b64(b'{"alg":"RS256"}').encode() + b".AAAA.AAAA",
    "a token with a head that is a list": lambda _: _token(["RS256"], {}),
    "a token about nothing": lambda key: sign(key, {}).encode(),
    "a token with parts that are no base64": lambda _: b"a.b.c",
    "a token in four parts": lambda key: sign(key, {}).encode() + b".AAAA",
    "a token with a head nested 50,000 deep": lambda _: b64(b'{"a":' * 50_000).encode() + b".AAAA.AAAA",
    "a signed award that names nothing": lambda key: sign(key, signed_assertion(badge=None)).encode(),
}

ARCHIVES: Mapping[str, Made] = {
    "an empty zip": lambda _: zipped({}),
    "a zip cut off": lambda _: zipped({"a.json": SAID.encode() * 50})[:200],
    "a zip of a zip": lambda _: zipped({"b.zip": zipped({"a.json": SAID.encode()})}),
    "a zip with 65 files": lambda _: zipped({f"{n}.json": b"{}" for n in range(65)}),
    "a zip with a list of 100,000 files": lambda _: _many_entries(100_000),
    "a zip of 60 MB of nothing": lambda _: zipped({"a.json": b"\0" * MANY}),
    "a zip that says it is short": lambda _: _lying(),
    "a zip with a password": lambda _: _encrypted(),
    "a zip packed in another way (bzip2)": lambda _: _with(zipfile.ZIP_BZIP2),
    "a zip packed in another way (LZMA)": lambda _: _with(zipfile.ZIP_LZMA),
    "a zip of folders and leavings": lambda _: zipped({"a/": b"", "__MACOSX/._a.png": b"x", "a/.DS_Store": b"x"}),
    "a zip of 9 MB": lambda _: zipped({"a": b"a" * 9_000_000}, zipfile.ZIP_STORED),
}
OVERLAPPING = _overlapping
FILES = {**PICTURES, **TEXTS, **SIGNED, **ARCHIVES}

# What is never opened, however it is spelled.
CLOSED = {
    "another scheme": [
        *("http://badges.example.org/7", "ftp://badges.example.org/7", "file:///etc/passwd", "gopher://example.org/"),
        *("data:application/json,{}", "javascript:alert(1)", "ws://badges.example.org/", "//badges.example.org/7"),
        *("https:badges.example.org", "https:/badges.example.org", "https:///badges.example.org", "badges.example.org"),
        *("", " ", "https://", "https:///", "https://?", "https://#", "blob:https://badges.example.org/7"),
    ],
    "a number": [
        *("https://127.0.0.1/", "https://127.1/", "https://127.0.1/", "https://2130706433/", "https://0x7f000001/"),
        *("https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://017700000001/", "https://127.0.0.0x1/", "https://0/"),
        *("https://127.0.0.1./", "https://0x7f.1/", "https://10.0.0.1/", "https://169.254.169.254/latest/meta-data/"),
        *("https://93.184.215.14/", "https://127.0.0.1.:443/", "https://000127.0.0.1/", "https://0x/"),
    ],
    "a number in brackets": [
        *("https://[::1]/", "https://[::]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/"),
        *("https://[::127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "https://[fe80::1%25eth0]/"),
        *("https://[fe80::1%eth0]/", "https://[fc00::1]/", "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/"),
        *("https://[::1", "https://::1]/", "https://[v1.x]/", "https://[]/"),
    ],
    "a number in other letters": [
        *("https://\uff11\uff12\uff17.0.0.1/", "https://127\u30020\u30020\u30021/", ),
        "https://\u2460\u2461\u2466.0.0.1/",
        "https://\u0661\u0662\u0667.\u0660.\u0660.\u0661/",
        *("https://127\uff0e0\uff0e0\uff0e1/", "https://127\uff610\uff610\uff611/", "https://\U0001d7cf\U0001d7d0\U0001d7d5.0.0.1/"),
    ],
    "a name of this house": [
        *("https://localhost/", "https://localhost./", "https://LOCALHOST/", "https://\uff4cocalhost/", "https://a.localhost/"),
        *("https://printer/", "https://printer.local/", "https://db.internal/", "https://metadata.google.internal/"),
        *("https://intranet.corp/", "https://router.lan/", "https://x.home.arpa/", "https://badges.example.org./"),
        *("https://x.onion/", "https://1.0.0.127.in-addr.arpa/", "https://badges..example.org/", "https://.org/"),
    ],
    "a login": [
        *("https://a@badges.example.org/", "https://a:b@badges.example.org/", "https://@badges.example.org/"),
        *("https://badges.example.org@127.0.0.1/", "https://badges.example.org%40127.0.0.1/", "https://:@example.org/"),
        *("https://badges.example.org\\@127.0.0.1/", "https://127.0.0.1\\.example.org/", "https:\\\\example.org\\"),
    ],
    "another port": [
        *("https://badges.example.org:80/", "https://badges.example.org:8443/", "https://badges.example.org:0/"),
        *("https://badges.example.org:22/", "https://badges.example.org:99999/", "https://badges.example.org:x/"),
        *("https://badges.example.org:-1/", "https://badges.example.org:4 43/"),
    ],
    "signs that mislead": [
        *("https://badges.example.org/\r\nHost: x", "https://badges.exa\tmple.org/", " https://badges.example.org/"),
        *("https://badges.example.org/7 ", "https://badges.example.org\n/", "https://badges.exam\u200bple.org/"),
        *("https://badges.example\u2024org/", "https://badges.example.org\x00.net/", "https://b%61dges.example.org/"),
        *("https://badges.example.org%2f.net/", "https://*.example.org/", "https://-a.example.org/", "https://a-.org/"),
        *("https://" + "a" * 64 + ".org/", "https://" + "a." * 130 + "org/", "https://example.org/" + "a" * 2000),
        *("https://\u2100.example.org/", "https://example.org\u3002evil.net@x/", "https://fa\u00df\u00ad.example.org/"),
    ],
}  # fmt: skip

# Numbers that lead to no public place.
NOT_PUBLIC = {
    "this network, this machine": ["0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.254", "::", "::1"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fdff::1", "fec0::1"],
    "link-local, and clouds": ["169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0", "fd00:ec2::254"],
    "shared, benchmarks": ["100.64.0.1", "100.100.100.200", "100.127.255.255", "198.18.0.1", "198.19.255.255",
                           "2001:2::1"],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    "multicast, reserved": ["224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "ff02::1", "ff0e::1"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:93.184.215.14", "::ffff:7f00:1"],
    "compatible": ["::127.0.0.1", "::93.184.215.14", "::7f00:1"],
    "translated": ["::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::93.184.215.14", "64:ff9b:1::7f00:1"],
    "tunnels": ["2002:7f00:1::", "2002:a00:1::1", "2002:5db8:d70e::1", "2001::1", "2001:0:5db8:d70e::1",
                "2606:2800::5efe:127.0.0.1", "2606:2800::200:5efe:10.0.0.1", "192.88.99.1"],
    "assigned otherwise": ["192.0.0.1", "192.0.0.170", "192.31.196.1", "192.52.193.1", "192.175.48.1", "2001:10::1",
                           "2001:20::1", "2620:4f:8000::1", "100::1", "5f00::1", "4000::1"],
    "no number": ["", "localhost", "127.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "127.0.0.1 ", "127.0.0.01",
                  "[::1]", "1.1.1.1/32", "::ffff:127.0.0.1%1", "\u0661.\u0661.\u0661.\u0661"],
}  # fmt: skip
