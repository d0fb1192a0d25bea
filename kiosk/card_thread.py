"""The card reader's own thread: reads a card when asked to, and hands on no more of it than is kept."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from db.errors import HallError
from kiosk.card_reader import CardGone, CardReader, CardUnreadable, ReaderAway
from kiosk.visitor import NoSuchNumber, known_from
from shell.mailbox import Mailbox, Slot

LOOK_S = 0.25
"""How often the reader is asked for a card."""

_log = logging.getLogger(__name__)
_Letter = Callable[["CardThread"], None]
_Order = tuple[int, date] | None


class CardTrouble(Enum):
    """Why no card was read so far."""

    GONE = auto()  # taken away too early
    UNREADABLE = auto()
    READER = auto()  # the reader is not there, or silent
    KEY = auto()  # the hall's key is not there: nobody could be told from anybody


class CardThread(QObject):
    """Owns the reader; the GUI thread never touches the line."""

    read = Signal(int, object)
    """The reading, and who it is (`Known`)."""
    troubled = Signal(int, object)
    """The reading, and a `CardTrouble` or None; it goes on trying."""

    def __init__(self, reader: CardReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._letters = Mailbox(lambda say: say(self), self)
        self._reading = 0
        work = _Work(reader, self._orders, self._letters.slot)
        self._thread = threading.Thread(target=work.work, name="card reader", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._letters.close()
        self._orders.put(None)
        if self._thread.is_alive():
            self._thread.join(6)

    def begin(self, today: date) -> int:
        """Read the next card; the number tells this reading from others."""
        self._reading += 1
        self._orders.put((self._reading, today))
        return self._reading

    def end(self) -> None:
        """Read no more: nobody agreed to it any longer."""
        self._reading += 1
        self._orders.put((0, date.min))

    def say(self, letter: _Letter, reading: int) -> None:
        """Hand on what still concerns somebody."""
        if reading == self._reading:
            letter(self)


class _Work:
    """What the thread does; it knows no object of Qt."""

    def __init__(self, reader: CardReader, orders: queue.SimpleQueue[_Order], letters: Slot[_Letter]) -> None:
        self._reader = reader
        self._orders = orders
        self._letters = letters
        self._trouble: CardTrouble | None = None

    def work(self) -> None:
        """Wait for a reading, and look at the reader until there is a card, or another order."""
        reading, today = 0, date.min
        while True:
            try:
                order = self._orders.get(timeout=LOOK_S if reading else None)
            except queue.Empty:
                reading = self._look(reading, today)
                continue
            if order is None:
                self._reader.close()
                return
            reading, today = order
            self._trouble = None
            reading = self._look(reading, today) if reading else 0

    def _look(self, reading: int, today: date) -> int:
        """Look once; the reading goes on until a card was read."""
        trouble: CardTrouble | None = None
        try:
            number = self._reader.read()
            if number is not None:
                known = known_from(number, today)
                self._tell(reading, lambda owner: owner.read.emit(reading, known))
                return 0
            # A card that was gone stays mentioned until there is another.
            trouble = self._trouble if self._trouble is CardTrouble.GONE else None
        except CardGone:
            trouble = CardTrouble.GONE
        except (CardUnreadable, NoSuchNumber):
            trouble = CardTrouble.UNREADABLE
        except ReaderAway:
            trouble = CardTrouble.READER
        except HallError as error:
            _log.error("no card can be read: %s", error)
            trouble = CardTrouble.KEY
        except Exception:
            # A vendor's mistake must not leave the visitor waiting.
            _log.exception("the card reader's driver failed")
            trouble = CardTrouble.READER
        if trouble is not self._trouble:
            self._trouble = trouble
            self._tell(reading, lambda owner: owner.troubled.emit(reading, trouble))
        return reading

    def _tell(self, reading: int, letter: _Letter) -> None:
        self._letters.put(lambda owner: owner.say(letter, reading))
