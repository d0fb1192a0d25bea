"""Hot keys of Windows, which come as messages to the thread that asked for them."""

from __future__ import annotations

import sys
from collections.abc import Collection

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Qt, Signal

from caller.combination import combination

MOD_ALT, MOD_CONTROL, MOD_SHIFT, MOD_WIN, MOD_NOREPEAT = 0x1, 0x2, 0x4, 0x8, 0x4000
WM_HOTKEY = 0x0312
_MODIFIERS = {
    Qt.KeyboardModifier.AltModifier: MOD_ALT,
    Qt.KeyboardModifier.ControlModifier: MOD_CONTROL,
    Qt.KeyboardModifier.ShiftModifier: MOD_SHIFT,
    Qt.KeyboardModifier.MetaModifier: MOD_WIN,
}
_NAMED = {
    Qt.Key.Key_Space: 0x20,
    Qt.Key.Key_PageUp: 0x21,
    Qt.Key.Key_PageDown: 0x22,
    Qt.Key.Key_End: 0x23,
    Qt.Key.Key_Home: 0x24,
    Qt.Key.Key_Insert: 0x2D,
    Qt.Key.Key_Delete: 0x2E,
    Qt.Key.Key_Pause: 0x13,
}
VK_F1 = 0x70


def as_windows(text: str) -> tuple[int, int]:
    """The virtual key, and the modifiers that go with it."""
    key, modifiers = combination(text)
    mask = MOD_NOREPEAT
    for modifier, bit in _MODIFIERS.items():
        if modifiers & modifier:
            mask |= bit
    if key in _NAMED:
        return _NAMED[key], mask
    if key >= Qt.Key.Key_F1:
        return VK_F1 + key - Qt.Key.Key_F1, mask
    return ord(chr(key).upper()), mask


class _Messages(QAbstractNativeEventFilter):
    """Looks at every message of the thread for those of our keys."""

    def __init__(self, keys: WindowsKeys) -> None:
        super().__init__()
        self._keys = keys

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if sys.platform == "win32":
            from ctypes import wintypes

            said = wintypes.MSG.from_address(int(message))
            if said.message == WM_HOTKEY and self._keys.tell(said.wParam):
                return True, 0
        return False, 0


class WindowsKeys(QObject):
    """Holds some keys from the start to the end of the program; `refused` are those that others have."""

    pressed = Signal(str)

    def __init__(self, keys: Collection[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.refused: list[str] = []
        self._key_of: dict[int, str] = {}
        self._messages = _Messages(self)
        for number, key in enumerate(keys, start=1):
            if _register(number, *as_windows(key)):
                self._key_of[number] = key
            else:
                self.refused.append(key)
        app = QCoreApplication.instance()
        if app:
            app.installNativeEventFilter(self._messages)

    def tell(self, number: int) -> bool:
        """Whether that hot key is one of ours; if so it is told."""
        key = self._key_of.get(number)
        if key:
            self.pressed.emit(key)
        return key is not None


def _register(number: int, virtual_key: int, modifiers: int) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.user32.RegisterHotKey(None, number, modifiers, virtual_key))
