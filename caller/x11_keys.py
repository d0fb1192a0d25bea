"""Keys of an X11 desktop, grabbed on a connection of their own: Qt sees only what its own windows get."""

from __future__ import annotations

import logging
from collections.abc import Collection
from itertools import product

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal
from Xlib import XK, X, error
from Xlib.display import Display
from Xlib.protocol.event import KeyPress, KeyRelease, MappingNotify

from caller.combination import combination

log = logging.getLogger(__name__)

_MODIFIERS = {
    Qt.KeyboardModifier.ShiftModifier: X.ShiftMask,
    Qt.KeyboardModifier.ControlModifier: X.ControlMask,
    Qt.KeyboardModifier.AltModifier: X.Mod1Mask,
    Qt.KeyboardModifier.MetaModifier: X.Mod4Mask,
}
_ALL = X.ShiftMask | X.ControlMask | X.Mod1Mask | X.Mod4Mask
_LOCKS = [a | b for a, b in product((0, X.LockMask), (0, X.Mod2Mask))]
"""Caps Lock and Num Lock must not matter: X11 counts them as modifiers."""
_NAMED = {
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_PageUp: "Prior",
    Qt.Key.Key_PageDown: "Next",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Pause: "Pause",
}


class X11Keys(QObject):
    """Holds some keys from the start to the end of the program; `refused` are those that others have."""

    pressed = Signal(str)

    def __init__(self, keys: Collection[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.refused: list[str] = []
        self._key_of: dict[tuple[int, int], str] = {}
        self._released_at: dict[int, int] = {}
        self._display = Display()
        self._root = self._display.screen().root
        for key in keys:
            self._grab(key)
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self.destroyed.connect(self._display.close)
        self._read()

    def _grab(self, key: str) -> None:
        keysym, mask = _as_x11(key)
        keycode = self._display.keysym_to_keycode(keysym)
        taken = error.CatchError(error.BadAccess)
        if keycode:
            for lock in _LOCKS:
                self._root.grab_key(
                    keycode, mask | lock, False, X.GrabModeAsync, X.GrabModeAsync, onerror=taken
                )
            self._display.sync()
        if not keycode or taken.get_error():
            self.refused.append(key)
        else:
            self._key_of[keycode, mask] = key

    def _read(self) -> None:
        try:
            while self._display.pending_events():
                self._tell(self._display.next_event())
        except error.ConnectionClosedError as failure:
            self._notifier.setEnabled(False)
            log.error("the screen's own connection for keys is gone: %s", failure)

    def _tell(self, event: object) -> None:
        match event:
            case KeyPress(detail=keycode, state=state, time=time):
                # A key that is held down is let go and pressed anew at the same moment: that is one press.
                repeated = self._released_at.get(keycode) == time
                key = self._key_of.get((keycode, state & _ALL))
                if key and not repeated:
                    self.pressed.emit(key)
            case KeyRelease(detail=keycode, time=time):
                self._released_at[keycode] = time
            case MappingNotify():
                self._display.refresh_keyboard_mapping(event)
            case _:
                pass


def _as_x11(text: str) -> tuple[int, int]:
    """The key's symbol, and the modifiers that go with it."""
    key, modifiers = combination(text)
    mask = 0
    for modifier, bit in _MODIFIERS.items():
        if modifiers & modifier:
            mask |= bit
    if key in _NAMED:
        return XK.string_to_keysym(_NAMED[key]), mask
    if key >= Qt.Key.Key_F1:
        return XK.string_to_keysym(f"F{key - Qt.Key.Key_F1 + 1}"), mask
    return ord(chr(key).lower()), mask
