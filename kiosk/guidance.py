"""Reads aloud what has the focus, in a thread of its own; only the newest words matter."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

from shell.speech import Manner, NotSpoken, Voice
from shell.speech_text import Utterance

log = logging.getLogger(__name__)
_Words = tuple[Utterance, Manner]


class Guidance:
    """Says the newest words; older ones that wait their turn are dropped, since the visitor has moved on."""

    def __init__(self, make_voice: Callable[[], Voice]) -> None:
        self._make_voice = make_voice
        self._words: queue.SimpleQueue[_Words | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self.volume = 1.0

    def say(self, words: str, language: str) -> None:
        """Say this next. The voice is made when it is first needed: most visitors need none."""
        if self._thread is None:
            self._thread = threading.Thread(
                target=_speak, args=(self._make_voice, self._words), name="guidance", daemon=True
            )
            self._thread.start()
        self._words.put((Utterance(language, words), Manner(volume=self.volume)))

    def take_volume(self, volume: float) -> None:
        """From now on so loud."""
        self.volume = volume

    def stop(self) -> None:
        """Say nothing more."""
        if self._thread is not None:
            self._words.put(None)
            self._thread.join(5)


def _speak(make_voice: Callable[[], Voice], words: queue.SimpleQueue[_Words | None]) -> None:
    voice = make_voice()
    try:
        while (newest := _newest(words)) is not None:
            utterance, manner = newest
            try:
                voice.play(voice.render(utterance, manner))
            except NotSpoken as failure:
                # The words stand on the screen as well.
                log.info("not read aloud: %s", failure)
    finally:
        voice.close()


def _newest(words: queue.SimpleQueue[_Words | None]) -> _Words | None:
    """Wait for words, and take the last of those that have come."""
    newest = words.get()
    while newest is not None and not words.empty():
        newest = words.get()
    return newest
