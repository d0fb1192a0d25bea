"""A search index in a file: written when a catalogue is new, read in a moment at every other start."""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

from db.search import SearchIndex
from db.search_keys import Keys
from db.shelf import Grams, Shelf

FORMAT = 2
_SHELVES = ("ids", "names", "english", "plain_english", "plain_names", "pinyin", "initials")
_KEY_SHELVES = ("chinese", "syllables", "english")


def write_index(index: SearchIndex, path: Path) -> None:
    """Replace the file as a whole: whoever reads meanwhile sees the old one."""
    shelves = [getattr(index, name) for name in _SHELVES] + [
        getattr(index.keys, name) for name in _KEY_SHELVES
    ]
    parts = [
        index.places.tobytes(),
        json.dumps(index.signs).encode(),
        index.whole.tobytes(),
        json.dumps(index.keys.targets).encode(),
        *(part for shelf in shelves for part in _parts_of(shelf)),
    ]
    head = {
        "format": FORMAT,
        "digest": index.digest,
        "lengths": list(map(len, parts)),
        "sums": list(map(crc32, parts)),
        "encodings": [_encoding(shelf.joined) for shelf in shelves],
        "grams": [shelf.grams.length if shelf.grams else 0 for shelf in shelves],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    with fresh.open("wb") as file:
        file.write(json.dumps(head).encode() + b"\n")
        file.writelines(parts)
    fresh.replace(path)


def read_index(path: Path, digest: str) -> SearchIndex | None:
    """The index of that catalogue; None if the file is of another one, damaged or not there."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            if (head["format"], head["digest"]) != (FORMAT, digest):
                return None
            parts = _parts(file, head)
            places, signs = array("H", next(parts)), tuple(json.loads(next(parts)))
            whole, targets = array("I", next(parts)), tuple(map(tuple, json.loads(next(parts))))
            shelves = [
                _shelf(parts, encoding, grams)
                for encoding, grams in zip(head["encodings"], head["grams"], strict=True)
            ]
        own = dict(zip(_SHELVES, shelves, strict=False))
        of_keys = dict(zip(_KEY_SHELVES, shelves[len(_SHELVES) :], strict=True))
        return SearchIndex(
            digest=digest,
            places=places,
            signs=signs,
            whole=whole,
            keys=Keys(**of_keys, targets=targets),
            **own,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, LookupError, StopIteration):
        # Whatever is wrong with a cache, it is made anew.
        return None


def _encoding(text: str) -> str:
    """As the text stands in memory: reading it back is one copy, which holds up no other thread."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return "utf-16-le"
    return "latin-1"


def _parts_of(shelf: Shelf) -> Iterator[bytes]:
    yield shelf.joined.encode(_encoding(shelf.joined))
    yield shelf.starts.tobytes()
    if shelf.grams:
        yield shelf.grams.bits


def _parts(file: BinaryIO, head: dict[str, Any]) -> Iterator[bytes]:
    """One after the other: none is kept beside what is made of it."""
    for length, wanted in zip(head["lengths"], head["sums"], strict=True):
        part = file.read(length)
        if crc32(part) != wanted:
            raise ValueError("damaged")
        yield part


def _shelf(parts: Iterator[bytes], encoding: str, gram_length: int) -> Shelf:
    joined, starts = next(parts).decode(encoding), array("I", next(parts))
    return Shelf(joined, starts, Grams(gram_length, next(parts)) if gram_length else None)
