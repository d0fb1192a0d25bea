"""The speech engines of a station, best first: each in a child process, timed, checked, replaced by the next."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from shell.speech_pipe import Child, ChildGone, ChildStuck
from shell.speech_reasons import Unspoken
from shell.speech_sound import BadSound, Sound, measure, read_sound, trimmed
from shell.speech_text import Utterance, syllables

log = logging.getLogger(__name__)

RENDER_TIMEOUT_S = 3.0
"""An engine that needs longer hangs: it renders a call in hundredths of a second."""

REST_S = 60.0
"""So long an engine that failed twice is left alone, if another can speak."""

DEFAULT_RATE = 160

SHORTEST_SYLLABLE_S = 0.07
LONGEST_SYLLABLE_S = 1.2
QUIETEST_RMS = 0.01


class NotSpoken(Exception):
    """Something could not be said; `reason` says why, for people, `detail` for the log."""

    def __init__(self, reason: Unspoken, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else str(reason))


class NotItsLanguage(NotSpoken):
    """The engine has no voice for that language, as everybody knew."""


@dataclass(frozen=True)
class Engine:
    """A way to speak: a process that is asked over its pipe for one WAV file at a time."""

    name: str
    command: tuple[str, ...]


def system_engine() -> Engine:
    """What pyttsx3 finds: espeak-ng on Linux, SAPI5 on Windows, NSSS on macOS."""
    return Engine("pyttsx3", (sys.executable, "-m", "shell.speech_engine"))


def clip_engine(pack: Path) -> Engine:
    """The recorded voice in that folder."""
    return Engine(pack.name, (sys.executable, "-m", "shell.speech_clips", str(pack)))


@dataclass(frozen=True)
class Made:
    """A sentence as sound; `voice` made it, `trouble` kept a better one from it."""

    sound: Sound
    voice: str
    trouble: str = ""


class Chain:
    """Renders by the first engine that can."""

    def __init__(
        self,
        engines: Sequence[Engine],
        folder: Path,
        timeout_s: float = RENDER_TIMEOUT_S,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.renderers = [Renderer(engine, folder, timeout_s) for engine in engines]
        self._clock = clock
        self._resting_until: dict[str, float] = {}

    def start(self) -> str:
        """Start the engines; returns why the best one cannot be used, or nothing. Raises `NotSpoken` if none can."""
        failures: list[NotSpoken] = []
        for renderer in self.renderers:
            try:
                renderer.start()
            except NotSpoken as failure:
                failures.append(failure)
        if len(failures) == len(self.renderers):
            raise failures[0] if failures else NotSpoken(Unspoken.NO_ENGINE, "none is named")
        return failures[0].reason if failures else ""

    def render(self, utterance: Utterance, rate: int) -> Made:
        """Make the sentence. Raises the best engine's `NotSpoken` when none can."""
        now = self._clock()
        resting = [each for each in self.renderers if self._resting_until.get(each.name, now) > now]
        awake = [each for each in self.renderers if each not in resting]
        trouble = Unspoken.SUBSTITUTE if resting else ""
        first: NotSpoken | None = None
        foreign: NotSpoken | None = None
        for renderer in (*awake, *resting):
            try:
                sound = renderer.render(utterance, rate)
            except NotItsLanguage as failure:
                foreign = failure
                continue
            except NotSpoken as failure:
                first, trouble = first or failure, trouble or failure.reason
                if failure.reason is not Unspoken.NO_WORDS:
                    log.info("%s failed: %s", renderer.name, failure)
                    self._resting_until[renderer.name] = self._clock() + REST_S
                continue
            self._resting_until.pop(renderer.name, None)
            return Made(sound, renderer.name, trouble)
        raise first or foreign or NotSpoken(Unspoken.NO_ENGINE, "none is named")

    def close(self) -> None:
        """End their processes, whatever they do."""
        for renderer in self.renderers:
            renderer.child.close()


class Renderer:
    """One engine's process; a second, fresh one tries when the first fails."""

    def __init__(self, engine: Engine, folder: Path, timeout_s: float) -> None:
        self.name = engine.name
        self.child = Child(engine.command)
        self._path = folder / "sentence.wav"
        self._timeout_s = timeout_s

    def start(self) -> None:
        """Start the process. Raises `NotSpoken`."""
        try:
            self.child.greeting()
        except (ChildGone, ChildStuck) as failure:
            raise NotSpoken(Unspoken.NO_ENGINE, str(failure)) from failure

    def render(self, utterance: Utterance, rate: int) -> Sound:
        """One sentence. Raises `NotSpoken`."""
        try:
            return self._render_once(utterance, rate)
        except NotSpoken as first:
            if first.reason is Unspoken.NO_WORDS:
                raise
            log.info("speech engine restarted: %s", first)
            self.child.kill()
            return self._render_once(utterance, rate)

    def _render_once(self, utterance: Utterance, rate: int) -> Sound:
        self._path.unlink(missing_ok=True)
        self.start()
        languages = self.child.greeting().get("languages")
        if languages is not None and utterance.language not in languages:
            raise NotItsLanguage(Unspoken.NO_WORDS, f"{self.name} has no voice for {utterance.language}")
        message = {
            "language": utterance.language,
            "text": utterance.text,
            "rate": rate,
            "path": str(self._path),
        }
        try:
            answer = self.child.ask(message, self._timeout_s)
        except ChildStuck as failure:
            raise NotSpoken(Unspoken.ENGINE_STUCK, str(failure)) from failure
        except ChildGone as failure:
            raise NotSpoken(Unspoken.ENGINE_FAILED, str(failure)) from failure
        if not answer.get("ok"):
            reason = Unspoken.NO_WORDS if answer.get("lacks") else Unspoken.ENGINE_FAILED
            raise NotSpoken(reason, str(answer.get("error", "")))
        return plausible(utterance.text, self._path)


def plausible(text: str, path: Path) -> Sound:
    """The sound, if it can be the text: engines report success without having made any. Raises `NotSpoken`."""
    try:
        sound = read_sound(path)
    except BadSound as failure:
        raise NotSpoken(Unspoken.NOTHING_AUDIBLE, str(failure)) from failure
    sound = trimmed(sound)
    found = measure(sound)
    each_s = found.seconds / syllables(text)
    if not SHORTEST_SYLLABLE_S <= each_s <= LONGEST_SYLLABLE_S or found.rms < QUIETEST_RMS:
        raise NotSpoken(
            Unspoken.NOTHING_AUDIBLE, f"{found.seconds:.2f} s at RMS {found.rms:.4f} for {text!r}"
        )
    return sound
