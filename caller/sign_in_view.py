"""The sign-in screen: a name, a counter, Enter."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caller.choice_list import ChoiceList, Entry
from caller.icons import Sign, sign_button
from caller.lock_view import pin_field
from caller.note_label import NoteLabel
from caller.sign_in import CounterChoice, SignInState
from shell.theme import Theme

WIDTH, HEIGHT = 760, 600
WIDTH_ALONE = 520


class SignInView(QFrame):
    """Who, and at which counter (or at none); all of it can be done from the keyboard."""

    sign_in = Signal(str, int, str, bool)
    """Clerk, counter, PIN, and whether to relieve whoever sits there."""
    changed = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, at_counter: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setFixedSize(WIDTH if at_counter else WIDTH_ALONE, HEIGHT)
        self._at_counter = at_counter
        self._state = SignInState()
        self._settling = False
        self._hall = QLabel(self)
        self._hall.setObjectName("soft")
        words = self.tr("Sign in at a counter") if at_counter else self.tr("Back office")
        title = QLabel(words, self)
        title.setProperty("role", "title")
        close = sign_button(Sign.CLOSE, theme, self.tr("Close"), self)
        close.clicked.connect(self.close_wanted)
        self._clerks = ChoiceList(theme, self.tr("Type your name, pinyin or number"), self.tr("Clerk"), self)
        self._counters = ChoiceList(theme, self.tr("Type the counter or service"), self.tr("Counter"), self)
        self._note = NoteLabel(self)
        self._note.setFixedHeight(36)
        self._button = QPushButton(self.tr("Sign in"), self)
        self._button.setAccessibleName(self.tr("Sign in"))
        self._button.setProperty("role", "primary")
        self._button.setMinimumSize(168, 46)
        self._clerks.chosen.connect(self._counters.setFocus if at_counter else self._submit)
        self._counters.chosen.connect(self._submit)
        self._button.clicked.connect(self._submit)
        for choice in (self._clerks, self._counters):
            choice.changed.connect(self._on_changed)

        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._hall)
        head.addSpacing(8)
        head.addWidget(close)
        lists = QHBoxLayout()
        lists.setSpacing(20)
        lists.addLayout(_titled(self.tr("Who are you?"), self._clerks), 2)
        if at_counter:
            lists.addLayout(_titled(self.tr("Which counter?"), self._counters), 3)
        else:
            self._counters.hide()
        foot = QHBoxLayout()
        self._pin = pin_field(self.tr("PIN"), self)
        self._pin.setFixedWidth(150)
        self._pin.returnPressed.connect(self._submit)
        self._pin.hide()
        foot.addWidget(self._note, 1)
        foot.addStretch(0)
        foot.addWidget(self._pin)
        foot.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(lists, 1)
        column.addLayout(foot)
        # Tab begins anew at the names, so that whatever stands before them comes last.
        self.setTabOrder(self._button, close)
        self.setFocusProxy(self._clerks)
        self._enable()

    def show_state(self, state: SignInState) -> None:
        """Show this, and nothing else."""
        before, self._state = self._state, state
        self._hall.setText(state.hall)
        if state.clerks != before.clerks:
            self._clerks.set_entries(
                Entry(each.id, each.name, more=each.id, found_by=each.found_by) for each in state.clerks
            )
        if state.counters != before.counters:
            self._counters.set_entries(_by_zone(state.counters, self.tr("low")))
        self._note.show_note(state.note)
        self._pin.setVisible(state.asks_pin)
        if state.asks_pin and not before.asks_pin:
            self._show_wanted(state)
            self._pin.setFocus()
        elif not state.asks_pin:
            self._pin.clear()
        if state.asks_to_take_over and not before.asks_to_take_over:
            self._show_wanted(state)
            self._button.setFocus()
        name = self.tr("Take over") if state.asks_to_take_over else self.tr("Sign in")
        self._button.setText(self.tr("Signing in…") if state.busy else name)
        self._button.setAccessibleName(name)
        self._enable()

    def _show_wanted(self, state: SignInState) -> None:
        """Whoever is asked stands marked in the lists, though the settings named them."""
        if state.wanted:
            self._settling = True
            for choice, value in zip((self._clerks, self._counters), state.wanted, strict=True):
                choice.choose(value)
            self._settling = False

    def _counter(self) -> str | int | None:
        return self._counters.value() if self._at_counter else 0

    def _on_changed(self) -> None:
        self._enable()
        if not self._settling and (self._clerks.value(), self._counter()) != self._state.wanted:
            self.changed.emit()

    def _enable(self) -> None:
        chosen = self._clerks.value() is not None and self._counter() is not None
        self._button.setEnabled(chosen and not self._state.busy)

    def _submit(self) -> None:
        clerk, counter = self._clerks.value(), self._counter()
        if isinstance(clerk, str) and isinstance(counter, int) and not self._state.busy:
            self.sign_in.emit(clerk, counter, self._pin.text(), self._state.asks_to_take_over)


def _titled(title: str, choice: ChoiceList) -> QVBoxLayout:
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(heading)
    column.addWidget(choice, 1)
    return column


def _by_zone(counters: tuple[CounterChoice, ...], low: str) -> list[Entry]:
    entries: list[Entry] = []
    for (zone_id, zone), inside in groupby(counters, lambda each: (each.zone_id, each.zone)):
        entries.append(Entry(None, f"{zone_id}  {zone}"))
        entries.extend(
            Entry(each.number, str(each.number), each.services, low if each.low else "", each.found_by)
            for each in inside
        )
    return entries
