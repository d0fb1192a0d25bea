"""A question to the clerk in place of the desk: a list to choose from, a line to write, Enter and Escape."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caller.choice_list import ROW_PX, ChoiceList
from caller.note_label import NoteLabel
from caller.state import Answer, Note, Question, Tone
from caller.tick_box import TickBox
from shell.theme import Theme

WIDTH = 460
LIST_MIN, LIST_MAX = 3 * ROW_PX, 8 * ROW_PX
FIND_PX = 64
"""What the field and the frame add to the rows."""
NOTE_PX = 36
LINE_MAX = 200
"""Characters: a note is read at a glance."""


class QuestionView(QFrame):
    """Emits `answered` with an `Answer`, or `dismissed`."""

    answered = Signal(object)
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self._question: Question | None = None
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._list = ChoiceList(theme, self.tr("Type to find"), self.tr("Choices"), self)
        self._note = NoteLabel(self)
        self._note.setFixedHeight(NOTE_PX)
        self._text = QLineEdit(self)
        self._text.setMaxLength(LINE_MAX)
        self._option = TickBox(theme, self)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAccessibleName(self.tr("Cancel"))
        cancel.setToolTip("Esc")
        cancel.clicked.connect(self.dismissed)
        self._confirm = QPushButton(self)
        self._confirm.setProperty("role", "primary")
        self._confirm.clicked.connect(self._submit)
        self._list.chosen.connect(self._on_chosen)
        self._list.changed.connect(self._enable)
        self._text.textChanged.connect(lambda _: self._enable())
        self._text.returnPressed.connect(self._submit)
        for key in ("Return", "Enter"):
            enter = QShortcut(QKeySequence(key), self._option, context=Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self._submit)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self.dismissed)
        foot = QHBoxLayout()
        foot.addWidget(cancel)
        foot.addStretch(1)
        foot.addWidget(self._confirm)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._list, 1)
        column.addWidget(self._note)
        column.addWidget(self._text)
        column.addWidget(self._option)
        column.addLayout(foot)

    def ask(self, question: Question) -> None:
        """Show this question; one that is shown already stays as the clerk left it."""
        before, self._question = self._question, question
        if before and replace(before, entries=question.entries) == question:
            self._list.set_entries(question.entries)
            return
        self._title.setText(question.title)
        self._list.setVisible(bool(question.entries or question.search))
        self._list.let_tick(question.search, question.ticked)
        self._list.clear_search()
        self._list.choose_none()
        self._list.set_entries(question.entries)
        if question.marked is not None:
            self._list.choose(question.marked)
        self._text.setVisible(bool(question.text_label))
        self._text.setPlaceholderText(question.text_label)
        self._text.setAccessibleName(question.text_label)
        self._text.clear()
        self._option.setVisible(bool(question.option))
        self._option.setText(question.option)
        self._option.setAccessibleName(question.option)
        self._option.setChecked(False)
        words = question.confirm or self.tr("OK")
        self._confirm.setText(words)
        self._confirm.setAccessibleName(words)
        self._note.show_note(None)
        rows = LIST_MAX if question.search else len(question.entries) * ROW_PX
        self._list.setFixedHeight(max(LIST_MIN, min(rows, LIST_MAX)) + FIND_PX)
        self.setFixedSize(WIDTH, self._column.totalHeightForWidth(WIDTH))
        self._list.setMinimumHeight(LIST_MIN)  # a note takes its room from the list
        self.setFocusProxy(self._text if self._starts_with_text(question) else self._list)
        self._enable()

    def forget(self) -> None:
        """Nothing is asked any more: the same question begins anew the next time."""
        self._question = None

    @staticmethod
    def _starts_with_text(question: Question) -> bool:
        return not (question.entries or question.search) or (
            question.marked is not None and question.text_required
        )

    def _on_chosen(self) -> None:
        """Enter in the list: on to the text, if it must be written."""
        if self._question and self._question.text_required and not self._text.text().strip():
            self._text.setFocus()
        else:
            self._submit()

    def _complete(self) -> bool:
        question = self._question
        if question and question.search:
            return not self._list.typed()  # what is typed is not ticked yet
        return bool(
            question
            and (not question.entries or self._list.value() is not None or self._written_instead())
            and (not question.text_required or self._text.text().strip())
        )

    def _written_instead(self) -> bool:
        """A question whose entries are words may be answered in other words."""
        question = self._question
        entries = question.entries if question else ()
        return bool(self._text.text().strip()) and all(each.value == each.text for each in entries)

    def _enable(self) -> None:
        self._confirm.setEnabled(self._complete())
        self._note.show_note(self._why_not())

    def _why_not(self) -> Note | None:
        """What stands in the way of finishing while something is typed, and what to do."""
        if not (self._question and self._question.search and self._list.typed()):
            return None
        if self._list.value() is not None:
            return Note(Tone.CALM, self.tr("Enter ticks the line that is marked; then you can finish."))
        if self._list.is_empty():
            return Note(Tone.WARN, self.tr("The items have not come yet. Clear the field to finish."))
        words = self.tr("Not found. Clear the field to finish, or keep your own words: Down, then Enter.")
        return Note(Tone.WARN, words)

    def _submit(self) -> None:
        if self._complete():
            question = self._question
            ticked = (
                self._list.ticked() if question and question.search else question.ticked if question else ()
            )
            self.answered.emit(
                Answer(self._list.value(), self._text.text().strip(), self._option.isChecked(), ticked)
            )
