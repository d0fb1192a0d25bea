"""Simulated call pads to press with a mouse, for training and for showing around: `simulated_pad --window`."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caller.simulated_line import SimulatedLine, report
from caller.simulated_pad import SimulatedPads
from shell.app import dress, start
from shell.i18n import install
from shell.theme import Look, font

LOOK_MS, LIT_MS = 20, 300
SHEET = """
#pads { background: @paper; }
#pad { background: @card; border: @thin solid @line; border-radius: 14px; }
#cells { background: @board_ground; color: #ffb454; border-radius: 10px; padding: 8px 16px; }
#cells[lit="true"] { background: @now; color: @on_now; }
#pads QPushButton { padding: 10px 6px; }
"""


class PadWindow(QWidget):
    """Every pad of the line side by side: cells, the clerk's keys, the visitor's keys."""

    def __init__(self, line: SimulatedLine, pads: SimulatedPads) -> None:
        super().__init__()
        self.setObjectName("pads")
        self.setWindowTitle(self.tr("Simulated call pads on {port}").format(port=line.port))
        self._line, self._pads = line, pads
        self._cells: dict[int, QLabel] = {}
        self._beeps = dict(pads.beeps)
        row = QHBoxLayout(self)
        for pad in sorted(pads.cells):
            row.addWidget(self._pad(pad))
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._look.start()

    def _pad(self, pad: int) -> QFrame:
        case = QFrame(self)
        case.setObjectName("pad")
        title = QLabel(self.tr("Pad {address}").format(address=pad), case)
        title.setProperty("role", "heading")
        cells = self._cells[pad] = QLabel(case)
        cells.setObjectName("cells")
        cells.setFont(font(40, QFont.Weight.Bold))
        cells.setAccessibleName(self.tr("Cells {address}").format(address=pad))
        keys = QGridLayout()
        names = {
            "call": self.tr("Call"),
            "recall": self.tr("Recall"),
            "rate": self.tr("Rate"),
            "pause": self.tr("Pause"),
            "transfer": self.tr("Transfer"),
            "cancel": self.tr("Cancel"),
            "confirm": self.tr("Confirm"),
        }
        for place, digit in enumerate("123456789"):
            self._key(keys, case, digit, digit, pad, (place // 3, place % 3))
        self._key(keys, case, "0", "0", pad, (3, 1))
        for place, key in enumerate(("call", "recall", "rate", "pause")):
            self._key(keys, case, names[key], key, pad, (place, 3))
        for place, key in enumerate(("cancel", "transfer", "confirm")):
            self._key(keys, case, names[key], key, pad, (4, place))
        visitor = QHBoxLayout()
        for key in range(1, 6):
            button = QPushButton(str(key), case)
            button.setAccessibleName(
                self.tr("Rating key {key} of pad {address}").format(key=key, address=pad)
            )
            button.clicked.connect(
                lambda _=False, key=key: self._pads.obey({"do": "rate", "pad": pad, "key": key})
            )
            visitor.addWidget(button)
        below = QLabel(self.tr("The visitor's keys, the best first"), case)
        below.setProperty("role", "soft")
        column = QVBoxLayout(case)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(cells)
        column.addLayout(keys)
        column.addWidget(below)
        column.addLayout(visitor)
        return case

    def _key(
        self, keys: QGridLayout, case: QFrame, text: str, key: str, pad: int, place: tuple[int, int]
    ) -> None:
        button = QPushButton(text, case)
        button.setAccessibleName(self.tr("{key} of pad {address}").format(key=text, address=pad))
        if key == "call":
            button.setProperty("role", "primary")
        button.clicked.connect(lambda: self._pads.obey({"do": "press", "pad": pad, "key": key}))
        keys.addWidget(button, *place)

    def _on_look(self) -> None:
        if data := self._line.read():
            self._pads.hear(data)
        self._pads.tick()
        for pad, label in self._cells.items():
            shows = self._pads.cells[pad]
            label.setText(f"{shows[:3]}  {shows[3:]}".replace(" ", "\N{FIGURE SPACE}"))
            if self._pads.beeps[pad] != self._beeps[pad]:
                self._beeps[pad] = self._pads.beeps[pad]
                self._light(label, lit=True)
                QTimer.singleShot(LIT_MS, label, lambda label=label: self._light(label, lit=False))

    def _light(self, label: QLabel, *, lit: bool) -> None:
        """A beep can be seen, too."""
        label.setProperty("lit", lit)
        label.style().polish(label)
        if lit:
            QApplication.beep()


def show(line: SimulatedLine, pads: SimulatedPads, language: str) -> int:
    """Show the pads until their window is closed."""
    app = start("simulated pads")
    install(app, language)
    dress(app, Look.LIGHT, SHEET)
    window = PadWindow(line, pads)
    window.show()
    report("ready", port=line.port)
    code = app.exec()
    line.unplug()
    return code
