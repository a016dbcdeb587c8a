"""Figures of several runs as medians, and as ratios within one run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figures:
    """What one process of one bot showed. Seconds and MB; `cpu` is seconds a thousand updates."""

    start: float = 0.0
    updates: int = 0
    rate: float = 0.0
    cpu: float = 0.0
    rss: float = 0.0
    busy: float = 0.0
    """The share of its core that the load itself took: far from 1, or it would hold the bot back."""
    near: tuple[float, ...] = ()
    far: tuple[float, ...] = ()

    def line(self) -> str:
        """In one line."""
        told = [f"{name} {text(self)}" for name, text in COLUMNS.items()]
        return ", ".join([*told, f"{self.updates} updates"])


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def _times(values: Sequence[float]) -> str:
    if not values:
        return "not measured"
    return " / ".join(f"{percentile(values, share) * 1000:,.1f}" for share in (0.5, 0.95, 0.99))


COLUMNS: Mapping[str, Callable[[Figures], str]] = {
    "CPU s per 1,000": lambda f: f"{f.cpu:.3f}",
    "updates/s": lambda f: f"{f.rate:,.0f}",
    "p50/p95/p99 ms at 30/s": lambda f: _times(f.near),
    "the same, API 50 ms": lambda f: _times(f.far),
    "start s": lambda f: f"{f.start:.2f}",
    "RSS MB": lambda f: f"{f.rss:.0f}",
    "load's own core": lambda f: f"{f.busy:.0%}",
}


def typical(runs: Sequence[Figures]) -> Figures:
    """The median of each figure; latencies are those of all runs together."""
    return Figures(
        start=median(f.start for f in runs),
        updates=sum(f.updates for f in runs),
        rate=median(f.rate for f in runs),
        cpu=median(f.cpu for f in runs),
        rss=median(f.rss for f in runs),
        busy=median(f.busy for f in runs),
        near=tuple(latency for f in runs for latency in f.near),
        far=tuple(latency for f in runs for latency in f.far),
    )


Found = Mapping[str, Sequence[Figures]]


def table(found: Found) -> str:
    """A table of medians."""
    lines = ["| | " + " | ".join(COLUMNS) + " |", "| --- |" + " --- |" * len(COLUMNS)]
    for name, runs in found.items():
        figures = typical(runs)
        lines.append(f"| {name} | " + " | ".join(text(figures) for text in COLUMNS.values()) + " |")
    return "\n".join(lines)


RATIOS: Mapping[str, Callable[[Figures], float]] = {
    "CPU per update": lambda f: f.cpu,
    "updates/s": lambda f: f.rate,
    "start to first reply": lambda f: f.start,
    "memory": lambda f: f.rss,
    "p99 at 30/s": lambda f: percentile(f.near, 0.99),
    "p95, API 50 ms": lambda f: percentile(f.far, 0.95),
}


def ratios(one: str, other: str, found: Found) -> str:
    """One bot's figures as shares of another's.

    Each ratio is taken within a round, and then the median: a noisy minute counts for both of a pair or for neither.
    """
    pairs = list(zip(found[one], found[other], strict=True))
    told = [
        f"{name} x {median(figure(a) / figure(b) for a, b in pairs):.2f}"
        for name, figure in RATIOS.items()
        if all(figure(a) and figure(b) for a, b in pairs)
    ]
    return f"{one} beside {other}: {', '.join(told)}"
