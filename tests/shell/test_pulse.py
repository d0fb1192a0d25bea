"""The pulse tells how long the GUI thread stood still, and what of that the machine took."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QApplication

from shell.pulse import Pulse

STILL_S = 0.3


def test_it_tells_the_longest_pause_once(qapp: QApplication) -> None:
    pulse = Pulse(qapp)
    threading.Event().wait(STILL_S)
    longest, worst = pulse.taken()
    assert longest.took_s >= STILL_S
    assert STILL_S / 2 < worst.own_s <= longest.took_s
    again, _ = pulse.taken()
    assert again.took_s < longest.took_s
    pulse.deleteLater()
