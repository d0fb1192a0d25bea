"""The panel: the visitor with the time, every key with its name, and who comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caller import wording
from caller.icons import Sign, sign_button
from caller.key_button import KeyButton, Weight
from caller.line_list import LineList
from caller.note_label import NoteLabel
from caller.ring import Ring
from caller.state import LOOK_KEY, MAIN, DeskState, Keys, Stage, Told, Verb, Visitor
from caller.type import FittingLabel
from shell.theme import Theme, font

WIDTH, HEIGHT = 440, 700
_GRID = (Verb.RECALL, Verb.NO_SHOW, Verb.START, Verb.FINISH)
_MORE = (
    Verb.CHOOSE, Verb.TAKE_UP, Verb.REACTIVATE, Verb.CALL_BACK,
    Verb.TRANSFER, Verb.HOLD, Verb.FINISH_WITH, Verb.SKIP,
    Verb.PAUSE, Verb.UNDO, Verb.HELP, Verb.RELEASE,
)  # fmt: skip
MORE_COLUMNS = 4


class Panel(QFrame):
    """Everything a clerk may want to see of his desk; the keys never move."""

    pressed = Signal(object)
    smaller = Signal()
    larger = Signal()
    leave = Signal()
    look = Signal(bool)
    """Who the visitor is, wanted as long as this is held down."""

    def __init__(self, theme: Theme, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hot = keys
        self.setObjectName("sheet")
        self.setFixedSize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 12, 22, 12)
        column.setSpacing(6)
        column.addLayout(self._header(theme, keys))
        column.addLayout(self._visitor(theme))
        column.addLayout(self._chip_row())
        self._keys = {verb: KeyButton(theme, keys[verb], 17, self) for verb in _GRID}
        self._keys[Verb.NEXT] = KeyButton(theme, keys[Verb.NEXT], 20, self)
        self._keys[Verb.NEXT].setFixedHeight(54)
        column.addWidget(self._keys[Verb.NEXT])
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, verb in enumerate(_GRID):
            self._keys[verb].setFixedHeight(48)
            grid.addWidget(self._keys[verb], place // 2, place % 2)
        column.addLayout(grid)
        more = QGridLayout()
        more.setSpacing(6)
        for place, verb in enumerate(_MORE):
            self._keys[verb] = KeyButton(theme, keys[verb], 13, self)
            self._keys[verb].setFixedHeight(40)
            more.addWidget(self._keys[verb], place // MORE_COLUMNS, place % MORE_COLUMNS)
        column.addLayout(more)
        for verb, button in self._keys.items():
            button.clicked.connect(lambda _=False, verb=verb: self.pressed.emit(verb))
        self._note = NoteLabel(self)
        self._note.setFixedHeight(32)
        self._note.pressed.connect(self.pressed)
        column.addWidget(self._note)
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        column.addWidget(rule)
        column.addLayout(self._line_heading(theme, keys))
        self._lanes = FittingLabel(12, parent=self)
        self._lanes.setObjectName("soft")
        self._lanes.setAccessibleName(self.tr("Expected waits"))
        self._lanes.setFixedHeight(18)
        column.addWidget(self._lanes)
        self._line = LineList(theme, self)
        column.addWidget(self._line, 1)

    def _header(self, theme: Theme, keys: Keys) -> QHBoxLayout:
        self._place = FittingLabel(14, parent=self)
        self._place.setObjectName("soft")
        self._day = FittingLabel(14, parent=self)
        self._day.setObjectName("soft")
        self._day.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        lock = sign_button(Sign.LOCK, theme, f"{wording.verb(Verb.LOCK)} ({keys[Verb.LOCK]})", self)
        lock.setAccessibleName(wording.verb(Verb.LOCK))
        lock.clicked.connect(lambda: self.pressed.emit(Verb.LOCK))
        leave = sign_button(Sign.LEAVE, theme, f"{self.tr('Sign out')} ({keys[Verb.SIGN_OUT]})", self)
        leave.setAccessibleName(self.tr("Sign out"))
        leave.clicked.connect(self.leave)
        smaller = sign_button(Sign.SMALLER, theme, f"{self.tr('Show less')} ({keys[Verb.SHAPE]})", self)
        smaller.setAccessibleName(self.tr("Show less"))
        smaller.clicked.connect(self.smaller)
        self._header_row = row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._place)
        row.addWidget(self._day)
        row.addWidget(lock)
        row.addWidget(leave)
        row.addWidget(smaller)
        return row

    def _visitor(self, theme: Theme) -> QHBoxLayout:
        self._number = FittingLabel(62, QFont.Weight.Bold, self)
        self._number.setAccessibleName(self.tr("Number"))
        self._number.setFixedHeight(70)
        self._service = FittingLabel(15, parent=self)
        self._service.setObjectName("soft")
        self._service.setAccessibleName(self.tr("Service"))
        self._service.setFixedHeight(24)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._came_with = FittingLabel(13, parent=self)
        self._came_with.setAccessibleName(self.tr("Note that came along"))
        self._came_with.setFixedHeight(20)
        words.addWidget(self._number)
        words.addWidget(self._service)
        words.addWidget(self._came_with)
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
        self._identity = QPushButton(self)
        self._identity.setFont(font(12))
        self._identity.setProperty("role", "chip")
        self._identity.setFixedHeight(28)
        self._identity.setAccessibleName(wording.identity())
        self._identity.setToolTip(self.tr("Hold to show who it is ({key})").format(key=LOOK_KEY))
        self._identity.pressed.connect(lambda: self.look.emit(True))
        self._identity.released.connect(lambda: self.look.emit(False))
        row.addWidget(self._identity)
        row.addStretch(1)
        # The place stays while nobody is there: the keys below must never move.
        row.addStrut(28)
        return row

    def _line_heading(self, theme: Theme, keys: Keys) -> QHBoxLayout:
        self._waiting = FittingLabel(15, QFont.Weight.Bold, self)
        self._waiting.setAccessibleName(self.tr("Waiting"))
        self._longest = FittingLabel(13, parent=self)
        self._longest.setObjectName("soft")
        self._longest.setAccessibleName(self.tr("Longest wait"))
        self._longest.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.addWidget(self._waiting, 1)
        self._larger = sign_button(Sign.LARGER, theme, f"{self.tr('Show more')} ({keys[Verb.SHAPE]})", self)
        self._larger.setAccessibleName(self.tr("Show more"))
        self._larger.clicked.connect(self.larger)
        row.addWidget(self._longest, 1)
        row.addWidget(self._larger)
        return row

    def offer_more(self, offered: bool) -> None:
        """Whether there is a larger shape than this."""
        self._larger.setVisible(offered)

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
            verb = Verb.GO_ON if verb == Verb.PAUSE and state.paused else verb
            busy = verb == state.busy
            text = wording.doing(verb) if busy else wording.verb(verb)
            if verb == Verb.UNDO and state.undo_s and not busy:
                text = wording.undo_left(state.undo_s)
            button.show_key(text, wording.verb(verb), _weight(verb, state), verb in state.able)
        self._lanes.setText(wording.lanes(state))
        self._note.show_note(state.note)
        self._waiting.setText(wording.waiting(state))
        self._longest.setText(wording.longest_wait(state))
        self._line.show_line(state.line)

    def _show_visitor(self, state: DeskState) -> None:
        visitor = state.visitor
        self._show_chips(visitor, state.stage)
        tones = {Stage.CALLED: "now", Stage.SERVING: "serving"}
        self._number.set_tone("stale" if state.away else tones.get(state.stage, "idle"))
        self._number.set_px(62 if visitor else 30)
        self._number.setText(visitor.number if visitor else wording.free(state))
        self._service.setText(wording.service(visitor) if visitor else wording.hint(state, self._hot))
        self._came_with.setText(wording.came_with(visitor) if visitor else "")
        self._identity.setVisible(visitor is not None and visitor.masked)
        self._identity.setText(state.mask or wording.identity())
        if state.mask:
            for chip in self._chips:
                chip.hide()
        self._ring.setVisible(visitor is not None)
        if visitor:
            share = visitor.share if state.stage == Stage.SERVING else 0.0
            self._ring.show_time(share, wording.clock(visitor.elapsed_s), wording.of_limit(state))

    def _show_chips(self, visitor: Visitor | None, stage: Stage) -> None:
        words: list[tuple[str, str]] = []
        if visitor:
            tone = {Told.SPOKEN: "ok", Told.SHOWN: "warn", Told.NOT_YET: "plain"}[visitor.told]
            words.append((tone, wording.told(visitor.told, stage)))
            if visitor.priority:
                words.append(("plain", wording.priority()))
            words.append(("plain", wording.times(visitor, stage)))
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
