"""A recorded voice's own process: puts clips of a pack together, one utterance at a time."""

from __future__ import annotations

import sys
from pathlib import Path

from shell.speech_pack import LacksWords, Pack, compose, languages_of, load_pack
from shell.speech_pipe import Message, serve
from shell.speech_sound import BadSound, write_sound


class Clips:
    """The pack in one folder, as it was at the start."""

    def __init__(self, folder: Path) -> None:
        self._packs: dict[str, Pack] = {
            language: load_pack(folder, language) for language in languages_of(folder)
        }

    def greet(self) -> Message:
        """In which languages something was recorded."""
        return {"ready": True, "languages": list(self._packs)}

    def answer(self, message: Message) -> Message:
        """Put one utterance together."""
        language = message["language"]
        pack = self._packs.get(language, Pack({}))
        try:
            write_sound(Path(message["path"]), compose(pack.find(language, message["text"])))
        except LacksWords as failure:
            return {"ok": False, "lacks": True, "error": f"{language}: {' '.join(map(str, failure.args))}"}
        except (BadSound, OSError) as failure:
            return {"ok": False, "error": str(failure)}
        return {"ok": True}


def main() -> None:
    clips = Clips(Path(sys.argv[1]))
    serve(clips.greet, clips.answer)


if __name__ == "__main__":
    main()
