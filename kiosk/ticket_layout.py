"""A ticket's layout as data: `assets/tickets/*.toml`, or a hall's own file."""

from __future__ import annotations

import json
import tomllib
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError, model_validator

from db.errors import QT_TRANSLATE_NOOP, HallError
from db.file_text import read_toml_text
from shell.assets import ASSETS
from shell.settings import Section

TICKETS = ASSETS / "tickets"
TEXT = "text:"
"""Begins the name of a line that is the hall's own."""


class UnknownLayout(HallError):
    """No such ticket."""

    template = QT_TRANSLATE_NOOP(
        "errors", "There is no ticket “{name}”. There are {known}, or a path that ends in .toml."
    )


class WrongLayout(HallError):
    """The file is no ticket."""

    template = QT_TRANSLATE_NOOP("errors", "The ticket {file} cannot be used: {detail}.")


class Part(StrEnum):
    """What can stand on a ticket, from above to below in the order that a layout names."""

    MARK = "mark"  # 补打, on a reprint only
    LOGO = "logo"
    HALL = "hall"
    LINE = "line"  # dashes
    SERVICE = "service"
    NUMBER = "number"
    PLACE = "place"
    FACTS = "facts"
    STEPS = "steps"  # of a bundle
    MATERIALS = "materials"  # when they were asked for
    RULES = "rules"
    CODE = "code"
    FOOT = "foot"  # code and rules side by side


class FactName(StrEnum):
    """The short facts in two columns."""

    AHEAD = "ahead"
    WAIT = "wait"
    TAKEN = "taken"
    KIND = "kind"


class OwnText(Section):
    """A line of the hall's own, in both languages."""

    zh: str
    en: str

    def said(self, language: str) -> str:
        return self.en if language == "en" else self.zh


def _known_part(name: str) -> str:
    if not name.startswith(TEXT) and name not in set(Part):
        raise ValueError(f"“{name}” is none of {', '.join(Part)} or text:NAME")
    return name


class Layout(Section):
    """One kind of ticket."""

    width_dots: Annotated[int, Field(ge=320, le=832, multiple_of=8)] = 576
    margin_dots: Annotated[int, Field(ge=0, le=80)] = 24
    code_dots: Annotated[int, Field(ge=3, le=12)] = 7
    number_dots: Annotated[int, Field(ge=96, le=240)] = 112
    logo: str = ""
    parts: tuple[Annotated[str, AfterValidator(_known_part)], ...]
    facts: tuple[FactName, ...] = tuple(FactName)
    text: dict[str, OwnText] = Field(default_factory=dict)
    folder: str = ""
    """Where a logo's path begins."""

    @model_validator(mode="after")
    def _is_whole(self) -> Layout:
        names = {part.removeprefix(TEXT) for part in self.parts if part.startswith(TEXT)}
        if missing := sorted(names - set(self.text)):
            raise ValueError(f"[text.{missing[0]}] is missing")
        if Part.NUMBER not in self.parts:
            raise ValueError("a ticket without its number is none: parts must name “number”")
        if Part.LOGO in self.parts and not (Path(self.folder) / self.logo).is_file():
            raise ValueError(f"the logo {self.logo!r} is not there")
        return self

    @property
    def inner_dots(self) -> int:
        return self.width_dots - 2 * self.margin_dots


def known_layouts() -> list[str]:
    """The tickets that come with the program."""
    return sorted(path.stem for path in TICKETS.glob("*.toml"))


@lru_cache
def load_layout(name: str = "80mm") -> Layout:
    """The ticket of that name, or in that file."""
    path = Path(name) if name.endswith(".toml") else TICKETS / f"{name}.toml"
    if not path.is_file():
        raise UnknownLayout(name=name, known=", ".join(known_layouts()))
    try:
        values = read_toml_text(path.read_text(encoding="utf-8"))
        return Layout.model_validate_json(json.dumps(values | {"folder": str(path.parent)}, default=str))
    except ValidationError as failure:
        first = failure.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        detail = first["msg"].removeprefix("Value error, ")
        raise WrongLayout(file=path, detail=f"{place}: {detail}" if place else detail) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as failure:
        raise WrongLayout(file=path, detail=failure) from failure
