"""A small window for the robot's tests, as an app of its own."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shell import robot


def main() -> int:
    application = QApplication([])
    window = QWidget()
    column = QVBoxLayout(window)
    said = QLabel("nothing")
    said.setAccessibleName("Said")
    name = QLineEdit("old")
    name.setAccessibleName("Name")
    zone = QComboBox()
    zone.addItems(["A", "B", "C"])
    zone.setAccessibleName("Zone")
    greet = QPushButton("Greet")
    greet.setAccessibleName("Greet")
    greet.clicked.connect(lambda: said.setText(f"Hello {name.text()} in {zone.currentText()}"))
    greet.setShortcut("F8")
    asleep = QPushButton("Asleep")
    asleep.setAccessibleName("Asleep")
    asleep.setEnabled(False)
    asking = QPushButton("Ask")
    asking.setAccessibleName("Ask")
    asking.clicked.connect(lambda: _ask(window, said))
    buried = QPushButton("Buried")
    buried.setAccessibleName("Buried")
    for widget in (said, name, zone, greet, asleep, asking, buried):
        column.addWidget(widget)
    window.resize(300, 300)
    window.show()
    cover = QLabel("cover", window)
    cover.setGeometry(buried.geometry())
    cover.show()
    robot.attach(application)
    return application.exec()


def _ask(window: QWidget, said: QLabel) -> None:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Question", "Sure?", QMessageBox.StandardButton.Yes, window)
    box.button(QMessageBox.StandardButton.Yes).setAccessibleName("Yes")
    box.exec()
    said.setText("answered")


if __name__ == "__main__":
    sys.exit(main())
