"""The LED strip over a counter: what it says, and a driver for those that take a line of text.

Such strips have no common protocol. One that takes text needs a few settings; any other needs a class with `write`.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject

from caller.device_settings import StripSection
from caller.state import DeskState, Stage
from db.texts import readable
from shell.serial_line import LineLostError, SerialLine

FLASH_S, BLINK_S = 3.0, 0.5
"""A call flashes for so long, on and off so fast: far below the 3 Hz that hurt."""
IGNORE_REPEAT_S = 5.0
TRIES, TRY_AGAIN_S = 3, 0.1
AWAY_S = 2.0
"""How long a strip that is not there is left alone."""

log = logging.getLogger(__name__)


class StripDriver(Protocol):
    """How to make a strip show something. For one thread only."""

    def write(self, text: str) -> None:
        """Show this now; raises `LineLostError`."""
        ...

    def close(self) -> None: ...


class TextLineStrip:
    """A strip that takes head, encoded text, tail."""

    def __init__(self, section: StripSection) -> None:
        self._line = SerialLine(section.port, section.baud)
        self._section = section

    def write(self, text: str) -> None:
        data = encoded(text, self._section)
        self._line.send(data, timeout_s=0.5 + 1.5 * self._line.transfer_s(len(data)))

    def close(self) -> None:
        self._line.close()


def encoded(text: str, section: StripSection) -> bytes:
    """The line as it goes to the strip: cut to its width, with a question mark for what it cannot show."""
    text = "".join(readable(text).splitlines())
    while len(text.encode("gb18030", "replace")) > section.width:
        text = text[:-1]
    body = text.encode(section.encoding, "replace")
    return bytes.fromhex(section.head) + body + bytes.fromhex(section.tail)


@dataclass(frozen=True)
class Words:
    """What a strip says; `call` counts the calls that made it say so: each flashes anew."""

    text: str
    call: int = 0


def words_for(state: DeskState | None, section: StripSection) -> Words:
    """What stands over a counter; None: nobody works there."""
    if state is None or (state.stage == Stage.PAUSED):
        return Words(section.closed)
    if state.visitor is None:
        return Words(section.idle)
    fields = {"number": state.visitor.number.replace(" ", ""), "counter": state.counter}
    if state.stage == Stage.CALLED:
        return Words(section.call.format(**fields), call=state.visitor.times)
    return Words(section.serving.format(**fields))


class Strip(QObject):
    """One strip in its own thread: flashes a call, then stands still."""

    def __init__(self, driver: StripDriver, section: StripSection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self._showing = _Showing(driver)
        self._thread = threading.Thread(target=self._showing.show, name=f"strip {section.port}", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self.show_state(None)

    def show_state(self, state: DeskState | None) -> None:
        """Say what stands over the counter now."""
        self._showing.say(words_for(state, self._section))

    def stop(self, timeout_s: float = 2.0) -> None:
        """Leave the words of a closed counter behind."""
        self.show_state(None)
        self._showing.end()
        if self._thread.is_alive():
            self._thread.join(timeout_s)


class _Showing:
    """What the thread does; it knows no object of Qt."""

    def __init__(self, driver: StripDriver) -> None:
        self._driver = driver
        self._changed = threading.Condition()
        self._wanted: Words | None = None
        self._ended = False
        self._flashed: tuple[str, float] = ("", -IGNORE_REPEAT_S)

    def say(self, words: Words) -> None:
        """From any thread."""
        with self._changed:
            if words != self._wanted:
                self._wanted = words
                self._changed.notify()

    def end(self) -> None:
        with self._changed:
            self._ended = True
            self._changed.notify()

    def show(self) -> None:
        """Until told to end: show each new text; write it again once a strip that was away is back."""
        shown: Words | None = None
        away = False
        while True:
            with self._changed:
                if not self._ended and self._wanted == shown:
                    self._changed.wait(None)
                elif away and not self._ended:
                    self._changed.wait(AWAY_S)
                wanted, ended = self._wanted, self._ended
            if wanted is not None and wanted != shown:
                there = self._show_one(wanted)
                if away == there:
                    log.log(
                        logging.INFO if there else logging.WARNING,
                        "the strip is %s",
                        "back" if there else "away",
                    )
                away, shown = not there, wanted if there else shown
            if ended:
                self._driver.close()
                return

    def _show_one(self, words: Words) -> bool:
        """Flash a call, unless it has flashed a moment ago; everything else just stands there."""
        if not words.call:
            return self._write(words.text)
        text, at = self._flashed
        if words.text == text and time.monotonic() - at < IGNORE_REPEAT_S:
            return True
        for _ in range(round(FLASH_S / BLINK_S / 2)):
            for each in (words.text, ""):
                if not self._write(each):
                    return False
                if self._is_outdated(words, BLINK_S):
                    return True
        self._flashed = (words.text, time.monotonic())
        return self._write(words.text)

    def _is_outdated(self, words: Words, within_s: float) -> bool:
        """Whether something else is to be shown, waiting so long for it."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._ended or (self._wanted is not None and self._wanted.text != words.text),
                within_s,
            )

    def _write(self, text: str) -> bool:
        for attempt in range(TRIES):
            if attempt:
                time.sleep(TRY_AGAIN_S)
            try:
                self._driver.write(text)
            except LineLostError as error:
                log.info("the strip did not take “%s”: %s", text, error)
            else:
                return True
        return False
