"""A search index in a file: written when a catalogue is new, read in a moment at every other start."""

from __future__ import annotations

import hashlib
import json
import os
from array import array
from pathlib import Path

from db.search import SearchIndex
from db.search_keys import Keys
from db.shelf import Grams, Shelf

FORMAT = 1
_SHELVES = ("ids", "names", "english", "plain_english", "plain_names", "pinyin", "initials")
_KEY_SHELVES = ("chinese", "syllables", "english")


def write_index(index: SearchIndex, path: Path) -> None:
    """Replace the file as a whole: whoever reads meanwhile sees the old one."""
    parts: dict[str, bytes] = {
        "places": index.places.tobytes(),
        "whole": index.whole.tobytes(),
        "signs": json.dumps(index.signs).encode(),
        "targets": json.dumps(index.keys.targets).encode(),
    }
    for name in _SHELVES:
        parts |= _parts_of(name, getattr(index, name))
    for name in _KEY_SHELVES:
        parts |= _parts_of(f"keys.{name}", getattr(index.keys, name))
    sums = hashlib.sha256()
    for part in parts.values():
        sums.update(part)
    head = {
        "format": FORMAT,
        "digest": index.digest,
        "sha256": sums.hexdigest(),
        "parts": {name: len(part) for name, part in parts.items()},
        "grams": {name: getattr(index, name).grams.length for name in _SHELVES if getattr(index, name).grams},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    with fresh.open("wb") as file:
        file.write(json.dumps(head).encode() + b"\n")
        file.writelines(parts.values())
    fresh.replace(path)


def read_index(path: Path, digest: str) -> SearchIndex | None:
    """The index of that catalogue; None if the file is of another one, damaged or not there."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            if (head["format"], head["digest"]) != (FORMAT, digest):
                return None
            sums, parts = hashlib.sha256(), dict[str, bytes]()
            for name, length in head["parts"].items():
                parts[name] = file.read(length)
                sums.update(parts[name])
        if sums.hexdigest() != head["sha256"]:
            return None
        lengths: dict[str, int] = head["grams"]
        return SearchIndex(
            digest=digest,
            places=array("H", parts["places"]),
            signs=tuple(json.loads(parts["signs"])),
            whole=array("I", parts["whole"]),
            keys=Keys(
                **{name: _shelf(parts, f"keys.{name}", 0) for name in _KEY_SHELVES},
                targets=tuple(map(tuple, json.loads(parts["targets"]))),
            ),
            **{name: _shelf(parts, name, lengths.get(name, 0)) for name in _SHELVES},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # Whatever is wrong with a cache, it is made anew.
        return None


def _parts_of(name: str, shelf: Shelf) -> dict[str, bytes]:
    parts = {name: shelf.joined.encode(), f"{name} starts": shelf.starts.tobytes()}
    return parts | ({f"{name} grams": shelf.grams.bits} if shelf.grams else {})


def _shelf(parts: dict[str, bytes], name: str, gram_length: int) -> Shelf:
    # Taken out: the bytes are not kept beside the text.
    grams = Grams(gram_length, parts.pop(f"{name} grams")) if gram_length else None
    return Shelf(parts.pop(name).decode(), array("I", parts.pop(f"{name} starts")), grams)
