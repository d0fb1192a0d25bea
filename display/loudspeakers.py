"""The loudspeakers of one machine: a channel a sound device, each zone on one of them, and who listens to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from db.engine import Database
from display.channel import Channel, Wording
from display.leases import Leases
from display.recording import Recording
from display.sentences import Sentences, load_tongues
from display.settings import DisplaySection, Output
from shell.speech import Voice, player_command
from shell.speech_chain import clip_engine, system_engine

SILENT_DEVICE = "null"


class Loudspeakers:
    """Every channel of a machine, with its leases."""

    def __init__(
        self,
        mine: DisplaySection,
        outputs: Sequence[Output],
        open_hall: Callable[[], Database],
        *,
        mute: bool,
        wav_dir: Path | None,
        parent: QObject,
    ) -> None:
        """`outputs`: all of them, `mine` first; it takes part even without a voice, and says why it is not heard.

        Raises `WrongSentences` and `UnknownTongue`.
        """
        self._mine = mine
        self._parent = parent
        self._sentences: Wording = Sentences(load_tongues(mine.sentences), mine.languages, yao=mine.yao).of
        self._leases: list[Leases] = []
        self._silent: list[Channel] = []
        self._troubles: dict[str, str] = {}
        self.speaking: dict[str, Channel] = {}
        """By sound device."""
        theirs: defaultdict[str, list[Output]] = defaultdict(list)
        for place, output in enumerate(outputs):
            if output.voice or place == 0:
                theirs[output.sound_device].append(output)
        for device, sharing in theirs.items():
            zones = {zone for output in sharing for zone in output.zones}
            leases = Leases(open_hall, zones, mine.station)
            self._leases.append(leases)
            self.speaking[device] = channel = Channel(
                None if mute or not sharing[0].voice else self._voice(device),
                self._sentences,
                tone=lambda call: mine.manner(call.hour),
                leases=leases,
                recording=Recording(wav_dir) if wav_dir else None,
                parent=parent,
            )
            leases.tell(channel.look_again)
        self._outputs = list(outputs)

    def of(self, output: Output) -> tuple[Channel, bool | frozenset[str]]:
        """The channel that a board listens to, and which zones' calls it lines up there.

        What no loudspeaker here speaks is shown large for a while all the same, by a channel of its own.
        """
        if output.voice or output is self._outputs[0]:
            return self.speaking[output.sound_device], frozenset(output.zones) or True
        for other in self._outputs:
            if (other.voice or other is self._outputs[0]) and set(other.zones) == set(output.zones):
                return self.speaking[other.sound_device], frozenset()
        self._silent.append(Channel(None, self._sentences, parent=self._parent))
        return self._silent[-1], True

    @property
    def trouble(self) -> str:
        """Why some loudspeaker cannot be heard, or not by its best voice; empty when all is well."""
        return next(filter(None, self._troubles.values()), "")

    def watch(self, tell: Callable[[str], None]) -> None:
        """Call this with the trouble whenever something is known anew."""
        for device, channel in self.speaking.items():
            channel.condition.connect(lambda reason, device=device: self._note(device, reason, tell))

    def _note(self, device: str, reason: str, tell: Callable[[str], None]) -> None:
        self._troubles[device] = reason
        tell(self.trouble)

    def start(self) -> None:
        """Begin to speak."""
        for part in (*self._leases, *self.speaking.values(), *self._silent):
            part.start()

    def stop(self) -> None:
        """Stop speaking, and let another display take over."""
        for part in (*self.speaking.values(), *self._silent, *self._leases):
            part.stop()

    def _voice(self, device: str) -> Voice:
        engines = [*(clip_engine(pack) for pack in self._mine.voice_packs), system_engine()]
        player = player_command(silent=True) if device == SILENT_DEVICE else player_command(device)
        return Voice(engines, player)
