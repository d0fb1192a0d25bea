"""WAV files as facts: how long, how loud, where silent; and several of them put together."""

from __future__ import annotations

import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FULL_SCALE = 32_768

_EVERY = 8  # every 8th sample tells as much about loudness as all of them, in an eighth of the time
_WINDOW_S = 0.02
_SILENCE = 0.004


class BadSound(Exception):
    """A file that is no sound, or not one that can be joined."""


@dataclass(frozen=True)
class Sound:
    """Mono samples of 16 bits."""

    rate_hz: int
    samples: array[int]

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate_hz


@dataclass(frozen=True)
class Loudness:
    """What was measured; `rms` and `peak` from 0 to 1, silences in seconds."""

    seconds: float
    rms: float
    peak: float
    silent_before: float
    silent_after: float


def read_sound(path: Path) -> Sound:
    """Read a WAV file of 16 bits; several channels become one."""
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (OSError, EOFError, RuntimeError, wave.Error) as failure:  # a chunk longer than its file
        raise BadSound(f"{path.name}: {failure}") from failure
    if rate == 0:
        raise BadSound(f"{path.name}: no samples in a second")
    if width != 2:
        raise BadSound(f"{path.name}: {8 * width} bits instead of 16")
    samples = array("h", frames[: len(frames) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return Sound(rate, samples[::channels])


def write_sound(path: Path, sound: Sound) -> None:
    """Write a WAV file in one go: a reader sees all of it or none."""
    samples = sound.samples
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    unfinished = path.with_suffix(".part")
    with wave.open(str(unfinished), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate_hz)
        file.writeframes(samples.tobytes())
    unfinished.replace(path)


def measure(sound: Sound) -> Loudness:
    """How long and how loud a sound is."""
    some = sound.samples[::_EVERY]
    if not some:
        return Loudness(0.0, 0.0, 0.0, 0.0, 0.0)
    first, last = _audible(sound)
    return Loudness(
        seconds=sound.seconds,
        rms=math.sqrt(sum(sample * sample for sample in some) / len(some)) / FULL_SCALE,
        peak=max(map(abs, some)) / FULL_SCALE,
        silent_before=first / sound.rate_hz,
        silent_after=(len(sound.samples) - last) / sound.rate_hz,
    )


def _audible(sound: Sound) -> tuple[int, int]:
    """Where the first audible window begins and the last one ends."""
    step = max(_EVERY, int(sound.rate_hz * _WINDOW_S))
    loud = [
        start
        for start in range(0, len(sound.samples), step)
        if max(map(abs, sound.samples[start : start + step : _EVERY])) > _SILENCE * FULL_SCALE
    ]
    return (
        (loud[0], min(loud[-1] + step, len(sound.samples)))
        if loud
        else (len(sound.samples), len(sound.samples))
    )


def trimmed(sound: Sound, keep_s: float = 0.05) -> Sound:
    """Without the engine's silence around it."""
    first, last = _audible(sound)
    keep = int(keep_s * sound.rate_hz)
    return Sound(sound.rate_hz, sound.samples[max(0, first - keep) : last + keep])


def joined(sounds: Sequence[Sound], gap_s: float) -> Sound:
    """One after the other with a gap between, at the first one's rate."""
    rate = sounds[0].rate_hz
    gap = array("h", bytes(2 * int(gap_s * rate)))
    samples = array("h", sounds[0].samples)
    for sound in sounds[1:]:
        samples += gap + resampled(sound, rate).samples
    return Sound(rate, samples)


def silence(seconds: float, rate_hz: int) -> Sound:
    """Nothing, for so long."""
    return Sound(rate_hz, array("h", bytes(2 * int(seconds * rate_hz))))


def louder(sound: Sound, volume: float) -> Sound:
    """The same sound at so much of its volume; what would be too loud stays at the edge."""
    if volume == 1.0:
        return sound
    edge = FULL_SCALE - 1
    scaled = (max(-edge, min(edge, round(sample * volume))) for sample in sound.samples)
    return Sound(sound.rate_hz, array("h", scaled))


def resampled(sound: Sound, rate_hz: int) -> Sound:
    """The same sound at another rate, by straight lines: enough for speech, and rarely needed."""
    if sound.rate_hz == rate_hz or not sound.samples:
        return sound
    step = sound.rate_hz / rate_hz
    old, last = sound.samples, len(sound.samples) - 1
    new = array("h")
    for index in range(int(len(old) / step)):
        place = index * step
        left = int(place)
        right = min(left + 1, last)
        new.append(round(old[left] + (old[right] - old[left]) * (place - left)))
    return Sound(rate_hz, new)
