"""The figures of a day as one sheet of charts (SVG), for a manager's eyes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from math import ceil
from typing import Any

from db.errors import QT_TRANSLATE_NOOP
from hall.day.figures import Figures

Say = Callable[..., str]

_WIDE, _MARGIN, _LEFT = 1280, 40, 70
_INK, _SOFT, _LINE, _BLUE, _ORANGE, _GREEN, _RED = (
    "#1c2733", "#5b6b7b", "#d9e0e7", "#1f6fb2", "#e07b1a", "#2f8f5b", "#c0392b",
)  # fmt: skip
_HEAT = ("#eef5fb", "#cfe3f3", "#9cc7e6", "#f6c98a", "#ec9a4a", "#d0503a")
_HEAT_MIN = (5, 10, 20, 30, 45)
"""From so many minutes on the next colour."""


class Sheet:
    """A sheet that grows downwards, chart by chart."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = 0.0

    def text(self, x: float, y: float, said: str, size: int = 14, colour: str = _INK, anchor: str = "start", **more: str) -> None:  # fmt: skip
        """Some words."""
        extra = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
        self.parts.append(
            f'<text x="{x:.1f}" y="{self.y + y:.1f}" font-size="{size}" fill="{colour}"'
            f' text-anchor="{anchor}"{extra}>{escape(said)}</text>'
        )

    def box(self, x: float, y: float, wide: float, high: float, colour: str, radius: int = 0) -> None:
        """A filled box."""
        self.parts.append(
            f'<rect x="{x:.1f}" y="{self.y + y:.1f}" width="{max(wide, 0):.1f}" height="{max(high, 0):.1f}"'
            f' rx="{radius}" fill="{colour}"/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = _LINE, wide: float = 1) -> None:
        """A straight line."""
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{self.y + y1:.1f}" x2="{x2:.1f}" y2="{self.y + y2:.1f}"'
            f' stroke="{colour}" stroke-width="{wide}"/>'
        )

    def path(self, points: Sequence[tuple[float, float]], colour: str, filled: float | None = None) -> None:
        """A line through points; `filled` down to that height."""
        said = " ".join(f"{x:.1f},{self.y + y:.1f}" for x, y in points)
        if filled is not None and points:
            base = self.y + filled
            area = f"{points[0][0]:.1f},{base:.1f} {said} {points[-1][0]:.1f},{base:.1f}"
            self.parts.append(f'<polygon points="{area}" fill="{colour}" fill-opacity="0.15"/>')
        self.parts.append(
            f'<polyline points="{said}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-linejoin="round"/>'
        )

    def title(self, said: str, below: str = "") -> None:
        """The heading of a chart."""
        self.y += 34
        self.text(_MARGIN, 0, said, 20, font_weight="bold")
        if below:
            self.text(_MARGIN, 22, below, 13, _SOFT)
        self.y += 36 if below else 16

    def svg(self) -> str:
        """The whole sheet."""
        high = self.y + _MARGIN
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{high:.0f}"'
            f" viewBox=\"0 0 {_WIDE} {high:.0f}\" font-family=\"'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif\">"
            f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(self.parts)}</svg>\n'
        )


def charts(told: Figures, names: dict[str, str], say: Say) -> str:
    """A day on one sheet; `names` are those of services in the reader's language."""
    sheet = Sheet()
    _head(sheet, told, say)
    _crowd(sheet, told, say)
    _heat(sheet, told, names, say)
    _use(sheet, told, names, say)
    _forecast(sheet, told, say)
    _voice(sheet, told, say)
    return sheet.svg()


def minutes(seconds: float | None) -> str:
    """A time as people say it."""
    return "–" if seconds is None else f"{seconds / 60:.1f}"


def _head(sheet: Sheet, told: Figures, say: Say) -> None:
    sheet.y = 20
    sheet.title(
        say(QT_TRANSLATE_NOOP("hall", "{date}: {visits} visits"), **told),
        say(
            QT_TRANSLATE_NOOP("hall", "simulated through the real queue on {database}, seed {seed}"),
            **told,
        ),
    )
    every = told["waits"]["all"]
    counters = [each["use"] for each in told["counters"] if each["use"] is not None]
    broken = sum(each["broken"] for each in told["promises"])
    tiles = (
        (say(QT_TRANSLATE_NOOP("hall", "mean wait, minutes")), minutes(every["mean_s"]), _BLUE),
        (say(QT_TRANSLATE_NOOP("hall", "nine of ten waited at most")), minutes(every["p90_s"]), _BLUE),
        (
            say(QT_TRANSLATE_NOOP("hall", "counters in use")),
            f"{sum(counters) / max(len(counters), 1):.0%}",
            _GREEN,
        ),
        (say(QT_TRANSLATE_NOOP("hall", "refused")), str(told["outcomes"].get("refused", 0)), _ORANGE),
        (say(QT_TRANSLATE_NOOP("hall", "promises broken")), str(broken), _RED if broken else _GREEN),
    )
    wide = (_WIDE - 2 * _MARGIN - 4 * 16) / 5
    for nth, (name, value, colour) in enumerate(tiles):
        x = _MARGIN + nth * (wide + 16)
        sheet.box(x, 0, wide, 92, "#f4f7fa", 10)
        sheet.text(x + 18, 48, value, 34, colour, font_weight="bold")
        sheet.text(x + 18, 76, name, 14, _SOFT)
    sheet.y += 100


def _axis(
    sheet: Sheet, high: float, top: float, unit: str, right: float = _WIDE - _MARGIN
) -> Callable[[float], float]:
    """Horizontal lines with their figures; returns where a value stands."""
    step = _step(top)
    top = ceil(top / step) * step or step
    for nth in range(round(top / step) + 1):
        y = high - nth * step / top * high
        sheet.line(_LEFT, y, right, y)
        sheet.text(_LEFT - 10, y + 5, f"{nth * step:g}", 12, _SOFT, "end")
    sheet.text(_LEFT, -10, unit, 12, _SOFT)
    return lambda value: high - value / top * high


def _step(top: float) -> float:
    return next((each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if top / each <= 6), 5000)


def _crowd(sheet: Sheet, told: Figures, say: Say) -> None:
    sheet.title(
        say(QT_TRANSLATE_NOOP("hall", "Who came, and who waited")),
        say(
            QT_TRANSLATE_NOOP(
                "hall", "bars: visitors who came in each quarter of an hour; line: visitors who waited"
            )
        ),
    )
    sheet.y += 20
    high, quarters, line = 240.0, told["arrivals_by_quarter"], told["waiting"]
    begins = min(_hours(quarters[0][0]), _hours(line[0][0]))
    ends = max(_hours(quarters[-1][0]) + 0.25, _hours(line[-1][0]))
    top = max(*(number for _, number in quarters), *(number for _, number in line), 1)
    at = _axis(sheet, high, top, say(QT_TRANSLATE_NOOP("hall", "visitors")))

    def x(clock: float) -> float:
        return _LEFT + (clock - begins) / (ends - begins) * (_WIDE - _MARGIN - _LEFT)

    for clock, number in quarters:
        left = x(_hours(clock))
        sheet.box(left + 1, at(number), x(_hours(clock) + 0.25) - left - 2, high - at(number), "#9cc7e6", 2)
    sheet.path([(x(_hours(clock)), at(number)) for clock, number in line], _ORANGE, high)
    for hour in range(ceil(begins), int(ends) + 1):
        sheet.text(x(hour), high + 20, f"{hour}:00", 12, _SOFT, "middle")
    sheet.y += high + 40


def _hours(clock: str) -> float:
    hour, minute = clock.split(":")
    return int(hour) + int(minute) / 60


def _heat(sheet: Sheet, told: Figures, names: dict[str, str], say: Say) -> None:
    sheet.title(
        say(QT_TRANSLATE_NOOP("hall", "Mean wait by service and hour")),
        say(
            QT_TRANSLATE_NOOP(
                "hall", "minutes, by the hour in which the number was taken; last column: nine of ten"
            )
        ),
    )
    table = told["waits"]["by_service_and_hour"]
    hours = sorted({hour for row in table.values() for hour in row})
    name_wide, row_high = 250.0, 22.0
    wide = (_WIDE - _MARGIN - _MARGIN - name_wide) / (len(hours) + 1)
    for nth, head in enumerate([*hours, "90 %"]):
        sheet.text(_MARGIN + name_wide + (nth + 0.5) * wide, 12, head, 12, _SOFT, "middle")
    sheet.y += 20
    worst_first = sorted(table, key=lambda key: -(told["waits"]["by_service"][key]["p90_s"] or 0))
    for service in worst_first:
        sheet.text(_MARGIN, 16, f"{service}  {names.get(service, '')}"[:34], 13)
        cells = [*(table[service].get(hour) for hour in hours), told["waits"]["by_service"][service]["p90_s"]]
        for nth, seconds in enumerate(cells):
            x = _MARGIN + name_wide + nth * wide
            if seconds is not None:
                value = seconds / 60
                shade = sum(value >= each for each in _HEAT_MIN)
                sheet.box(x + 1, 1, wide - 2, row_high - 2, _HEAT[shade], 3)
                sheet.text(x + wide / 2, 16, f"{value:.0f}", 12, "#ffffff" if shade == 5 else _INK, "middle")
        sheet.y += row_high
    sheet.y += 10


def _use(sheet: Sheet, told: Figures, names: dict[str, str], say: Say) -> None:
    sheet.title(
        say(QT_TRANSLATE_NOOP("hall", "How busy counters were")),
        say(QT_TRANSLATE_NOOP("hall", "share of their open time with a visitor, by service")),
    )
    column = (_WIDE - 2 * _MARGIN) / 2
    ordered = sorted(told["use_by_service"].items(), key=lambda each: -each[1])
    half = ceil(len(ordered) / 2)
    for nth, (service, use) in enumerate(ordered):
        x, y = _MARGIN + (nth // half) * column, (nth % half) * 22
        sheet.text(x, y + 15, f"{service}  {names.get(service, '')}"[:30], 13)
        sheet.box(x + 250, y + 3, (column - 330) * 1.0, 15, "#eef2f6", 3)
        sheet.box(x + 250, y + 3, (column - 330) * use, 15, _RED if use > 0.95 else _BLUE, 3)
        sheet.text(x + column - 72, y + 15, f"{use:.0%}", 13, _SOFT)
    sheet.y += half * 22 + 10


def _forecast(sheet: Sheet, told: Figures, say: Say) -> None:
    kept = told["forecast"]
    if kept["asked"] == kept.get("told_no_wait", 0):
        return
    sheet.title(
        say(QT_TRANSLATE_NOOP("hall", "What visitors were told, and what came")),
        say(
            QT_TRANSLATE_NOOP(
                "hall", "minutes; each line is one visitor's band, the dot the real wait; {held} came true"
            ),
            held=f"{kept['held']:.0%}",
        ),
    )
    sheet.y += 20
    high = 260.0
    told_first = sorted(
        (each for each in kept["told_and_came_min"] if each[1]), key=lambda each: (each[0] + each[1], each[2])
    )
    at = _axis(
        sheet,
        high,
        max(max(each[1], each[2]) for each in told_first),
        say(QT_TRANSLATE_NOOP("hall", "minutes")),
    )
    wide = (_WIDE - _MARGIN - _LEFT) / len(told_first)
    for nth, (low, top, came) in enumerate(told_first):
        x = _LEFT + (nth + 0.5) * wide
        sheet.line(x, at(low), x, at(top), "#9cc7e6", max(wide * 0.7, 1))
        colour = _GREEN if low <= came <= top else _RED
        sheet.parts.append(f'<circle cx="{x:.1f}" cy="{sheet.y + at(came):.1f}" r="2.2" fill="{colour}"/>')
    sheet.y += high + 20


def _voice(sheet: Sheet, told: Figures, say: Say) -> None:
    sheet.title(
        say(QT_TRANSLATE_NOOP("hall", "From the call to the voice")),
        say(
            QT_TRANSLATE_NOOP(
                "hall",
                "seconds by channel: light: 95 of 100, dark: half of all; at the end: both, spoken, too late to be spoken",
            )
        ),
    )
    channels: dict[str, Any] = told["voice"]
    top = max([*(each["p95_s"] or 0 for each in channels.values()), 1.0])
    for name, each in channels.items():
        sheet.text(_MARGIN, 17, name, 14)
        x, wide = _MARGIN + 60, _WIDE - 2 * _MARGIN - 300
        for key, colour in (("p95_s", "#cfe3f3"), ("p50_s", _BLUE)):
            sheet.box(x, 4, wide * (each[key] or 0) / top, 18, colour, 3)
        said = f"{each['p50_s']} / {each['p95_s']} s · {each['spoken']} · {each['too_late']}"
        sheet.text(_WIDE - _MARGIN, 18, said, 13, _SOFT, "end")
        sheet.y += 28
