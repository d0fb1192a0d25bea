"""The player's process against real sound libraries: no device, one that swallows, one that writes what it hears."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from shell.speech import CHIME, NotSpoken, Rendered, Unspoken, Voice, player_command
from shell.speech_sound import measure, read_sound

ROOT = Path(__file__).resolve().parents[2]
SOUND = Rendered(CHIME, read_sound(CHIME).seconds, measure(read_sound(CHIME)).rms)

NO_DEVICE = "# no card, no default\n"
SWALLOWING = "pcm.!default { type null }\nctl.!default { type null }\n"

MakeVoice = Callable[..., Voice]


@pytest.fixture
def make_voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[MakeVoice]:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PULSE_SERVER", str(tmp_path / "no-such-server"))
    monkeypatch.setenv("PULSE_CLIENTCONFIG", str(tmp_path / "no-such-file"))
    voices: list[Voice] = []

    def make(alsa: str | None = None, player: list[str] | None = None, **options: float) -> Voice:
        if alsa is not None:
            config = tmp_path / "asound.conf"
            config.write_text(alsa, encoding="utf-8")
            monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
        voices.append(Voice(player=player, **options))  # pyright: ignore[reportArgumentType]
        return voices[-1]

    yield make
    for voice in voices:
        voice.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ALSA is Linux's")
def test_without_a_device_it_says_so(make_voice: MakeVoice) -> None:
    with pytest.raises(NotSpoken) as failure:
        make_voice(NO_DEVICE).play(SOUND)
    assert failure.value.reason is Unspoken.NO_DEVICE


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ALSA is Linux's")
def test_a_device_that_throws_the_sound_away_is_found_out(make_voice: MakeVoice) -> None:
    with pytest.raises(NotSpoken) as failure:
        make_voice(SWALLOWING).play(SOUND)
    assert failure.value.reason in {Unspoken.DEVICE_SWALLOWS, Unspoken.NO_DEVICE}


def test_a_look_for_the_device_plays_nothing(make_voice: MakeVoice) -> None:
    began = monotonic()
    make_voice(player=player_command(silent=True)).check()
    assert monotonic() - began < 5


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ALSA is Linux's")
def test_a_look_for_the_device_finds_none(make_voice: MakeVoice) -> None:
    with pytest.raises(NotSpoken) as failure:
        make_voice(NO_DEVICE).check()
    assert failure.value.reason is Unspoken.NO_DEVICE


def test_a_sound_is_played_to_its_end(make_voice: MakeVoice) -> None:
    began = monotonic()
    make_voice(player=player_command(silent=True)).play(SOUND)
    assert SOUND.seconds <= monotonic() - began < SOUND.seconds + 3


def test_sounds_follow_each_other(make_voice: MakeVoice) -> None:
    voice = make_voice(player=player_command(silent=True))
    voice.play(SOUND)
    pid = voice.player.pid
    voice.play(SOUND)
    assert voice.player.pid == pid


def test_nothing_sounds_after_its_last_moment(make_voice: MakeVoice) -> None:
    voice = make_voice(player=player_command(silent=True))
    voice.play(SOUND, not_after=monotonic() + 60)
    began = monotonic()
    with pytest.raises(NotSpoken) as failure:
        voice.play(SOUND, not_after=began - 0.1)
    assert failure.value.reason is Unspoken.TOO_LATE
    assert monotonic() - began < SOUND.seconds
    voice.play(SOUND)


def test_a_hanging_device_is_killed(make_voice: MakeVoice) -> None:
    hanging = [sys.executable, str(Path(__file__).with_name("fake_speech_engine.py")), "hang"]
    voice = make_voice(player=hanging, play_grace_s=-SOUND.seconds + 0.3)
    with pytest.raises(NotSpoken) as failure:
        voice.play(SOUND)
    assert failure.value.reason is Unspoken.DEVICE_STUCK
    assert voice.player.pid is None
