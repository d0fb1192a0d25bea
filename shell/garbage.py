"""Python's garbage collector, kept in the GUI thread.

It runs in whichever thread happens to allocate, and an object of Qt that it frees there is destroyed in the wrong
thread, beside a window that may be using it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1000


def keep_in_gui_thread(parent: QObject) -> None:
    """Collect by a timer of the GUI thread from now on, and nowhere else."""
    gc.disable()
    # What start-up made stays to the end: there is no use in looking through it again and again.
    gc.freeze()
    timer = QTimer(parent, interval=LOOK_MS)
    timer.timeout.connect(collect_what_is_due)
    timer.start()


def collect_what_is_due() -> None:
    """What the collector would have done by itself: the oldest generation whose threshold is passed."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
