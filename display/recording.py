"""Copies of what was announced, with the words beside them: for whoever wants to listen later."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from pathlib import Path

from display.schedule import Announcement
from shell.speech_sound import BadSound, joined, read_sound, write_sound
from shell.speech_text import Utterance

log = logging.getLogger(__name__)

SENTENCE_GAP_S = 0.5


class Recording:
    """Leaves WAV files in a folder, named after their calls."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(
        self, calls: Sequence[Announcement], utterances: Sequence[Utterance], sounds: Sequence[Path]
    ) -> None:
        """Keep one announcement; that it cannot be kept holds up nobody."""
        name = "+".join(map(_name, calls))
        words = "\n".join(utterance.text for utterance in utterances)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{name}.txt").write_text(words + "\n", encoding="utf-8")
            whole = joined([read_sound(each) for each in sounds], SENTENCE_GAP_S)
            write_sound(self._folder / f"{name}.wav", whole)
        except (OSError, BadSound) as failure:
            log.warning("the announcement could not be kept: %s", failure)


def _name(call: Announcement) -> str:
    again = f"-{call.times}" if call.recall else ""
    return re.sub(r"\W", "_", call.number) + f"-{call.counter}{again}"
