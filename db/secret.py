"""Where a station keeps its secrets: a systemd credential, a file of its owner's alone, or the environment.

Never the settings file, which is copied from station to station, and never a command line, which everybody on the
machine can read.
"""

from __future__ import annotations

import os
from pathlib import Path

from db.errors import QT_TRANSLATE_NOOP, HallError

CREDENTIALS = "CREDENTIALS_DIRECTORY"
"""Where systemd lays the credentials of a unit that asks for them (LoadCredential=)."""


class SecretExposed(HallError):
    """A secret that everybody can read protects nobody."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "Others on this machine can read the secret in {file}. Let its owner alone read it: chmod 600.",
    )


class SecretMissing(HallError):
    """The environment names a file that is not there."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "The file {file}, which {variable} names, cannot be read ({detail}). It should hold a secret.",
    )


class SecretNoText(HallError):
    """A file of bytes is no secret that anybody wrote."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The secret in {file} is not UTF-8 text. Write the file anew, with the secret alone."
    )


def find_secret(credential: str, variable: str) -> str | None:
    """The credential of that name, else `variable`, else what stands in the file that `<variable>_FILE` names."""
    laid = Path(os.environ.get(CREDENTIALS, "")) / credential
    if CREDENTIALS in os.environ and laid.exists():
        return _read(laid)
    if (given := os.environ.get(variable)) is not None:
        return given
    if not (named := os.environ.get(f"{variable}_FILE")):
        return None
    try:
        return read_secret(Path(named))
    except OSError as failure:
        raise SecretMissing(file=named, variable=f"{variable}_FILE", detail=failure.strerror) from failure


def read_secret(path: Path) -> str:
    """What stands in a file that only its owner can read; raises `SecretExposed`, or `OSError` without one."""
    # Windows keeps a user's settings to the user by itself.
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise SecretExposed(file=path)
    return _read(path)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as failure:
        raise SecretNoText(file=path) from failure
