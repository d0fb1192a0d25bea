"""The panel: the visitor with the time, every key with its name, and who comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caller import wording
from caller.icons import Sign, sign_button
from caller.key_button import KeyButton, Weight
from caller.line_list import LineList
from caller.note_label import NoteLabel
from caller.ring import Ring
from caller.state import KEYS, MAIN, SHAPE_KEY, SIGN_OUT_KEY, DeskState, Stage, Told, Verb, Visitor
from caller.type import FittingLabel
from shell.theme import Theme, font

WIDTH, HEIGHT = 420, 640
_GRID = (Verb.RECALL, Verb.NO_SHOW, Verb.START, Verb.FINISH)


class Panel(QFrame):
    """Everything a clerk may want to see of his desk; the keys never move."""

    pressed = Signal(object)
    smaller = Signal()
    leave = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setFixedSize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(8)
        column.addLayout(self._header(theme))
        column.addLayout(self._visitor(theme))
        column.addLayout(self._chip_row())
        self._keys = {verb: KeyButton(theme, KEYS[verb], 17, self) for verb in _GRID}
        self._keys[Verb.NEXT] = KeyButton(theme, KEYS[Verb.NEXT], 21, self)
        self._keys[Verb.NEXT].setFixedHeight(66)
        column.addWidget(self._keys[Verb.NEXT])
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, verb in enumerate(_GRID):
            self._keys[verb].setFixedHeight(56)
            grid.addWidget(self._keys[verb], place // 2, place % 2)
        column.addLayout(grid)
        for verb, button in self._keys.items():
            button.clicked.connect(lambda _=False, verb=verb: self.pressed.emit(verb))
        self._note = NoteLabel(self)
        self._note.setFixedHeight(34)
        column.addWidget(self._note)
        column.addSpacing(2)
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        column.addWidget(rule)
        column.addLayout(self._line_heading())
        self._line = LineList(theme, self)
        column.addWidget(self._line, 1)

    def _header(self, theme: Theme) -> QHBoxLayout:
        self._place = FittingLabel(14, parent=self)
        self._place.setObjectName("soft")
        self._day = FittingLabel(14, parent=self)
        self._day.setObjectName("soft")
        self._day.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        leave = sign_button(Sign.LEAVE, theme, f"{self.tr('Sign out')} ({SIGN_OUT_KEY})", self)
        leave.setAccessibleName(self.tr("Sign out"))
        leave.clicked.connect(self.leave)
        smaller = sign_button(Sign.SMALLER, theme, f"{self.tr('Show less')} ({SHAPE_KEY})", self)
        smaller.setAccessibleName(self.tr("Show less"))
        smaller.clicked.connect(self.smaller)
        self._header_row = row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._place)
        row.addWidget(self._day)
        row.addWidget(leave)
        row.addWidget(smaller)
        return row

    def _visitor(self, theme: Theme) -> QHBoxLayout:
        self._number = FittingLabel(62, QFont.Weight.Bold, self)
        self._number.setAccessibleName(self.tr("Number"))
        self._number.setFixedHeight(76)
        self._service = FittingLabel(15, parent=self)
        self._service.setObjectName("soft")
        self._service.setAccessibleName(self.tr("Service"))
        self._service.setFixedHeight(24)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._number)
        words.addWidget(self._service)
        self._ring = Ring(theme, self)
        self._ring.setAccessibleName(self.tr("Time"))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self._ring)
        return row

    def _chip_row(self) -> QHBoxLayout:
        self._chips = [QLabel(self) for _ in range(3)]
        row = QHBoxLayout()
        row.setSpacing(8)
        for chip in self._chips:
            chip.setFont(font(13))
            chip.setFixedHeight(28)
            chip.setProperty("chip", "plain")
            row.addWidget(chip)
        row.addStretch(1)
        # The place stays while nobody is there: the keys below must never move.
        row.addStrut(28)
        return row

    def _line_heading(self) -> QHBoxLayout:
        self._waiting = FittingLabel(15, QFont.Weight.Bold, self)
        self._waiting.setAccessibleName(self.tr("Waiting"))
        self._longest = FittingLabel(13, parent=self)
        self._longest.setObjectName("soft")
        self._longest.setAccessibleName(self.tr("Longest wait"))
        self._longest.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.addWidget(self._waiting, 1)
        row.addWidget(self._longest, 1)
        return row

    def show_state(self, state: DeskState) -> None:
        """Show this, and nothing else."""
        for part, (label, text) in enumerate(
            ((self._place, wording.place(state)), (self._day, wording.day(state)))
        ):
            label.setText(text)
            # Each gets room by its length, so that a long name makes both a little smaller, and neither tiny.
            self._header_row.setStretch(part, label.sizeHint().width())
        self._show_visitor(state)
        for verb, button in self._keys.items():
            busy = verb == state.busy
            text = wording.doing(verb) if busy else wording.verb(verb)
            button.show_key(text, wording.verb(verb), _weight(verb, state), verb in state.able)
        self._note.show_note(state.note)
        self._waiting.setText(wording.waiting(state))
        self._longest.setText(wording.longest_wait(state))
        self._line.show_line(state.line)

    def _show_visitor(self, state: DeskState) -> None:
        visitor = state.visitor
        tones = {Stage.IDLE: "idle", Stage.CALLED: "now", Stage.SERVING: "serving"}
        self._number.set_tone("stale" if state.away else tones[state.stage])
        self._number.set_px(62 if visitor else 30)
        self._number.setText(visitor.number if visitor else wording.free(state))
        self._service.setText(visitor.service if visitor else wording.hint(state))
        self._ring.setVisible(visitor is not None)
        if visitor:
            share = visitor.share if state.stage == Stage.SERVING else 0.0
            self._ring.show_time(share, wording.clock(visitor.elapsed_s), wording.of_limit(state))
        self._show_chips(visitor)

    def _show_chips(self, visitor: Visitor | None) -> None:
        words: list[tuple[str, str]] = []
        if visitor:
            tone = {Told.SPOKEN: "ok", Told.SHOWN: "warn", Told.NOT_YET: "plain"}[visitor.told]
            words.append((tone, wording.told(visitor.told)))
            if visitor.priority:
                words.append(("plain", wording.priority()))
            words.append(("plain", wording.times(visitor.times)))
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < len(words))
            if place < len(words):
                tone, text = words[place]
                if chip.property("chip") != tone:
                    chip.setProperty("chip", tone)
                    chip.style().polish(chip)
                chip.setText(text)


def _weight(verb: Verb, state: DeskState) -> Weight:
    if verb == state.busy or (verb == MAIN[state.stage] and not state.busy):
        return Weight.PRIMARY
    return Weight.PLAIN
