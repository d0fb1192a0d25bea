"""A zone's loudspeakers: one after the other, never cut off, every outcome told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from display.channel import Channel, Outcome
from display.recording import Recording
from display.schedule import TOO_OLD_S, Announcement
from display.sentences import Sentences, load_tongues
from shell.speech import Voice, player_command
from shell.speech_chain import Engine
from shell.speech_reasons import Unspoken
from shell.speech_sound import measure, read_sound
from tests.shell.heartbeat import Heartbeat

FAKE_ENGINE = Path(__file__).parents[1] / "shell" / "fake_speech_engine.py"
FOCUS_S = 0.05
SENTENCES = Sentences(load_tongues(), ["zh"]).of

MakeChannel = Callable[..., Channel]
Told = list[tuple[str, int, float]]


@pytest.fixture
def make_channel(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeChannel]:
    monkeypatch.setenv("PYTHONPATH", str(FAKE_ENGINE.parents[2]))
    channels: list[Channel] = []

    def make(voice: Voice | None = None, **options: object) -> Channel:
        channels.append(Channel(voice, SENTENCES, **{"focus_s": FOCUS_S, **options}))
        return channels[-1]

    yield make
    for channel in channels:
        channel.stop()


def announcement(call_id: int, times: int = 1, age_s: float = 0.0) -> Announcement:
    return Announcement(call_id, f"B2{call_id:03d}", "B2", 48, monotonic() - age_s, times, "B")


def system_voice(**options: Any) -> Voice:
    """The real engine, played into nothing at the speed of sound."""
    return Voice(player=player_command(silent=True), chime=None, **options)


def failing_voice(fault: str, **options: Any) -> Voice:
    """An engine with that fault."""
    engine = Engine(fault, (sys.executable, str(FAKE_ENGINE), fault))
    return Voice([engine], player_command(silent=True), **options)


def listen(channel: Channel) -> Told:
    told: Told = []
    channel.began.connect(lambda each: told.append(("began", each.call_id, monotonic())))
    channel.settled.connect(
        lambda each, outcome: told.append((f"spoken {outcome.spoken}", each.call_id, monotonic()))
    )
    channel.ended.connect(lambda each: told.append(("ended", each.call_id, monotonic())))
    return told


def test_without_a_voice_every_call_is_shown_in_turn(make_channel: MakeChannel, qtbot: QtBot) -> None:
    channel = make_channel()
    told = listen(channel)
    for call_id in (1, 2, 3):
        channel.announce(announcement(call_id))
    channel.announce(announcement(9, times=2))
    since = monotonic()
    channel.start()
    qtbot.waitUntil(lambda: len(told) == 12)
    assert [(what, call_id) for what, call_id, _ in told] == [
        (what, call_id) for call_id in (9, 1, 2, 3) for what in ("began", "spoken False", "ended")
    ]
    # On a busy machine each is heard of late, but none too early.
    ended = [moment - since for what, _, moment in told if what == "ended"]
    assert all(moment > nth * FOCUS_S * 0.8 for nth, moment in enumerate(ended, start=1))


def test_two_calls_are_spoken_one_after_the_other(
    make_channel: MakeChannel, qtbot: QtBot, tmp_path: Path
) -> None:
    channel = make_channel(system_voice(), recording=Recording(tmp_path))
    told = listen(channel)
    channel.start()
    channel.announce(announcement(1))
    channel.announce(announcement(2))
    qtbot.waitUntil(lambda: len(told) == 6)
    assert [(what, call_id) for what, call_id, _ in told] == [
        (what, call_id) for call_id in (1, 2) for what in ("began", "spoken True", "ended")
    ]
    for call_id in (1, 2):
        wav = tmp_path / f"B2{call_id:03d}-48.wav"
        began, settled = (moment for what, each, moment in told if each == call_id and what != "ended")
        assert settled - began >= measure(read_sound(wav)).seconds
    assert (tmp_path / "B2001-48.txt").read_text(
        encoding="utf-8"
    ) == "请 B 二 零 零 一 号 到 四十八 号 窗口\n"


def test_under_backlog_two_calls_are_one_sentence(make_channel: MakeChannel, qtbot: QtBot) -> None:
    channel = make_channel()
    floor: list[tuple[int, ...]] = []
    channel.began.connect(
        lambda each, beside: floor.append((each.call_id, beside.call_id) if beside else (each.call_id,))
    )
    for call_id in range(1, 7):
        channel.announce(announcement(call_id))
    channel.start()
    qtbot.waitUntil(lambda: len(floor) == 5)
    assert floor == [(1, 2), (3,), (4,), (5,), (6,)]
    both = channel.utterances(announcement(1), announcement(2))
    assert both[0].text.count("号 窗口") == 2


def test_what_is_too_old_is_not_shouted(make_channel: MakeChannel, qtbot: QtBot) -> None:
    channel = make_channel()
    began: list[int] = []
    channel.began.connect(lambda each: began.append(each.call_id))
    reasons: dict[int, str] = {}
    channel.settled.connect(lambda each, outcome: reasons.update({each.call_id: outcome.reason}))
    channel.announce(announcement(1, age_s=TOO_OLD_S + 1))
    channel.announce(announcement(2))
    channel.start()
    qtbot.waitUntil(lambda: len(reasons) == 2)
    assert reasons[1] == Unspoken.TOO_OLD
    assert began == [2]


def test_a_call_that_is_over_is_withdrawn(make_channel: MakeChannel, qtbot: QtBot) -> None:
    channel = make_channel()
    channel.announce(announcement(1))
    channel.withdraw(1)
    assert channel.waiting == ()
    with qtbot.waitSignal(channel.settled) as settled:
        channel.start()
    assert settled.args
    assert settled.args[1] == Outcome(False, Unspoken.CALL_OVER)


def test_a_hanging_engine_holds_nobody_up(make_channel: MakeChannel, qtbot: QtBot) -> None:
    channel = make_channel(failing_voice("hang", render_timeout_s=0.2))
    reasons: list[str] = []
    conditions: list[str] = []
    channel.settled.connect(lambda _each, outcome: reasons.append(outcome.reason))
    channel.condition.connect(conditions.append)
    channel.start()
    channel.announce(announcement(1))
    channel.announce(announcement(2))
    qtbot.waitUntil(lambda: len(reasons) == 2)
    assert reasons == [Unspoken.ENGINE_STUCK] * 2
    assert conditions[-1] == Unspoken.ENGINE_STUCK


def test_a_missing_engine_is_told_at_the_start(
    make_channel: MakeChannel, qtbot: QtBot, tmp_path: Path
) -> None:
    channel = make_channel(Voice([Engine("none", (str(tmp_path / "nothing"),))], player_command(silent=True)))
    with qtbot.waitSignal(channel.condition) as condition:
        channel.start()
    assert condition.args == [Unspoken.NO_ENGINE]


def test_stopping_does_not_wait_for_the_sentence(make_channel: MakeChannel, qtbot: QtBot) -> None:
    channel = make_channel(system_voice())
    channel.start()
    with qtbot.waitSignal(channel.began):
        channel.announce(announcement(1))
    began = monotonic()
    channel.stop()
    assert monotonic() - began < 2
    assert not channel._thread.is_alive()


def test_the_board_never_waits_for_a_hanging_engine(make_channel: MakeChannel, qtbot: QtBot) -> None:
    channel = make_channel(failing_voice("hang", render_timeout_s=3.0))
    channel.start()
    with qtbot.waitSignal(channel.began):
        channel.announce(announcement(1))
    heartbeat = Heartbeat()
    channel.announce(announcement(2))
    channel.withdraw(2)
    assert channel.waiting == ()
    with qtbot.waitSignal(channel.settled) as settled:
        pass
    assert settled.args
    assert settled.args[1].reason == Unspoken.ENGINE_STUCK
    assert heartbeat.went_on()
