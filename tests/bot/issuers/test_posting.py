"""The route `webhook` from a worker's phone to an issuer's system, with the bot in a process that dies on the way."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from support.fake_issuers import ACCEPTED, SECRET, FakeIssuerSystem, receiver, system
from support.fake_smtp import papers
from support.scripted_worker import Worker
from support.served_bot import BotProcess, assert_private, child, rows

from bot.playground.telegram import Sandbox
from bot.signing.keys import checkers
from bot.signing.standard_webhooks import believed

pytestmark = pytest.mark.slow


class RestartedBot:
    """The bot, started again as often as it is killed, against the same data."""

    def __init__(self, sandbox: Sandbox, data: Path, url: str, authorities: Path | None = None) -> None:
        self._sandbox = sandbox
        self.data = data
        self._url = url
        self._authorities = authorities
        self.running: BotProcess | None = None

    async def start(self) -> None:
        """Starts it, and waits until it polls."""
        self.running = await child(
            self._sandbox,
            self.data,
            "support.posting_bot",
            self._authorities,
            route="",
            test_issuer_url=self._url,
            issuers__sssc__webhook_secrets=SECRET,
        )
        await self._sandbox.polled(within=20)

    def kill(self) -> None:
        """Ends it at this instant."""
        assert self.running is not None
        self.running.signal(signal.SIGKILL)

    def settled(self) -> bool:
        """Whether nothing is left to deliver."""
        return rows(self.data, "SELECT count(*) FROM effect WHERE kind = 'deliver_pack'") == [(0,)]


@asynccontextmanager
async def serving(
    sandbox: Sandbox, data: Path, url: str, authorities: Path | None = None
) -> AsyncIterator[RestartedBot]:
    """A server that runs, and is gone at the end."""
    server = RestartedBot(sandbox, data, url, authorities)
    await server.start()
    try:
        yield server
    finally:
        assert server.running is not None
        await server.running.kill()


async def test_a_submission_reaches_the_receiver_of_the_page(tmp_path: Path) -> None:
    """From the first word on the phone to the issuer's reference, by the receiver of the contract's page."""
    async with Sandbox() as sandbox:
        with receiver() as url:
            async with serving(sandbox, tmp_path / "data", url) as server:
                worker = Worker(sandbox.user("Morag"))
                await worker.apply()
                assert server.settled()
                ((receipt,),) = rows(server.data, "SELECT receipt FROM submission WHERE delivered_ms IS NOT NULL")
                assert server.running is not None
                assert_private(server.running.heard(), {*worker.secrets, SECRET}, sandbox.token)
    assert str(receipt).startswith("CASE-")


async def test_over_tls_to_a_system_whose_authority_is_trusted(tmp_path: Path) -> None:
    """An issuer's own authority, named in SSL_CERT_FILE: over real TLS the submission arrives, signed and whole."""
    theirs = papers(tmp_path, "127.0.0.1")
    async with Sandbox() as sandbox, system(tls=theirs.context) as issuer:
        assert issuer.url.startswith("https://")
        async with serving(sandbox, tmp_path / "data", issuer.url, theirs.authority) as server:
            worker = Worker(sandbox.user("Morag"))
            await worker.apply()
            assert server.settled()
            assert rows(server.data, "SELECT receipt FROM submission") == [("CASE-7",)]
    assert len(issuer.got) == 1
    assert_one_submission(issuer)


async def test_what_is_taken_back_is_told_to_the_system(tmp_path: Path) -> None:
    """From the phone to the issuer: a signed message about the submission that they have, under an id of its own."""
    async with Sandbox() as sandbox, system() as issuer, serving(sandbox, tmp_path / "data", issuer.url):
        worker = Worker(sandbox.user("Morag"))
        await worker.apply()
        await worker.says("/status", "Your applications")
        await worker.says("take it back", "Do you want to take back")
        await worker.says("yes", "It is closed here.")
        await worker.sees("system knows that you took back")
    sent, withdrawn = issuer.got
    said = json.loads(withdrawn.body)
    assert said["type"] == "submission.withdrawn"
    assert said["data"]["submission_id"] == sent.headers["webhook-id"]
    assert withdrawn.headers["webhook-id"] == f"{sent.headers['webhook-id']}-withdrawn"
    now = float(withdrawn.headers["webhook-timestamp"])
    assert believed(checkers(SECRET), withdrawn.headers, withdrawn.body, now) == withdrawn.headers["webhook-id"]


@pytest.mark.parametrize("answered", [False, True])
async def test_killed_between_the_accept_and_our_record_the_issuer_sees_one_id(tmp_path: Path, answered: bool) -> None:
    """The issuer has it, and the bot dies before or as it hears so: after the next start the same id comes again."""
    async with Sandbox() as sandbox, system() as issuer, serving(sandbox, tmp_path / "data", issuer.url) as server:

        async def accepts_and_the_bot_dies(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            if answered:
                writer.write(ACCEPTED)
                await writer.drain()
            server.kill()

        issuer.says = [accepts_and_the_bot_dies]
        worker = Worker(sandbox.user("Morag"))
        applying = asyncio.create_task(worker.apply())
        await issuer.requests(1, within=60)
        assert server.running is not None
        await server.running.ended()
        await server.start()
        await applying
        assert server.settled()
        assert_private(server.running.heard(), {*worker.secrets, SECRET}, sandbox.token)
    assert len(issuer.got) == 2 or (answered and len(issuer.got) == 1)
    assert_one_submission(issuer)


def assert_one_submission(issuer: FakeIssuerSystem) -> None:
    """However often it came, it is one submission, whole, and each time signed."""
    assert len({request.body for request in issuer.got}) == 1
    for request in issuer.got:
        now = float(request.headers["webhook-timestamp"])
        id_ = believed(checkers(SECRET), request.headers, request.body, now)
        assert json.loads(request.body)["data"]["submission_id"] == id_
