"""Speech for every app: rendered by a chain of engines, checked, kept, and played in a process of its own."""

from __future__ import annotations

import math
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import monotonic

from shell.assets import ASSETS
from shell.speech_chain import DEFAULT_RATE, RENDER_TIMEOUT_S, Chain, Engine, NotSpoken, system_engine
from shell.speech_pipe import Child, ChildGone, ChildStuck, Message
from shell.speech_reasons import Unspoken
from shell.speech_sound import joined, louder, measure, read_sound, write_sound
from shell.speech_text import Utterance

__all__ = ["CHIME", "Manner", "NotSpoken", "Rendered", "Unspoken", "Voice", "player_command"]

CHIME = ASSETS / "sounds" / "chime.wav"

PLAY_GRACE_S = 3.0
"""How much longer than the sound itself playing it may take."""

CHIME_GAP_S = 0.08
KEPT_SOUNDS = 160


@dataclass(frozen=True)
class Manner:
    """How fast (words a minute) and how loud (of what was rendered) something is said."""

    rate: int = DEFAULT_RATE
    volume: float = 1.0


@dataclass(frozen=True)
class Rendered:
    """A sentence that is ready to be played; `trouble`: why a better voice did not make it."""

    path: Path
    seconds: float
    rms: float
    voice: str = ""
    trouble: str = ""


def player_command(device: str = "", *, silent: bool = False) -> list[str]:
    """The process that plays on the device of that name, or on the system's own.

    `silent` plays into nothing at the speed of sound: for training, demonstrations and tests.
    """
    choice = ["--silent"] if silent else [device] if device else []
    return [sys.executable, "-m", "shell.speech_player", *choice]


class Voice:
    """Says sentences, one at a time. Everything here blocks: call it from a thread of its own."""

    def __init__(
        self,
        engines: Sequence[Engine] | None = None,
        player: Sequence[str] | None = None,
        *,
        chime: Path | None = CHIME,
        render_timeout_s: float = RENDER_TIMEOUT_S,
        play_grace_s: float = PLAY_GRACE_S,
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="hall-voice-", ignore_cleanup_errors=True)
        self.chain = Chain(
            [system_engine()] if engines is None else engines, Path(self._folder.name), render_timeout_s
        )
        self.player = Child(player or player_command())
        self._chime = read_sound(chime) if chime else None
        self._play_grace_s = play_grace_s
        self._kept: OrderedDict[str, Rendered] = OrderedDict()

    def check(self) -> str:
        """Start the processes and look for the sound device; returns what is not as good as it could be.

        Raises `NotSpoken` when nothing could be heard.
        """
        trouble = self.chain.start()
        self._ask_player({"probe": True}, self._play_grace_s)
        return trouble

    def is_kept(self, utterance: Utterance, manner: Manner = Manner(), *, chime: bool = False) -> bool:
        """Whether the sentence was made before."""
        return self._find(_key(utterance, manner, chime)) is not None

    def render(self, utterance: Utterance, manner: Manner = Manner(), *, chime: bool = False) -> Rendered:
        """Make a sentence's sound, after the chime if wanted; at once when it was made before. Raises `NotSpoken`."""
        key = _key(utterance, manner, chime)
        if kept := self._find(key):
            self._kept.move_to_end(key)
            return kept
        made = self.chain.render(utterance, manner.rate)
        sound = joined([self._chime, made.sound], CHIME_GAP_S) if chime and self._chime else made.sound
        path = Path(self._folder.name) / f"{key}.wav"
        write_sound(path, louder(sound, manner.volume))
        rendered = Rendered(path, sound.seconds, measure(made.sound).rms, made.voice, made.trouble)
        self._kept[key] = rendered
        while len(self._kept) > KEPT_SOUNDS:
            _, oldest = self._kept.popitem(last=False)
            oldest.path.unlink(missing_ok=True)
        return rendered

    def play(self, rendered: Rendered, *, not_after: float = math.inf) -> float:
        """Play to the end; returns the monotonic moment of the first sound. Raises `NotSpoken`.

        `not_after`: the last monotonic moment to begin, judged where the sound begins: no stop on the way there,
        of this process or of the player's, makes it speak later.
        """
        message: Message = {"path": str(rendered.path), "not_after": not_after}
        answer = self._ask_player(message, rendered.seconds + self._play_grace_s)
        return float(answer.get("sounded_at", monotonic()))

    def close(self) -> None:
        """End every process, whatever it does, and drop what was rendered."""
        self.chain.close()
        self.player.close()
        self._folder.cleanup()

    def _find(self, key: str) -> Rendered | None:
        """What was made before, unless a better voice, which was out of order then, may be back."""
        kept = self._kept.get(key)
        return kept if kept and kept.trouble in ("", Unspoken.NO_WORDS) else None

    def _ask_player(self, message: Message, timeout_s: float) -> Message:
        try:
            answer = self.player.ask(message, timeout_s)
        except ChildStuck as failure:
            raise NotSpoken(Unspoken.DEVICE_STUCK, str(failure)) from failure
        except ChildGone as failure:
            raise NotSpoken(Unspoken.PLAYER_FAILED, str(failure)) from failure
        if not answer.get("ok"):
            raise NotSpoken(_player_reason(answer.get("error")), str(answer.get("detail", "")))
        return answer


def _key(utterance: Utterance, manner: Manner, chime: bool) -> str:
    return sha256(repr((utterance, manner, chime)).encode()).hexdigest()[:24]


def _player_reason(error: object) -> Unspoken:
    try:
        return Unspoken(str(error))
    except ValueError:
        return Unspoken.PLAYER_FAILED
