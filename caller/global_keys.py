"""Keys that work while another program has the focus, where the desktop allows it; a clear word where it does not."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence

from caller.combination import combination
from caller.state import Verb

log = logging.getLogger(__name__)
translate = QCoreApplication.translate

FUNCTION_KEYS = range(Qt.Key.Key_F1, Qt.Key.Key_F24 + 1)
NAMED_KEYS = (
    Qt.Key.Key_Space, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Home,
    Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_Pause,
)  # fmt: skip
_LOUD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def may_be_global(text: str) -> bool:
    """Whether a key can be taken from every other program without being missed there while somebody types."""
    if QKeySequence(text).count() != 1:
        return False
    key, modifiers = combination(text)
    known = key in FUNCTION_KEYS or key in NAMED_KEYS or (key < 0x80 and chr(key).isalnum())
    return known and (key in FUNCTION_KEYS or key == Qt.Key.Key_Pause or bool(modifiers & _LOUD))


class GlobalKeys(QObject):
    """Asks the desktop for some keys, and says of which verb each press is."""

    pressed = Signal(object)
    """The `Verb`."""

    def __init__(self, keys: Mapping[Verb, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._verb_of = {key: verb for verb, key in keys.items()}
        self.trouble = ""
        """Why some keys, or all, work only while the caller is in front; empty: they work everywhere."""
        if keys:
            self._ask()

    def _ask(self) -> None:
        refused: list[str] = []
        platform = QGuiApplication.platformName()
        if platform == "xcb":
            from caller.x11_keys import X11Keys

            grabbed = X11Keys(tuple(self._verb_of), self)
        elif platform == "windows" and sys.platform == "win32":
            from caller.windows_keys import WindowsKeys

            grabbed = WindowsKeys(tuple(self._verb_of), self)
        else:
            log.info("no keys while another program has the focus: %s allows none", platform)
            words = translate(
                "caller", "This desktop ({name}) allows no keys while another program is in front."
            )
            self.trouble = words.format(name=platform)
            return
        grabbed.pressed.connect(lambda key: self.pressed.emit(self._verb_of[key]))
        refused = grabbed.refused
        if refused:
            log.info("other programs have %s already", ", ".join(refused))
            words = translate(
                "caller", "Another program has {keys} already: choose other keys in the settings."
            )
            self.trouble = words.format(keys=", ".join(refused))
