"""What a hall promises under faults, kept or broken, with its figure: gathered from the tests, told at the end.

Where promises were looked at, pytest ends with a table of them, and leaves it as JSON in its cache folder.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

import pytest

_PROPERTY = "promise"


class Unit(StrEnum):
    """What a figure counts."""

    TIMES = ""
    S = " s"
    MS = " ms"


@dataclass(frozen=True)
class Promise:
    """What was to be at most `goal` after a fault, and what it was; without a goal it is only told."""

    fault: str
    promise: str
    figure: float
    goal: float | None
    unit: Unit
    detail: str = ""
    looked_at: int = 1

    @property
    def kept(self) -> bool:
        return self.goal is None or self.figure <= self.goal

    def __str__(self) -> str:
        if self.goal is None:
            verdict, goal = "told", ""
        else:
            verdict = "kept" if self.kept else "BROKEN"
            goal = f" (at most {self.goal:g}{self.unit})"
        worst = f"; the worst of {self.looked_at}" if self.looked_at > 1 else ""
        detail = f"; {self.detail}" if self.detail else ""
        figure = f"{self.figure:.2f}" if self.unit is Unit.S else f"{self.figure:.0f}"
        return f"{verdict:7}{self.fault}: {self.promise} {figure}{self.unit}{goal}{worst}{detail}"


class Promises:
    """Those that one test looks at; `strict`: a missed goal fails it, else only what was lost or doubled does."""

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.seen: list[Promise] = []

    def never(self, fault: str, promise: str, times: int, detail: str = "") -> None:
        """What must not happen at all, on however busy a machine."""
        self.seen.append(Promise(fault, promise, times, 0, Unit.TIMES, detail))
        assert not times, f"{fault}: {promise} {times}; {detail}"

    def within(self, fault: str, promise: str, took_s: float, goal_s: float, detail: str = "") -> None:
        """What must be over after so many seconds."""
        self.seen.append(Promise(fault, promise, round(took_s, 3), goal_s, Unit.S, detail))

    def pause(self, fault: str, own_s: float, goal_ms: float, detail: str) -> None:
        """How long a GUI thread may stand still."""
        promise = "a screen stood still for"
        self.seen.append(Promise(fault, promise, round(own_s * 1000), goal_ms, Unit.MS, detail))

    def told(self, fault: str, what: str, figure: float, unit: Unit, detail: str = "") -> None:
        """A figure that nothing was promised about."""
        self.seen.append(Promise(fault, what, figure, None, unit, detail))

    def worst(self) -> list[Promise]:
        """Of what was looked at several times, the worst figure."""
        groups: dict[tuple[str, str], list[Promise]] = {}
        for each in self.seen:
            groups.setdefault((each.fault, each.promise), []).append(each)
        return [
            replace(max(group, key=lambda each: each.figure), looked_at=len(group))
            for group in groups.values()
        ]

    def must_be_kept(self) -> None:
        """Where goals are held strictly: fail for what was missed."""
        broken = [str(each) for each in self.worst() if not each.kept]
        if self.strict and broken:
            pytest.fail("\n".join(broken), pytrace=False)


def _plain(each: Promise) -> dict[str, Any]:
    """As processes that share the tests can tell each other: no enumeration passes between them."""
    return asdict(each) | {"unit": each.unit.value}


@pytest.fixture
def promises(request: pytest.FixtureRequest) -> Any:
    """The promises of one test; by name (`-m long`) their goals are held, else only told."""
    these = Promises(strict=request.node.get_closest_marker("long") is not None)
    yield these
    request.node.user_properties += [(_PROPERTY, _plain(each)) for each in these.worst()]
    these.must_be_kept()


class Report:
    """Gathers the promises of all tests, from however many processes, and tells them."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._seen: list[Promise] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            told = [value for name, value in report.user_properties if name == _PROPERTY]
            self._seen += [Promise(**{**each, "unit": Unit(each["unit"])}) for each in told]  # type: ignore[dict-item]

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if not self._seen:
            return
        terminalreporter.section("promises under faults")
        for each in self._seen:
            terminalreporter.write_line(str(each), red=not each.kept)
        if cache := getattr(self._config, "cache", None):
            file = cache.mkdir("faults") / "promises.json"
            rows = [asdict(each) | {"kept": each.kept} for each in self._seen]
            file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            terminalreporter.write_line(f"as JSON: {file}")


def pytest_configure(config: pytest.Config) -> None:
    """One report a run: where several processes share the tests, in the one that hands them out."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Report(config))
