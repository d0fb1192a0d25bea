"""What nobody foresaw: it is logged in full, and the person at the screen is told in plain words."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from shell.mailbox import Mailbox

log = logging.getLogger(__name__)
Show = Callable[[str], None]


def install(parent: QObject, show: Show | None = None) -> None:
    """Log every exception that nobody caught, in whichever thread, and show it by `show` (or a dialog)."""
    watch = _Watch(show or _Dialog(parent).show, parent)

    def in_a_thread(facts: threading.ExceptHookArgs) -> None:
        if facts.exc_value is not None:
            watch.report(facts.exc_type, facts.exc_value, facts.exc_traceback)

    sys.excepthook = watch.report
    threading.excepthook = in_a_thread


class _Watch(QObject):
    """Brings what happened in any thread to the GUI thread."""

    def __init__(self, show: Show, parent: QObject) -> None:
        super().__init__(parent)
        self._happened = Mailbox(show, self).slot

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.exit(130)
            return
        log.critical("nobody caught this", exc_info=(kind, error, trace))
        self._happened.put(f"{kind.__name__}: {error}")


class _Dialog(QObject):
    """One dialog at a time, which stops nothing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._open: QMessageBox | None = None

    def show(self, detail: str) -> None:
        if self._open is not None:
            return
        translate = QCoreApplication.translate
        box = QMessageBox(QApplication.activeWindow())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(translate("crash", "Something went wrong"))
        box.setText(translate("crash", "Something went wrong in this program. You can go on working."))
        box.setInformativeText(
            translate("crash", "It was written down for those who look after the hall: {detail}").format(
                detail=detail
            )
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._closed)
        self._open = box
        box.open()

    def _closed(self) -> None:
        self._open = None
