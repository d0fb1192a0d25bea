"""The voice, with the real engine and with engines that fail as real ones do: every process here is a real one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest

from shell.speech import CHIME, Manner, NotSpoken, Unspoken, Voice, player_command
from shell.speech_chain import Engine, clip_engine, system_engine
from shell.speech_pipe import Child
from shell.speech_sound import joined, measure, read_sound, resampled, trimmed
from shell.speech_text import Utterance, chinese_digits

FAKE = Path(__file__).with_name("fake_speech_engine.py")
CALL = Utterance("zh", "请 B 二 零 四 七 号 到 四十八 号 窗口")
ENGLISH = Utterance("en", "Ticket B 2 0 4 7, please go to counter 48")
HANGING_TIMEOUT_S = 0.3

MakeVoice = Callable[..., Voice]


def another(serial: int) -> Utterance:
    return Utterance("zh", f"请 B {chinese_digits(f'{serial:04d}')} 号 到 四十八 号 窗口")


def faulty(*fault: str) -> Engine:
    return Engine(fault[0], (sys.executable, str(FAKE), *fault))


@pytest.fixture
def make_voice(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeVoice]:
    monkeypatch.setenv("PYTHONPATH", str(FAKE.parents[2]))
    voices: list[Voice] = []

    def make(*fault: str, engines: Sequence[Engine] = (), **options: Any) -> Voice:
        chain = engines or ([faulty(*fault)] if fault else [system_engine()])
        voices.append(Voice(chain, player_command(silent=True), **options))
        return voices[-1]

    yield make
    for voice in voices:
        voice.close()


def engine_of(voice: Voice) -> Child:
    return voice.chain.renderers[0].child


@pytest.mark.parametrize(
    ("utterance", "shortest_s", "longest_s"),
    [(CALL, 3.2, 5.0), (ENGLISH, 3.2, 5.5), (Utterance("yue", CALL.text), 3.2, 5.5)],
    ids=["zh", "en", "yue"],
)
def test_a_call_is_rendered_long_and_loud_enough(
    make_voice: MakeVoice, utterance: Utterance, shortest_s: float, longest_s: float
) -> None:
    rendered = make_voice().render(utterance)
    found = measure(read_sound(rendered.path))
    assert shortest_s < found.seconds < longest_s
    assert 0.03 < found.rms < 0.4
    assert found.peak < 1.0
    assert found.silent_before < 0.1
    assert found.silent_after < 0.1


def test_the_chime_comes_first_if_wanted(make_voice: MakeVoice) -> None:
    voice = make_voice()
    with_chime = voice.render(CALL, chime=True)
    without = voice.render(CALL)
    chime = read_sound(CHIME)
    assert with_chime.seconds == pytest.approx(without.seconds + chime.seconds + 0.08, abs=0.01)
    start = read_sound(with_chime.path).samples[: len(chime.samples)]
    assert start == chime.samples


def test_by_the_hour_the_voice_is_slower_and_lower(make_voice: MakeVoice) -> None:
    voice = make_voice()
    usual, calm = voice.render(CALL), voice.render(CALL, Manner(rate=120, volume=0.5))
    assert calm.seconds > usual.seconds * 1.15
    quiet = voice.render(CALL, Manner(volume=0.5))
    assert measure(read_sound(quiet.path)).rms == pytest.approx(usual.rms / 2, rel=0.05)
    loud = measure(read_sound(voice.render(CALL, Manner(volume=2.0)).path))
    assert loud.peak <= 1.0


def test_chinese_characters_are_not_read_as_letters(make_voice: MakeVoice) -> None:
    """An engine that spells characters out as English letters needs far longer for them."""
    syllables = make_voice().render(Utterance("zh", "窗口 窗口 窗口 窗口 窗口")).seconds
    assert syllables / 10 < 0.4


def test_digits_sound_different(make_voice: MakeVoice) -> None:
    voice = make_voice()
    sounds = {
        read_sound(voice.render(Utterance("zh", digit)).path).samples.tobytes()
        for digit in "零一二三四五六七八九幺"
    }
    assert len(sounds) == 11


def test_many_utterances_one_after_the_other(make_voice: MakeVoice) -> None:
    """Engines have been seen to fall silent after the first sentence."""
    voice = make_voice()
    engine = engine_of(voice)
    engine.greeting()
    pid = engine.pid
    for serial in range(1, 41):
        voice.render(another(serial))
    assert engine.pid == pid  # none needed the second chance of a fresh engine


def test_the_same_call_is_not_rendered_twice(make_voice: MakeVoice) -> None:
    voice = make_voice()
    assert not voice.is_kept(CALL)
    first = voice.render(CALL)
    engine_of(voice).kill()
    assert voice.is_kept(CALL)
    assert voice.render(CALL) == first
    assert engine_of(voice).pid is None


def test_a_killed_engine_is_started_again(make_voice: MakeVoice) -> None:
    voice = make_voice()
    voice.render(CALL)
    pid = engine_of(voice).pid
    assert pid is not None
    psutil.Process(pid).kill()
    psutil.Process(pid).wait(30)
    voice.render(another(2048))
    assert engine_of(voice).pid != pid


def test_a_hanging_engine_is_killed(make_voice: MakeVoice) -> None:
    voice = make_voice("hang", render_timeout_s=HANGING_TIMEOUT_S)
    engine_of(voice).greeting()
    pid = engine_of(voice).pid
    assert pid is not None
    with pytest.raises(NotSpoken) as failure:
        voice.render(CALL)
    assert failure.value.reason is Unspoken.ENGINE_STUCK
    assert not psutil.pid_exists(pid)
    assert engine_of(voice).pid is None


def test_an_engine_that_hung_once_gets_a_second_chance(make_voice: MakeVoice, tmp_path: Path) -> None:
    voice = make_voice("hang-once", str(tmp_path / "hung"), render_timeout_s=HANGING_TIMEOUT_S)
    assert voice.render(CALL).seconds == 4


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
    voice = Voice([Engine("none", (str(tmp_path / "no-such-engine"),))])
    with pytest.raises(NotSpoken) as failure:
        voice.render(CALL)
    assert failure.value.reason is Unspoken.NO_ENGINE
    voice.close()


def test_an_engine_does_not_outlive_its_parent(make_voice: MakeVoice) -> None:
    voice = make_voice("hang")
    engine_of(voice).greeting()
    pid = engine_of(voice).pid
    assert pid is not None
    process = engine_of(voice)._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.write(b'{"language": "zh", "text": "x", "path": ""}\n')
    process.stdin.close()
    assert process.wait(30) == 0


def test_a_language_without_a_voice_is_no_crash(make_voice: MakeVoice) -> None:
    voice = make_voice()
    with pytest.raises(NotSpoken, match="has no voice for xx"):
        voice.render(Utterance("xx", "hello"))
    voice.render(CALL)


# --- One engine steps in for another -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [("hang", Unspoken.ENGINE_STUCK), ("lie", Unspoken.NOTHING_AUDIBLE), ("die", Unspoken.ENGINE_FAILED)],
)
def test_the_next_engine_steps_in_for_one_that_fails(
    make_voice: MakeVoice, fault: str, trouble: Unspoken
) -> None:
    voice = make_voice(engines=[faulty(fault), system_engine()], render_timeout_s=1.0)
    rendered = voice.render(CALL)
    assert (rendered.voice, rendered.trouble) == ("pyttsx3", trouble)
    assert rendered.rms > 0.03


def test_an_engine_that_failed_is_left_alone_for_a_while_and_comes_back(
    make_voice: MakeVoice, tmp_path: Path
) -> None:
    voice = make_voice(
        engines=[faulty("hang-twice", str(tmp_path / "hung")), system_engine()], render_timeout_s=1.0
    )
    clock = iter([0.0, 0.0, 1.0, 100.0, 100.0])
    voice.chain._clock = lambda: next(clock)
    assert voice.render(CALL).trouble == Unspoken.ENGINE_STUCK
    resting = voice.render(another(1))
    assert (resting.voice, resting.trouble) == ("pyttsx3", Unspoken.SUBSTITUTE)
    back = voice.render(another(1))
    assert (back.voice, back.trouble) == ("hang-twice", "")


def test_a_language_that_only_the_next_engine_has_is_no_trouble(
    make_voice: MakeVoice, tmp_path: Path
) -> None:
    (tmp_path / "zh").mkdir()
    write_clip(make_voice, tmp_path / "zh" / "请.wav", "请")
    voice = make_voice(engines=[clip_engine(tmp_path), system_engine()])
    assert (voice.render(ENGLISH).voice, voice.render(ENGLISH).trouble) == ("pyttsx3", "")
    lacking = voice.render(CALL)
    assert (lacking.voice, lacking.trouble) == ("pyttsx3", Unspoken.NO_WORDS)
    assert voice.render(Utterance("zh", "请")).voice == tmp_path.name


def write_clip(make_voice: MakeVoice, path: Path, text: str) -> None:
    path.write_bytes(make_voice().render(Utterance("zh", text)).path.read_bytes())


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
