"""Counts the warnings and errors of the log for the metrics, so that no place that logs one can be forgotten."""

from structlog.typing import EventDict, WrappedLogger

from bot.monitoring import metrics

_COUNTED = frozenset({"warning", "error"})


def count_errors(_: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """A processor of structlog's: leaves the line as it is. The cause is the line's own, or its reason."""
    if method in _COUNTED:
        cause = line.get("cause") or line.get("reason") or ""
        metrics.errors.labels(str(line["event"]), method, str(cause)).inc()
    return line
