"""The boards of one machine: each a window on a screen of its own, with its own view of the hall."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QGuiApplication, QScreen

from db.engine import Database
from db.errors import QT_TRANSLATE_NOOP
from display.board import Board
from display.channel import Channel
from display.composition import compose
from display.legibility import Reach, readable_from_m
from display.presenter import Presenter
from display.reader import ZoneReader
from display.scene import Scene
from display.settings import NoticesAs, Output
from display.specimen import longest
from display.state import Pair
from display.template import Template, load_template
from display.words import Words
from shell.follower import Follower
from shell.theme import Theme

log = logging.getLogger(__name__)


def template_of(output: Output) -> Template:
    """The board that an output shows, divided as its settings say."""
    return load_template(output.template).divided(output.columns)


def reach_of(output: Output) -> Reach:
    return Reach(output.viewing_distance_m, output.screen_diagonal_inch)


def shortfall(scene: Scene) -> Pair:
    """That the longest numbers cannot be read from where the hall wants it, and from where; nothing if they can."""
    metres = readable_from_m(compose(scene, longest(scene.words)), scene.px_per_mm)
    if metres >= scene.reach.distance_m * 0.98:  # type comes in whole pixels
        return Pair()
    text = QT_TRANSLATE_NOOP("display", "Readable from {metres} m only, not from {wanted} m")
    return scene.words.pair(text, metres=f"{metres:.1f}", wanted=f"{scene.reach.distance_m:g}")


def find_screen(name: str, screens: Sequence[QScreen]) -> QScreen:
    """The screen of that name or number; the first when there is none such."""
    for place, screen in enumerate(screens, 1):
        if name in (str(place), screen.name()):
            return screen
    if name:
        log.warning("there is no screen %s; there are %s", name, ", ".join(each.name() for each in screens))
    return screens[0]


@dataclass(frozen=True)
class Shared:
    """What the boards of a machine have in common."""

    open_hall: Callable[[], Database]
    words: Words
    theme: Theme
    notices_as: NoticesAs
    full_screen: bool


class Post(QObject):
    """One board with its presenter and its follower."""

    def __init__(
        self,
        output: Output,
        shared: Shared,
        channel: Channel,
        *,
        announces: bool | frozenset[str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._output = output
        template = template_of(output)
        kinds = template.kinds()
        self.presenter = Presenter(
            output.zones,
            shared.words,
            channel,
            parent=self,
            kinds=kinds,
            announces=announces,
            runs=shared.notices_as == NoticesAs.RUNNING,
        )
        reader = ZoneReader(output.zones, kinds, output.counter)
        self.follower = Follower(shared.open_hall, output.zones or None, reader, self, reader.at_leisure)
        self.board = Board(shared.words, shared.theme, template=template, reach=reach_of(output))
        self._full_screen = shared.full_screen
        self.presenter.changed.connect(self.board.show_state)
        self.presenter.hall_changed.connect(reader.forget)
        self.presenter.hall_changed.connect(self.follower.refresh)
        self.follower.news.connect(self.presenter.news)
        self.follower.away.connect(self.presenter.away)
        self.follower.back.connect(self.presenter.back)
        self.board.reshaped.connect(self._look_at_type)

    def listen(self, channel: Channel) -> None:
        """Show what the loudspeakers do."""
        channel.began.connect(self.presenter.began)
        channel.settled.connect(self.presenter.settled)
        channel.ended.connect(self.presenter.ended)

    def show(self, geometry: QRect | None) -> None:
        """Put the board on its screen."""
        screen = find_screen(self._output.screen, QGuiApplication.screens())
        if geometry is not None or not self._full_screen:
            self.board.resize(1280, 720)
            self.board.setGeometry(geometry or QRect(screen.availableGeometry().topLeft(), self.board.size()))
            self.board.show()
            return
        self.board.setCursor(Qt.CursorShape.BlankCursor)
        self.board.setScreen(screen)
        self.board.setGeometry(screen.geometry())
        self.board.showFullScreen()

    def _look_at_type(self, scene: Scene) -> None:
        short = shortfall(scene)
        if short.first:
            log.info("%s: %s", self._output.template, short.twin)
        self.presenter.take_shortfall(short)


def further(output: Output, place: int) -> Output:
    """A further board stands on the next screen unless told otherwise."""
    return output if output.screen else output.model_copy(update={"screen": str(place)})
