"""Everybody whom the counter may come to see: who waits, who is on hold, who was missed; found by typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caller import wording
from caller.choice_list import ChoiceList, Entry
from caller.state import DeskState, PutAside, Verb, Waiting
from caller.type import FittingLabel
from shell.theme import Theme, font

WIDTH = 520
LANES_SHOWN = 6
FILTERS = (Verb.CHOOSE, Verb.TAKE_UP, Verb.RELEASE, Verb.REACTIVATE, Verb.ANSWER_HELP)
"""What can be done with whom: the lists."""


class FullList(QFrame):
    """Four lists behind four buttons, and the counter's lines above them; at a guide desk a fifth, who asks for help."""

    picked = Signal(object, int)
    """A `Verb` and the ticket, or the call for help, that it is for."""

    def __init__(self, theme: Theme, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setFixedSize(WIDTH, height)
        self._state: DeskState | None = None
        self._shown: tuple[Entry, ...] = ()
        heading = QLabel(self.tr("Lines of this counter"), self)
        heading.setProperty("role", "heading")
        self._lanes = [FittingLabel(14, parent=self) for _ in range(LANES_SHOWN)]
        self._list = ChoiceList(theme, self.tr("Type a number or a service"), self.tr("Visitors"), self)
        self._list.chosen.connect(self._pick)
        self._list.changed.connect(self._enable)
        self._act = QPushButton(self)
        self._act.setProperty("role", "primary")
        self._act.clicked.connect(self._pick)
        self._group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(8)
        self._tabs: dict[Verb, QPushButton] = {}
        for verb in FILTERS:
            tab = QPushButton(self)
            tab.setCheckable(True)
            tab.setFont(font(14))
            tab.setProperty("role", "tab")
            self._group.addButton(tab)
            self._tabs[verb] = tab
            tabs.addWidget(tab, 1)
            tab.toggled.connect(lambda on: self._change_list() if on else None)
        self._tabs[Verb.CHOOSE].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading)
        for label in self._lanes:
            label.setFixedHeight(22)
            label.setObjectName("soft")
            column.addWidget(label)
        column.addLayout(tabs)
        column.addWidget(self._list, 1)
        column.addWidget(self._act, 0, Qt.AlignmentFlag.AlignRight)

    def show_state(self, state: DeskState) -> None:
        """Show this, and nothing else."""
        self._state = state
        for place, label in enumerate(self._lanes):
            lane = state.lanes[place] if place < len(state.lanes) else None
            label.setVisible(lane is not None)
            label.setText(wording.lane_line(lane) if lane else "")
        counts = {
            Verb.CHOOSE: self.tr("Waiting") + f" {state.waiting}",
            Verb.TAKE_UP: self.tr("On hold") + f" {len(state.held)}",
            Verb.RELEASE: self.tr("Back office") + f" {len(state.with_back_office)}",
            Verb.REACTIVATE: self.tr("Missed") + f" {len(state.missed)}",
            Verb.ANSWER_HELP: self.tr("Help") + f" {len(state.help or ())}",
        }
        self._tabs[Verb.ANSWER_HELP].setVisible(state.help is not None)
        for verb, tab in self._tabs.items():
            tab.setText(counts[verb])
            tab.setAccessibleName(wording.tab(verb))
        self._refill()

    @property
    def _verb(self) -> Verb:
        return next(verb for verb, tab in self._tabs.items() if tab.isChecked())

    def _change_list(self) -> None:
        self._list.choose_none()
        self._refill()

    def _refill(self) -> None:
        if self._state is None:
            return
        match self._verb:
            case Verb.TAKE_UP:
                entries = tuple(map(_aside, self._state.held))
            case Verb.RELEASE:
                entries = tuple(map(_aside, self._state.with_back_office))
            case Verb.REACTIVATE:
                entries = tuple(map(_aside, self._state.missed))
            case Verb.ANSWER_HELP:
                entries = tuple(each.entry for each in self._state.help or ())
            case _:
                entries = tuple(map(_waiting, self._state.line))
        if entries != self._shown:
            self._shown = entries
            self._list.set_entries(entries)
        words = wording.act_on(self._verb)
        self._act.setText(words)
        self._act.setAccessibleName(words)
        self._enable()

    def _enable(self) -> None:
        able = self._state.able if self._state else frozenset()
        self._act.setEnabled(self._list.value() is not None and self._verb in able)

    def _pick(self) -> None:
        ticket = self._list.value()
        if isinstance(ticket, int):
            self.picked.emit(self._verb, ticket)


def _waiting(each: Waiting) -> Entry:
    words = f"{each.service} · {wording.in_line(each)}"
    found_by = f"{each.number} {each.number.replace(' ', '')} {words}".casefold()
    return Entry(each.ticket_id, each.number, words, "", found_by)


def _aside(each: PutAside) -> Entry:
    found_by = f"{each.number} {each.number.replace(' ', '')} {each.service}".casefold()
    return Entry(each.ticket_id, each.number, f"{each.service} · {each.words}", "", found_by)
