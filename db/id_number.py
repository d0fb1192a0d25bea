"""The citizen's ID number (GB 11643): eighteen characters, the last of which checks the others."""

from __future__ import annotations

import re
from datetime import date

LENGTH = 18
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def check_character(first_seventeen: str) -> str:
    """What must stand behind these digits (ISO 7064, MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def is_id_number(number: str, today: date) -> bool:
    """Whether somebody may have this number: a day of birth that has been, and the right last character."""
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", number):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return date(1850, 1, 1) <= born <= today and check_character(number[:17]) == number[17]


def birth_year_of(number: str) -> int:
    """The year of birth that an ID number says."""
    return int(number[6:10])
