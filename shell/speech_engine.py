"""The speech engine's own process: renders one utterance at a time to a WAV file through pyttsx3."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyttsx3

from shell.speech_pipe import Message, serve

ESPEAK_VOICES = {"zh": "sit/cmn-latn-pinyin", "yue": "sit/yue", "en": "gmw/en-us"}
"""Debian's espeak-ng 1.51 reads characters as English letters with its plain `cmn`; both versions know these."""

_SPELLING = {"zh": {"A": "诶"}, "en": {"A": "eigh"}}
"""espeak-ng takes a lonely A for the article."""

_LANGUAGE_MARKS = {
    "zh": ("zh-cn", "zh_cn", "zh-hans", "chinese", "mandarin", "zh"),
    "yue": ("zh-hk", "zh_hk", "cantonese", "yue"),
    "en": ("en-us", "en_us", "english", "en"),
}


def _is_linux() -> bool:
    return sys.platform.startswith("linux")


def prefer_bundled_espeak() -> None:
    """Load espeak-ng from its wheel, so that pyttsx3 finds it by name; without the wheel the system's serves."""
    if not _is_linux():
        return
    try:
        import espeakng_loader
    except ImportError:
        return
    library = Path(espeakng_loader.get_library_path() + ".1")
    if library.exists():
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(str(library))


class Engine:
    """pyttsx3 with the voices that the hall needs."""

    def __init__(self) -> None:
        prefer_bundled_espeak()
        self._engine = pyttsx3.init()
        self.espeak = _is_linux()
        self.voices = dict(ESPEAK_VOICES) if self.espeak else _voices_of(self._engine)

    def greet(self) -> Message:
        """Which voices there are."""
        return {"ready": True, "languages": list(self.voices)}

    def answer(self, message: Message) -> Message:
        """Render one utterance."""
        language, text = message["language"], message["text"]
        try:
            self._engine.setProperty("voice", self.voices[language])
            self._set_rate(message["rate"])
            self._engine.save_to_file(self._spelt(language, text), message["path"])
            self._engine.runAndWait()
            self._settle()
        except Exception as failure:
            return {"ok": False, "error": repr(failure)}
        return {"ok": True}

    def _set_rate(self, rate: int) -> None:
        """Directly where it is espeak-ng: from pyttsx3's queue the rate comes too late, or never."""
        if self.espeak:
            from pyttsx3.drivers import _espeak

            _espeak.SetParameter(_espeak.RATE, rate, 0)
            self._settle()
        else:
            self._engine.setProperty("rate", rate)

    def _settle(self) -> None:
        """Let espeak-ng come to rest: pyttsx3 takes what still winds down for playing, and cancels the next."""
        if self.espeak:
            from pyttsx3.drivers import _espeak

            _espeak.Synchronize()

    def _spelt(self, language: str, text: str) -> str:
        spelling: Mapping[str, str] = _SPELLING.get(language, {}) if self.espeak else {}
        return " ".join(spelling.get(word, word) for word in text.split(" "))


def _voices_of(engine: pyttsx3.Engine) -> dict[str, str]:
    voices: Any = engine.getProperty("voices")
    found: dict[str, str] = {}
    for language, marks in _LANGUAGE_MARKS.items():
        for mark in marks:
            fitting = [voice.id for voice in voices if mark in _described(voice)]
            if fitting:
                found[language] = fitting[0]
                break
    return found


def _described(voice: Any) -> str:
    languages = " ".join(map(str, voice.languages or ()))
    return f" {languages} {voice.name} {voice.id}".lower()


def main() -> None:
    engine = Engine()
    serve(engine.greet, engine.answer)


if __name__ == "__main__":
    main()
