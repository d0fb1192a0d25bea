"""What waits for a decision, the one that is looked at, and two keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caller.back_office import wording
from caller.back_office.line_painter import LinePainter, ReleaseEntry
from caller.back_office.state import DECISION_KEYS, BackOfficeState, Decision, ReleaseLine
from caller.choice_list import ChoiceList
from caller.icons import Sign, sign_button
from caller.key_button import KeyButton, Weight
from caller.limit import Used
from caller.note_label import NoteLabel
from caller.question_view import LINE_MAX
from caller.ring import Ring
from caller.type import FittingLabel
from shell.theme import Theme, font

SIDE_PX = 380
CHIP = {Used.LITTLE: "ok", Used.HALF: "warn", Used.NEARLY: "bad", Used.OVER: "bad"}
FILTERS: tuple[tuple[Used, ...], ...] = (tuple(Used), (Used.HALF,), (Used.NEARLY, Used.OVER))


class BackOfficeView(QFrame):
    """Emits `decided` with a `Decision`, the ticket's id and the note."""

    decided = Signal(object, int, str)
    leave = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: BackOfficeState | None = None
        self._entries: tuple[ReleaseEntry, ...] = ()
        self._decided: int | None = None
        self._looked_at: int | None = None
        self._list = ChoiceList(
            theme, self.tr("Type a number, a service or a clerk"), self.tr("Waiting"), self, LinePainter
        )
        self._list.changed.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 22)
        column.setSpacing(16)
        column.addLayout(self._header(theme))
        row = QHBoxLayout()
        row.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(self._filters())
        left.addWidget(self._list, 1)
        row.addLayout(left, 1)
        row.addWidget(self._side(theme))
        column.addLayout(row, 1)
        self._list.chosen.connect(self._note_for.setFocus)
        self.setFocusProxy(self._list)

    def _header(self, theme: Theme) -> QHBoxLayout:
        title = QLabel(self.tr("Back office"), self)
        title.setProperty("role", "title")
        self._who = FittingLabel(15, parent=self)
        self._who.setObjectName("soft")
        self._who.setAccessibleName(self.tr("Signed in"))
        self._who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        leave = sign_button(Sign.LEAVE, theme, self.tr("Sign out"), self)
        leave.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.addWidget(title)
        row.addWidget(self._who, 1)
        row.addWidget(leave)
        return row

    def _filters(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._tabs: list[QPushButton] = []
        names = self.tr("Everything"), self.tr("Yellow cards"), self.tr("Red cards")
        for name in names:
            tab = QPushButton(self)
            tab.setCheckable(True)
            tab.setFont(font(14))
            tab.setProperty("role", "tab")
            tab.setAccessibleName(name)
            tab.toggled.connect(lambda on: self._change_list() if on else None)
            group.addButton(tab)
            row.addWidget(tab, 1)
            self._tabs.append(tab)
        self._tabs[0].setChecked(True)
        return row

    def _side(self, theme: Theme) -> QFrame:
        side = QFrame(self)
        side.setObjectName("sheet")
        side.setFixedWidth(SIDE_PX)
        self._number = self._label(52, self.tr("Number"), QFont.Weight.Bold)
        self._service = self._label(17, self.tr("Service"), QFont.Weight.Bold)
        self._goes_on = self._label(14, self.tr("How it goes on"))
        self._handed_in = self._label(14, self.tr("Handed in"))
        self._came_with = QLabel(side)
        self._came_with.setAccessibleName(self.tr("What came along"))
        self._came_with.setWordWrap(True)
        self._came_with.setTextFormat(Qt.TextFormat.PlainText)
        self._came_with.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._ring = Ring(theme, side)
        self._ring.setAccessibleName(self.tr("Time"))
        head = QHBoxLayout()
        head.addWidget(self._number, 1)
        head.addWidget(self._ring)
        self._card = QLabel(side)
        self._card.setAccessibleName(self.tr("Card"))
        self._card.setFont(font(14))
        # From the start, for a box that comes later does not move the text within.
        self._card.setProperty("chip", "ok")
        chips = QHBoxLayout()
        chips.addWidget(self._card)
        chips.addStretch(1)
        self._note_for = QLineEdit(side)
        self._note_for.setMaxLength(LINE_MAX)
        self._note_for.setPlaceholderText(self.tr("Note for the counter"))
        self._note_for.setAccessibleName(self.tr("Note for the counter"))
        self._keys: dict[Decision, KeyButton] = {}
        keys = QHBoxLayout()
        keys.setSpacing(8)
        for decision in Decision:
            button = KeyButton(theme, DECISION_KEYS[decision], 18, side)
            button.setFixedHeight(64)
            button.clicked.connect(lambda _=False, decision=decision: self._decide(decision))
            shortcut = QShortcut(QKeySequence(DECISION_KEYS[decision]), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda decision=decision: self._decide(decision))
            self._keys[decision] = button
            keys.addWidget(button, 3 if decision == Decision.RELEASE else 2)
        self._note = NoteLabel(side)
        self._note.setFixedHeight(40)
        column = QVBoxLayout(side)
        column.setContentsMargins(22, 18, 22, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(chips)
        for label in (self._service, self._goes_on, self._handed_in):
            column.addWidget(label)
        column.addWidget(self._came_with, 1)
        column.addWidget(self._note)
        column.addWidget(self._note_for)
        column.addLayout(keys)
        return side

    def _label(self, px: int, name: str, weight: QFont.Weight = QFont.Weight.Normal) -> FittingLabel:
        label = FittingLabel(px, weight, self)
        label.setAccessibleName(name)
        if weight == QFont.Weight.Normal:
            label.setObjectName("soft")
        return label

    def show_state(self, state: BackOfficeState) -> None:
        """Show this, and nothing else."""
        self._state = state
        self._who.setText(f"{state.clerk} · {state.hall}")
        words = (
            wording.waiting(len(state.lines)),
            wording.yellow(state.count(Used.HALF)),
            wording.red(state.count(Used.NEARLY, Used.OVER)),
        )
        for tab, text in zip(self._tabs, words, strict=True):
            tab.setText(text)
        self._note.show_note(state.note)
        self._refill()

    def _change_list(self) -> None:
        self._list.choose_none()
        self._refill()

    def _refill(self) -> None:
        if self._state is None:
            return
        wanted = next(steps for steps, tab in zip(FILTERS, self._tabs, strict=True) if tab.isChecked())
        entries = tuple(_entry(each) for each in self._state.lines if each.used in wanted)
        if entries != self._entries:
            row, chosen = self._list.row(), self._list.value()
            self._entries = entries
            self._list.set_entries(entries)
            if self._list.value() is None and chosen is not None and chosen == self._decided:
                # After one's own decision the next one is looked at; what others took away chooses nothing.
                self._list.choose_row(row)
        self._look()

    def _line(self) -> ReleaseLine | None:
        value = self._list.value()
        lines = self._state.lines if self._state else ()
        return next((each for each in lines if each.ticket_id == value), None)

    def _look(self) -> None:
        """Everything that is known of the one chosen."""
        line = self._line()
        if (line.ticket_id if line else None) != self._looked_at:
            self._looked_at = line.ticket_id if line else None
            self._note_for.clear()
        self._ring.setVisible(line is not None)
        self._card.setVisible(line is not None)
        self._note_for.setEnabled(line is not None)
        if line:
            self._number.set_px(52)
            self._number.setText(line.number)
            self._service.setText(line.service)
            self._goes_on.setText(line.goes_on)
            self._handed_in.setText(line.handed_in)
            self._came_with.setText("\n".join(part for part in (line.items, line.note) if part))
            minutes = self.tr("{minutes} min").format(minutes=line.waited_min)
            self._ring.show_time(line.share, minutes, wording.limit(line))
            self._card.setText(f"{wording.card(line.used)} · {wording.of_limit(line)}")
            self._card.setProperty("chip", CHIP[line.used])
            self._card.style().polish(self._card)
        else:
            self._number.set_px(24)
            waits = bool(self._state and self._state.lines)
            self._number.setText(wording.gone() if waits else wording.nothing())
            for label in (self._service, self._goes_on, self._handed_in, self._came_with):
                label.setText("")
        self._enable(line is not None)

    def _enable(self, chosen: bool) -> None:
        busy = self._state.busy if self._state else None
        for decision, button in self._keys.items():
            words = wording.decision(decision)
            weight = Weight.PRIMARY if decision == Decision.RELEASE else Weight.PLAIN
            button.show_key(words, words, weight, chosen and not busy)

    def _decide(self, decision: Decision) -> None:
        line = self._line()
        if line and self._state and not self._state.busy:
            self._decided = line.ticket_id
            note = self._note_for.text()
            self.decided.emit(decision, line.ticket_id, note)
            if decision == Decision.SEND_BACK and not note.strip():
                self._note_for.setFocus()


def _entry(line: ReleaseLine) -> ReleaseEntry:
    words = f"{line.number} {line.number.replace(' ', '')} {line.service} {line.goes_on} {line.handed_in}"
    return ReleaseEntry(
        line.ticket_id,
        line.number,
        more=line.service,
        badge=wording.card(line.used),
        found_by=f"{words} {line.note} {line.items}".casefold(),
        share=line.share,
        used=line.used,
        below=" · ".join(part for part in (line.handed_in, line.items or line.note) if part),
        time=wording.of_limit(line),
    )
