"""Pictures from a folder that anybody may fill: only what is one, and not too large, gets onto a board."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from db.errors import QT_TRANSLATE_NOOP, HallError

KINDS = frozenset({b"jpeg", b"png"})
"""Simple formats, known by what is in the file and not by its name."""

LARGEST_BYTES = 30_000_000
LARGEST_PIXELS = 60_000_000
"""A small file may unfold to gigabytes."""

KEPT = QSize(1920, 1080)
"""So large a picture is kept at most; the board scales it to its place."""


class PictureLeftOut(HallError):
    """A file in the folder of pictures cannot be shown."""

    template = QT_TRANSLATE_NOOP("errors", "The picture {file} is left out: {reason}.")


def candidates(folder: Path) -> list[Path]:
    """The files of a folder, by name; none when it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError:
        return []


def read_picture(path: Path) -> QImage:
    """The picture in a file, not larger than it needs to be; raises `PictureLeftOut`. Any thread may ask."""
    try:
        length = path.stat().st_size
    except OSError as failure:
        raise PictureLeftOut(file=path.name, reason=failure.strerror or str(failure)) from failure
    if length > LARGEST_BYTES:
        reason = QT_TRANSLATE_NOOP("errors", "the file is too large")
        raise PictureLeftOut(file=path.name, reason=reason)
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()) not in KINDS:
        reason = QT_TRANSLATE_NOOP("errors", "it is neither JPEG nor PNG")
        raise PictureLeftOut(file=path.name, reason=reason)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > LARGEST_PIXELS:
        reason = QT_TRANSLATE_NOOP("errors", "it has too many pixels")
        raise PictureLeftOut(file=path.name, reason=reason)
    if size.width() > KEPT.width() or size.height() > KEPT.height():
        reader.setScaledSize(size.scaled(KEPT, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        reason = QT_TRANSLATE_NOOP("errors", "it is damaged")
        raise PictureLeftOut(file=path.name, reason=reason)
    return image
