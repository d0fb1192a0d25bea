"""Speech for every app: rendered in one child process, checked, kept, and played in another."""

from __future__ import annotations

import hashlib
import logging
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shell.speech_pipe import Child, ChildGone, ChildStuck, Message
from shell.speech_reasons import Unspoken
from shell.speech_sound import BadSound, Sound, joined, measure, read_sound, trimmed, write_sound
from shell.speech_text import Utterance

log = logging.getLogger(__name__)

CHIME = Path(__file__).resolve().parent.parent / "assets" / "sounds" / "chime.wav"

RENDER_TIMEOUT_S = 3.0
"""An engine that needs longer hangs: it renders a call in hundredths of a second."""

PLAY_GRACE_S = 3.0
"""How much longer than the sound itself playing it may take."""

CHIME_GAP_S = 0.08
SENTENCE_GAP_S = 0.5
SHORTEST_SYLLABLE_S = 0.07
LONGEST_SYLLABLE_S = 1.2
QUIETEST_RMS = 0.01
KEPT_SOUNDS = 64


class NotSpoken(Exception):
    """Something could not be said; `reason` says why, for people, `detail` for the log."""

    def __init__(self, reason: Unspoken, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else str(reason))


@dataclass(frozen=True)
class Rendered:
    """An announcement that is ready to be played."""

    path: Path
    seconds: float
    rms: float


def engine_command(rate: int = 160) -> list[str]:
    """The process that renders."""
    return [sys.executable, "-m", "shell.speech_engine", str(rate)]


def player_command(*, silent: bool = False) -> list[str]:
    """The process that plays; `silent` plays into nothing at the speed of sound (training, tests)."""
    return [sys.executable, "-m", "shell.speech_player", *(["--silent"] if silent else [])]


class Voice:
    """Says announcements, one at a time. Everything here blocks: call it from a thread of its own."""

    def __init__(
        self,
        engine: Sequence[str] | None = None,
        player: Sequence[str] | None = None,
        *,
        chime: Path | None = CHIME,
        render_timeout_s: float = RENDER_TIMEOUT_S,
        play_grace_s: float = PLAY_GRACE_S,
    ) -> None:
        self._engine = Child(engine or engine_command())
        self._player = Child(player or player_command())
        self._chime = read_sound(chime) if chime else None
        self._render_timeout_s = render_timeout_s
        self._play_grace_s = play_grace_s
        self._folder = tempfile.TemporaryDirectory(prefix="hall-voice-", ignore_cleanup_errors=True)
        self._kept: OrderedDict[str, Rendered] = OrderedDict()

    @property
    def engine(self) -> Child:
        """The engine's process."""
        return self._engine

    @property
    def player(self) -> Child:
        """The player's process."""
        return self._player

    def check(self) -> None:
        """Start both processes and look for the sound device. Raises `NotSpoken` when something is missing."""
        self._start_engine()
        self._ask_player({"probe": True}, self._play_grace_s)

    def render(self, utterances: Sequence[Utterance]) -> Rendered:
        """Make the announcement's sound, chime first; at once when it was made before. Raises `NotSpoken`."""
        key = hashlib.sha256(repr(tuple(utterances)).encode()).hexdigest()[:24]
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        speech = joined([self._speech(utterance) for utterance in utterances], SENTENCE_GAP_S)
        whole = joined([self._chime, speech], CHIME_GAP_S) if self._chime else speech
        path = Path(self._folder.name) / f"{key}.wav"
        write_sound(path, whole)
        self._kept[key] = rendered = Rendered(path, whole.seconds, measure(speech).rms)
        while len(self._kept) > KEPT_SOUNDS:
            _, oldest = self._kept.popitem(last=False)
            oldest.path.unlink(missing_ok=True)
        return rendered

    def play(self, rendered: Rendered) -> None:
        """Play to the end. Raises `NotSpoken`."""
        self._ask_player({"path": str(rendered.path)}, rendered.seconds + self._play_grace_s)

    def close(self) -> None:
        """End both processes, whatever they do, and drop what was rendered."""
        self._engine.close()
        self._player.close()
        self._folder.cleanup()

    def _ask_player(self, message: Message, timeout_s: float) -> None:
        try:
            answer = self._player.ask(message, timeout_s)
        except ChildStuck as failure:
            raise NotSpoken(Unspoken.DEVICE_STUCK, str(failure)) from failure
        except ChildGone as failure:
            raise NotSpoken(Unspoken.PLAYER_FAILED, str(failure)) from failure
        if not answer.get("ok"):
            raise NotSpoken(_player_reason(answer.get("error")), str(answer.get("detail", "")))

    def _start_engine(self) -> None:
        try:
            self._engine.greeting()
        except (ChildGone, ChildStuck) as failure:
            raise NotSpoken(Unspoken.NO_ENGINE, str(failure)) from failure

    def _speech(self, utterance: Utterance) -> Sound:
        """One sentence; a second, fresh engine tries when the first fails."""
        try:
            return self._speech_once(utterance)
        except NotSpoken as first:
            log.info("speech engine restarted: %s", first)
            self._engine.kill()
            return self._speech_once(utterance)

    def _speech_once(self, utterance: Utterance) -> Sound:
        path = Path(self._folder.name) / "sentence.wav"
        path.unlink(missing_ok=True)
        message = {"language": utterance.language, "text": utterance.text, "path": str(path)}
        self._start_engine()
        try:
            answer = self._engine.ask(message, self._render_timeout_s)
        except ChildStuck as failure:
            raise NotSpoken(Unspoken.ENGINE_STUCK, str(failure)) from failure
        except ChildGone as failure:
            raise NotSpoken(Unspoken.ENGINE_FAILED, str(failure)) from failure
        if not answer.get("ok"):
            raise NotSpoken(Unspoken.ENGINE_FAILED, str(answer.get("error", "")))
        return _plausible(utterance, path)


def _plausible(utterance: Utterance, path: Path) -> Sound:
    """The sound, if it can be the sentence: engines report success without having made any."""
    try:
        sound = read_sound(path)
    except BadSound as failure:
        raise NotSpoken(Unspoken.NOTHING_AUDIBLE, str(failure)) from failure
    sound = trimmed(sound)
    found = measure(sound)
    syllables = max(1, sum(not sign.isspace() for sign in utterance.text))
    if not SHORTEST_SYLLABLE_S <= found.seconds / syllables <= LONGEST_SYLLABLE_S or found.rms < QUIETEST_RMS:
        raise NotSpoken(
            Unspoken.NOTHING_AUDIBLE, f"{found.seconds:.2f} s at RMS {found.rms:.4f} for {utterance.text!r}"
        )
    return sound


def _player_reason(error: object) -> Unspoken:
    try:
        return Unspoken(str(error))
    except ValueError:
        return Unspoken.PLAYER_FAILED
