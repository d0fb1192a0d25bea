"""The token by which a station of pads proves itself: a file of its user's own, which nobody else may read."""

from __future__ import annotations

import os
import re
from pathlib import Path

from platformdirs import user_config_path

from db.errors import QT_TRANSLATE_NOOP, HallError
from db.secret import find_secret, read_secret


class TokenMissing(HallError):
    """The pads were never allowed on this machine."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "These pads were not allowed on this machine yet ({file} is not there)."
        " An administrator allows them: hall pads --allow ID --settings FILE.",
    )


CREDENTIAL, VARIABLE = "pads-token", "HALL_PADS_TOKEN"
"""systemd or the environment may bring the token instead."""


def token_file(station: str) -> Path:
    """Where the station's token stands."""
    name = re.sub(r"[^\w-]+", "-", station)
    return user_config_path("hall-queue", appauthor=False) / f"{name}.token"


def keep_token(station: str, token: str) -> Path:
    """Write the token where only its owner reads it."""
    path = token_file(station)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(token + "\n")
    return path


def read_token(station: str) -> str:
    """The station's token. Raises `TokenMissing`, or `SecretExposed` when others can read it."""
    given = find_secret(CREDENTIAL, VARIABLE)
    path = token_file(station)
    try:
        return given if given is not None else read_secret(path)
    except FileNotFoundError:
        raise TokenMissing(file=path) from None
