"""The window that faces the visitor: five faces, a word more if one likes, and thanks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QInputDevice,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caller import rating_words as words
from caller.rating_face import FaceButton, draw_tick
from caller.rating_presenter import Page, RatingState
from caller.rating_words import say
from caller.type import FittingLabel
from db.rating_events import ANSWERS
from db.ratings import WORDS_AT_MOST
from shell.theme import Theme, font

SHEET = """
#visitor { background: @paper; }
#visitorHead { background: @hall; }
#visitorHead QLabel { color: @on_hall; }
#visitorHead QLabel#headSoft { color: @on_hall_soft; }
#visitor QLabel#soft { color: @ink_soft; }
#visitor QPushButton { font-size: 26px; padding: 14px 26px; border-radius: 16px; }
#visitor QPushButton[role="tag"] { font-weight: 400; font-size: 24px; }
#visitor QPushButton[role="tag"]:checked { background: @hall; color: @on_hall; border-color: @hall; }
#visitor QLineEdit { font-size: 26px; padding: 16px 20px; border-radius: 16px; }
"""
TAGS = max(len(words.PRAISE), len(words.BLAME))


class RatingView(QWidget):
    """Shows a `RatingState`; tells which face was touched, what was written, and when to send it."""

    chosen = Signal(object)
    written = Signal(str)
    sent = Signal()
    again = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, touch_only: bool = False) -> None:
        """`touch_only`: a finger works here, a mouse does not: it may be the clerk's."""
        super().__init__(parent)
        # It never takes the keyboard away from the clerk's own window.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("visitor")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(theme.render(SHEET))
        self._theme = theme
        self._place = FittingLabel(30, QFont.Weight.Bold, self)
        self._left = QLabel(self)
        self._left.setObjectName("headSoft")
        self._left.setFont(font(26))
        head = QFrame(self)
        head.setObjectName("visitorHead")
        head.setFixedHeight(84)
        row = QHBoxLayout(head)
        row.setContentsMargins(40, 0, 40, 0)
        row.addWidget(self._place, 1)
        row.addWidget(self._left)
        self._pages = QStackedWidget(self)
        self._calm, self._ask, self._words = _Calm(theme, self), _Ask(theme, self), _Words(self)
        for page in (self._calm, self._ask, self._words):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._pages, 1)
        self._touch_only = touch_only
        for control in self.findChildren(QAbstractButton):
            control.installEventFilter(self)
        self._ask.chosen.connect(self.chosen)
        self._words.written.connect(self.written)
        self._words.sent.connect(self.sent)
        self._words.again.connect(self.again)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a mouse from the visitor's keys."""
        if self._touch_only and isinstance(event, QMouseEvent):
            kind = event.pointingDevice().type()
            if kind not in (QInputDevice.DeviceType.TouchScreen, QInputDevice.DeviceType.Stylus):
                self._ask.ask_for_a_finger()
                return True
        return super().eventFilter(watched, event)

    def show_state(self, state: RatingState) -> None:
        """Show this."""
        language = state.language
        self.setWindowTitle(say(language, words.TITLE))
        place = words.PLACE if state.clerk else words.COUNTER
        self._place.setText(say(language, place, counter=state.counter, clerk=state.clerk))
        self._left.setText(say(language, words.SECONDS_LEFT, seconds=state.left_s) if state.left_s else "")
        match state.page:
            case Page.ASK:
                self._ask.show_state(state)
                self._pages.setCurrentWidget(self._ask)
            case Page.WORDS | Page.SENDING if state.level:
                self._words.show_state(state, anew=self._pages.currentWidget() is not self._words)
                self._pages.setCurrentWidget(self._words)
            case _:
                self._calm.show_state(state)
                self._pages.setCurrentWidget(self._calm)


class _Calm(QWidget):
    """Nothing to do: who is served here, closed, or thanks."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._done = False
        self._title = FittingLabel(84, QFont.Weight.Bold, self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number = FittingLabel(150, QFont.Weight.Bold, self)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = FittingLabel(34, QFont.Weight.Normal, self)
        self._text.setObjectName("soft")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(60, 40, 60, 60)
        column.setSpacing(20)
        column.addStretch(1)
        self._room = QWidget(self)
        self._room.setFixedHeight(200)
        column.addWidget(self._room)
        for label in (self._title, self._number, self._text):
            column.addWidget(label)
        column.addStretch(1)

    def show_state(self, state: RatingState) -> None:
        language = state.language
        title, text, number = words.WELCOME, "", ""
        self._done = state.page == Page.THANKS
        match state.page:
            case Page.CLOSED:
                title = words.CLOSED
            case Page.THANKS:
                title, text = words.THANKS, words.LOOKED_INTO if state.complains else words.RECORDED
            case Page.SORRY:
                title, text = words.NOT_RECORDED, ""
            case _ if state.number:
                title, number = words.NOW, state.number
        self._title.set_px(54 if number else 84)
        self._title.setText(say(language, title))
        self._number.setText(number)
        self._number.setVisible(bool(number))
        self._text.setText(say(language, text) if text else "")
        self._text.setVisible(bool(text))
        self._room.setVisible(self._done)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._done:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            centre = QPointF(QRectF(self._room.geometry()).center())
            draw_tick(painter, centre, 180, self._theme["ok"])
            painter.end()


class _Ask(QWidget):
    """The five faces, none of them chosen."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = FittingLabel(56, QFont.Weight.Bold, self)
        self._about = FittingLabel(30, QFont.Weight.Normal, self)
        self._foot = FittingLabel(26, QFont.Weight.Normal, self)
        for label in (self._title, self._about, self._foot):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._about.setObjectName("soft")
        self._foot.setObjectName("soft")
        self._faces = [FaceButton(theme, level, self) for level in ANSWERS]
        self._grid = QGridLayout()
        self._grid.setSpacing(20)
        self._upright: bool | None = None
        self._language = ""
        for face in self._faces:
            face.clicked.connect(lambda _=False, level=face.level: self.chosen.emit(level))
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 36, 40, 30)
        column.setSpacing(18)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(self._grid, 1)
        column.addWidget(self._foot)
        self._arrange(upright=False)

    def _arrange(self, *, upright: bool) -> None:
        """Side by side, or on an upright screen one below the other."""
        if upright == self._upright:
            return
        self._upright = upright
        for place, face in enumerate(self._faces):
            self._grid.addWidget(face, *((place, 0) if upright else (0, place)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(upright=self.height() > self.width() * 1.2)
        self._even_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._even_out()

    def ask_for_a_finger(self) -> None:
        """Somebody tried a mouse."""
        self._foot.setText(say(self._language, words.FINGER))

    def _even_out(self) -> None:
        """One size of type for all five."""
        layout = self.layout()
        assert layout
        layout.activate()
        px = min(face.type_px for face in self._faces)
        for face in self._faces:
            face.set_type(px)

    def show_state(self, state: RatingState) -> None:
        language = self._language = state.language
        self._title.setText(say(language, words.TITLE))
        self._about.setText(say(language, words.ABOUT, number=state.number, service=state.service))
        self._foot.setText(say(language, words.ANONYMOUS))
        for face in self._faces:
            face.setText(say(language, words.LEVELS[face.level]))
        self._even_out()


class _Words(QWidget):
    """What was chosen, some words to touch, a line to write, and the one large key."""

    written = Signal(str)
    sent = Signal()
    again = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = FittingLabel(50, QFont.Weight.Bold, self)
        self._about = FittingLabel(28, QFont.Weight.Normal, self)
        self._about.setObjectName("soft")
        for label in (self._title, self._about):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tags = [QPushButton(self) for _ in range(TAGS)]
        tags = QHBoxLayout()
        tags.setSpacing(16)
        tags.addStretch(1)
        for tag in self._tags:
            tag.setCheckable(True)
            tag.setProperty("role", "tag")
            tag.setMinimumHeight(72)
            tag.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tag.toggled.connect(self._on_written)
            tags.addWidget(tag)
        tags.addStretch(1)
        self._line = QLineEdit(self)
        self._line.setMaxLength(WORDS_AT_MOST)
        self._line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._line.textEdited.connect(self._on_written)
        self._line.returnPressed.connect(self.sent)
        self._send = QPushButton(self)
        self._send.setProperty("role", "primary")
        self._send.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._send.setMinimumHeight(96)
        self._send.clicked.connect(self.sent)
        self._back = QPushButton(self)
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._back.setMinimumHeight(96)
        self._back.clicked.connect(self.again)
        keys = QHBoxLayout()
        keys.setSpacing(20)
        keys.addWidget(self._back, 1)
        keys.addWidget(self._send, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(60, 36, 60, 50)
        column.setSpacing(24)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addStretch(1)
        column.addLayout(tags)
        column.addWidget(self._line)
        column.addStretch(1)
        column.addLayout(keys)

    def show_state(self, state: RatingState, *, anew: bool) -> None:
        language = state.language
        assert state.level
        if anew:
            self._line.clear()
            for tag in self._tags:
                tag.blockSignals(True)
                tag.setChecked(False)
                tag.blockSignals(False)
        level = say(language, words.LEVELS[state.level])
        self._title.setText(f"{level} · {say(language, words.MORE)}")
        self._about.setText(say(language, words.OPTIONAL))
        said = words.BLAME if state.complains else words.PRAISE
        for place, tag in enumerate(self._tags):
            tag.setVisible(place < len(said))
            tag.setText(say(language, said[place]) if place < len(said) else "")
            tag.setAccessibleName(tag.text())
        self._line.setPlaceholderText(say(language, words.YOUR_WORDS))
        self._line.setAccessibleName(say(language, words.YOUR_WORDS))
        for key, text in ((self._send, words.SEND), (self._back, words.CHANGE)):
            key.setText(say(language, text))
            key.setAccessibleName(key.text())
            key.setEnabled(state.page == Page.WORDS)

    def _on_written(self) -> None:
        touched = [tag.text() for tag in self._tags if tag.isChecked() and tag.text()]
        own = self._line.text().strip()
        self.written.emit(" · ".join([*touched, own] if own else touched))
