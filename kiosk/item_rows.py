"""Items one below the other: the row takes a number, the button beside it shows what the item needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtWidgets import QWidget

from kiosk.intents import Intent, TakeNumber
from kiosk.item_intents import SeeGuide
from kiosk.item_pages import ItemCard
from kiosk.leaves import SIDE_WIDTH, Leaves
from kiosk.measures import Measures
from kiosk.touch import ServiceRow, TextButton, Tone

translate = QCoreApplication.translate

ROW_HEIGHT = 128
GUIDE_WIDTH = 150
GAP = 16


class ItemRows:
    """Rows and buttons on a parent; `announce` hears what was touched."""

    def __init__(
        self, parent: QWidget, announce: Callable[[Intent], None], arrange: Callable[[], None]
    ) -> None:
        self._parent = parent
        self._announce = announce
        self._cards: Sequence[ItemCard] = ()
        self._rows: list[ServiceRow] = []
        self._guides: list[TextButton] = []
        self.leaves = Leaves(parent, arrange)

    def show_items(self, cards: Sequence[ItemCard]) -> None:
        """Take over the words; other items begin with their first leaf."""
        if [card.id for card in cards] != [card.id for card in self._cards]:
            self.leaves.leaf = 0
        self._cards = cards
        while len(self._rows) < len(cards):
            self._add(len(self._rows))
        words = translate("kiosk", "What it needs")
        for row, guide, card in zip(self._rows, self._guides, cards, strict=False):
            row.setEnabled(not card.off)
            guide.set_words(words)
            guide.setAccessibleName(f"{words}: {card.name}")

    def lay_out(self, room: QRectF, measures: Measures) -> None:
        """Put the rows into the room, in two columns where the screen lies across."""
        px = measures.px
        count = len(self._cards)
        rows = self._rows[:count]
        beside = max(measures.touch(0), px(GUIDE_WIDTH * min(measures.type_factor, 1.15))) + px(GAP)
        for row in rows:
            row.measures = measures

        # In large type with little height the ticket and the guide say where; here it is only spoken.
        spare = measures.large and room.height() < px(450)
        for row, card in zip(rows, self._cards, strict=True):
            row.set_words(card.service_id, card.name, "" if spare else card.place, card.waiting, card.wait)
            row.setAccessibleDescription(". ".join(filter(None, (card.place, card.waiting, card.wait))))

        def heights(width: float) -> tuple[float, float]:
            least = float(measures.touch(ROW_HEIGHT if room.height() > px(600) else 96))
            for row in rows:
                least = max(least, row.needed_height(width - beside))
            return least, least * 1.1

        half = (room.width() - px(SIDE_WIDTH + 2 * GAP)) / 2
        columns = 2 if measures.across and half > px(500) and heights(half)[0] < room.height() / 2 else 1
        self.leaves.lay_out(rows, room, columns, heights, measures, gap=px(GAP))
        for row in self._rows[count:]:
            row.hide()
        for row, guide in zip(self._rows, self._guides, strict=True):
            shown = row in rows and not row.isHidden()
            guide.setVisible(shown)
            if shown:
                box = QRectF(row.geometry())
                row.setGeometry(box.adjusted(0, 0, -beside, 0).toRect())
                guide.measures = measures
                guide.setGeometry(
                    QRectF(box.right() - beside + px(GAP), box.top(), beside - px(GAP), box.height()).toRect()
                )
                guide.update()

    def bottom(self) -> float:
        """Where the last of them ends, and the buttons that turn their leaves."""
        shown = [part for part in (*self._rows, self.leaves.earlier) if not part.isHidden()]
        return max((part.geometry().bottom() for part in shown), default=0)

    def hide(self) -> None:
        """Nothing of it is shown."""
        for part in (*self._rows, *self._guides, self.leaves.earlier, self.leaves.later):
            part.hide()
        self.leaves.count = 1

    def _add(self, place: int) -> None:
        row = ServiceRow(self._parent)
        row.clicked.connect(lambda: self._take_number(self._cards[place]))
        self._rows.append(row)
        guide = TextButton(Tone.TINT, self._parent, size=28)
        guide.clicked.connect(lambda: self._announce(SeeGuide(self._cards[place].id)))
        self._guides.append(guide)

    def _take_number(self, card: ItemCard) -> None:
        self._announce(TakeNumber(card.service_id, item_id=card.id))
