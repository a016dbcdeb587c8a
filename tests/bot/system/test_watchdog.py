"""Signs of life for systemd: sent by the loops that turn, and by nothing else."""

import asyncio
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from support.served_bot import served

from bot.playground.telegram import Sandbox
from bot.settings.process_environment import notify_socket
from bot.system.watchdog import Watchdog


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Where systemd would listen."""
    return str(tmp_path / "notify")


@pytest.fixture
def systemd(place: str) -> Iterator[socket.socket]:
    """A socket as systemd has it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(place)
        listening.setblocking(False)
        yield listening


def heard(systemd: socket.socket) -> list[str]:
    """All that has been sent."""
    return [sign.decode() for sign in iter(partial(received, systemd), b"")]


def received(systemd: socket.socket) -> bytes:
    """One sign; empty where there is none."""
    try:
        return systemd.recv(100)
    except BlockingIOError:
        return b""


def test_a_sign_goes_out_when_every_loop_has_turned(systemd: socket.socket, place: str) -> None:
    """One loop that spins makes no sign while another hangs."""
    watchdog = Watchdog(place, ("polling", "heartbeat"))
    watchdog.ready()
    for _ in range(5):
        watchdog.turned("polling")
    assert heard(systemd) == ["READY=1"]
    watchdog.turned("heartbeat")
    assert heard(systemd) == ["WATCHDOG=1"]
    watchdog.turned("heartbeat")
    assert heard(systemd) == []
    watchdog.turned("polling")
    watchdog.stopping()
    assert heard(systemd) == ["WATCHDOG=1", "STOPPING=1"]


def test_an_abstract_socket_is_found() -> None:
    """Where systemd names one with @."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind("\0teabreak-watchdog-test")
        Watchdog("@teabreak-watchdog-test", ()).ready()
        assert listening.recv(100) == b"READY=1"


@pytest.mark.parametrize("address", [None, "/nowhere/at/all"])
def test_without_a_listener_nothing_breaks(address: str | None) -> None:
    """On a machine without systemd, or when it is gone."""
    watchdog = Watchdog(address, ("one",))
    watchdog.ready()
    watchdog.turned("one")


@pytest.mark.slow
async def test_a_served_bot_tells(
    sandbox: Sandbox, tmp_path: Path, systemd: socket.socket, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is ready once it serves, gives a sign once it has polled and its heart has beaten, and says that it stops."""
    monkeypatch.setenv("NOTIFY_SOCKET", place)
    assert notify_socket() == place
    signs: list[str] = []
    async with served(sandbox, tmp_path), asyncio.timeout(30):
        while not {"READY=1", "WATCHDOG=1"} <= set(signs):
            signs += heard(systemd)
            await asyncio.sleep(0.02)
    assert "STOPPING=1" in heard(systemd)
