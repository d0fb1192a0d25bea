"""Many short texts on one string: what holds a query is found by `str.find`."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from zlib import crc32

EDGE = "\n"
_GRAM_BITS = 1 << 21


@dataclass(frozen=True)
class Grams:
    """Which runs of a few characters occur at all: most of what is not there need not be looked for."""

    length: int
    bits: bytes = field(repr=False)

    @classmethod
    def of(cls, text: str, length: int) -> Grams:
        bits = bytearray(_GRAM_BITS // 8)
        for gram in {text[at : at + length] for at in range(len(text) - length + 1)}:
            bit = _bit(gram)
            bits[bit >> 3] |= 1 << (bit & 7)
        return cls(length, bytes(bits))

    def may_hold(self, text: str) -> bool:
        """False only if the text certainly does not occur."""
        for at in range(len(text) - self.length + 1):
            bit = _bit(text[at : at + self.length])
            if not self.bits[bit >> 3] >> (bit & 7) & 1:
                return False
        return True


def _bit(gram: str) -> int:
    return crc32(gram.encode()) & (_GRAM_BITS - 1)


@dataclass(frozen=True)
class Shelf:
    """Texts in their order, each between two edges."""

    joined: str
    starts: array[int] = field(repr=False)
    """Where each text begins, and last where the next one would."""
    grams: Grams | None = None

    @classmethod
    def of(cls, texts: Iterable[str]) -> Shelf:
        filling = Filling()
        for text in texts:
            filling.add(text)
        return filling.shelf()

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> str:
        return self.joined[self.starts[place] : self.starts[place + 1] - 1]

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def place_of(self, offset: int) -> int:
        """The place of the text that holds this character of the joined one."""
        return bisect_right(self.starts, offset) - 1

    def containing(self, text: str) -> Iterator[int]:
        """The places of the texts in which this stands, in their order; looks only as far as it is asked."""
        if self.grams and not self.grams.may_hold(text):
            return
        joined, starts = self.joined, self.starts
        found = joined.find(text)
        while found >= 0:
            place = self.place_of(found)
            yield place
            found = joined.find(text, starts[place + 1] - 1)


class Filling:
    """A shelf that is being filled: what is put on it is kept on the one string alone."""

    def __init__(self) -> None:
        self._joined = StringIO()
        self._joined.write(EDGE)
        self._starts = array("I", [1])

    def add(self, text: str) -> None:
        self._starts.append(self._starts[-1] + self._joined.write(text + EDGE))

    def shelf(self, gram_length: int = 0) -> Shelf:
        """The shelf, once: nothing more is put on it."""
        joined = self._joined.getvalue()
        self._joined.close()  # and its copy goes
        return Shelf(joined, self._starts, Grams.of(joined, gram_length) if gram_length else None)
