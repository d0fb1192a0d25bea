"""A recorded voice: a folder with a folder a language, and in it WAV files named after what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shell.speech_sound import BadSound, Sound, joined, read_sound, silence, trimmed
from shell.speech_text import chinese_number, english_number

GAP_S = 0.03
PAUSE_S = 0.3
"""At a comma."""

_PAUSE = ","
_TOKENS = re.compile(r"[A-Za-z']+|\d+|[，,。.；;]|[^\W\d_]")
_STOPS = frozenset("，,。.；;")

Token = str
Tokens = tuple[Token, ...]


class LacksWords(Exception):
    """The pack has no recording for some words, which are its arguments."""


@dataclass(frozen=True)
class Pack:
    """What was recorded in one language."""

    clips: Mapping[Tokens, Path]

    def find(self, language: str, text: str) -> list[Path | None]:
        """The recordings that make up a text, the longest first; None is a pause. Raises `LacksWords`."""
        found: list[Path | None] = []
        lacking: list[str] = []
        rest = tokens(language, text)
        while rest:
            if rest[0] == _PAUSE:
                found.append(None)
                rest = rest[1:]
                continue
            longest = next((size for size in range(len(rest), 0, -1) if rest[:size] in self.clips), 0)
            if longest:
                found.append(self.clips[rest[:longest]])
            else:
                lacking.append(rest[0])
            rest = rest[max(1, longest) :]
        if lacking:
            raise LacksWords(*lacking)
        return found


def tokens(language: str, text: str) -> Tokens:
    """A text in the pieces that a recording may have: Chinese sign by sign, words, and numbers as they are read."""
    found: list[Token] = []
    for piece in _TOKENS.findall(text):
        if piece in _STOPS:
            found.append(_PAUSE)
        elif piece.isdecimal() and language == "en":
            found.extend(english_number(int(piece)).split())
        elif piece.isdecimal():
            found.extend(chinese_number(int(piece)) if language in ("zh", "yue") else piece)
        else:
            found.append(piece.casefold())
    while found and found[-1] == _PAUSE:
        found.pop()
    return tuple(found)


def languages_of(folder: Path) -> tuple[str, ...]:
    """The languages in which something was recorded."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(each.name for each in folder.iterdir() if any(each.glob("*.wav"))))


def load_pack(folder: Path, language: str) -> Pack:
    """What there is, by what it says."""
    clips = {tokens(language, path.stem): path for path in sorted((folder / language).glob("*.wav"))}
    return Pack({said: path for said, path in clips.items() if said})


def compose(clips: Sequence[Path | None]) -> Sound:
    """The recordings one after the other, as close as people speak. Raises `BadSound`."""
    sounds: list[Sound] = []
    for path in clips:
        if path is not None:
            sounds.append(trimmed(read_sound(path), keep_s=0.01))
        elif sounds:
            sounds.append(silence(PAUSE_S, sounds[0].rate_hz))
    if not sounds:
        raise BadSound("nothing to say")
    return joined(sounds, GAP_S)
