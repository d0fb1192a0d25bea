"""A speech engine's process with the faults that real ones have: `hang`, `hang-once FILE`, `hang-twice FILE`, `lie`, `die`, `mute`, or `tone SECONDS`."""

from __future__ import annotations

import os
import sys
import wave
from pathlib import Path
from threading import Event

from shell.speech_pipe import Message, serve


def answer(message: Message) -> Message:
    match sys.argv[1:]:
        case ["hang"]:
            Event().wait()
        case ["hang-once", mark]:
            if not Path(mark).exists():
                Path(mark).touch()
                Event().wait()
            _render(message["path"], seconds=4.0, level=9000)
        case ["hang-twice", mark]:
            if len(Path(mark).read_text() if Path(mark).exists() else "") < 2:
                with Path(mark).open("a") as marks:
                    marks.write("x")
                Event().wait()
            _render(message["path"], seconds=4.0, level=9000)
        case ["die"]:
            os._exit(3)
        case ["tone", seconds]:
            _render(message["path"], float(seconds), level=9000)
        case ["mute"]:
            _render(message["path"], seconds=4.0, level=0)
        case ["too-short"]:
            _render(message["path"], seconds=0.2, level=9000)
    return {"ok": True}  # a liar says so without having rendered anything


def _render(path: str, seconds: float, level: int) -> None:
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        wave_form = (
            level.to_bytes(2, "little", signed=True) * 20 + (-level).to_bytes(2, "little", signed=True) * 20
        )
        file.writeframes(wave_form * int(seconds * 400))


if __name__ == "__main__":
    if sys.argv[1:] == ["stuck-at-start"]:
        Event().wait()
    serve(lambda: {"ready": True}, answer)
