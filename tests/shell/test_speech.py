"""The voice, with the real engine and with engines that fail as real ones do: every process here is a real one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from shell.speech import CHIME, NotSpoken, Unspoken, Voice, player_command
from shell.speech_sound import joined, measure, read_sound, resampled, trimmed
from shell.speech_text import Utterance, call_utterances

FAKE = Path(__file__).with_name("fake_speech_engine.py")
CALL = call_utterances(("zh",), "B2047", 48)
HANGING_TIMEOUT_S = 0.3

MakeVoice = Callable[..., Voice]


@pytest.fixture
def make_voice(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeVoice]:
    monkeypatch.setenv("PYTHONPATH", str(FAKE.parents[2]))
    voices: list[Voice] = []

    def make(*fault: str, **options: object) -> Voice:
        engine = [sys.executable, str(FAKE), *fault] if fault else None
        voices.append(Voice(engine, player_command(silent=True), **options))  # pyright: ignore[reportArgumentType]
        return voices[-1]

    yield make
    for voice in voices:
        voice.close()


@pytest.mark.parametrize(("language", "shortest_s", "longest_s"), [("zh", 3.2, 5.0), ("en", 3.2, 5.5)])
def test_a_call_is_rendered_long_and_loud_enough(
    make_voice: MakeVoice, language: str, shortest_s: float, longest_s: float
) -> None:
    rendered = make_voice(chime=None).render(call_utterances((language,), "B2047", 48))
    found = measure(read_sound(rendered.path))
    assert shortest_s < found.seconds < longest_s
    assert 0.03 < found.rms < 0.4
    assert found.peak < 1.0
    assert found.silent_before < 0.1
    assert found.silent_after < 0.1


def test_the_chime_comes_first(make_voice: MakeVoice) -> None:
    with_chime = make_voice().render(CALL)
    without = make_voice(chime=None).render(CALL)
    chime = read_sound(CHIME)
    assert with_chime.seconds == pytest.approx(without.seconds + chime.seconds + 0.08, abs=0.01)
    start = read_sound(with_chime.path).samples[: len(chime.samples)]
    assert start == chime.samples


def test_chinese_characters_are_not_read_as_letters(make_voice: MakeVoice) -> None:
    """An engine that spells characters out as English letters needs far longer for them."""
    voice = make_voice(chime=None)
    syllables = voice.render([Utterance("zh", "窗口 窗口 窗口 窗口 窗口")]).seconds
    assert syllables / 10 < 0.4


def test_digits_sound_different(make_voice: MakeVoice) -> None:
    voice = make_voice(chime=None)
    sounds = {
        read_sound(voice.render([Utterance("zh", digit)]).path).samples.tobytes()
        for digit in "零一二三四五六七八九幺"
    }
    assert len(sounds) == 11


def test_several_languages_follow_each_other(make_voice: MakeVoice) -> None:
    voice = make_voice(chime=None)
    both = voice.render(call_utterances(("zh", "en"), "B2047", 48)).seconds
    each = [voice.render(call_utterances((language,), "B2047", 48)).seconds for language in ("zh", "en")]
    assert both == pytest.approx(sum(each) + 0.5, abs=0.01)


def test_many_utterances_one_after_the_other(make_voice: MakeVoice) -> None:
    """Engines have been seen to fall silent after the first sentence."""
    voice = make_voice(chime=None)
    voice.engine.greeting()
    pid = voice.engine.pid
    for serial in range(1, 41):
        voice.render(call_utterances(("zh",), f"B2{serial:03d}", serial))
    assert voice.engine.pid == pid  # none needed the second chance of a fresh engine


def test_the_same_call_is_not_rendered_twice(make_voice: MakeVoice) -> None:
    voice = make_voice()
    first = voice.render(CALL)
    voice.engine.kill()
    assert voice.render(CALL) == first
    assert voice.engine.pid is None


def test_a_killed_engine_is_started_again(make_voice: MakeVoice) -> None:
    voice = make_voice()
    voice.render(CALL)
    pid = voice.engine.pid
    assert pid is not None
    psutil.Process(pid).kill()
    psutil.Process(pid).wait(30)
    voice.render(call_utterances(("zh",), "B2048", 48))
    assert voice.engine.pid != pid


def test_a_hanging_engine_is_killed(make_voice: MakeVoice) -> None:
    voice = make_voice("hang", render_timeout_s=HANGING_TIMEOUT_S)
    voice.engine.greeting()
    pid = voice.engine.pid
    assert pid is not None
    with pytest.raises(NotSpoken) as failure:
        voice.render(CALL)
    assert failure.value.reason is Unspoken.ENGINE_STUCK
    assert not psutil.pid_exists(pid)
    assert voice.engine.pid is None


def test_an_engine_that_hung_once_gets_a_second_chance(make_voice: MakeVoice, tmp_path: Path) -> None:
    voice = make_voice("hang-once", str(tmp_path / "hung"), render_timeout_s=HANGING_TIMEOUT_S)
    assert voice.render(CALL).seconds > 4


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("lie", Unspoken.NOTHING_AUDIBLE),
        ("mute", Unspoken.NOTHING_AUDIBLE),
        ("too-short", Unspoken.NOTHING_AUDIBLE),
        ("die", Unspoken.ENGINE_FAILED),
    ],
)
def test_a_failing_engine_is_found_out(make_voice: MakeVoice, fault: str, reason: Unspoken) -> None:
    with pytest.raises(NotSpoken) as failure:
        make_voice(fault).render(CALL)
    assert failure.value.reason is reason


def test_no_engine_at_all(tmp_path: Path) -> None:
    voice = Voice([str(tmp_path / "no-such-engine")])
    with pytest.raises(NotSpoken) as failure:
        voice.render(CALL)
    assert failure.value.reason is Unspoken.NO_ENGINE
    voice.close()


def test_an_engine_does_not_outlive_its_parent(make_voice: MakeVoice) -> None:
    voice = make_voice("hang")
    voice.engine.greeting()
    pid = voice.engine.pid
    assert pid is not None
    process = voice.engine._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.write(b'{"language": "zh", "text": "x", "path": ""}\n')
    process.stdin.close()
    assert process.wait(30) == 0


def test_a_language_without_a_voice_is_no_crash(make_voice: MakeVoice) -> None:
    voice = make_voice()
    with pytest.raises(NotSpoken, match="no voice for xx"):
        voice.render([Utterance("xx", "hello")])
    voice.render(CALL)


def test_sounds_of_other_rates_are_joined_at_one() -> None:
    chime = read_sound(CHIME)
    faster = resampled(chime, 44_100)
    assert faster.seconds == pytest.approx(chime.seconds, abs=0.001)
    assert measure(faster).rms == pytest.approx(measure(chime).rms, rel=0.02)
    both = joined([chime, faster], gap_s=0.5)
    assert both.rate_hz == chime.rate_hz
    assert both.seconds == pytest.approx(2 * chime.seconds + 0.5, abs=0.01)


def test_silence_is_trimmed_and_the_sound_is_not() -> None:
    chime = read_sound(CHIME)
    padded = joined([resampled(chime, chime.rate_hz)], 0)
    padded.samples[:0] = padded.samples[:0].__class__("h", bytes(2 * chime.rate_hz))
    assert trimmed(padded).seconds == pytest.approx(trimmed(chime).seconds, abs=0.06)
