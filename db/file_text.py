"""Texts from files: what steers a printer, a terminal or a reader's eye is refused with its line.

From what people type and scan such characters are taken out (`db.texts`); after a file somebody can still look.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

LONGEST_TOML = 1_000_000
"""Every file of this kind is written by hand."""
DEEPEST_TOML = 32

# Tab and line ends are text. So are joiners and direction marks, which some scripts need; overrides of the direction
# are not, nor half a surrogate pair, which no database takes, nor NUL, which PostgreSQL does not.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def first_unfit(text: str) -> tuple[int, str] | None:
    """The line of the first character that is no text, and its name, such as U+202E; None: all of it is."""
    found = _UNFIT.search(text)
    return found and (text.count("\n", 0, found.start()) + 1, f"U+{ord(found[0]):04X}")


def read_toml_text(text: str) -> dict[str, Any]:
    """What the text says. Raises `TOMLDecodeError`, also for what only an attacker would write."""
    if len(text) > LONGEST_TOML:
        raise tomllib.TOMLDecodeError(f"longer than {LONGEST_TOML} characters")
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("nested too deep") from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as failure:  # a number with thousands of digits
        raise tomllib.TOMLDecodeError(str(failure)) from None
    level: list[Any] = [values]
    for _ in range(DEEPEST_TOML):
        level = [child for each in level for child in _within(each)]
        if not level:
            return values
    raise tomllib.TOMLDecodeError("nested too deep")


def _within(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
