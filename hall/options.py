"""What the commands of `hall` are asked for in the same words."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Language(StrEnum):
    """What the hall speaks."""

    ZH = "zh"
    EN = "en"


Url = Annotated[
    str,
    typer.Argument(
        envvar="HALL_URL",
        help="The hall's database: sqlite:///FILE for one PC, or postgresql://USER@HOST/NAME for many.",
    ),
]
UrlOption = Annotated[
    str,
    typer.Option(
        "--url",
        metavar="URL",
        envvar="HALL_URL",
        help="The hall's database: sqlite:///FILE for one PC, or postgresql://USER@HOST/NAME for many.",
    ),
]
