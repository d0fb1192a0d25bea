"""The files of a hall folder, taken apart: every cell knows its place, as `services.csv:7 zone`."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import QT_TRANSLATE_NOOP, Mistake
from db.file_text import first_unfit, read_toml_text

if TYPE_CHECKING:
    from _csv import Reader


_UNFIT = QT_TRANSLATE_NOOP("errors", "{place}: here stands the invisible character {name}. Delete it.")


@dataclass(frozen=True)
class Cell:
    """A text and where it stands; `kind` where the file itself says whether it is a text or a number."""

    text: str
    place: str
    kind: type | None = None


@dataclass(frozen=True)
class Line:
    """A line of a table, or a section of hall.toml, whose keys name themselves."""

    place: str
    cells: Mapping[str, Cell]
    names_itself: bool = False


class _Cells(Mapping[str, Cell]):
    """The cells of one line, made as they are asked for: a catalogue has millions of them."""

    __slots__ = ("_place", "_texts")

    def __init__(self, place: str, texts: dict[str, str]) -> None:
        self._place, self._texts = place, texts

    def __getitem__(self, name: str) -> Cell:
        return Cell(self._texts[name], f"{self._place} {name}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def _read_text(path: Path, mistakes: list[Mistake]) -> str | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if (unfit := first_unfit(text)) is None:
            return text
        mistakes.append(Mistake(_UNFIT, place=f"{path.name}:{unfit[0]}", name=unfit[1]))
        return None
    except FileNotFoundError:
        template = QT_TRANSLATE_NOOP(
            "errors", "{place}: the file is missing. Take the sample hall's as a pattern."
        )
    except UnicodeDecodeError:
        template = QT_TRANSLATE_NOOP("errors", "{place}: the file is not UTF-8. Save it as “CSV UTF-8”.")
    except OSError as failure:
        template = QT_TRANSLATE_NOOP("errors", "{place}: the file cannot be read ({detail}).")
        mistakes.append(Mistake(template, place=path.name, detail=failure.strerror))
        return None
    mistakes.append(Mistake(template, place=path.name))
    return None


def read_table(
    path: Path, columns: Sequence[str], mistakes: list[Mistake]
) -> tuple[list[tuple[str, str]], list[Line]]:
    """A CSV file: its header, each name with its place, and its lines. Empty lines count for nothing."""
    text = _read_text(path, mistakes)
    if text is None:
        return [], []
    reader = csv.reader(text.splitlines(keepends=True))
    # Excel under some languages separates by semicolons; it says so in the very first line.
    if ";" in text.partition("\n")[0]:
        reader = csv.reader(text.splitlines(keepends=True), delimiter=";")
    header = [name.strip() for name in next(_rows(reader, path, mistakes), [])]
    missing = [name for name in columns if name not in header]
    if missing:
        template = QT_TRANSLATE_NOOP(
            "errors", "{place}: the column {name} is missing. Name it in the first line."
        )
        mistakes += [Mistake(template, place=f"{path.name}:1", name=name) for name in missing]
        return [(name, f"{path.name}:1 {name}") for name in header if name], []
    lines = []
    for cells in _rows(reader, path, mistakes):
        place = f"{path.name}:{reader.line_num}"
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            template = QT_TRANSLATE_NOOP(
                "errors", "{place}: the line has more cells than the first line has columns."
            )
            mistakes.append(Mistake(template, place=place))
        padded = [*cells, *[""] * len(header)]
        texts = {name: cell.strip() for name, cell in zip(header, padded, strict=False)}
        lines.append(Line(place, _Cells(place, texts)))
    return [(name, f"{path.name}:1 {name}") for name in header if name], lines


def _rows(reader: Reader, path: Path, mistakes: list[Mistake]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as failure:
        template = QT_TRANSLATE_NOOP("errors", "{place}: this is not CSV ({detail}).")
        mistakes.append(Mistake(template, place=f"{path.name}:{reader.line_num}", detail=failure))


def read_toml(path: Path, mistakes: list[Mistake]) -> dict[str, list[Line]]:
    """hall.toml: its sections by name. A section that must be there and is not becomes a mistake."""
    text = _read_text(path, mistakes)
    if text is None:
        return {}
    try:
        facts = read_toml_text(text)
    except tomllib.TOMLDecodeError as failure:
        found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(failure))
        detail, line = (found[1], found[2]) if found else (str(failure), None)
        place = f"{path.name}:{line or len(text.splitlines())}"
        template = QT_TRANSLATE_NOOP("errors", "{place}: this is not TOML ({detail}).")
        mistakes.append(Mistake(template, place=place, detail=detail))
        return {}
    sections = {name: _sections(path.name, text, name, value) for name, value in facts.items()}
    # TOML can write a character without its standing in the file: "\u0000".
    cells = (cell for lines in sections.values() for line in lines for cell in line.cells.values())
    mistakes += [
        Mistake(_UNFIT, place=cell.place, name=unfit[1])
        for cell in cells
        if (unfit := first_unfit(cell.text))
    ]
    for name in ("hall", "floor", "zone"):
        if not sections.get(name):
            template = QT_TRANSLATE_NOOP("errors", "{place}: there is no section {name}. Add one.")
            mistakes.append(Mistake(template, place=path.name, name=f"[{name}]"))
    return sections


def _sections(file: str, text: str, name: str, value: Any) -> list[Line]:
    sections = value if isinstance(value, list) else [value]
    starts = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if re.match(rf"\s*\[\[?\s*{re.escape(name)}\s*\]", line)
    ]
    lines = []
    for index, section in enumerate(sections):
        start = starts[index] if index < len(starts) else 1
        keys = section if isinstance(section, dict) else {name: section}
        cells = {
            key: Cell(str(each), _key_place(file, text, start, key), type(each)) for key, each in keys.items()
        }
        lines.append(Line(f"{file}:{start}", cells, names_itself=True))
    return lines


def _key_place(file: str, text: str, start: int, key: str) -> str:
    for number, line in enumerate(text.splitlines()[start - 1 :], start):
        if re.match(rf'\s*"?{re.escape(key)}"?\s*=', line):
            return f"{file}:{number} {key}"
    return f"{file}:{start} {key}"
