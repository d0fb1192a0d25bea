"""The promises of the queue as they were kept or broken, told on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.errors import QT_TRANSLATE_NOOP
from hall.words import say, translated

if TYPE_CHECKING:
    from hall.day.invariants import Promise


def tell_promises(promises: Sequence[Promise]) -> None:
    """Each with how often it was looked at; of a broken one the first few cases."""
    for promise in promises:
        if promise.broken:
            text = QT_TRANSLATE_NOOP("hall", "BROKEN  {name}: {broken} of {looked_at}")
        else:
            text = QT_TRANSLATE_NOOP("hall", "kept    {name} ({looked_at})")
        say(text, name=translated(promise.name), broken=promise.broken, looked_at=promise.looked_at)
        for example in promise.examples:
            print(f"        {example}")
