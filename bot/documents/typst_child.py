"""The document process: makes documents one after another, confined to what it needs.

Run as `python -I typst_child.py ROOT FOLDER`: where the packages of Teabreak are, and an empty folder for fonts.
`renderer.py` starts it, and says in which form requests and answers go over standard input and output. It ends when
its input ends.

Type is set by native code, and the words are anybody's: a fault here ends one process, and costs one document. Fonts
are opened as texts ask for them, so this process can open files still; where the kernel has Landlock, only fonts, the
sheet and time zones.
"""

import contextlib
import gc
import importlib.util
import json
import os
import pickle
import resource
import sys
import zoneinfo
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import typst

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])

from bot.documents import fonts, glyphs
from bot.documents.document import Document, Listing, Look, Paragraph, Section, Table
from bot.documents.frames import ANSWER, REQUEST, Request
from bot.documents.odt import odt
from bot.documents.typst_data import told
from bot.system import confinement, heap

MEMORY = 1536 * 1024 * 1024
"""Bytes of address space, most of which is never touched."""
CPU = 20
"""Seconds of processor time for one document."""
CPU_IN_ALL = 3600
EMPTY = 3
"""Empty documents that are made behind those that were asked for together: 5 MB less, for a fortieth of the time."""


_REHEARSAL = Document(
    title="A title",
    reference="TB-000",
    at=datetime(2026, 1, 1, tzinfo=zoneinfo.ZoneInfo("Europe/London")),
    top=(("To", "Nobody"),),
    sections=(
        Section("A heading", 2, (Paragraph("Words.", Look.answer), Table("a table", (("One", "two"),)))),
        Section("Another", 3, (Listing(((Paragraph("An item"),),)),)),
    ),
)


class Memory:
    """How much memory this process has in use. The file is opened once: later no file of the kind can be opened."""

    def __init__(self) -> None:
        try:
            self._file = os.open("/proc/self/statm", os.O_RDONLY)
        except OSError:
            self._file = -1

    def kb(self) -> int:
        """Resident memory now; 0 on systems that do not say. What `getrusage` calls the most is also the parent's."""
        if self._file < 0:
            return 0
        return int(os.pread(self._file, 200, 0).split()[1]) * resource.getpagesize() // 1024


class Typesetter:
    """Typesets documents. The template reads no file; it alone is markup, and the text is data."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where fonts are put: now those that come with Teabreak, later links to the machine's."""
        self._folder = folder
        self._own = folder / "own"
        self._own.mkdir()
        # The font library imports parts of itself when it first meets a font that needs them.
        importlib.import_module("fontTools.agl")
        for font in fonts.PACKAGED:
            (self._own / font.name).write_bytes(font.content())
            if font not in fonts.BODY[1:]:
                font.covers()
            # One after another in the same memory: all at once they take 6 MB more, for good.
            fonts.forget_contents()
            gc.collect()
        self._last: typst.Compiler | None = None
        self._sheet = Path(__file__).with_name("sheet.typ")

    def reads(self) -> list[Path]:
        """The files and folders that documents can need: fonts, the sheet, and time zones."""
        package = importlib.util.find_spec("tzdata")
        zones = [*zoneinfo.TZPATH, *(package.submodule_search_locations or () if package else ())]
        return [self._sheet, *map(Path, fonts.FOLDERS), *map(Path, zones)]

    def rehearse(self, close_files: Callable[[], object]) -> None:
        """Makes a small document in each form, so that everything is loaded; in between, files are closed.

        The typesetter starts its threads with its first document, and a thread may open what the one that started it
        may open: so files are closed before that.
        """
        request = pickle.dumps(("odt", _REHEARSAL, (), ""))
        document: Document = pickle.loads(request)[1]  # noqa: S301 - it was made a line above
        odt(document)
        fonts.chosen(glyphs.wanted(told(document, frozenset())), fonts.FOLDERS)
        close_files()
        self.pdf(document, (), "ua-1")

    def pdf(self, document: Document, folders: tuple[str, ...], standard: str) -> bytes:
        """A document as a PDF. Raises whatever the typesetter does."""
        content = told(document, frozenset())
        found, missing = fonts.chosen(glyphs.wanted(content), folders)
        compiler, families = self._compiler(found)
        self._last = compiler
        made = compiler.compile(
            self._source(told(document, missing) if missing else content, families),
            pdf_standards=["ua-1"] if standard == "ua-1" else [],
            timestamp=int(document.at.timestamp()),
        )
        if not isinstance(made, bytes):
            raise TypeError("the typesetter made several files")
        return made

    def forget(self) -> None:
        """Has the typesetter forget sooner: it does what ten documents, also empty ones, had no use for."""
        if self._last is not None:
            for _ in range(EMPTY):
                self._last.compile(b"")
            self._last = None

    def _source(self, content: str, families: str) -> bytes:
        """A source that gives the sheet its data, as literals.

        What is given beside a source is a part of the typesetter's library: it would remember nothing from one document
        to the next.
        """
        given = ", ".join(f"json(bytes({_literal(data)}))" for data in (content, families))
        return f'#import "{self._sheet.name}": sheet\n#sheet({given})'.encode()

    @lru_cache(maxsize=8)  # noqa: B019 - there is one of these in a process
    def _compiler(self, found: tuple[fonts.Font, ...]) -> tuple[typst.Compiler, str]:
        """A typesetter that has these fonts, and a list of their families in the same order, each once, as JSON."""
        place = self._folder / sha256(repr([(font.name, str(font.path)) for font in found]).encode()).hexdigest()
        place.mkdir(exist_ok=True)
        for number, font in enumerate(found):
            with contextlib.suppress(FileExistsError):
                (place / f"{number:03}.{font.name[-3:]}").symlink_to(font.path or self._own / font.name)
        known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(place)])
        ordered = sorted(known.fonts(), key=lambda font: (font.path or "", font.index))
        families = json.dumps(list(dict.fromkeys(font.family for font in ordered)))
        return typst.Compiler(root=self._sheet.parent, font_paths=known), families


def _literal(data: str) -> str:
    """JSON as a literal of the typesetter's. Control characters are escaped in JSON already."""
    return '"' + data.replace("\\", "\\\\").replace('"', '\\"') + '"'


def serve(make: Callable[[Request], bytes], memory: Memory, rest: Callable[[], None]) -> None:
    """Answers requests until there are no more; `rest` is called when all that came together are answered."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(REQUEST.size):
        requests = pickle.loads(source.read(REQUEST.unpack(head)[0]))  # noqa: S301 - it comes from the bot itself
        for request in requests:
            confinement.allow_cpu(CPU, CPU_IN_ALL)
            try:
                made = make(request)
            except Exception:  # noqa: BLE001 - what it says could hold words of the document
                made = b""
            out.write(ANSWER.pack(bool(made), memory.kb(), len(made)))
            out.write(made)
            out.flush()
        rest()


def main(folder: Path) -> None:
    """Makes documents until the input ends."""
    heap.use_one_heap()
    # More threads would be no faster here, and each reserves memory.
    os.putenv("RAYON_NUM_THREADS", "1")
    typesetter = Typesetter(folder)
    memory = Memory()
    typesetter.rehearse(lambda: confinement.close_files(typesetter.reads(), folder))
    confinement.confine(memory=MEMORY, cpu=CPU, cpu_in_all=CPU_IN_ALL, opens_files=True)
    gc.collect()
    gc.freeze()
    heap.give_back()

    def make(request: Request) -> bytes:
        form, document, folders, standard = request
        return odt(document) if form == "odt" else typesetter.pdf(document, folders, standard)

    serve(make, memory, typesetter.forget)


if __name__ == "__main__":
    sys.excepthook = lambda *_: None  # a traceback could show what the document holds
    main(Path(sys.argv[2]))
