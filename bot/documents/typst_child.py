"""The document process: makes documents one after another, confined to what it needs.

Run as `python -I typst_child.py ROOT FOLDER`: where the packages of Teabreak are, and an empty folder for fonts.
`renderer.py` starts it, and says in which form requests and answers go over standard input and output. It ends when
its input ends.

Type is set by native code, and the words are anybody's: a fault here ends one process, and costs one document.
"""

import contextlib
import gc
import json
import os
import pickle
import resource
import sys
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import typst

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])

from bot.documents import fonts, glyphs
from bot.documents.frames import ANSWER, REQUEST, Request
from bot.documents.model import Document
from bot.documents.odt import odt
from bot.documents.typst_data import told

MEMORY = 1536 * 1024 * 1024
"""Bytes of address space, most of which is never touched."""
CPU = 20
"""Seconds of processor time for one document."""
CPU_IN_ALL = 3600


def confine() -> None:
    """Gives up memory, core files and writing to files. Links to files can still be made."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU_IN_ALL))


def allow_another() -> None:
    """Allows the processor time for one more document."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU, CPU_IN_ALL))


def memory_kb() -> int:
    """Resident memory now; 0 on systems that do not say. What `getrusage` calls the most is also the parent's."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1024
    except OSError:
        return 0


class Typesetter:
    """Typesets documents. The template reads no file; it alone is markup, and the text is data."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where fonts are put: now those that come with Teabreak, later links to the machine's."""
        self._folder = folder
        self._own = folder / "own"
        self._own.mkdir()
        for font in fonts.PACKAGED:
            (self._own / font.name).write_bytes(font.content())
        self._sheet = str(Path(__file__).with_name("sheet.typ"))

    def pdf(self, document: Document, folders: tuple[str, ...], standard: str) -> bytes:
        """A document as a PDF. Raises whatever the typesetter does."""
        content = told(document, frozenset())
        found, missing = fonts.chosen(glyphs.wanted(content), folders)
        known, families = self._fonts(found)
        made = typst.compile(
            self._sheet,
            font_paths=known,
            sys_inputs={"document": told(document, missing) if missing else content, "fonts": json.dumps(families)},
            pdf_standards=["ua-1"] if standard == "ua-1" else [],
            timestamp=int(document.at.timestamp()),
        )
        if not isinstance(made, bytes):
            raise TypeError("the typesetter made several files")
        return made

    @lru_cache(maxsize=8)  # noqa: B019 - there is one of these in a process
    def _fonts(self, found: tuple[fonts.Font, ...]) -> tuple[typst.Fonts, list[str]]:
        """These fonts, and their families in the same order, each once."""
        place = self._folder / sha256(repr([(font.name, str(font.path)) for font in found]).encode()).hexdigest()
        place.mkdir(exist_ok=True)
        for number, font in enumerate(found):
            with contextlib.suppress(FileExistsError):
                (place / f"{number:03}.{font.name[-3:]}").symlink_to(font.path or self._own / font.name)
        known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(place)])
        ordered = sorted(known.fonts(), key=lambda font: (font.path or "", font.index))
        return known, list(dict.fromkeys(font.family for font in ordered))


def serve(make: Callable[[Request], bytes]) -> None:
    """Answers requests until there are no more."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(REQUEST.size):
        request = pickle.loads(source.read(REQUEST.unpack(head)[0]))  # noqa: S301 - it comes from the bot itself
        allow_another()
        try:
            made = make(request)
        except Exception:  # noqa: BLE001 - what it says could hold words of the document
            made = b""
        out.write(ANSWER.pack(bool(made), memory_kb(), len(made)))
        out.write(made)
        out.flush()


def main(folder: Path) -> None:
    """Makes documents until the input ends."""
    # More threads would be no faster here, and each reserves memory.
    os.putenv("RAYON_NUM_THREADS", "1")
    typesetter = Typesetter(folder)
    confine()
    gc.freeze()

    def make(request: Request) -> bytes:
        form, document, folders, standard = request
        return odt(document) if form == "odt" else typesetter.pdf(document, folders, standard)

    serve(make)


if __name__ == "__main__":
    sys.excepthook = lambda *_: None  # a traceback could show what the document holds
    main(Path(sys.argv[2]))
