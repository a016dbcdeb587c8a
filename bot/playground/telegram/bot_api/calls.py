"""Records Bot API calls and their results."""

from collections import Counter, deque
from dataclasses import dataclass

from bot.playground.telegram.faults import InjectedFault
from bot.playground.telegram.state.sandbox_clock import Bell
from bot.playground.telegram.wire import Wire


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One call of the Bot API. `params` are decoded; `returned` is the result, or the whole refusal."""

    method: str
    params: Wire
    uploads: tuple[str, ...]
    status: int
    returned: object
    at: float
    fault: InjectedFault | None = None

    @property
    def ok(self) -> bool:
        """Whether the call took effect and said so."""
        return self.status == 200 and self.fault is None


class CallLog:
    """Counts all calls for ever; remembers the latest, or none where `keep` is 0."""

    def __init__(self, keep: int | None) -> None:
        self.calls: deque[ApiCall] = deque(maxlen=keep)
        self.counts: Counter[str] = Counter()
        self.bell = Bell()

    def add(self, call: ApiCall) -> None:
        """Note one call."""
        self.counts[call.method] += 1
        self.calls.append(call)
        self.bell.ring()

    def of(self, method: str) -> list[ApiCall]:
        """The remembered calls of one method."""
        return [call for call in self.calls if call.method.lower() == method.lower()]
