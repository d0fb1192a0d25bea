"""What the kiosk asks of a reader of ID cards, whoever made it."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from db.errors import QT_TRANSLATE_NOOP, HallError


class CardGone(Exception):
    """The card was taken away, or moved, before it was read."""


class CardUnreadable(Exception):
    """A card that this reader, or this kiosk, can do nothing with."""


class ReaderAway(Exception):
    """The reader is not there, or says nothing."""


class CardReader(Protocol):
    """A reader, for one thread only. A vendor's own is a class of this shape, named in the settings.

    It is made with its port and its speed: `Reader(port, baud)`.
    """

    def read(self) -> str | None:
        """The ID number of the card that lies on the reader, and nothing else of it; None: no card lies there.

        Returns or raises within five seconds: `CardGone`, `CardUnreadable` or `ReaderAway`.
        """
        ...

    def close(self) -> None:
        """Let go of the port."""
        ...


class NoSuchReader(HallError):
    """The settings name a class that is not there."""

    template = QT_TRANSLATE_NOOP(
        "errors", "`card_reader` must name a class as module:Class, not “{named}” ({detail})."
    )


def reader_named(named: str, port: str, baud: int) -> CardReader:
    """The reader that the settings name as `module:Class`."""
    module, _, name = named.partition(":")
    try:
        made: CardReader = getattr(import_module(module), name)(port, baud)
    except (ImportError, AttributeError, ValueError) as error:
        raise NoSuchReader(named=named, detail=error) from error
    return made
