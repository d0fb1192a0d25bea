"""Whether a recorded voice can say what it must, and whether it was recorded well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from statistics import median

from db.errors import QT_TRANSLATE_NOOP
from shell.speech_chain import LONGEST_SYLLABLE_S, QUIETEST_RMS, SHORTEST_SYLLABLE_S
from shell.speech_pack import LacksWords, load_pack
from shell.speech_sound import FULL_SCALE, BadSound, Sound, measure, read_sound, trimmed
from shell.speech_text import syllables

CLIPPED_SAMPLES = 4
"""So many samples in a row at the edge are no peak but a cut-off."""

OTHER_LOUDNESS = 2.5
"""So many times louder or quieter than the others (8 dB): it sticks out."""


class Flaw(StrEnum):
    """What is wrong with a recording."""

    MISSING = QT_TRANSLATE_NOOP("speech", "missing")
    UNREADABLE = QT_TRANSLATE_NOOP("speech", "no WAV file of 16 bits")
    OTHER_RATE = QT_TRANSLATE_NOOP("speech", "recorded at another rate than the others")
    CLIPPED = QT_TRANSLATE_NOOP("speech", "recorded too loud: its peaks are cut off")
    SILENT = QT_TRANSLATE_NOOP("speech", "silent")
    TOO_SHORT = QT_TRANSLATE_NOOP("speech", "too short for its words")
    TOO_LONG = QT_TRANSLATE_NOOP("speech", "too long for its words")
    OTHER_LOUDNESS = QT_TRANSLATE_NOOP("speech", "much louder or quieter than the others")


@dataclass(frozen=True)
class Finding:
    """One flaw: of a text that was not recorded, or of a recording."""

    text: str
    flaw: Flaw
    detail: str = ""


def missing(folder: Path, language: str, texts: Iterable[str]) -> list[Finding]:
    """What cannot be put together from the recordings there are."""
    pack = load_pack(folder, language)
    found = []
    for text in texts:
        try:
            pack.find(language, text)
        except LacksWords:
            found.append(Finding(text, Flaw.MISSING))
    return found


def flaws(folder: Path, language: str) -> list[Finding]:
    """What is wrong with the recordings there are."""
    found: list[Finding] = []
    sounds: dict[str, Sound] = {}
    for path in sorted((folder / language).glob("*.wav")):
        try:
            sounds[path.stem] = read_sound(path)
        except BadSound as failure:
            found.append(Finding(path.stem, Flaw.UNREADABLE, str(failure)))
    if not sounds:
        return found
    usual_hz = Counter(sound.rate_hz for sound in sounds.values()).most_common(1)[0][0]
    spoken = {text: trimmed(sound) for text, sound in sounds.items()}
    loudness = {text: measure(sound).rms for text, sound in spoken.items()}
    audible = [rms for rms in loudness.values() if rms >= QUIETEST_RMS]
    usual_rms = median(audible) if audible else 0.0
    for text, sound in sounds.items():
        if sound.rate_hz != usual_hz:
            found.append(Finding(text, Flaw.OTHER_RATE, f"{sound.rate_hz} Hz, not {usual_hz} Hz"))
        found += _heard(text, spoken[text], loudness[text], usual_rms)
    return found


def _heard(text: str, sound: Sound, rms: float, usual_rms: float) -> list[Finding]:
    if rms < QUIETEST_RMS:
        return [Finding(text, Flaw.SILENT)]
    found = []
    if _is_clipped(sound):
        found.append(Finding(text, Flaw.CLIPPED))
    each_s = sound.seconds / syllables(text)
    if each_s < SHORTEST_SYLLABLE_S:
        found.append(Finding(text, Flaw.TOO_SHORT, f"{sound.seconds:.2f} s"))
    if each_s > LONGEST_SYLLABLE_S:
        found.append(Finding(text, Flaw.TOO_LONG, f"{sound.seconds:.2f} s"))
    if not 1 / OTHER_LOUDNESS < rms / usual_rms < OTHER_LOUDNESS:
        found.append(Finding(text, Flaw.OTHER_LOUDNESS, f"{rms / usual_rms:.1f}x"))
    return found


def _is_clipped(sound: Sound) -> bool:
    edge = FULL_SCALE - 8
    runs = (
        sum(1 for _ in same) for loud, same in groupby(abs(each) >= edge for each in sound.samples) if loud
    )
    return any(run >= CLIPPED_SAMPLES for run in runs)
