"""The driver of ID-card readers that speak SAM_V over a serial line."""

from __future__ import annotations

import time

from kiosk import sam
from kiosk.card_reader import CardGone, CardUnreadable, ReaderAway
from shell.serial_line import LineLostError, SerialLine

ANSWER_S = 0.4
"""A reader answers at once, or after it has spoken to the card ..."""
READ_S = 1.2
"""... which takes longest when it hands over the photo as well."""
TRIES = 2
LENGTHS = 4
NUMBER = slice(122, 158)
"""Where the number stands in the card's text: 18 characters of UTF-16."""


class SamReader:
    """Keeps to the number: name, address and photo come over the line as well, and are let go at once."""

    def __init__(self, port: str, baud: int) -> None:
        self._line = SerialLine(port, baud)

    def read(self) -> str | None:
        try:
            if self._ask(sam.FIND, ANSWER_S).status != sam.FOUND:
                return None
            if self._ask(sam.SELECT, ANSWER_S).status != sam.WELL:
                raise CardGone
            content = self._ask(sam.READ, READ_S)
        except LineLostError as error:
            raise ReaderAway(str(error)) from error
        if content.status != sam.WELL:
            raise CardGone
        return _number_of(content.data)

    def close(self) -> None:
        self._line.close()

    def _ask(self, command: tuple[int, int], answer_s: float) -> sam.Answer:
        """One answer; a garbled or missing one is asked for again."""
        garbled = False
        for _ in range(TRIES):
            self._line.forget_received()
            self._line.send(sam.request(*command), timeout_s=1.0)
            frames = sam.Frames()
            deadline = time.monotonic() + answer_s
            while (left := deadline - time.monotonic()) > 0:
                try:
                    answer = frames.hear(self._line.receive(left))
                except sam.Garbled:
                    garbled = True
                    break
                if answer is not None:
                    return answer
        if garbled:
            raise CardGone
        raise ReaderAway("no answer")


def _number_of(data: bytes) -> str:
    """The number within a card's content."""
    length = int.from_bytes(data[:2], "big")
    text = data[LENGTHS : LENGTHS + length][NUMBER]
    try:
        number = text.decode("utf-16-le").strip().upper()
    except UnicodeDecodeError:
        raise CardUnreadable from None
    if not number:
        raise CardUnreadable
    return number
