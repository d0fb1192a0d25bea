"""A zone's loudspeakers: one announcement at a time, spoken to its end, its outcome always told."""

from __future__ import annotations

import logging
import re
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal

from display.schedule import Announcement, Schedule
from shell.mailbox import Mailbox
from shell.speech import NotSpoken, Voice
from shell.speech_reasons import Unspoken
from shell.speech_text import Utterance, call_utterances

log = logging.getLogger(__name__)

FOCUS_S = 5.0
"""How long a call stays large on the board at least, spoken or not."""


class Channel(QObject):
    """Announces calls in a thread of its own; its signals arrive in the thread of whoever listens."""

    condition = Signal(str)
    """Why nothing can be spoken now; empty when the voice works."""
    began = Signal(object)
    """The announcement that has the floor now."""
    settled = Signal(object, bool, str)
    """Announcement, whether it was spoken, and else why not. Exactly once for each."""
    ended = Signal(object)
    """The announcement has had its time on the board."""

    def __init__(
        self,
        voice: Voice | None,
        languages: tuple[str, ...] = ("zh",),
        *,
        yao: bool = False,
        wav_dir: Path | None = None,
        focus_s: float = FOCUS_S,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._voice = voice
        self._languages = languages
        self._yao = yao
        self._wav_dir = wav_dir
        self._focus_s = focus_s
        self._schedule = Schedule()
        self._changed = threading.Condition()
        self._stopping = False
        self._letters = Mailbox(_hand_over, self)
        # The window may go while the thread speaks: it tells by letters, which nobody needs to be there for.
        self._tell = self._letters.slot.put
        self._thread = threading.Thread(target=self._work, name="channel", daemon=True)

    def start(self) -> None:
        """Begin to announce."""
        self._thread.start()

    def announce(self, announcement: Announcement) -> None:
        """Line a call up."""
        with self._changed:
            self._schedule.add(announcement)
            self._changed.notify()

    def withdraw(self, call_id: int) -> None:
        """A call is over: what was not begun will not be spoken any more."""
        with self._changed:
            withdrawn = self._schedule.remove(call_id)
        if withdrawn:
            self.settled.emit(withdrawn, False, Unspoken.CALL_OVER)

    @property
    def waiting(self) -> tuple[Announcement, ...]:
        """The calls that wait for the loudspeakers, in their order."""
        with self._changed:
            return self._schedule.waiting

    def utterances(self, announcement: Announcement) -> tuple[Utterance, ...]:
        """What is said, and shown as text."""
        return call_utterances(self._languages, announcement.number, announcement.counter, yao=self._yao)

    def stop(self, timeout_s: float = 2.0) -> None:
        """Stop, in the middle of a sentence if need be."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        self._letters.close()
        if self._voice:
            self._voice.close()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _work(self) -> None:
        self._check()
        while announcement := self._next():
            began = monotonic()
            self._tell(lambda each=announcement: self.began.emit(each))
            reason = self._speak(announcement)
            if self._stopping:
                return
            self._tell(lambda each=announcement, reason=reason: self.settled.emit(each, not reason, reason))
            self._tell(lambda reason=reason: self.condition.emit(reason))
            self._hold(began + self._focus_s)
            self._tell(lambda each=announcement: self.ended.emit(each))

    def _check(self) -> None:
        """Say at the start already what would keep the voice from being heard."""
        if self._voice is None:
            self._tell(lambda: self.condition.emit(Unspoken.SWITCHED_OFF))
            return
        try:
            self._voice.check()
        except NotSpoken as failure:
            self._tell(lambda reason=failure.reason: self.condition.emit(reason))

    def _next(self) -> Announcement | None:
        """Wait for the next announcement; None when there will be no more."""
        while True:
            with self._changed:
                while not self._stopping and not self._schedule.waiting:
                    self._changed.wait()
                too_old = self._schedule.take_too_old(monotonic())
                announcement = self._schedule.take()
            if self._stopping:
                return None
            for each in too_old:
                self._tell(lambda each=each: self.settled.emit(each, False, Unspoken.TOO_OLD))
            if announcement:
                return announcement

    def _speak(self, announcement: Announcement) -> str:
        """Say it; returns why not, or nothing."""
        if self._voice is None:
            return Unspoken.SWITCHED_OFF
        try:
            rendered = self._voice.render(self.utterances(announcement))
            self._keep(announcement, rendered.path)
            self._voice.play(rendered)
        except NotSpoken as failure:
            log.info("call %s was not spoken: %s", announcement.number, failure)
            return failure.reason
        return ""

    def _keep(self, announcement: Announcement, rendered: Path) -> None:
        """Leave a copy where somebody wants to listen to it later, with its words beside it."""
        if self._wav_dir is None:
            return
        again = f"-{announcement.times}" if announcement.recall else ""
        name = re.sub(r"\W", "_", announcement.number) + f"-{announcement.counter}{again}"
        words = "\n".join(utterance.text for utterance in self.utterances(announcement))
        try:
            self._wav_dir.mkdir(parents=True, exist_ok=True)
            (self._wav_dir / f"{name}.txt").write_text(words + "\n", encoding="utf-8")
            unfinished = self._wav_dir / f"{name}.part"
            shutil.copyfile(rendered, unfinished)
            unfinished.replace(self._wav_dir / f"{name}.wav")
        except OSError as failure:
            log.warning("the announcement could not be kept: %s", failure)

    def _hold(self, until: float) -> None:
        with self._changed:
            while not self._stopping and (left := until - monotonic()) > 0:
                self._changed.wait(left)


def _hand_over(say: Callable[[], None]) -> None:
    say()
