"""What a load test is judged by: its figures, and the goals beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from db.errors import QT_TRANSLATE_NOOP
from hall.load.rush import Outcome

COMMAND_MS, EVENT_MS, OF_A_CORE = 100.0, 50.0, 0.05
AT_ONCE_PEAK = 1.0
"""The database's share of a core is judged at the hall's own peak only."""


@dataclass(frozen=True)
class Times:
    """How long something took, in milliseconds."""

    count: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    worst_ms: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Times:
        """So many times, in order or not."""
        ms = sorted(1000 * each for each in seconds)
        if len(ms) < 2:
            only = ms[0] if ms else 0.0
            return cls(len(ms), only, only, only, only)
        hundredths = quantiles(ms, n=100, method="inclusive")
        return cls(len(ms), hundredths[49], hundredths[94], hundredths[98], ms[-1])


@dataclass(frozen=True)
class Goal:
    """What was to be reached, and what was."""

    name: str
    figure: float
    most: float
    unit: str

    @property
    def kept(self) -> bool:
        """Whether it was reached."""
        return self.figure <= self.most


def commands_of(outcome: Outcome) -> dict[str, Times]:
    """How long each verb took, the most frequent first."""
    took = sorted(outcome.notes.took_s.items(), key=lambda each: -len(each[1]))
    return {verb: Times.of(times) for verb, times in took}


def news_of(outcome: Outcome) -> Times:
    """From a command's answer to its event in front of each follower that waits for it; a kiosk looks later on purpose."""
    written = outcome.notes.written
    # A follower may be told before whoever asked has the answer.
    return Times.of([max(0.0, at - written[event]) for event, at in outcome.notes.heard if event in written])


def goals_of(outcome: Outcome) -> list[Goal]:
    """The goals, each with its figure."""
    slowest = max(
        (times.p99_ms for times in commands_of(outcome).values() if times.count >= 100), default=0.0
    )
    goals = [
        Goal(QT_TRANSLATE_NOOP("hall", "Failures"), outcome.notes.failures.total(), 0, ""),
        Goal(QT_TRANSLATE_NOOP("hall", "The slowest verb, 99 of 100"), slowest, COMMAND_MS, "ms"),
        Goal(
            QT_TRANSLATE_NOOP("hall", "From commit to a follower, 99 of 100"),
            news_of(outcome).p99_ms,
            EVENT_MS,
            "ms",
        ),
    ]
    if outcome.server and outcome.crowd.peak <= AT_ONCE_PEAK:
        share = outcome.server.of_a_core
        goals.append(
            Goal(QT_TRANSLATE_NOOP("hall", "The database, of one core"), 100 * share, 100 * OF_A_CORE, "%")
        )
    return goals


def report_of(outcome: Outcome) -> dict[str, Any]:
    """Everything, as it goes into a file."""
    crowd = outcome.crowd
    return {
        "peak": crowd.peak,
        "seconds": round(outcome.seconds, 1),
        "stations": {"callers": crowd.callers, "kiosks": crowd.kiosks, "boards": crowd.boards},
        "processes": outcome.processes,
        "commands": {verb: vars(times) for verb, times in commands_of(outcome).items()},
        "failures": {f"{verb}: {kind}": times for (verb, kind), times in outcome.notes.failures.items()},
        "news": vars(news_of(outcome)),
        "database_of_a_core": outcome.server.of_a_core if outcome.server else None,
        "promises": [vars(promise) for promise in outcome.promises],
        "goals": [vars(goal) | {"kept": goal.kept} for goal in goals_of(outcome)],
    }
