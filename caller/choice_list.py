"""A list that is searched by typing: the best match is chosen already, Enter takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from caller.tick_box import GAP, TICK_PX, paint_tick
from caller.type import fitting
from shell.theme import Theme, font

Index = QModelIndex | QPersistentModelIndex
ROW_PX = 44
HEADING_PX = 30
COUNTER_PX = 52
NAME_PX = 13
"""A name is cut rather than made smaller than this."""
ENTRY = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True)
class Entry:
    """One line to choose; without a value it is a heading."""

    value: str | int | None
    text: str
    more: str = ""
    badge: str = ""
    found_by: str = ""


Search = Callable[[str], Sequence[Entry]]
"""Finds entries by what was typed, where there are more than can be listed."""


class _Entries(QAbstractListModel):
    """The entries that fit what was typed; with a search, several of them may be ticked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[Entry, ...] = ()
        self._shown: list[Entry] = []
        self._typed = ""
        self.search: Search | None = None
        self.ticked: dict[str | int | None, Entry] = {}

    def set_entries(self, entries: Iterable[Entry]) -> None:
        self._all = tuple(entries)
        self.find(self._typed)

    def find(self, typed: str) -> None:
        self._typed = typed.strip()
        self.beginResetModel()
        if self.search and self._typed:
            self._shown = list(self.search(self._typed))
        elif self.search:
            others = (each for each in self._all if each.value not in self.ticked)
            self._shown = [*self.ticked.values(), *others]
        else:
            self._shown = self._fitting(self._typed.casefold())
        self.endResetModel()

    def _fitting(self, typed: str) -> list[Entry]:
        if not typed:
            return list(self._all)
        # Whoever types digits means a number from its beginning; headings stay while nothing is typed.
        exact = [each for each in self._all if each.text.casefold().startswith(typed)]
        within = [each for each in self._all if typed in each.found_by and each not in exact]
        found = exact if typed.isdecimal() and exact else exact + within
        return [each for each in found if each.value is not None]

    def tick(self, entry: Entry) -> None:
        """Tick this one, or take its tick away."""
        if self.ticked.pop(entry.value, None) is None:
            self.ticked[entry.value] = entry

    def first(self) -> QModelIndex:
        for row, each in enumerate(self._shown):
            if each.value is not None:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        each = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return each.text
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return each.more
            case Qt.ItemDataRole.CheckStateRole if self.search:
                return Qt.CheckState.Checked if each.value in self.ticked else Qt.CheckState.Unchecked
            case _:
                return each if role == ENTRY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        heading = self._shown[index.row()].value is None
        return (
            Qt.ItemFlag.NoItemFlags if heading else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        )


class EntryPainter(QStyledItemDelegate):
    """Paints an entry: the text, what more is known of it, a badge."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, HEADING_PX if index.data(ENTRY).value is None else ROW_PX)

    def _text_width(self, each: Entry, room: float) -> float:
        """All there is, or what is left by the words beside it; counters stand in a column."""
        if not each.more and not each.badge:
            return room
        if each.text.isdecimal():
            return COUNTER_PX
        wanted = QFontMetricsF(font(17, QFont.Weight.Bold)).horizontalAdvance(each.text) + 14
        return min(wanted, room * 0.6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        each: Entry = index.data(ENTRY)
        theme = self._theme
        area: QRect = option.rect.adjusted(4, 2, -4, -2)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if each.value is None:
            painter.setPen(theme["ink_faint"])
            painter.setFont(fitting(each.text, 13, QFont.Weight.Bold, area.width()))
            painter.drawText(area.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, each.text)
            painter.restore()
            return
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme["hall" if chosen else "hall_tint"])
            painter.drawRoundedRect(area, 8, 8)
        inner = area.adjusted(12, 0, -12, 0)
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        ink, soft = (theme["on_hall" if chosen else name] for name in ("ink", "ink_soft"))
        if tick is not None:
            is_ticked = Qt.CheckState(tick) == Qt.CheckState.Checked
            colour = theme["on_hall" if chosen else "hall"]
            paint_tick(painter, inner.left(), inner.center().y(), colour, is_ticked=is_ticked)
            self._paint_item(painter, inner.adjusted(TICK_PX + GAP, 0, 0, 0), each, ink, soft)
            painter.restore()
            return
        text_width = self._text_width(each, inner.width())
        painter.setPen(ink)
        painter.setFont(fitting(each.text, 17, QFont.Weight.Bold, text_width))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, each.text)
        painter.setPen(soft)
        room = inner.adjusted(int(text_width), 0, 0, 0)
        if each.badge:
            painter.setFont(fitting(each.badge, 12, QFont.Weight.Normal, 60))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, each.badge)
            room.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(each.badge) - 10, 0)
        side = Qt.AlignmentFlag.AlignLeft if each.text.isdecimal() else Qt.AlignmentFlag.AlignRight
        painter.setFont(fitting(each.more, 13, QFont.Weight.Normal, room.width()))
        more = painter.fontMetrics().elidedText(each.more, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, more)
        painter.restore()

    def _paint_item(self, painter: QPainter, room: QRect, each: Entry, ink: QColor, soft: QColor) -> None:
        """A name as long as catalogues have them, above what more is known of it."""
        above = room.adjusted(0, 0, 0, -room.height() * 2 // 5) if each.more else room
        face = fitting(each.text, 16, QFont.Weight.Bold, room.width())
        if face.pixelSize() < NAME_PX:
            face = font(NAME_PX, QFont.Weight.Bold)
        for box, type_face, pen, text in (
            (above, face, ink, each.text),
            (room.adjusted(0, above.height(), 0, 0), font(12), soft, each.more),
        ):
            painter.setPen(pen)
            painter.setFont(type_face)
            fits = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, fits)


class ChoiceList(QWidget):
    """A field to type in, with the list of what fits below it."""

    chosen = Signal()
    """Enter, or a double click: this is the one."""
    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        find_name: str,
        list_name: str,
        parent: QWidget | None = None,
        painter: type[EntryPainter] = EntryPainter,
    ) -> None:
        super().__init__(parent)
        self._find = QLineEdit(self)
        self._find.setAccessibleName(find_name)
        self._find.setPlaceholderText(find_name)
        self._find.setClearButtonEnabled(False)
        self._entries = _Entries(self)
        self._list = QListView(self)
        self._list.setAccessibleName(list_name)
        self._list.setModel(self._entries)
        self._list.setItemDelegate(painter(theme, self))
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._find)
        column.addWidget(self._list, 1)
        self.setFocusProxy(self._find)
        self._find.textChanged.connect(self._search)
        self._find.returnPressed.connect(self._take)
        self._find.installEventFilter(self)
        self._list.doubleClicked.connect(self._on_double_click)
        self._list.clicked.connect(self._on_click)
        self._list.selectionModel().currentChanged.connect(lambda *_: self.changed.emit())

    def let_tick(self, search: Search | None, ticked: Iterable[Entry] = ()) -> None:
        """Let several be ticked that this search finds; None: one is chosen of those that are set."""
        self._entries.search = search
        self._entries.ticked = {each.value: each for each in ticked}

    def ticked(self) -> tuple[Entry, ...]:
        """Those that are ticked, in the order of their ticks."""
        return tuple(self._entries.ticked.values())

    def typed(self) -> str:
        """What stands in the field."""
        return self._find.text().strip()

    def set_entries(self, entries: Iterable[Entry]) -> None:
        """What can be chosen; what was chosen stays. When it has gone nothing is: Enter must not take another."""
        before = self.value()
        self._entries.set_entries(entries)
        self._list.setCurrentIndex(self._first() if before is None else QModelIndex())
        if before is not None:
            self.choose(before)
        self.changed.emit()

    def choose_none(self) -> None:
        """Begin anew: the first of what comes will be chosen."""
        self._list.setCurrentIndex(QModelIndex())

    def row(self) -> int:
        """How far down the chosen one stands; -1: none is."""
        return self._list.currentIndex().row()

    def choose_row(self, row: int) -> None:
        """Put the mark on the one that stands there, or on the last."""
        last = self._entries.rowCount() - 1
        if last >= 0:
            self._list.setCurrentIndex(self._entries.index(min(row, last)))

    def clear_search(self) -> None:
        """Everything can be chosen again."""
        self._find.clear()

    def choose(self, value: str | int) -> None:
        """Put the mark on this one."""
        for row in range(self._entries.rowCount()):
            index = self._entries.index(row)
            if index.data(ENTRY).value == value:
                self._list.setCurrentIndex(index)
                return

    def is_empty(self) -> bool:
        """Nothing is listed."""
        return self._entries.rowCount() == 0

    def value(self) -> str | int | None:
        """What is chosen."""
        entry: Entry | None = self._list.currentIndex().data(ENTRY)
        return entry.value if entry else None

    def _search(self, typed: str) -> None:
        self._entries.find(typed)
        self._list.setCurrentIndex(self._first())
        self._list.scrollToTop()
        # A list that was made anew tells nobody that its mark is gone.
        self.changed.emit()

    def _first(self) -> QModelIndex:
        """What Enter takes unless another is marked; where several are ticked, neither anything before something is
        typed nor the words as they are typed, which may be a slip."""
        first = self._entries.first()
        entry: Entry | None = first.data(ENTRY)
        if self._entries.search and (not self.typed() or entry is None or entry.value == entry.text):
            return QModelIndex()
        return first

    def _take(self) -> None:
        """Enter: this is the one, or tick it; with nothing marked and nothing typed all is ticked."""
        if self._entries.search and self.value() is not None:
            self._tick()
        elif self.value() is not None or (self._entries.search and not self.typed()):
            self.chosen.emit()

    def _tick(self) -> None:
        self._entries.tick(self._list.currentIndex().data(ENTRY))
        self._find.clear()
        self._search("")

    def _on_click(self) -> None:
        if self._entries.search:
            self._tick()

    def _on_double_click(self) -> None:
        if not self._entries.search:
            self._take()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move the mark while the field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self._list.event(event)
            return True
        return super().eventFilter(watched, event)
