"""The route by email against Exim as Debian packages it: a mail server that knows nothing of this program."""

import asyncio
import hashlib
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import trustme
from support.documents_once import documents_once

from bot.issuers.email.route import EmailDelivery
from bot.issuers.email.smtp import MailServer
from bot.issuers.email.submission_email import Ends
from bot.issuers.route import FailureReason, GaveUp, Receipt, RetryLater
from flows.pack.pack import Pack

pytestmark = pytest.mark.slow
Recording = Callable[[str], Path]
EXIM = shutil.which("exim4") or shutil.which("exim4", path="/usr/sbin")
USER_OF_EXIM = "Debian-exim"
USER, PASSWORD = "bot", "correct-horse"
CONFIGURATION = """
primary_hostname = localhost
spool_directory = {folder}/spool
log_file_path = {folder}/log-%s
message_size_limit = {size}
tls_advertise_hosts = *
tls_certificate = {folder}/certificate.pem
tls_privatekey = {folder}/key.pem
acl_smtp_rcpt = rcpt
keep_environment =
begin acl
rcpt:
  require authenticated = *
          encrypted = *
          domains = example.org
  accept
begin routers
all:
  driver = accept
  transport = box
begin transports
box:
  driver = appendfile
  directory = {folder}/box
  maildir_format
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${{if and{{{{eq{{$auth2}}{{{user}}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
  server_advertise_condition = ${{if def:tls_in_cipher}}
"""


@dataclass
class Exim:
    """Exim on a port of this machine: a process for each connection, as inetd would start it."""

    folder: Path
    listener: socket.socket
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.listener.getsockname()[1])

    def serve(self) -> None:
        """Answers connections until the listener is closed. A message is delivered before its process ends."""
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, (self.folder / "said").open("ab") as said:
                command = [str(EXIM), "-C", str(self.folder / "exim.conf"), "-bs", "-odi"]
                process = subprocess.Popen(
                    command,
                    stdin=connection,
                    stdout=connection,
                    stderr=said,
                    user=USER_OF_EXIM,
                    group=USER_OF_EXIM,
                    extra_groups=(),
                )
            self.running.append(process)

    def box(self) -> list[bytes]:
        """The messages in the mailbox, once every process is done."""
        for process in self.running:
            process.wait(20)
        return [file.read_bytes() for file in sorted((self.folder / "box" / "new").glob("*"))]


def _laid_out(folder: Path, size: int) -> Path:
    """A folder with all that Exim needs, and the authority that vouches for it."""
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    certificate.cert_chain_pems[0].write_to_path(str(folder / "certificate.pem"))
    certificate.private_key_pem.write_to_path(str(folder / "key.pem"))
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    told = CONFIGURATION.format(folder=folder, size=size, user=USER, password=PASSWORD)
    (folder / "exim.conf").write_text(told, encoding="utf-8")
    return folder / "authority.pem"


@pytest.fixture
def exim(monkeypatch: pytest.MonkeyPatch) -> Iterator[Exim]:
    """Exim, with a mailbox at example.org, for whoever logs in over TLS. It takes messages of up to 4 MB."""
    if EXIM is None or os.getuid() != 0:
        if os.environ.get("CI"):
            pytest.fail("Exim is missing, or may not be started, and continuous integration must not skip it")
        pytest.skip("Exim is not installed (apt-get install exim4-daemon-light), or this is not root, who may start it")
    # Not a folder of pytest's, which root's tests keep closed to the user as whom Exim runs.
    with tempfile.TemporaryDirectory(prefix="teabreak-exim-") as name:
        folder = Path(name)
        monkeypatch.setenv("SSL_CERT_FILE", str(_laid_out(folder, 4_000_000)))
        owner = pwd.getpwnam(USER_OF_EXIM)
        for path in (folder, *folder.iterdir()):
            os.chown(path, owner.pw_uid, owner.pw_gid)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            running = Exim(folder, listener)
            serving = threading.Thread(target=running.serve)
            serving.start()
            yield running
            listener.shutdown(socket.SHUT_RDWR)
        serving.join()
        for process in running.running:
            process.wait(20)


def by_mail(
    exim: Exim, recording: Recording, to: str = "badges@example.org", password: str = PASSWORD
) -> EmailDelivery:
    """The route to a mailbox at this Exim."""
    ends = Ends("badges@glen.example", "Glen Care", to)
    server = MailServer("localhost", exim.port, "starttls", USER, password)
    return EmailDelivery(server, ends, 20_000_000, recording, documents=documents_once)


async def test_a_submission_lies_in_the_mailbox(exim: Exim, spoken: Pack, recording: Recording) -> None:
    """Logged in over TLS, delivered, and read back from the disk: every file is what the manifest says it is."""
    assert await by_mail(exim, recording).deliver(spoken) == Receipt(posted=True)
    (message,) = await asyncio.to_thread(exim.box)
    mail = message_from_bytes(message, policy=policy.default)
    assert "with esmtpsa" in mail["Received"]
    assert mail["Message-ID"] == "<TB-7KQ4-M2XP-1@glen.example>"
    assert "Mòrag 👩" in mail.get_body().get_content()
    enclosed = {part.get_filename(): part.get_payload(decode=True) for part in mail.iter_attachments()}
    told = json.loads(enclosed["manifest.json"])["data"]["files"]
    assert told
    for file in told:
        assert hashlib.sha256(enclosed[file["name"]]).hexdigest() == file["sha256"]


async def test_a_repeat_has_the_same_id(exim: Exim, pack: Pack, recording: Recording) -> None:
    """What is sent again after a crash can be told from something new by any mailbox."""
    for _ in range(2):
        await by_mail(exim, recording).deliver(pack)
    ids = [message_from_bytes(message)["Message-ID"] for message in await asyncio.to_thread(exim.box)]
    assert ids == ["<TB-7KQ4-M2XP-1@glen.example>"] * 2


async def test_what_exim_refuses(exim: Exim, spoken: Pack, recording: Recording) -> None:
    """A mailbox that is not there, a wrong password, and a message beyond the size that it states."""
    with pytest.raises(GaveUp) as refused:
        await by_mail(exim, recording, to="badges@elsewhere.example").deliver(spoken)
    with pytest.raises(RetryLater) as locked_out:
        await by_mail(exim, recording, password="wrong").deliver(spoken)
    files = tuple(file for file in spoken.files for _ in range(3))
    with pytest.raises(GaveUp) as too_large:
        await by_mail(exim, recording).deliver(replace(spoken, files=files))
    assert [e.value.reason for e in (refused, locked_out, too_large)] == [
        FailureReason.refused, FailureReason.not_allowed, FailureReason.too_large,
    ]  # fmt: skip
    assert await asyncio.to_thread(exim.box) == []
