"""The child gave up what it does not need, sees nothing of ours, and never outlives what it was started for."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sounds import hostile, making

from bot.audio import probe
from bot.audio.probe import CHILD, Prober
from bot.system import child_process
from flows.model.attachments.audio import AudioProblem

pytestmark = pytest.mark.slow

BEGIN = f"""
import io, os, resource, runpy, socket, sys
import av
written = open(sys.argv[1] + "/written", "wb", buffering=0)
child = runpy.run_path({str(CHILD)!r})
child["rehearse"](); child["confinement"].confine(memory=child["MEMORY"], cpu=1)
other = sys.argv[1] + "/other.wav"
playlist = b"ffconcat version 1.0\\nfile '" + other.encode() + b"'\\n"
try:
    ATTEMPT
except Exception as problem:
    sys.stdout.write("OSError" if isinstance(problem, OSError) else type(problem).__name__)
else:
    sys.stdout.write("done")
"""


def attempt(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What comes of a statement in a confined child."""
    (folder / "other.wav").write_bytes(making.encoded(hostile.speech(), "wav"))
    program = BEGIN.replace("ATTEMPT", code)
    command = [sys.executable, "-I", "-c", program, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False, env={})


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("len(bytes(1000))", "done"),
        ("open(other)", "OSError"),
        ("os.listdir('/')", "OSError"),
        ("socket.socket()", "OSError"),
        ("os.pipe()", "OSError"),
        ("av.open(other)", "OSError"),
        ("av.open(io.BytesIO(playlist), format='concat', options={'safe': '0'})", "OSError"),
        ("written.write(b'x')", "OSError"),
        ("bytearray(600 * 1024 * 1024)", "MemoryError"),
    ],
)
def test_a_confined_child_can_do_nothing_else(code: str, outcome: str, tmp_path: Path) -> None:
    """Files, folders, sockets, pipes, playlists, writing, memory: each fails once the child has its bytes."""
    assert attempt(code, tmp_path).stdout == outcome


def test_a_child_that_is_kept_busy_is_ended_by_the_system(tmp_path: Path) -> None:
    """The processor time that was given up ends a loop, though nobody watches the clock."""
    assert attempt("exec('while True: pass')", tmp_path).returncode == -signal.SIGXCPU


def program(folder: Path, code: str) -> Path:
    """A program to run in place of the child."""
    path = folder / "program.py"
    path.write_text("import json, os, signal, sys, time\n" + code, encoding="utf-8")
    return path


async def test_a_child_inherits_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token is in no environment of a child, no file or socket of the bot is open in it, and it stands nowhere."""
    monkeypatch.setenv("TEABREAK_TOKEN", "1234:not-for-children")
    code = """
own = open("/proc/self/environ", "rb").read().decode()
print(json.dumps([own, sorted(map(int, os.listdir("/proc/self/fd"))), os.getcwd(), os.getsid(0) == os.getpid()]))
"""
    with (tmp_path / "open").open("w", encoding="utf-8") as ours:
        os.set_inheritable(ours.fileno(), True)
        ended = await child_process.run(program(tmp_path, code), data=b"", wall=30, most=1000)
    # The fourth is the folder that is being listed.
    assert (ended.status, ended.line) == (0, b'["", [0, 1, 2, 3], "/", true]\n')


def gone(pid: int) -> bool:
    """Whether there is no such process, not even a dead one that nobody has asked after."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


STUCK = """
signal.signal(signal.SIGTERM, signal.SIG_IGN)
with open(sys.argv[1], "w") as pipe:
    pipe.write(str(os.getpid()))
signal.pause()
"""


async def test_cancelling_ends_the_child(tmp_path: Path) -> None:
    """A bot that stops, or a chat that is gone, leaves no process behind; not even one that will not listen."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    data = bytes(1_000_000)  # more than a pipe holds, so that it is still being written
    hearing = asyncio.create_task(child_process.run(program(tmp_path, STUCK), str(pipe), data=data, wall=60, most=10))
    pid = int(await asyncio.to_thread(pipe.read_text, "utf-8"))
    assert not gone(pid)
    hearing.cancel()
    await asyncio.wait([hearing], timeout=30)
    assert hearing.cancelled()
    assert gone(pid)


async def test_the_clock_ends_a_child_that_waits(tmp_path: Path) -> None:
    """Processor time does not pass for a child that waits, so the wall clock is watched too."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = asyncio.to_thread(pipe.read_text, "utf-8")
    stuck = child_process.run(program(tmp_path, STUCK), str(pipe), data=b"", wall=2, most=10)
    ended, pid = await asyncio.gather(stuck, reading)
    assert ended == child_process.Ended(None)
    assert gone(int(pid))


@pytest.mark.parametrize("line", ["'x' * 65536", "'x\\n' * 32768"], ids=["a line", "lines"])
async def test_a_child_that_will_not_stop_talking_is_ended(line: str, tmp_path: Path) -> None:
    """Output without end fills no memory of the bot's."""
    flood = program(tmp_path, f"while True: sys.stdout.write({line})")
    assert await child_process.run(flood, data=b"", wall=60, most=1_000_000) == child_process.Ended(-signal.SIGKILL)


async def test_a_child_is_ended_though_the_pipe_from_it_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy bot reads late; by then the child has written more than is read ahead."""
    read = asyncio.StreamReader.readline

    async def reads_late(pipe: asyncio.StreamReader) -> bytes:
        while not getattr(pipe, "_paused", True):  # noqa: ASYNC110 - nobody is told of it
            await asyncio.sleep(0)
        return await read(pipe)

    monkeypatch.setattr(asyncio.StreamReader, "readline", reads_late)
    flood = program(tmp_path, "while True: sys.stdout.write('x\\n' * 32768)")
    assert await child_process.run(flood, data=b"", wall=20, most=10) == child_process.Ended(-signal.SIGKILL)


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", AudioProblem.crashed),
        ("os.kill(os.getpid(), signal.SIGKILL)", AudioProblem.crashed),
        ("os.kill(os.getpid(), signal.SIGXCPU)", AudioProblem.timed_out),
        ("signal.pause()", AudioProblem.timed_out),
        ("raise MemoryError", AudioProblem.crashed),
        ("print('x' * 40_000)", AudioProblem.crashed),
        ("print('no line of figures')", AudioProblem.crashed),
        ("print('[' * 190)", AudioProblem.crashed),
        ("print('[1]')", AudioProblem.crashed),
        ("print('{}')", AudioProblem.crashed),
        ("""print('{"trouble": "unheard_of"}')""", AudioProblem.crashed),
        ("""print('{"trouble": ["damaged"]}')""", AudioProblem.crashed),
        ("""print('{"trouble": null, "container": "<b>ogg</b>"}')""", AudioProblem.crashed),
        ("""print('{"trouble": null, "codec": "../../x"}\\n' + 'xy' * 9)""", AudioProblem.crashed),
        ("""print('{"trouble": null}')""", AudioProblem.no_sound),
        ("""print('{"trouble": null}\\nxx')""", AudioProblem.crashed),
        ("""print('{"trouble": null}\\n' + 'x' * 33_001)""", AudioProblem.crashed),
    ],
)
async def test_whatever_a_child_says_or_does_has_a_name(
    code: str, trouble: AudioProblem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child that was taken over, or that fell over, costs one recording; nothing it says is believed unread."""
    monkeypatch.setattr(probe, "CHILD", program(tmp_path, "sys.stdin.buffer.read()\n" + code))
    heard = await Prober(max_seconds=1, wall=2).probe(b"OggS")
    assert (heard.sound.trouble, heard.sound.seconds, heard.sound.codec, heard.pcm) == (trouble, 0, "", b"")


async def test_a_child_that_ends_early_wants_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that answers before it has read everything is no error of ours."""
    monkeypatch.setattr(probe, "CHILD", program(tmp_path, """print('{"trouble": "damaged"}')"""))
    assert (await Prober().probe(bytes(5_000_000))).sound.trouble is AudioProblem.damaged


async def test_a_count_that_fails_leaves_the_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the words cannot be counted, the recording is still there, with its length and a name for what happened."""
    monkeypatch.setattr(probe, "SPEECH", program(tmp_path, "raise MemoryError"))
    heard = await Prober().probe(making.recording("kettle.ogg"))
    assert heard.sound.trouble is AudioProblem.crashed
    assert (heard.sound.words_about, heard.sound.seconds) == (0, pytest.approx(9.6, abs=0.1))


async def test_two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many recordings are due, and whoever asks, no more than two are being heard, and all are heard."""
    active = most = 0
    really = child_process._run

    async def counted(*arguments: object, **given: object) -> child_process.Ended:
        nonlocal active, most
        active += 1
        most = max(most, active)
        try:
            return await really(*arguments, **given)
        finally:
            active -= 1

    monkeypatch.setattr(child_process, "_run", counted)
    heard = await asyncio.gather(*(Prober().probe(making.recording("garden.mp4")) for _ in range(6)))
    assert {one.sound.trouble for one in heard} == {None}
    assert (most, active) == (2, 0)


@pytest.mark.parametrize(
    ("lane", "at_once"), [(child_process.SOUND, 2), (child_process.STATEMENTS, 1), (child_process.AWARDS, 1)]
)
async def test_a_hundred_at_once_start_few_processes(
    lane: child_process.Lane, at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each kind, so many run; the others wait, and each gets its turn."""
    running = most = 0

    async def pretended(*_: object, **__: object) -> child_process.Ended:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return child_process.Ended(0)

    monkeypatch.setattr(child_process, "_run", pretended)
    asked = (child_process.run(tmp_path, data=b"", wall=1, most=1, lane=lane) for _ in range(100))
    assert await asyncio.gather(*asked) == [child_process.Ended(0)] * 100
    assert most == at_once


async def test_a_place_is_free_again_after_a_cancelled_one() -> None:
    """Recordings that nobody waits for any more do not stand in the way of the next."""
    prober = Prober(slots=1)
    left = [asyncio.create_task(prober.probe(making.recording("kettle.ogg"))) for _ in range(3)]
    await asyncio.sleep(0)
    for task in left:
        task.cancel()
    assert {type(end) for end in await asyncio.gather(*left, return_exceptions=True)} == {asyncio.CancelledError}
    async with asyncio.timeout(30):
        assert (await prober.probe(making.recording("garden.mp4"))).sound.trouble is None


async def test_the_child_needs_no_checkout(tmp_path: Path) -> None:
    """Wherever it is installed, with no environment and in the root folder, the child knows what it needs."""
    copy = shutil.copy(CHILD, tmp_path / "child.py")
    ended = await child_process.run(
        copy, "900", "1000000", "20", data=making.recording("garden.mp4"), wall=30, most=1_000_000
    )
    assert ended.status == 0
    told = json.loads(ended.line)
    assert (told["container"], told["codec"], told["trouble"], told["partial"]) == ("mp4", "aac", None, False)
    assert ended.output


async def test_the_loop_never_waits_for_a_decoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a recording is heard, however long that takes, everything else in the bot goes on."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code = f"""open({str(pipe)!r}).read(); print('{{"trouble": "damaged"}}')"""
    monkeypatch.setattr(probe, "CHILD", program(tmp_path, code))
    hearing = asyncio.create_task(Prober().probe(b"OggS"))
    # This can be opened once the decoder reads from it, which ends when it is closed.
    held = await asyncio.to_thread(pipe.open, "wb")
    for _ in range(1000):
        await asyncio.sleep(0)
    assert not hearing.done()
    held.close()
    assert (await hearing).sound.trouble is AudioProblem.damaged
