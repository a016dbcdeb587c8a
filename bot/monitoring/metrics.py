"""All metrics that `/metrics` exports, in Prometheus' terms. Labels come from small fixed sets and name no person.

Counters and histograms count on from the start of the process; gauges are set at each scrape (`bot/http/health.py`).
"""

from collections.abc import Iterable, Iterator

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from structlog.typing import EventDict, WrappedLogger

# A series more for each counter, which nobody asks for.
disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_FAST = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_NETWORK = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_SPEECH = (1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)


def _counter(name: str, about: str, *labels: str) -> Counter:
    return Counter(f"teabreak_{name}", about, labels, registry=REGISTRY)


def _gauge(name: str, about: str, *labels: str) -> Gauge:
    return Gauge(f"teabreak_{name}", about, labels, registry=REGISTRY)


def _histogram(name: str, about: str, buckets: Iterable[float]) -> Histogram:
    return Histogram(f"teabreak_{name}", about, buckets=tuple(buckets), registry=REGISTRY)


updates = _counter("updates", "Updates from people, by what they held and what became of them", "kind", "outcome")
turn_seconds = _histogram(
    "turn_seconds",
    "Time to take one turn and word its answer, without the database, with what a long one waits for others",
    _FAST,
)
batch_seconds = _histogram("batch_seconds", "Time to handle a batch of updates, until it is on the disk", _FAST)
sends = _counter("sends", "Messages to people that are done with, by result", "channel", "result")
send_seconds = _histogram("send_seconds", "Time of one call that sends a message", _NETWORK)
deliveries = _counter(
    "deliveries", "Tries to deliver a submission, by issuer, result and reason", "issuer", "result", "reason"
)
transcriptions = _counter("transcriptions", "Recordings that were to be written down, by result", "result")
transcription_seconds = _histogram("transcription_seconds", "Time to write a recording down", _SPEECH)
decision_answers = _counter(
    "decision_answers", "Answers to issuers' systems that told a decision, by HTTP status", "status"
)
errors = _counter(
    "errors", "Warnings and errors in the log, by the name of the line and its cause", "place", "level", "cause"
)

build = _gauge("build_info", "1, with the version that runs", "version")
ready = _gauge("ready", "Whether a check of /health/ready is within its limit: 1, else 0", "check")
reading = _gauge("reading", "What a check of /health/ready measured, in the check's own unit", "check", "unit")
waiting = _gauge("waiting", "How much waits to be done: messages to send, and effects by kind", "kind")
oldest_seconds = _gauge("oldest_seconds", "Age of the oldest that waits: messages and deliveries", "queue")
parked_updates = _gauge("parked_updates", "Updates that could not be handled and are kept for the operator")
reminder_people = _gauge(
    "reminder_people", "People who wanted reminders, by state and kind of the next", "state", "kind"
)
reminders = _gauge("reminders", "Reminders of the last two years, by kind and what became of them", "kind", "became")
retention = _gauge(
    "retention",
    "Things that run out, by kind: warned of first and last, and gone",
    "kind",
    "became",
)
last_beat_seconds = _gauge("last_beat_seconds", "Unix time of the last heartbeat in the database; 0 before the first")
tasks = _gauge("tasks", "Tasks of the event loop")
space_free_bytes = _gauge("space_free_bytes", "Free bytes on the disk of the data folder")
space_low = _gauge("space_low", "1 while recordings and files are refused for lack of space, else 0")


def names() -> Iterator[str]:
    """The name of every series that is exported by us, as a query spells it: with `_total`, `_bucket` and so on."""
    for family in REGISTRY.collect():
        ending = {
            "counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"),
        }.get(family.type, ("",))  # fmt: skip
        yield from (f"{family.name}{one}" for one in ending)


def text() -> bytes:
    """All metrics in the text form of Prometheus."""
    return generate_latest(REGISTRY)


_COUNTED = frozenset({"warning", "error"})


def count_errors(_: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """A processor of structlog's: leaves the line as it is. The cause is the line's own, or its reason."""
    if method in _COUNTED:
        cause = line.get("cause") or line.get("reason") or ""
        errors.labels(str(line["event"]), method, str(cause)).inc()
    return line
