"""A board with made-up calls: to choose a template, to check it on the wall, to print it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from db.directory import Named
from db.errors import QT_TRANSLATE_NOOP, HallError
from display.board import Board
from display.outputs import reach_of, shortfall, template_of
from display.scene import Scene
from display.settings import Output
from display.specimen import MOST_CARDS, made_up
from display.state import BoardState
from display.template import PanelKind, Template
from display.words import Words
from shell.app import refuse
from shell.theme import Theme

FULL_HD = QRect(0, 0, 1920, 1080)


class TooSmallToRead(HallError):
    """The board cannot be read from as far as the settings ask."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "On a screen of {inches} inches the board “{name}” cannot be read from {wanted} m: {detail}."
        " A larger screen, a board with less on it, or fewer columns would do.",
    )


class PictureNotWritten(HallError):
    """The preview could not be left as a picture."""

    template = QT_TRANSLATE_NOOP("errors", "The picture {file} could not be written.")


def preview_state(template: Template, words: Words) -> BoardState:
    """Made-up calls for what the template shows."""
    state = made_up(words)
    kinds = template.kinds()
    if PanelKind.OVERVIEW in kinds:
        return replace(state, place=words.pair(QT_TRANSLATE_NOOP("display", "All zones")))
    cards = tuple(card for card in state.cards if card.service_id.startswith("B"))
    return replace(state, cards=cards[:MOST_CARDS] if PanelKind.SERVICES in kinds else ())


def run_preview(
    app: QApplication,
    output: Output,
    words: Words,
    theme: Theme,
    geometry: QRect | None,
    out: Path | None,
) -> int:
    """Show a template, or leave a picture of it; says so when it is too small for its viewers."""
    try:
        template = template_of(output)
    except HallError as error:
        return refuse(error)
    board = Board(words, theme, template=template, reach=reach_of(output))
    board.setGeometry(geometry or FULL_HD)
    scene = Scene(board.width(), board.height(), theme, words, template, reach_of(output))
    short = shortfall(scene)
    board.show_state(replace(preview_state(template, words), small=short))
    if short.first:
        refusal = TooSmallToRead(
            name=Named(template.name, template.name_en),
            wanted=f"{output.viewing_distance_m:g}",
            inches=f"{output.screen_diagonal_inch:g}",
            detail=Named(*words.both(short)),
        )
        if out is not None:
            return refuse(refusal)
        print(refusal, file=sys.stderr)
    if out is not None:
        if not board.grab().save(str(out), "PNG"):
            return refuse(PictureNotWritten(file=out))
        return 0
    board.show()
    return app.exec()
