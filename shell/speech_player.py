"""The loudspeaker's own process: plays one WAV file at a time and answers when it has sounded."""

from __future__ import annotations

import sys
import wave
from collections.abc import Generator
from threading import Event
from time import monotonic
from typing import Any

import miniaudio

from shell.speech_pipe import Message, serve
from shell.speech_reasons import Unspoken

_BUFFER_MS = 100
_BUFFERS = 3  # miniaudio's own default; silence fills them before the end counts, so that nothing is cut off
_REAL_TIME = 0.8
"""A device that is done in less of the sound's length throws it away (ALSA's `null` does)."""

REAL_BACKENDS = [backend for backend in miniaudio.Backend if backend is not miniaudio.Backend.NULL]
SILENT_BACKENDS = [miniaudio.Backend.NULL]


class Player:
    """Opens the sound device for each sound: one that was unplugged and plugged in again is found."""

    def __init__(self, backends: list[miniaudio.Backend], device: str = "") -> None:
        self._backends = backends
        self._device = device

    def greet(self) -> Message:
        """There is nothing to tell before the device is needed."""
        return {"ready": True}

    def answer(self, message: Message) -> Message:
        """Play a file to its end, or look only whether it could be played (`probe`)."""
        try:
            if message.get("probe"):
                self._open(1, 22_050).close()
                return {"ok": True}
            return self._play(message["path"], message["not_after"])
        except (miniaudio.MiniaudioError, LookupError) as failure:
            return {"ok": False, "error": Unspoken.NO_DEVICE, "detail": repr(failure)}

    def _open(self, channels: int, rate: int) -> miniaudio.PlaybackDevice:
        return miniaudio.PlaybackDevice(
            nchannels=channels,
            sample_rate=rate,
            buffersize_msec=_BUFFER_MS,
            device_id=self._found() if self._device else None,
            backends=self._backends,
            app_name="hall",
        )

    def _found(self) -> Any:
        """The device of that name, or whose name has it in it; looked for anew each time."""
        devices = miniaudio.Devices(self._backends).get_playbacks()
        names = [each["name"] for each in devices]
        fitting = [each["id"] for each in devices if self._device.casefold() in each["name"].casefold()]
        if not fitting:
            raise LookupError(f"no {self._device!r} among {names}")
        return fitting[0]

    def _play(self, path: str, not_after: float) -> Message:
        with wave.open(path, "rb") as file:
            channels, rate = file.getnchannels(), file.getframerate()
            frames = file.readframes(file.getnframes())
        seconds = len(frames) / (2 * channels * rate)
        silence = bytes(2 * channels * (rate * _BUFFERS * _BUFFER_MS // 1000))
        done = Event()
        sounded: list[float] = []
        sound = _portions(frames + silence, 2 * channels, not_after, sounded, done)
        next(sound)
        device = self._open(channels, rate)
        began = monotonic()
        try:
            device.start(sound)
            done.wait()
        finally:
            device.close()
        took = monotonic() - began
        if not sounded:
            return {"ok": False, "error": Unspoken.TOO_LATE}
        if took < seconds * _REAL_TIME:
            detail = f"{seconds:.1f} s in {took:.1f} s"
            return {"ok": False, "error": Unspoken.DEVICE_SWALLOWS, "detail": detail}
        return {"ok": True, "seconds": took, "sounded_at": sounded[0]}


def _portions(
    frames: bytes, frame_bytes: int, not_after: float, sounded: list[float], done: Event
) -> Generator[bytes, int, None]:
    """The sound as the device asks for it, and silence for as long as it likes; notes when it first asked.

    Only silence when it first asks after `not_after`, which is noted nowhere.
    """
    left = memoryview(frames)
    wanted = yield b""
    if (now := monotonic()) <= not_after:
        sounded.append(now)
    while sounded and left:
        portion, left = left[: wanted * frame_bytes], left[wanted * frame_bytes :]
        wanted = yield bytes(portion)
    done.set()
    while True:
        wanted = yield bytes(wanted * frame_bytes)


def main() -> None:
    match sys.argv[1:]:
        case ["--silent"]:
            player = Player(SILENT_BACKENDS)
        case devices:
            player = Player(REAL_BACKENDS, *devices)
    serve(player.greet, player.answer)


if __name__ == "__main__":
    main()
