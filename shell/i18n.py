"""Words on screens: English in the code, every other language from `assets/translations`.

`python -m shell.i18n [PACKAGE ...]` brings the .ts files up to date with the code and compiles the .qm files
beside them. Both are committed: a station needs no Qt tools. A further language is a further pair of files, as
`kiosk_ko.ts` and `kiosk_ko.qm`: it is offered as soon as it lies there, and no code knows of it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import PySide6
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError
from PySide6.QtCore import QCoreApplication, QTranslator

from db.directory import Named
from db.errors import QT_TRANSLATE_NOOP, HallError
from shell.assets import ASSETS

TRANSLATIONS = ASSETS / "translations"


ZH = "zh"
"""What a hall speaks unless it says otherwise."""
EN = "en"
"""What the code says; it needs no translation."""
OWN_NAME = QT_TRANSLATE_NOOP("language", "English")
"""Each translation turns this into the name of its own language."""


SOURCES = {
    "shell": ("shell", "db"),
    "kiosk": ("kiosk",),
    "caller": ("caller",),
    "display": ("display",),
    "hall": ("hall",),
}
"""Which packages' texts stand in which file."""

_installed: list[QTranslator] = []
_language = EN


def languages(package: str = "*") -> tuple[str, ...]:
    """The languages that this package can speak, Chinese and English before all others."""
    found = {path.stem.partition("_")[2] for path in TRANSLATIONS.glob(f"{package}_*.qm")}
    return (ZH, EN, *sorted(found - {ZH, EN}))


def own_name(language: str) -> str:
    """The language as its speakers write it, so that who needs it can read it."""
    for path in sorted(TRANSLATIONS.glob(f"*_{language}.qm")):
        translator = QTranslator()
        if translator.load(str(path)) and (name := translator.translate("language", OWN_NAME)):
            return name
    return OWN_NAME if language == EN else language


def _known(language: str) -> str:
    if language not in languages():
        *first, last = map(repr, languages())
        raise PydanticCustomError("enum", "no such language", {"expected": f"{', '.join(first)} or {last}"})
    return language


Language = Annotated[str, AfterValidator(_known)]
"""A language's code in the settings, which must be one that is there."""


def install(app: QCoreApplication, language: str) -> None:
    """Speak this language from now on; widgets hear of it by a LanguageChange event."""
    global _language  # noqa: PLW0603 - one screen, one language
    if language not in languages():
        raise ValueError(f"there is no translation into {language!r}")
    _language = language
    for translator in _installed:
        app.removeTranslator(translator)
    _installed.clear()
    for path in sorted(TRANSLATIONS.glob(f"*_{language}.qm")):
        # Nobody's child: with the list it goes, and with it the file that it holds in memory.
        translator = QTranslator()
        if translator.load(str(path)):
            app.installTranslator(translator)
            _installed.append(translator)


def error_text(error: BaseException) -> str:
    """What went wrong, in the language of the screen."""
    translate = QCoreApplication.translate
    if not isinstance(error, HallError):
        return translate("errors", HallError.template)
    words = {name: in_words(value) for name, value in error.fields.items()}
    try:
        return translate("errors", error.template).format(**words)
    except (LookupError, ValueError, AttributeError, TypeError):
        return str(error)  # a hall's own translation wants to fill in what is not there


def in_words(value: object) -> object:
    """What `db` says, in the language of the screen: the hall's own things bring their names along."""
    if isinstance(value, Named):
        return value.named(_language)
    return QCoreApplication.translate("errors", value) if isinstance(value, str) and value else value


def update(names: Collection[str] = (), folder: Path = TRANSLATIONS) -> None:
    """Collect the texts of the code (of these packages, or of all) into .ts files, and compile them."""
    root = ASSETS.parent
    for name in names or SOURCES:
        sources = sorted(path for package in SOURCES[name] for path in (root / package).rglob("*.py"))
        there = {path.stem.partition("_")[2] for path in folder.glob(f"{name}_*.ts")}
        for language in sorted(there | {ZH}) if sources else ():
            ts = folder / f"{name}_{language}.ts"
            relative = [str(path.relative_to(root)) for path in sources]
            _tool("lupdate", "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en",
                  "-target-language", language, *relative, "-ts", str(ts))  # fmt: skip
            if ts.exists():
                compile_translation(ts)


def compile_translation(ts: Path) -> None:
    """Make the .qm file beside a .ts file."""
    # Put in place whole: a running app has the old file mapped, and would die of a shortened one.
    unfinished = ts.with_suffix(".new")
    _tool("lrelease", "-silent", str(ts), "-qm", str(unfinished))
    unfinished.replace(ts.with_suffix(".qm"))


def _tool(name: str, *arguments: str) -> None:
    """Run one of the Qt tools that come with PySide6."""
    folder = Path(PySide6.__file__).parent
    program = next(path for path in (folder / name, folder / f"{name}.exe") if path.exists())
    subprocess.run([program, *arguments], check=True, cwd=ASSETS.parent, stdout=sys.stderr)


if __name__ == "__main__":
    update(sys.argv[1:])
