"""Make chime.wav, the three rising notes before a call: `python assets/sounds/make_chime.py`."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

RATE_HZ = 22_050
LENGTH_S = 1.15
LOUDNESS = 0.42

# A glass bell: a clear fundamental, an octave and a faint twelfth, each dying away faster than the one below.
NOTES = ((0.00, 523.25), (0.17, 659.26), (0.34, 783.99))
PARTIALS = ((1.0, 1.00, 0.34), (2.0, 0.30, 0.20), (3.0, 0.10, 0.11))
ATTACK_S = 0.006
FADE_OUT_S = 0.12


def chime() -> array[int]:
    """The chime's samples."""
    samples = []
    for index in range(int(RATE_HZ * LENGTH_S)):
        now = index / RATE_HZ
        level = sum(_note(now - start, pitch) for start, pitch in NOTES if now >= start)
        samples.append(level * min(1.0, (LENGTH_S - now) / FADE_OUT_S))
    peak = max(map(abs, samples))
    return array("h", (round(32_767 * LOUDNESS * level / peak) for level in samples))


def _note(since_s: float, pitch_hz: float) -> float:
    attack = min(1.0, since_s / ATTACK_S)
    return attack * sum(
        strength * math.exp(-since_s / fade_s) * math.sin(2 * math.pi * pitch_hz * ratio * since_s)
        for ratio, strength, fade_s in PARTIALS
    )


def main() -> None:
    with wave.open(str(Path(__file__).with_name("chime.wav")), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(chime().tobytes())


if __name__ == "__main__":
    main()
