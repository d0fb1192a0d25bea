"""A board as data: which panels stand where. Templates are TOML, ours in assets/boards or a hall's own file."""

from __future__ import annotations

import json
import tomllib
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, model_validator

from db.errors import QT_TRANSLATE_NOOP, HallError
from db.file_text import read_toml_text
from shell.assets import ASSETS
from shell.settings import Section

BOARDS = ASSETS / "boards"


class UnknownTemplate(HallError):
    """There is no such board."""

    template = QT_TRANSLATE_NOOP(
        "errors", "There is no board “{name}”. There are: {known}; or the path of a file."
    )


class WrongTemplate(HallError):
    """A board's file cannot be used."""

    template = QT_TRANSLATE_NOOP("errors", "The board {file} cannot be used: {detail}.")


class PanelKind(StrEnum):
    """What a panel shows."""

    FOCUS = "focus"  # the call that is being announced
    CALLS = "calls"  # the last calls
    SERVICES = "services"  # who waits for what
    OVERVIEW = "overview"  # every service, in pages
    COUNTER = "counter"  # one counter: its number, its clerk
    VISITOR = "visitor"  # whom that counter serves
    READY = "ready"  # results that can be fetched
    PREPARING = "preparing"  # results that are not ready yet


OWN_HEIGHT = frozenset({PanelKind.SERVICES})
"""These know how much they need; the others must be given a share."""


class Panel(Section):
    """A place for something."""

    shows: PanelKind
    share: Annotated[float, Field(ge=0)] = 0
    """Of the height that is left; none: what it needs."""

    @model_validator(mode="after")
    def _has_a_height(self) -> Panel:
        if self.share == 0 and self.shows not in OWN_HEIGHT:
            raise ValueError(f"the panel “{self.shows}” needs a share of the height")
        return self


class Column(Section):
    """Panels one below the other."""

    share: Annotated[float, Field(gt=0)]
    panels: Annotated[tuple[Panel, ...], Field(min_length=1)]


class Form(Section):
    """The columns of a board that stands in one way."""

    columns: Annotated[tuple[Column, ...], Field(min_length=1, max_length=8)]


class Rows(Section):
    """How many rows there may be; how many there are follows from the size of the type."""

    least: Annotated[int, Field(ge=1)] = 1
    most: Annotated[int, Field(ge=1)] = 20


class Grid(Section):
    """How a list is divided."""

    columns: Annotated[int, Field(ge=1, le=8)] = 1
    upright: Annotated[int, Field(ge=1, le=8)] = 1
    """The columns of a board that stands on its short side."""
    rows: Rows = Rows()


class Template(Section):
    """A whole board."""

    name: str
    name_en: str
    landscape: Form
    portrait: Form
    header: bool = True
    footer: bool = True
    calls: Grid = Grid()
    overview: Grid = Grid()
    numbers: Grid = Grid()

    def kinds(self) -> frozenset[PanelKind]:
        """All that it shows."""
        forms = (self.landscape, self.portrait)
        return frozenset(p.shows for form in forms for column in form.columns for p in column.panels)

    def divided(self, columns: int) -> Template:
        """The same with its lists in so many columns (0: as it says itself)."""
        if columns == 0:
            return self
        same = {"columns": columns, "upright": columns}
        grids = {
            name: getattr(self, name).model_copy(update=same) for name in ("calls", "overview", "numbers")
        }
        return self.model_copy(update=grids)


def known_templates() -> list[str]:
    """The boards that come with the program."""
    return sorted(path.stem for path in BOARDS.glob("*.toml"))


@lru_cache
def load_template(name: str) -> Template:
    """The board of that name, or in that file."""
    path = Path(name) if name.endswith(".toml") else BOARDS / f"{name}.toml"
    if not path.is_file():
        raise UnknownTemplate(name=name, known=", ".join(known_templates()))
    try:
        return Template.model_validate_json(_as_json(path))
    except ValidationError as failure:
        first = failure.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise WrongTemplate(file=path, detail=f"{place}: {first['msg']}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as failure:
        raise WrongTemplate(file=path, detail=failure) from failure


def _as_json(path: Path) -> str:
    return json.dumps(read_toml_text(path.read_text(encoding="utf-8")), default=str)
