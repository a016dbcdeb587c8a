"""The record of what operators did: in order, named, and telling when somebody has been at it."""

import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import command_line
from bot.storage.beside import operator_acts
from bot.storage.beside.operator_acts import START, OperatorAct, acts, record, verify
from bot.storage.engine.locations import location
from bot.storage.errors import StorageError
from bot.storage.sqlite.database import DATABASE
from bot.storage.store import Store
from flows.model.retention_schedule import RetentionSchedule
from tests.bot.storage.scribe import Elsewhere, address_of

DAY_MS = 86_400_000


@pytest.fixture
def acted(data: Path) -> Path:
    """A data folder with four acts."""
    with location(data).claimed():
        pass
    for number in range(1, 5):
        record(data, OperatorAct("morag", "export", f"TB-{number}", "asked for it"), number * DAY_MS)
    return data


def meddle(data: Path, *statements: str) -> None:
    """Somebody writes to the database behind the program's back, and past the triggers."""
    past = [
        f"DROP TRIGGER {name}" for name in ("operator_act_is_next", "operator_act_stays", "operator_act_goes_in_order")
    ]
    if address_of(data):
        past = ["SET session_replication_role = replica"]
    Elsewhere(data).change(";".join([*past, *statements]))


def test_each_act_follows_the_one_before(acted: Path) -> None:
    """With who, when, what and why; the digest of the newest is what is to be noted elsewhere."""
    found = acts(acted)
    assert [(one.number, one.at_ms // DAY_MS, one.act.about) for one in found] == [
        (number, number, f"TB-{number}") for number in range(1, 5)
    ]
    assert found[0].previous == START
    assert [one.previous for one in found[1:]] == [one.digest for one in found[:-1]]
    report = verify(acted)
    assert (report.first, report.last, report.digest, report.sound) == (1, 4, found[-1].digest, True)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE operator_act SET who = 'isla' WHERE number = 2", 2),
        ("UPDATE operator_act SET reason = '' WHERE number = 4", 4),
        ("UPDATE operator_act SET at_ms = at_ms + 1 WHERE number = 1", 1),
        ("DELETE FROM operator_act WHERE number = 3", 4),
        ("UPDATE operator_act SET number = 9 WHERE number = 4", 9),
    ],
)
def test_what_was_changed_or_taken_out_is_found(acted: Path, statement: str, broken: int) -> None:
    """Wherever in the chain it is."""
    meddle(acted, statement)
    assert verify(acted).broken == broken


def test_an_end_that_was_cut_off_is_found_by_a_noted_digest(acted: Path) -> None:
    """The chain alone does not tell; the digest in the log of the machine does."""
    noted = acts(acted)[-1].digest
    meddle(acted, "DELETE FROM operator_act WHERE number = 4")
    assert verify(acted).sound
    assert verify(acted, noted[:12]).lost


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE operator_act SET who = 'isla' WHERE number = 2",
        "DELETE FROM operator_act WHERE number = 3",
        "DELETE FROM operator_act",
        "INSERT INTO operator_act VALUES (9, 1, 'isla', 'export', '', '', '', '')",
    ],
)
def test_the_database_itself_refuses_changes(acted: Path, statement: str) -> None:
    """An operator with a database shell does not change it by a slip."""
    with pytest.raises((sqlite3.IntegrityError, StorageError)):
        Elsewhere(acted).change(statement)


async def test_old_acts_go_from_the_front_and_the_rest_still_holds(acted: Path) -> None:
    """The last one stays, however old, so that the chain goes on from it."""
    days = RetentionSchedule().operator_days
    async with Store.open(acted) as store:
        await store.purge((days + 3) * DAY_MS)
        assert [one.number for one in acts(acted)] == [3, 4]
        await store.purge((days + 99) * DAY_MS)
    assert [one.number for one in acts(acted)] == [4]
    record(acted, OperatorAct("isla", "backup"))
    assert verify(acted).sound


def test_nothing_is_noted_where_there_is_no_database(tmp_path: Path) -> None:
    """Whoever checks badge files has no acted of anybody."""
    assert record(tmp_path, OperatorAct("morag", "publish")) is None
    assert not (tmp_path / DATABASE).exists()


def test_the_commands_show_and_check_it(acted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`audit list` is a table for a person; `audit verify` ends with 1 where something is wrong."""
    monkeypatch.setenv("TEABREAK_DATA", str(acted))
    monkeypatch.setenv("TEABREAK_DATABASE", address_of(acted))
    runner, app = CliRunner(), command_line("audit")
    listed = runner.invoke(app, ["audit", "list"]).output.splitlines()
    assert len(listed) == 4
    assert listed[0].split("\t")[2:] == ["morag", "export", "TB-1", "asked for it"]
    told = runner.invoke(app, ["audit", "verify"])
    assert told.exit_code == 0
    assert acts(acted)[-1].digest in told.output
    meddle(acted, "UPDATE operator_act SET who = 'isla' WHERE number = 2")
    assert runner.invoke(app, ["audit", "verify"]).exit_code == 1


def test_a_long_reason_is_one_line(acted: Path) -> None:
    """Whatever is typed, the record stays a list of short lines."""
    kept = record(acted, OperatorAct("isla", "forget", "", "one\ntwo " + "x" * 999))
    assert kept is not None
    assert len(kept.act.reason) == operator_acts.LONGEST
    assert kept.act.reason.startswith("one two x")
