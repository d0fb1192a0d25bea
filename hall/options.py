"""What the commands of `hall` are asked for in the same words."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Language(StrEnum):
    """What the hall speaks."""

    ZH = "zh"
    EN = "en"


def _hidden(context: typer.Context, parameter: typer.CallbackParam, url: str) -> str:
    """An address on a command line shows no password; one in the environment may."""
    from db.engine import must_hide_its_password

    source = context.get_parameter_source(parameter.name or "")
    if source is not None and source.name == "COMMANDLINE":
        must_hide_its_password(url)
    return url


Url = Annotated[
    str,
    typer.Argument(
        envvar="HALL_URL",
        callback=_hidden,
        help="The hall's database: sqlite:///FILE for one PC, or postgresql://USER@HOST/NAME for many.",
    ),
]
UrlOption = Annotated[
    str,
    typer.Option(
        "--url",
        metavar="URL",
        envvar="HALL_URL",
        callback=_hidden,
        help="The hall's database: sqlite:///FILE for one PC, or postgresql://USER@HOST/NAME for many.",
    ),
]
