"""What headless stations write down: how long commands took, what failed, when each event was written and heard."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from db.events import Event


@dataclass
class Notes:
    """One process's notes; moments are this machine's monotonic clock, which all its processes share, in seconds."""

    took_s: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """By verb: each command that was answered."""
    failures: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By verb and kind of failure."""
    requests: dict[str, str] = field(default_factory=dict)
    """What was acknowledged: the request, and which verb it was."""
    tickets: int = 0
    """So many numbers were handed out."""
    written: dict[int, float] = field(default_factory=dict)
    """When a command that wrote an event had its answer."""
    heard: list[tuple[int, float]] = field(default_factory=list)
    """When a follower's event arrived in front."""

    def begin(self) -> None:
        """The run begins: how long the start took is no part of it."""
        self.took_s.clear()
        self.failures.clear()
        self.heard.clear()

    def acknowledge(
        self, verb: str, request: str, event: Event | None, begin: float, end: float | None
    ) -> None:
        """A command was answered. `end`: None after the run."""
        if end is not None:
            self.took_s[verb].append(end - begin)
        if event is not None:
            self.requests[request] = verb
            if end is not None:
                self.written[event.id] = end

    def add(self, other: Notes) -> None:
        """Take in what another process noted."""
        for verb, times in other.took_s.items():
            self.took_s[verb].extend(times)
        self.failures.update(other.failures)
        self.requests.update(other.requests)
        self.tickets += other.tickets
        self.written.update(other.written)
        self.heard.extend(other.heard)
