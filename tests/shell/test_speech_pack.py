"""Recorded voices: put together from clips, and found wanting where they are."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

import pytest

from shell.speech_pack import GAP_S, PAUSE_S, LacksWords, Pack, compose, languages_of, load_pack, tokens
from shell.speech_pack_check import Finding, Flaw, flaws, missing
from shell.speech_sound import measure

RATE_HZ = 16_000


def record(path: Path, seconds: float = 0.3, level: float = 0.3, rate_hz: int = RATE_HZ) -> Path:
    """A hum in place of a voice."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = int(seconds * rate_hz)
    edge = 32767
    hum = array(
        "h", (max(-edge, min(edge, round(edge * level * math.sin(step * 0.2)))) for step in range(count))
    )
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(hum.tobytes())
    return path


def pack_of(*texts: str, language: str = "zh") -> Pack:
    return Pack({tokens(language, text): Path(text) for text in texts})


def found(pack: Pack, text: str, language: str = "zh") -> list[str]:
    return [str(each) if each else "," for each in pack.find(language, text)]


def test_a_sentence_is_found_clip_by_clip_the_longest_first() -> None:
    pack = pack_of("请", "B", "二", "零", "号", "到", "号到", "四", "十", "窗口")
    assert found(pack, "请 B 二 零 号 到 四十 号 窗口") == [
        "请", "B", "二", "零", "号到", "四", "十", "号", "窗口",
    ]  # fmt: skip
    assert found(pack_of("四十八", "四", "十", "八"), "四十八") == ["四十八"]


def test_english_numbers_are_said_in_words_and_a_comma_is_a_pause() -> None:
    pack = pack_of("Ticket", "B", "2", "please go to", "counter", "forty", "eight", language="en")
    said = found(pack, "ticket B 2, please go to counter 48", "en")
    assert said == ["Ticket", "B", "2", ",", "please go to", "counter", "forty", "eight"]


def test_what_was_not_recorded_is_named() -> None:
    with pytest.raises(LacksWords) as failure:
        pack_of("请").find("zh", "请 到 窗口")
    assert failure.value.args == ("到", "窗", "口")


def test_clips_follow_each_other_closely(tmp_path: Path) -> None:
    clips = [record(tmp_path / f"{name}.wav", 0.4) for name in "ab"]
    close, apart = compose(clips), compose([clips[0], None, clips[1]])
    assert close.seconds == pytest.approx(0.8 + GAP_S, abs=0.05)
    assert apart.seconds == pytest.approx(0.8 + 2 * GAP_S + PAUSE_S, abs=0.05)
    assert measure(close).rms > 0.1


def test_a_pack_is_a_folder_with_a_folder_a_language(tmp_path: Path) -> None:
    assert languages_of(tmp_path / "nothing") == ()
    record(tmp_path / "zh" / "号 到.wav")
    record(tmp_path / "yue" / "号.wav")
    (tmp_path / "notes").mkdir()
    assert languages_of(tmp_path) == ("yue", "zh")
    assert list(load_pack(tmp_path, "zh").clips) == [("号", "到")]


def test_every_flaw_of_a_recording_is_found(tmp_path: Path) -> None:
    zh = tmp_path / "zh"
    for text in "请号到零一二三":
        record(zh / f"{text}.wav")
    assert flaws(tmp_path, "zh") == []
    record(zh / "四.wav", rate_hz=44_100)
    record(zh / "五.wav", level=1.3)
    record(zh / "六.wav", level=0.001)
    record(zh / "七.wav", seconds=3)
    record(zh / "窗口.wav", seconds=0.1)
    record(zh / "九.wav", level=0.05)
    (zh / "十.wav").write_bytes(b"RIFF")
    assert {(each.text, each.flaw) for each in flaws(tmp_path, "zh")} == {
        ("四", Flaw.OTHER_RATE),
        ("五", Flaw.CLIPPED),
        ("五", Flaw.OTHER_LOUDNESS),
        ("六", Flaw.SILENT),
        ("七", Flaw.TOO_LONG),
        ("窗口", Flaw.TOO_SHORT),
        ("九", Flaw.OTHER_LOUDNESS),
        ("十", Flaw.UNREADABLE),
    }


def test_what_is_missing_is_told_as_it_is_to_be_recorded(tmp_path: Path) -> None:
    record(tmp_path / "zh" / "号.wav")
    record(tmp_path / "zh" / "到.wav")
    assert missing(tmp_path, "zh", ["号 到", "号 窗口", "请"]) == [
        Finding("号 窗口", Flaw.MISSING),
        Finding("请", Flaw.MISSING),
    ]
