"""A serial line that never blocks for longer than it was told to."""

from __future__ import annotations

from contextlib import suppress

import serial


class LineLostError(Exception):
    """The line is not there, or it does not take what is sent."""


class SerialLine:
    """One port, opened when first needed and again after a loss. For one thread only, but for `wake`."""

    def __init__(self, port: str, baud: int) -> None:
        self._port = port
        self._baud = baud
        self._line: serial.Serial | None = None

    def transfer_s(self, count: int) -> float:
        """How long so many bytes take on the wire."""
        return count * 10 / self._baud

    def send(self, data: bytes, timeout_s: float) -> None:
        """Hand all the bytes to the line within the time, or lose it."""
        line = self._opened()
        try:
            line.write_timeout = timeout_s
            line.write(data)
        except (OSError, serial.SerialException) as error:
            raise self._lost() from error

    def receive(self, timeout_s: float) -> bytes:
        """The next bytes that come within the time; none is a silent line, not a lost one."""
        line = self._opened()
        try:
            line.timeout = timeout_s
            first = line.read(1)
            return first + line.read(line.in_waiting) if first else b""
        except (OSError, serial.SerialException) as error:
            raise self._lost() from error

    def wake(self) -> None:
        """Let `receive` return at once, or the next one; the only step that another thread may take."""
        if line := self._line:
            # A line that is going away returns by itself.
            with suppress(OSError, AttributeError, TypeError, serial.SerialException):
                line.cancel_read()

    def forget_received(self) -> None:
        """Drop whatever came unasked."""
        while self.receive(0):
            pass

    def close(self) -> None:
        if self._line is not None:
            line, self._line = self._line, None
            # Nothing is left to close on a line that was pulled out.
            with suppress(OSError, serial.SerialException):
                line.close()

    def _opened(self) -> serial.Serial:
        if self._line is None:
            try:
                self._line = serial.Serial(self._port, self._baud, timeout=0, write_timeout=1)
            except (OSError, ValueError, serial.SerialException) as error:
                raise LineLostError(str(error)) from error
        return self._line

    def _lost(self) -> LineLostError:
        self.close()
        return LineLostError(self._port)
