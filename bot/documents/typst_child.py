"""Sets one document in type, in a process of its own that has given up what it does not need.

Run as `python -I typst_child.py FOLDER SECONDS STANDARD`: where the fonts are, in the order of their names; the time
that the document bears, in seconds since 1970; and the PDF standard that it must meet, or nothing. The document comes
on standard input, as the sheet beside this file wants it. An empty line goes out, then the PDF.

Type is set by native code, and the words are anybody's: a fault here ends one process, and costs one PDF.
"""

import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

import typst

MEMORY = 1536 * 1024 * 1024
"""Bytes of address space, most of which is never touched. A document of a thousand words needs 65 MB of memory."""
CPU = 20


def confine() -> None:
    """Gives up memory, processor time, core files and writing to files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def families(fonts: typst.Fonts) -> list[str]:
    """The families in the order of their files, each once."""
    ordered = sorted(fonts.fonts(), key=lambda font: (font.path or "", font.index))
    return list(dict.fromkeys(font.family for font in ordered))


def main(folder: str, seconds: int, standard: str) -> None:
    """Reads a document, writes a PDF, and ends. The sheet reads no file; only it is markup, and the words are data."""
    with suppress(OSError):  # a system may forbid even that
        os.nice(5)
    # More threads would be no faster here, and each reserves memory.
    os.putenv("RAYON_NUM_THREADS", "1")
    confine()
    document = sys.stdin.buffer.read().decode()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    made = typst.compile(
        str(Path(__file__).with_name("sheet.typ")),
        font_paths=fonts,
        sys_inputs={"document": document, "fonts": _array(families(fonts))},
        pdf_standards=["ua-1"] if standard == "ua-1" else [],
        timestamp=seconds,
    )
    sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()


def _array(names: list[str]) -> str:
    return "[" + ",".join('"' + name.replace("\\", "").replace('"', "") + '"' for name in names) + "]"


if __name__ == "__main__":
    sys.excepthook = lambda *_: None  # a traceback could show what the document holds
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
