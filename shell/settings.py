"""A station's settings: one TOML file, read strictly, every mistake with its place and what was expected."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from db.errors import QT_TRANSLATE_NOOP, HallError
from db.file_text import read_toml_text
from shell.i18n import ZH, Language
from shell.theme import Look

SECTIONS = frozenset({"hall", "kiosk", "caller", "display", "pads"})
"""One file may serve several apps: each reads [hall] and its own section."""


class SettingsError(HallError):
    """The settings file cannot be used."""

    template = QT_TRANSLATE_NOOP("errors", "The settings file {file} cannot be read: {detail}.")


class SettingsSyntax(SettingsError):
    """The file is no TOML."""

    template = QT_TRANSLATE_NOOP("errors", "{file}, line {line}: this is not TOML ({detail}).")


class UnknownSetting(SettingsError):
    """The file names something that does not exist."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{file}, line {line}: “{key}” is not known here. Known are: {known}."
    )


class WrongSetting(SettingsError):
    """A setting has a value of the wrong kind."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{file}, line {line}: “{key}” must be {expected}{allowed}, but is {found}."
    )


class MissingSetting(SettingsError):
    """Something that must be set is not."""

    template = QT_TRANSLATE_NOOP("errors", "{file}, line {line}: “{key}” is missing in [{section}].")


class Section(BaseModel):
    """A part of the settings file. Its fields are the keys, and no others."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class HallSection(Section):
    """What every station of a hall shares."""

    url: str = ""
    language: Language = ZH
    theme: Look = Look.LIGHT
    log_dir: Path | None = None
    watchdog_s: Annotated[float, Field(ge=0, le=3600)] = 0.0
    """The app ends itself when its screen has stood still for so long; 0: only systemd's watchdog watches."""


class Settings(Section):
    """The whole file, as one app sees it; each app adds its own section."""

    hall: HallSection = HallSection()


M = TypeVar("M", bound=Settings)

_EXPECTED = {
    "string": QT_TRANSLATE_NOOP("errors", "text in quotes"),
    "path": QT_TRANSLATE_NOOP("errors", "text in quotes"),
    "int": QT_TRANSLATE_NOOP("errors", "a whole number"),
    "float": QT_TRANSLATE_NOOP("errors", "a number"),
    "bool": QT_TRANSLATE_NOOP("errors", "true or false"),
    "list": QT_TRANSLATE_NOOP("errors", "a list in square brackets"),
    "tuple": QT_TRANSLATE_NOOP("errors", "a list in square brackets"),
    "model": QT_TRANSLATE_NOOP("errors", "a section with its own header"),
    "enum": QT_TRANSLATE_NOOP("errors", "one of these: "),
    "literal": QT_TRANSLATE_NOOP("errors", "one of these: "),
    "greater": QT_TRANSLATE_NOOP("errors", "at least "),
    "less": QT_TRANSLATE_NOOP("errors", "at most "),
}
_ANYTHING_ELSE = QT_TRANSLATE_NOOP("errors", "something else: ")
_HEADER = re.compile(r"^\s*\[+\s*([^\[\]#]+?)\s*\]+")
_KEY = re.compile(r"""^\s*([\w."'-]+)\s*=""")


def load_settings(path: Path | None, model: type[M]) -> M:
    """The settings in that file, or the defaults without one; raises `SettingsError` with the place."""
    if path is None:
        return model()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise SettingsError(file=path, detail=getattr(failure, "strerror", None) or failure) from failure
    try:
        values = read_toml_text(text)
    except tomllib.TOMLDecodeError as failure:
        raise _syntax(path, text, str(failure)) from failure
    mine = {key: value for key, value in values.items() if key in model.model_fields or key not in SECTIONS}
    try:
        # By way of JSON: strict about kinds, and still a list may become a tuple and a text a choice.
        return model.model_validate_json(json.dumps(mine, default=str))
    except ValidationError as failure:
        problems = failure.errors(include_url=False)
        first = min(problems, key=lambda problem: line_of(text, problem["loc"]))
        raise _in_words(path, text, model, dict(first)) from None


def line_of(text: str, place: tuple[int | str, ...]) -> int:
    """The line on which that key stands, or else the header of its section, or else the first."""
    wanted = tuple(map(str, place))
    section: tuple[str, ...] = ()
    best, best_length = 1, 0
    tables: Counter[tuple[str, ...]] = Counter()  # of an array, so far
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            section = here = _names(header[1])
            if line.lstrip().startswith("[["):
                section = here = (*here, str(tables[here]))
                tables[here[:-1]] += 1
        elif key := _KEY.match(line):
            here = section + _names(key[1])
        else:
            continue
        if len(here) > best_length and wanted[: len(here)] == here:
            best, best_length = number, len(here)
    return best


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip(" \"'") for name in dotted.split("."))


def _syntax(path: Path, text: str, detail: str) -> SettingsSyntax:
    place = re.search(r"\(at line (\d+), column \d+\)", detail)
    line = int(place[1]) if place else len(text.splitlines())
    return SettingsSyntax(file=path, line=line, detail=re.sub(r"\s*\(at .*\)$", "", detail))


def _in_words(path: Path, text: str, model: type[Settings], problem: dict[str, Any]) -> SettingsError:
    place: tuple[int | str, ...] = problem["loc"]
    kind: str = problem["type"]
    line = line_of(text, place)
    keys = [str(name) for name in place if not isinstance(name, int)]
    key = keys[-1]
    if kind == "extra_forbidden":
        known = _known(model, keys[:-1])
        return UnknownSetting(file=path, line=line, key=key, known=", ".join(known))
    if kind == "missing":
        return MissingSetting(file=path, line=line, key=key, section=".".join(keys[:-1]))
    expected = next((words for start, words in _EXPECTED.items() if kind.startswith(start)), _ANYTHING_ELSE)
    context = problem.get("ctx", {})
    allowed = ""
    if expected.endswith(" "):
        limits = (context.get(name) for name in ("expected", "ge", "gt", "le", "lt"))
        allowed = next((str(limit) for limit in limits if limit is not None), problem["msg"])
    found = json.dumps(problem["input"], ensure_ascii=False, default=str)
    return WrongSetting(file=path, line=line, key=key, expected=expected, allowed=allowed, found=found)


def _known(model: type[BaseModel], section: list[str]) -> list[str]:
    for name in section:
        kind = model.model_fields[name].annotation
        if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
            return []
        model = kind
    return sorted(model.model_fields)
