"""A robot inside an app's own process: it touches real widgets, found by the names a screen reader would say.

Started with `--robot`, an app reads one JSON object a line from its standard input and answers each with one line on
its standard output. The robot knows widgets only: never the app's presenter, worker or database.

    {"id": 1, "do": "press", "name": "Next"}                   a click in the middle of the control
    {"id": 2, "do": "tap", "at": [10, 10]}                     a click at that place of the window, whatever lies there
    {"id": 3, "do": "type", "name": "Clerk", "text": "Wang"}   keys into the control, what stood there is replaced
    {"id": 4, "do": "choose", "name": "Counter", "text": "48"} an entry of a list or combo box
    {"id": 5, "do": "key", "key": "F8"}                        one key, to whatever has the focus
    {"id": 6, "do": "wait", "name": "Number", "matches": "B2"} until it is visible and its text fits
    {"id": 7, "do": "read", "name": "Number"}                  what stands on it
    {"id": 8, "do": "grab", "file": "kiosk.png"}               a picture of the window
    {"id": 9, "do": "names"}                                   all names visible now
    {"id": 10, "do": "pulse"}                                  how long the GUI thread stood still since the last one
    {"id": 11, "do": "quit"}                                  close the windows

`name` is exact, `pattern` is a regular expression for it. `press`, `type`, `choose`, `read` and `wait` wait up to
`timeout_s` (default 5) for the control to be there and enabled; `wait` also takes `"gone": true` and
`"enabled": false`. The end of the input closes the app, so no app outlives the one who drives it.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QWidget

from shell.mailbox import Mailbox, Slot
from shell.pulse import Pulse

LOOK_AGAIN_MS = 15
PATIENCE_S = 5.0
TEXT_PROPERTIES = ("text", "currentText", "plainText")

Step = dict[str, Any]


class NotYet(Exception):
    """What a step needs is not on the screen yet."""


class Refused(Exception):
    """A step that can never work."""


class Robot(QObject):
    """Takes steps from a stream, one after the other, in the GUI thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Step] = deque()
        self._deadline = 0.0
        self._look_again = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.setInterval(LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self._go_on)
        lines = Mailbox(self._take, self).slot
        threading.Thread(target=_listen, args=(lines,), name="robot", daemon=True).start()

    def _take(self, line: str | None) -> None:
        if line is None:
            _close_everything()
            return
        try:
            step = json.loads(line)
            if not isinstance(step, dict):
                raise ValueError("a step is a JSON object")
        except ValueError as error:
            _answer({"id": None, "ok": False, "error": f"cannot read this step: {error}"})
            return
        self._steps.append(step)
        if len(self._steps) == 1:
            self._begin()

    def _begin(self) -> None:
        self._deadline = time.monotonic() + float(self._steps[0].get("timeout_s", PATIENCE_S))
        self._go_on()

    def _go_on(self) -> None:
        step = self._steps[0]
        act = ACTS.get(str(step.get("do")))
        try:
            if act is None:
                raise Refused(f"the robot cannot {step.get('do')!r}; it can {', '.join(ACTS)}")
            found = act(step)
        except NotYet as reason:
            if time.monotonic() < self._deadline:
                self._look_again.start()
                return
            self._finish(step, {"ok": False, "error": f"{reason}; visible: {', '.join(_visible_names())}"})
        except (Refused, KeyError, re.error) as error:
            self._finish(step, {"ok": False, "error": str(error)})
        else:
            self._finish(step, {"ok": True, **found})

    def _finish(self, step: Step, result: dict[str, Any]) -> None:
        self._steps.popleft()
        _answer({"id": step.get("id"), **result})
        if self._steps:
            # By way of the event loop, so that what the step caused comes first.
            QTimer.singleShot(0, self, self._begin)


def _listen(lines: Slot[str | None]) -> None:
    """Post every line, and None when there will be no more."""
    rest = b""
    # os.read and not sys.stdin: a daemon thread inside a buffered reader aborts Python at its end.
    while chunk := os.read(0, 65536):
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            if line.strip():
                lines.put(line.decode("utf-8"))
    lines.put(None)


def attach(application: QApplication) -> Robot:
    """Let a robot drive this application from its standard input."""
    return Robot(application)


def _answer(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def _close_everything() -> None:
    for window in QApplication.topLevelWidgets():
        window.close()
    QApplication.quit()


def _visible(step: Step) -> list[QWidget]:
    if "name" in step:
        name = str(step["name"])
        return [widget for widget in _named() if widget.accessibleName() == name]
    pattern = re.compile(str(step["pattern"]))
    return [widget for widget in _named() if pattern.search(widget.accessibleName())]


def _named() -> list[QWidget]:
    return [
        widget
        for widget in QApplication.allWidgets()
        if widget.accessibleName() and widget.isVisible() and not widget.visibleRegion().isEmpty()
    ]


def _visible_names() -> list[str]:
    return sorted({f"{w.accessibleName()!r}{'' if w.isEnabled() else ' (disabled)'}" for w in _named()})


def _wanted(step: Step) -> str:
    return repr(step["name"]) if "name" in step else f"/{step['pattern']}/"


def _one(step: Step) -> QWidget:
    widgets = _visible(step)
    if not widgets:
        raise NotYet(f"{_wanted(step)} is not on the screen")
    if len(widgets) > 1:
        kinds = ", ".join(f"{type(w).__name__} {w.accessibleName()!r}" for w in widgets)
        raise NotYet(f"{_wanted(step)} fits more than one control ({kinds})")
    return widgets[0]


def _ready(step: Step) -> QWidget:
    widget = _one(step)
    if not widget.isEnabled():
        raise NotYet(f"{_wanted(step)} is disabled")
    modal = QApplication.activeModalWidget()
    if modal is not None and widget.window() is not modal.window():
        raise NotYet(f"{_wanted(step)} lies behind the dialog {modal.windowTitle()!r}")
    return widget


def _text(widget: QWidget) -> str:
    texts = [widget.property(name) for name in TEXT_PROPERTIES]
    texts.append(widget.accessibleDescription())
    return "\n".join(dict.fromkeys(text for text in texts if isinstance(text, str) and text))


def _facts(widget: QWidget) -> dict[str, Any]:
    return {"name": widget.accessibleName(), "text": _text(widget), "enabled": widget.isEnabled()}


def _press(step: Step) -> dict[str, Any]:
    widget = _ready(step)
    window = widget.window()
    spot = widget.mapTo(window, widget.visibleRegion().boundingRect().center())
    # What lies under the finger takes the touch, as on the real screen: never a control under a cover.
    hit = window.childAt(spot) or window
    if hit is not widget and not widget.isAncestorOf(hit):
        raise NotYet(f"{_wanted(step)} is covered by {type(hit).__name__} {hit.accessibleName()!r}")
    _click_later(hit, hit.mapFrom(window, spot))
    return _facts(widget)


def _tap(step: Step) -> dict[str, Any]:
    window, spot = _window(), QPoint(*step["at"])
    if window is None:
        raise NotYet("no window is open")
    hit = window.childAt(spot) or window
    _click_later(hit, hit.mapFrom(window, spot))
    return {}


def _click_later(widget: QWidget, spot: QPoint) -> None:
    # Since a press that opens a dialog only comes back when the dialog closes.
    QTimer.singleShot(0, widget, lambda: _click(widget, spot))


def _click(widget: QWidget, spot: QPoint) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)


def _type(step: Step) -> dict[str, Any]:
    widget = _ready(step)
    widget.setFocus()
    QTest.keySequence(widget, QKeySequence(QKeySequence.StandardKey.SelectAll))
    QTest.keyClicks(widget, str(step["text"]))
    return _facts(widget)


def _choose(step: Step) -> dict[str, Any]:
    widget = _ready(step)
    wanted = re.compile(str(step["text"]))
    if isinstance(widget, QComboBox):
        rows = [row for row in range(widget.count()) if wanted.search(widget.itemText(row))]
        if not rows:
            raise NotYet(f"{_wanted(step)} has no entry like {step['text']!r}")
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Home)
        for _ in range(rows[0]):
            QTest.keyClick(widget, Qt.Key.Key_Down)
        return _facts(widget)
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if wanted.search(str(index.data())):
                widget.scrollTo(index)
                _click(widget.viewport(), widget.visualRect(index).center())
                return _facts(widget)
        raise NotYet(f"{_wanted(step)} has no entry like {step['text']!r}")
    raise Refused(f"{_wanted(step)} is a {type(widget).__name__}: nothing to choose from")


def _key(step: Step) -> dict[str, Any]:
    combination = QKeySequence(str(step["key"]))
    if combination.isEmpty():
        raise Refused(f"{step['key']!r} is no key")
    if "name" in step or "pattern" in step:
        target: QWidget | None = _ready(step)
    else:
        target = QApplication.focusWidget() or QApplication.activeWindow() or _window()
    if target is None:
        raise NotYet("no window takes a key")
    receiver = target
    QTimer.singleShot(0, receiver, lambda: QTest.keySequence(receiver, combination))
    return {}


def _wait(step: Step) -> dict[str, Any]:
    if step.get("gone"):
        if _visible(step):
            raise NotYet(f"{_wanted(step)} is still on the screen")
        return {}
    widget = _one(step)
    if "enabled" in step and widget.isEnabled() != step["enabled"]:
        raise NotYet(f"{_wanted(step)} is {'disabled' if step['enabled'] else 'enabled'}")
    if "matches" in step and not re.search(str(step["matches"]), _text(widget)):
        raise NotYet(f"{_wanted(step)} says {_text(widget)!r}, not {step['matches']!r}")
    return _facts(widget)


def _read(step: Step) -> dict[str, Any]:
    return _facts(_one(step))


def _window() -> QWidget | None:
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]
    return max(windows, key=lambda w: w.width() * w.height(), default=None)


def _grab(step: Step) -> dict[str, Any]:
    widget = _one(step) if "name" in step or "pattern" in step else _window()
    if widget is None:
        raise NotYet("no window is open")
    picture = widget.grab()
    if not picture.save(str(step["file"])):
        raise Refused(f"cannot write {step['file']}")
    return {"width": picture.width(), "height": picture.height()}


def _names(_: Step) -> dict[str, Any]:
    return {"names": [_facts(widget) for widget in _named()]}


@cache
def _pulse_taker() -> Pulse:
    """Begins to beat when it is asked for first."""
    application = QApplication.instance()
    assert application is not None
    return Pulse(application)


def _pulse(_: Step) -> dict[str, Any]:
    longest, own = _pulse_taker().taken()
    return {"pause_s": longest.took_s, "own_pause_s": own.own_s}


def _quit(_: Step) -> dict[str, Any]:
    QTimer.singleShot(0, _close_everything)
    return {}


ACTS: dict[str, Callable[[Step], dict[str, Any]]] = {
    "press": _press,
    "tap": _tap,
    "type": _type,
    "choose": _choose,
    "key": _key,
    "wait": _wait,
    "read": _read,
    "grab": _grab,
    "names": _names,
    "pulse": _pulse,
    "quit": _quit,
}
