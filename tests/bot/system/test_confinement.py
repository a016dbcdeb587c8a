"""Programs that open what strangers send can reach nothing once they have loaded: each is run, and tries to get out."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from sounds import hostile, making, phones

from bot.audio import mp3, probe
from bot.audio.transcription import local
from bot.awards.v3 import proofs
from bot.documents import fonts, renderer
from bot.statement_files import statement_reader
from bot.system import confinement

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="only Linux confines like this")]

ATTEMPTS = Path(__file__).parents[2] / "support" / "confined_attempts.py"
NOBODY = 65534
SECRET = "1234:not-for-children"
CONTEXTS = str(Path(proofs.__file__).with_name("contexts"))

FILES = {
    "a file": "open('/etc/passwd')",
    "a file of the bot's": "open(SECRET_FILE)",
    "after closing another": "os.close(0) or open(SECRET_FILE)",
    "a folder": "os.listdir('/')",
    "the parent's environment": "open(f'/proc/{parent}/environ')",
    "the parent's memory": "open(f'/proc/{parent}/mem', 'rb')",
    "its own environment": "open('/proc/self/environ')",
    "a new file": "open(SECRET_FILE + '.new', 'w')",
}
REACHES = {
    "a longer list of files": "resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))",
    "a link elsewhere": "os.symlink('/etc', SECRET_FILE + '.link')",
    "a folder elsewhere": "os.mkdir(SECRET_FILE + '.folder')",
    "the name of a file": "os.rename(SECRET_FILE, SECRET_FILE + '.moved')",
    "the end of a file": "os.unlink(SECRET_FILE)",
    "the mode of a file": "os.chmod(SECRET_FILE, 0o777)",
    "a network socket": "socket.socket()",
    "a local socket": "socket.socket(socket.AF_UNIX)",
    "a pair of sockets": "socket.socketpair()",
    "a kernel socket": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "a pipe": "os.pipe()",
    "a copy of a pipe": "os.dup(1)",
    "memory as a file": "os.memfd_create('x')",
    "a process": "os.fork() or os._exit(0)",
    "a thread": "threading.Thread(target=len, args=((),)).start()",
    "another program": "os.execv('/bin/true', ['true'])",
    "the parent by a signal": "os.kill(parent, 0)",
    "the parent by a debugger": "must(libc.ptrace(16, parent, 0, 0))",
    "the parent's memory by a call": "must(libc.process_vm_readv(parent, None, 0, None, 0, 0))",
    "the parent's files": "must(libc.syscall(434, parent, 0))",
    "calls by another way": "must(libc.syscall(425, 8, ctypes.create_string_buffer(200)))",
    "memory as code": "mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)",
    "another user": "os.setuid(12345)",
    "another root": "os.chroot('/tmp')",
    "a namespace": "must(libc.unshare(0x10000000))",
    "the limits of another": "resource.prlimit(parent, resource.RLIMIT_CORE)",
}
WORKS = {"computing": "sum(range(100_000)); bytearray(10_000_000)", "what is open": "os.write(1, b'x')"}

Layer = Literal["landlock", "seccomp", "everything"]


@dataclass(frozen=True, slots=True)
class ConfinedProgram:
    """A program, and what it is started with."""

    program: Path
    arguments: tuple[str, ...] = ()


CHILDREN = {
    "decode": ConfinedProgram(probe.CHILD, ("900", "1000000", "20")),
    "syllables": ConfinedProgram(probe.SPEECH),
    "mp3": ConfinedProgram(mp3.COPYING),
    "statement": ConfinedProgram(statement_reader.CHILD, ("1000000", "15")),
    "graphs": ConfinedProgram(proofs._PROGRAM, (CONTEXTS,)),
}
TYPESETTER = ConfinedProgram(renderer._PROGRAM, (str(renderer._ROOT),))


def run(child: ConfinedProgram, data: bytes = b"", **given: object) -> object:
    """What a program tells after it has confined itself."""
    asked = {"attempts": {}, "user": None, "without": [], "imports": ""} | given
    command = [sys.executable, "-I", str(ATTEMPTS), json.dumps(asked), str(child.program), *child.arguments]
    done = subprocess.run(
        command, input=data, capture_output=True, timeout=60, check=False, env={"TEABREAK_TOKEN": SECRET}, cwd="/"
    )
    assert done.returncode == 0, done
    return json.loads(done.stderr)


def attempted(
    child: ConfinedProgram,
    attempts: dict[str, str],
    user: int | None,
    folder: Path,
    without: tuple[Layer, ...] = (),
    *,
    alone: bool = False,
) -> dict[str, object]:
    """How each attempt ended, with a file beside the program that any user could read."""
    folder.chmod(0o777)
    secret = folder / "token"
    secret.write_text(SECRET, encoding="utf-8")
    secret.chmod(0o666)
    code = {name: one.replace("SECRET_FILE", repr(str(secret))) for name, one in attempts.items()}
    outcomes = run(child, attempts=code, user=user, without=without, files_alone=alone)
    assert isinstance(outcomes, dict)
    assert outcomes.pop("user") == (os.getuid() if user is None else user)
    has = {"landlock": confinement._landlock_version() > 0, "seccomp": confinement._seccomp() is not None}
    for layer, there in has.items():
        asked = not alone or layer == "landlock"
        assert outcomes.pop(layer) is (there and asked and layer not in without and "everything" not in without)
    return outcomes


def succeeded(outcomes: dict[str, object]) -> set[str]:
    """The attempts that came to something."""
    return {name for name, outcome in outcomes.items() if outcome == "done"}


@pytest.fixture(params=["as we are", "as an ordinary user"])
def user(request: pytest.FixtureRequest) -> int | None:
    """Who runs the program: the user of the suite, and one without any rights."""
    if request.param == "as we are":
        return None
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    return NOBODY


@pytest.fixture
def folder() -> object:
    """A folder that every user can come to; those of the suite are for its own user."""
    with TemporaryDirectory() as made:
        yield Path(made)


@pytest.mark.parametrize("name", CHILDREN)
def test_a_child_gets_nowhere(name: str, user: int | None, folder: Path) -> None:
    """No file, folder, socket, pipe, process, thread, signal or other process's memory, whoever runs it."""
    if confinement._seccomp() is None:
        pytest.skip("libseccomp is not installed")
    outcomes = attempted(CHILDREN[name], FILES | REACHES | WORKS, user, folder)
    assert succeeded(outcomes) == set(WORKS), outcomes
    assert [path.name for path in folder.iterdir()] == ["token"]


def test_the_typesetter_opens_fonts_alone(user: int | None, folder: Path) -> None:
    """It reads its sheet and fonts, makes links in its own folder, and otherwise gets nowhere either."""
    if not confinement._landlock_version():
        pytest.skip("this kernel has no Landlock")
    with TemporaryDirectory() as own:
        os.chmod(own, 0o777)  # noqa: PTH101 - it is a string
        allowed = {
            "the sheet": f"open({str(renderer._PROGRAM.with_name('sheet.typ'))!r})",
            "a link of its own": f"os.symlink('/etc/passwd', {own + '/link'!r})",
        }
        through = {"through a link": f"open({own + '/link'!r})"}
        child = ConfinedProgram(TYPESETTER.program, (*TYPESETTER.arguments, own))
        outcomes = attempted(child, FILES | REACHES | WORKS | allowed | through, user, folder)
    assert succeeded(outcomes) == {*WORKS, *allowed}, outcomes
    assert fonts.FOLDERS


def test_the_transcriber_reaches_no_file_of_the_bots(user: int | None, folder: Path) -> None:
    """It opens its model and programs; no data, no secret, no memory of others, no TCP, no process outside."""
    if not confinement._landlock_version():
        pytest.skip("this kernel has no Landlock")
    pytest.importorskip("faster_whisper")
    model = folder / "model"
    model.mkdir()
    (model / "model.bin").write_bytes(b"weights")
    allowed = {"the model": f"open({str(model / 'model.bin')!r})", "programs": "open('/usr/bin/env', 'rb')"}
    closed = FILES | {
        name: REACHES[name] for name in ("the parent by a signal", "the name of a file", "a folder elsewhere")
    }
    closed |= {"a server": "socket.create_connection(('127.0.0.1', 9))"}
    outcomes = attempted(
        ConfinedProgram(local.PROGRAM, (str(model), "1", "en")), closed | WORKS | allowed, user, folder, alone=True
    )
    assert outcomes.pop("a server") == "PermissionError"
    assert succeeded(outcomes) == {*WORKS, *allowed}, outcomes


@pytest.mark.parametrize("without", [("landlock",), ("seccomp",), ("landlock", "seccomp")], ids=" and ".join)
def test_each_layer_holds_alone(without: tuple[Layer, ...], user: int | None, folder: Path) -> None:
    """Where the kernel or a library is missing, files and sockets stay closed, also to root, by limits alone."""
    opening = FILES | {name: REACHES[name] for name in ("a longer list of files", "a network socket", "a pipe")}
    outcomes = attempted(CHILDREN["decode"], opening | WORKS, user, folder, without)
    assert succeeded(outcomes) == set(WORKS), outcomes


def test_the_attempts_would_succeed_elsewhere(folder: Path) -> None:
    """A program that forgets to confine itself gets out: so what fails above fails for a reason."""
    program = folder / "open.py"
    program.write_text("from bot.system import confinement\nconfinement.confine()\n", encoding="utf-8")
    tried = {name: (FILES | REACHES)[name] for name in ("a file", "a file of the bot's", "a network socket", "a pipe")}
    tried["the parent's environment"] = FILES["the parent's environment"]
    tried["a thread"] = REACHES["a thread"]
    assert succeeded(attempted(ConfinedProgram(program), tried, None, folder, ("everything",))) == set(tried)


SOUNDS = {
    **{form: lambda form=form: making.encoded(hostile.speech(), form) for form in ("ogg", "wav")},
    **{name: lambda name=name: making.recording(name) for name in ("garden.mp4", "handover.webm")},
    "subtitles": lambda: phones.with_subtitles(phones.film("matroska")),
    "data": lambda: phones.with_data(phones.film("mp4")),
    "damaged": lambda: hostile.flipped(making.recording("kettle.ogg"), 40),
    "cut": lambda: making.recording("stairs.m4a")[:2000],
    "not sound": lambda: b"%PDF-1.4 no sound",
}


@pytest.mark.parametrize("name", SOUNDS)
def test_the_decoder_imports_nothing_once_it_is_confined(name: str) -> None:
    """Every kind of stream, and damaged files: whatever a new release of PyAV loads late is loaded in the rehearsal.

    Other containers are opened in `tests/bot/audio`, where the decoder is confined, and a late import would fail.
    """
    assert run(CHILDREN["decode"], SOUNDS[name](), imports="note") == []


def test_a_late_import_would_be_noticed() -> None:
    """What the test above looks at does see an import."""
    assert run(CHILDREN["decode"], making.recording("garden.mp4"), imports="prove") == ["imported_late"]


@pytest.mark.parametrize(("name", "data"), [("syllables", bytes(64_000)), ("mp3", bytes(64_000))])
def test_other_programs_import_nothing_late(name: str, data: bytes) -> None:
    """The same for those that work on our own samples."""
    assert run(CHILDREN[name], data, imports="note") == []
