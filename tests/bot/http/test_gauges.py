"""What whoever watches the bot can see: whether it lives, whether it is ready, and metrics."""

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from support.conversation_driver import Sitting

from bot.http.decisions import Endpoint
from bot.http.health import HUNG_SECONDS, HealthPages
from bot.http.ready_checks import ReadyLimits, Signs
from bot.http.server import listening
from bot.issuers.decision_intake import Decisions
from bot.media.disk_space import MB, DiskSpace
from bot.media.store import MediaStore
from bot.monitoring import metrics
from bot.monitoring.issuer_answers import IssuerAnswers
from bot.storage.beside.operator import STALE_MS
from bot.storage.store import Store

pytestmark = pytest.mark.slow

MORAG = "telegram:7"
DEPLOY = Path(__file__).parents[3] / "deploy"
HOUR_MS = 3_600_000


class Watched:
    """A bot that Morag has sent a submission to, with its signs in the test's hands."""

    def __init__(self, store: Store, data: Path) -> None:
        self.sitting = Sitting(store)
        self.silence: float | None = 0.0
        self.loops_silent = 0.0
        self.stopping = False
        self.issuers = IssuerAnswers(lambda: self.sitting.ms)
        self.space = DiskSpace(data, MB)
        self.backup_ms: int | None = self.sitting.ms
        signs = Signs(
            space=self.space,
            silence=lambda: self.silence,
            issuers=lambda: self.issuers,
            last_backup=lambda: self.backup_ms,
            loops_silent=lambda: self.loops_silent,
            stopping=lambda: self.stopping,
        )
        self.pages = HealthPages(store, self.sitting.clock, signs)
        self.signs = signs
        self.url = ""

    async def seen(self, page: str) -> tuple[int, str]:
        """Status and text of a page."""
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}{page}") as response:
            return response.status, await response.text()

    async def wrong(self) -> set[str]:
        """The checks beyond their limits, each of which says what to do; 503 if there is one."""
        status, text = await self.seen("/health/ready")
        found = {one["name"]: one for one in json.loads(text)["checks"] if not one["ok"]}
        assert (status == 503) == bool(found)
        assert all(one["do"] for one in found.values())
        return set(found)


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    """It is served, and all is well with it."""
    async with Store.open(tmp_path) as store:
        made = Watched(store, tmp_path)
        await made.sitting.send(MORAG)
        await store.heartbeat(made.sitting.ms)
        await made.space.measure()
        media = MediaStore(tmp_path / "media", 1)
        nobody = Endpoint(Decisions(store, made.sitting.conversation, made.sitting.clock, media), {})
        async with listening("127.0.0.1", 0, nobody, made.pages) as made.url:
            yield made


async def test_the_old_page_is_well_while_signs_of_life_are_written(watched: Watched) -> None:
    """Once they stop, it is not."""
    assert await watched.seen("/health") == (200, '{"status": "well", "space": "enough"}')
    watched.sitting.ms += STALE_MS
    assert await watched.seen("/health") == (503, '{"status": "stuck", "space": "enough"}')


async def test_it_lives_while_its_loops_come_round(watched: Watched) -> None:
    """Neither an old backup nor a database in trouble is a reason to restart it."""
    watched.sitting.ms += 1000 * HOUR_MS
    assert await watched.seen("/health/live") == (200, '{"status": "live"}')
    watched.loops_silent = HUNG_SECONDS
    assert await watched.seen("/health/live") == (503, '{"status": "hung"}')


async def test_it_is_ready_until_something_is_beyond_its_limit(watched: Watched) -> None:
    """Each check fails for its own trouble and no other."""
    assert await watched.wrong() == set()
    watched.silence = 45.0
    assert await watched.wrong() == {"intake"}
    watched.silence = None
    assert await watched.wrong() == {"intake"}
    watched.silence = 0.0
    watched.space.is_low = True
    assert await watched.wrong() == {"disk"}
    watched.space.is_low = False
    watched.issuers.failed("sssc", "unreachable")
    assert await watched.wrong() == set()
    watched.sitting.ms += HOUR_MS
    await watched.sitting.store.heartbeat(watched.sitting.ms)
    assert await watched.wrong() == {"issuer", "outbox"}
    watched.issuers.failed("sssc", "too_large")
    assert await watched.wrong() == {"outbox"}
    watched.sitting.ms += 6 * HOUR_MS
    assert await watched.wrong() == {"outbox", "deliveries", "database"}
    await watched.sitting.store.heartbeat(watched.sitting.ms)
    watched.backup_ms = watched.sitting.ms - 31 * HOUR_MS
    assert await watched.wrong() == {"outbox", "deliveries", "backup"}


async def test_data_that_were_never_backed_up_are_noticed(watched: Watched) -> None:
    """Once they are as old as a backup may be."""
    watched.backup_ms = None
    assert "backup" not in await watched.wrong()
    watched.sitting.ms += 31 * HOUR_MS
    assert "backup" in await watched.wrong()


async def test_a_limit_of_nothing_switches_a_check_off(watched: Watched) -> None:
    """The others stay."""
    limits = ReadyLimits(backup_hours=0, intake_seconds=0)
    pages = HealthPages(watched.sitting.store, watched.sitting.clock, watched.signs, limits)
    checks = (await pages.status())["checks"]
    assert isinstance(checks, list)
    names = [one["name"] for one in checks]
    assert names == ["database", "outbox", "deliveries", "parked", "disk", "issuer"]


async def test_a_database_that_cannot_be_read_is_told_with_its_cause(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page answers all the same."""

    async def full() -> None:
        error = sqlite3.OperationalError("the text may hold anything")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    monkeypatch.setattr(watched.sitting.store, "last_heartbeat", full)
    status, text = await watched.seen("/health/ready")
    database, *_ = json.loads(text)["checks"]
    assert (status, database["name"], database["ok"], database["about"]) == (503, "database", False, "disk full")
    assert "room" in database["do"]
    assert "anything" not in text


async def test_a_load_balancer_asks_for_one_check(watched: Watched) -> None:
    """What else is wrong takes no instance out; one that stops is out whatever is asked for."""
    watched.silence = 99.0
    assert await watched.wrong() == {"intake"}
    assert (await watched.seen("/health/ready?only=database"))[0] == 200
    watched.stopping = True
    assert (await watched.seen("/health/ready?only=database"))[0] == 503


async def test_metrics_tell_counts_and_no_person(watched: Watched) -> None:
    """As another implementation parses them: each family with its type and help, and no label of anybody's."""
    async with aiohttp.ClientSession() as session:
        await (await session.post(f"{watched.url}/issuer/sssc/decisions", data=b"{}")).read()
    status, text = await watched.seen("/metrics")
    families = {one.name: one for one in text_string_to_metric_families(text)}
    assert status == 200
    assert all(one.documentation and one.type in ("counter", "gauge", "histogram") for one in families.values())
    values = {
        (sample.name, *sample.labels.values()): sample.value for one in families.values() for sample in one.samples
    }
    assert values["teabreak_waiting", "deliver_pack"] == 1
    assert values["teabreak_waiting", "message"] > 0
    assert values["teabreak_decision_answers_total", "401"] >= 1
    assert values["teabreak_updates_total", "text", "taken"] >= 1
    assert values["teabreak_turn_seconds_count",] >= 1
    assert values["teabreak_ready", "database"] == 1
    assert not [word for word in ("Isla", "isla@", "TB-", "1234567", MORAG) if word in text]


async def test_what_was_seen_before_is_counted_as_that(watched: Watched) -> None:
    """A second arrival of an update is no second turn."""

    def seen() -> float:
        return metrics.updates.labels("text", "seen")._value.get()

    update, before = watched.sitting.text(MORAG, "More words.", 9999), seen()
    await watched.sitting.handle(update)
    assert seen() == before
    await watched.sitting.handle(update)
    assert seen() == before + 1


def queried(text: str) -> set[str]:
    """The names of metrics in queries."""
    return set(re.findall(r"\b(?:teabreak|process)_[a-z_]+", text))


@pytest.mark.parametrize("name", ["alerts.yaml", "dashboard.json"])
def test_dashboard_and_alerts_ask_for_what_is_exported(name: str) -> None:
    """Every name in a query is one that the code exports."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    if name.endswith(".json"):
        queries = [target["expr"] for panel in json.loads(text)["panels"] for target in panel["targets"]]
    else:
        rules = [rule for group in yaml.safe_load(text)["groups"] for rule in group["rules"]]
        assert all(rule["annotations"]["summary"] and rule["annotations"]["do"] for rule in rules)
        queries = [rule["expr"] for rule in rules]
    asked = set().union(*map(queried, queries))
    assert asked
    assert asked <= set(metrics.names())
    checks = {one for text in queries for found in re.findall(r'check=~?"([a-z|]+)"', text) for one in found.split("|")}
    assert checks <= {"database", "intake", "outbox", "deliveries", "parked", "backup", "disk", "issuer"}


def test_every_metric_is_on_the_dashboard() -> None:
    """But for those of the process, and for what only says that the others are fresh."""
    queries = json.loads((DEPLOY / "dashboard.json").read_text(encoding="utf-8"))["panels"]
    asked = set().union(*(queried(target["expr"]) for panel in queries for target in panel["targets"]))
    bare = {re.sub(r"_(total|bucket|sum|count)$", "", name) for name in metrics.names() if name.startswith("teabreak")}
    shown = {re.sub(r"_(total|bucket|sum|count)$", "", name) for name in asked}
    assert bare - shown == {"teabreak_build_info", "teabreak_last_beat_seconds", "teabreak_space_low"}


def test_prometheus_is_pointed_at_the_rules_and_the_port() -> None:
    """The example's job is the one that the alerts name."""
    read = yaml.safe_load((DEPLOY / "prometheus.yaml").read_text(encoding="utf-8"))
    assert read["rule_files"] == ["alerts.yaml"]
    (job,) = read["scrape_configs"]
    assert f'job="{job["job_name"]}"' in (DEPLOY / "alerts.yaml").read_text(encoding="utf-8")
