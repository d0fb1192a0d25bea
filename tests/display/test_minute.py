"""One real minute of a zone, with the real engine: what sounded is put together as one WAV, and listened to."""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from display.channel import Channel, Outcome
from display.schedule import Announcement, Form
from display.sentences import Sentences, load_tongues
from shell.speech import Rendered, Voice, player_command
from shell.speech_sound import FULL_SCALE, Sound, measure, read_sound, write_sound
from shell.speech_text import Utterance

CALLS_AT_S = (0, 9, 18, 19, 20, 21, 22, 23, 45, 46)
"""One by one, then six at once, and two more: every form is heard."""

MINUTE_S = 60
SILENCE_S = 0.28
"""So long a silence stands only between announcements."""

WINDOW_S = 0.02
AUDIBLE = 0.01


class HeardVoice(Voice):
    """Keeps what sounded, and when."""

    def __init__(self, **options: Any) -> None:
        super().__init__(player=player_command(silent=True), **options)
        self.heard: list[tuple[float, Sound]] = []

    def play(self, rendered: Rendered, *, not_after: float = inf) -> float:
        sound = read_sound(rendered.path)
        sounded_at = super().play(rendered, not_after=not_after)
        self.heard.append((sounded_at, sound))
        return sounded_at


def put_together(heard: list[tuple[float, Sound]], began: float) -> Sound:
    """The whole minute as a listener in the zone has it in his ears."""
    rate = heard[0][1].rate_hz
    last = max(at - began + sound.seconds for at, sound in heard)
    samples = array("h", bytes(2 * int((last + 1) * rate)))
    for at, sound in heard:
        assert sound.rate_hz == rate
        start = int((at - began) * rate)
        for place, sample in enumerate(sound.samples, start):
            samples[place] = max(-FULL_SCALE, min(FULL_SCALE - 1, samples[place] + sample))
    return Sound(rate, samples)


def stretches(sound: Sound) -> list[tuple[float, float]]:
    """From when to when something is to be heard, in seconds."""
    step = int(sound.rate_hz * WINDOW_S)
    loud = [
        start / sound.rate_hz
        for start in range(0, len(sound.samples), step)
        if max(map(abs, sound.samples[start : start + step])) > AUDIBLE * FULL_SCALE
    ]
    found: list[tuple[float, float]] = []
    for moment in loud:
        if found and moment - found[-1][1] < SILENCE_S:
            found[-1] = (found[-1][0], moment + WINDOW_S)
        else:
            found.append((moment, moment + WINDOW_S))
    return found


@pytest.mark.long
@pytest.mark.timeout(240)
def test_a_minute_sounds_as_it_should(qtbot: QtBot, tmp_path: Path) -> None:
    voice = HeardVoice()
    sentences, said = Sentences(load_tongues(), ["zh"]), []

    def wording(calls: Sequence[Announcement], form: Form) -> tuple[Utterance, ...]:
        said.append(form)
        return sentences.of(calls, form)

    channel = Channel(voice, wording)
    outcomes: dict[int, tuple[Announcement, Outcome]] = {}
    channel.settled.connect(lambda call, outcome: outcomes.update({call.call_id: (call, outcome)}))
    channel.start()
    began = monotonic()
    for call_id, at_s in enumerate(CALLS_AT_S, 1):

        def announce(call_id: int = call_id) -> None:
            number = f"A{1000 + 37 * call_id}"
            channel.announce(Announcement(call_id, number, "A1", 100 + call_id, monotonic()))

        QTimer.singleShot(at_s * 1000, channel, announce)
    qtbot.waitUntil(
        lambda: monotonic() - began > MINUTE_S and len(outcomes) == len(CALLS_AT_S), timeout=120_000
    )
    channel.stop()

    assert all(outcome.spoken for _, outcome in outcomes.values())
    minute = put_together(voice.heard, began)
    write_sound(tmp_path / "minute.wav", minute)
    if kept := os.environ.get("HALL_MINUTE_WAV"):
        write_sound(Path(kept), minute)
    sounded = stretches(read_sound(tmp_path / "minute.wav"))
    assert len(sounded) == len(voice.heard)  # none ran into the next, none fell apart
    for (starts, ends), (at, sound) in zip(sounded, voice.heard, strict=True):
        audible = measure(sound)
        assert starts == pytest.approx(at - began + audible.silent_before, abs=0.08)
        heard_s = audible.seconds - audible.silent_before - audible.silent_after
        assert ends - starts == pytest.approx(heard_s, abs=0.12)
        stretch = Sound(
            minute.rate_hz, minute.samples[int(starts * minute.rate_hz) : int(ends * minute.rate_hz)]
        )
        assert 0.03 < measure(stretch).rms < 0.4
    assert all(after[0] - before[1] > SILENCE_S for before, after in pairwise(sounded))
    assert max(sound.seconds for _, sound in voice.heard) > 7.5  # two calls in one sentence
    for call, outcome in outcomes.values():
        assert outcome.sounded_at is not None
        assert outcome.sounded_at - call.since < 30
    assert set(said) == set(Form)
