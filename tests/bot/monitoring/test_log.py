"""What the log says at three in the morning: causes, submissions and what to do, and nothing that anybody wrote."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.served_bot import assert_private, listening

from bot.issuers.route import FailureReason, GaveUp, Receipt, RetryLater
from bot.monitoring import metrics
from bot.monitoring.causes import because, cause_of, why
from bot.monitoring.metrics import count_errors
from bot.monitoring.trace import trace_of
from bot.settings.settings import Settings
from bot.storage import errors
from bot.storage.errors import DiskTrouble, StorageError
from bot.storage.store import Store
from tests.bot.jobs.test_runner import JobDriver

MORAG = "telegram:7"
RARE = "quillfeather"


def full_database() -> sqlite3.Error:
    """The error of a database that may not grow."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE words (text TEXT)")
        database.execute("PRAGMA max_page_count = 2")
        try:
            database.execute("INSERT INTO words VALUES (zeroblob(100000))")
        except sqlite3.Error as error:
            return error
    raise AssertionError("it was not full")


def test_what_keeps_the_data_shut_is_no_fault_of_the_program() -> None:
    """Whatever of the store's errors ends a start, the line says what to do, and not to report it."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, StorageError)]
    at_start = {kind.__name__ for kind in kinds} - {
        *("StorageError", "ServerTrouble", "DataTooOld", "OutOfReach", "Changed", "FileTooLong", "CopyFailed"),
        *("NothingSealed", "NotEmpty", "BackupError", "DatabaseFault"),
    }
    unknown = cause_of("anything else")
    assert {name for name in at_start if cause_of(name) == unknown} == set()


def test_an_error_is_named_by_its_cause() -> None:
    """What an operator can act on, also where another error was raised from it."""
    assert why(full_database()) | {"do": ""} == {"kind": "OperationalError", "cause": "disk full", "do": ""}
    trouble = DiskTrouble(Path("data"))
    trouble.__cause__ = OSError(errno.ENOSPC, "No space left")
    assert cause_of(trouble).cause == "disk full"
    assert cause_of(PermissionError(errno.EACCES, "x")).cause == "not allowed by the system"
    assert cause_of(ConnectionResetError()).cause == "network"
    assert cause_of(KeyError(RARE)) == cause_of("anything else")
    assert RARE not in str(why(KeyError(RARE)))


@pytest.mark.parametrize("reason", FailureReason)
def test_every_reason_of_a_failed_delivery_says_what_to_do(reason: FailureReason) -> None:
    """In the line itself, for whoever has no runbook at hand."""
    assert because(reason.value).keys() == {"reason", "cause", "do"}


def test_settings_are_told_without_secrets() -> None:
    """Names of all that is set, and values of what is no secret."""
    told = Settings.model_validate(
        {"token": "1:hidden", "smtp_password": "hidden", "operator_name": "Isla", "operator_contact": "i@example.org"}
        | {"web_port": 8081}
    ).plain()
    assert "web_port=8081" in told
    assert "smtp_password" in told
    assert not [word for word in ("hidden", "Isla", "i@example.org") if word in told]


def test_errors_are_counted_by_place_and_cause() -> None:
    """And lines that are no errors are not."""
    counted = metrics.errors.labels("batch_not_kept", "error", "disk full")
    before = counted._value.get()
    for level in ("info", "error"):
        count_errors(None, level, {"event": "batch_not_kept", "cause": "disk full"})
    assert counted._value.get() == before + 1


async def test_a_delivery_is_followed_from_its_update(tmp_path: Path) -> None:
    """Queued, put off and recovered: each line has reference, issuer and the same trace, and no word of hers."""
    async with Store.open(tmp_path) as store:
        office = JobDriver(store, tmp_path)
        office.issuer.answers = [RetryLater(FailureReason.unreachable), Receipt("SSSC-1")]
        with listening() as heard:
            draft = await office.sitting.send(MORAG)
            async with office.at_work():
                await office.next_try(1)
                await office.until(office.settled)
    (queued,), (late,), (made,) = map(heard.events, ("submission_queued", "job_put_off", "delivery_recovered"))
    for line in (queued, late, made):
        assert line["trace"] == trace_of(draft.id)
        assert line["issuer"] == "sssc"
        assert str(line["reference"]).startswith("TB-")
    assert queued["update"].startswith("telegram:")
    assert late["do"]
    assert_private(heard.text(), {"Isla", "isla@example.org", "1234567", "Glen"}, "0:none")


async def test_a_refusal_is_named(tmp_path: Path) -> None:
    """With its cause and what to do."""
    async with Store.open(tmp_path) as store:
        office = JobDriver(store, tmp_path)
        office.issuer.answers = [GaveUp(FailureReason.closed)]
        with listening() as heard:
            await office.sitting.send(MORAG)
            async with office.at_work():
                await office.until(office.settled)
    (line,) = heard.events("delivery_given_up")
    assert {"reference", "issuer", "trace", "cause", "do", "reason"} <= line.keys()


async def test_no_line_about_a_broken_store_holds_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rare word in a message is in no line, whatever breaks while it is stored, and the cause is told."""
    async with Store.open(tmp_path) as store:
        office = JobDriver(store, tmp_path)
        await office.sitting.reach_the_questions(MORAG)

        async def full(*_: object) -> None:
            raise full_database()

        monkeypatch.setattr("bot.storage.transaction.unit_of_work.UnitOfWork.keep", full)
        with listening() as heard, pytest.raises(sqlite3.Error):
            await office.sitting.handle(office.sitting.text(MORAG, RARE, 500))
    (line,) = heard.events("batch_not_kept")
    assert line["cause"] == "disk full"
    assert RARE not in heard.text()
