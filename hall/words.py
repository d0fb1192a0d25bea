"""What the command says, in the language of the terminal or the one asked for."""

from __future__ import annotations

import locale
import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from db.errors import HallError, LoadError

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

LANGUAGES = ("zh", "en")


def language_of_terminal() -> str:
    """Chinese on a Chinese system, English anywhere else."""
    for name in ("HALL_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if said := os.environ.get(name):
            return "zh" if said.lower().startswith("zh") else "en"
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"


_spoken = language_of_terminal()


def speak(language: str) -> None:
    """Use this language from now on."""
    global _spoken  # noqa: PLW0603 - one terminal, one language
    _spoken = language
    _qt.cache_clear()


def spoken() -> str:
    """The language in use."""
    return _spoken


@cache
def _qt() -> QCoreApplication:
    from PySide6.QtCore import QCoreApplication

    from shell import i18n

    application = QCoreApplication.instance() or QCoreApplication([])
    i18n.install(application, _spoken)
    return application


def translated(text: str, **fields: object) -> str:
    """A text of this package in the language in use."""
    if _spoken == "en":
        return text.format(**fields)
    return _qt().translate("hall", text).format(**fields)


def say(text: str, **fields: object) -> None:
    """Tell the terminal."""
    print(translated(text, **fields), flush=True)


def tell(error: HallError) -> None:
    """Tell the terminal what went wrong, each mistake on its own line."""
    each = error.mistakes if isinstance(error, LoadError) else ()
    for one in (error, *each):
        print(in_words(one), file=sys.stderr)


def in_words(error: HallError) -> str:
    if _spoken == "en":
        return error.template.format(**error.fields)
    _qt()
    from shell import i18n

    return i18n.error_text(error)


def speech_word(said: str) -> str:
    """What a voice says of itself, in the language in use."""
    return said if _spoken == "en" else _qt().translate("speech", said)


def from_db(said: object) -> str:
    """A text or a name that `db` has given, in the language in use."""
    if _spoken == "en":
        return str(said)
    _qt()
    from shell import i18n

    return str(i18n.in_words(said))
