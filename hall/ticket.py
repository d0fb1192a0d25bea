"""`hall ticket`: what the kiosks' paper looks like, before any is printed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from db.errors import QT_TRANSLATE_NOOP
from hall.options import Language
from hall.words import say

app = typer.Typer(
    help="The kiosks' tickets: look at a layout before it is printed.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def tickets() -> None:
    """Look at a layout before it is printed."""


@app.command(short_help="Draw a ticket into a picture.")
def preview(
    out: Annotated[Path, typer.Option(help="Where the picture goes, as in ticket.png.")],
    layout: Annotated[str, typer.Argument(help="80mm, 58mm, or the path of a hall's own .toml.")] = "80mm",
    language: Annotated[Language, typer.Option(help="The ticket's language.")] = Language.ZH,
    address: Annotated[str, typer.Option(help="The public address that the code leads to.")] = "",
    reprint: Annotated[bool, typer.Option(help="As a second print.")] = False,
) -> None:
    """Draw a made-up ticket with everything that can stand on one, dot by dot as a printer at 203 dpi prints it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from kiosk.slip import DOTS_PER_MM, draw_slip
    from kiosk.specimen_ticket import specimen_slip
    from kiosk.ticket_layout import load_layout
    from shell import i18n
    from shell.app import start

    chosen = load_layout(layout)
    qt = start("hall")
    i18n.install(qt, language)
    picture = draw_slip(specimen_slip(language, public_address=address, again=reprint), chosen)
    if not picture.image().save(str(out)):
        raise typer.BadParameter(f"{out} cannot be written", param_hint="--out")
    say(
        QT_TRANSLATE_NOOP("hall", "{file}: {width} x {height} mm."),
        file=out,
        width=round(picture.width / DOTS_PER_MM),
        height=round(picture.height / DOTS_PER_MM),
    )
