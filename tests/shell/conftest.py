"""What the shell's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from shell import i18n
from tests.pluggable_hall import mortal_postgres, unpluggable

__all__ = ["chinese", "mortal_postgres", "unpluggable"]


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[QApplication]:
    """The application, speaking Chinese for this test."""
    i18n.install(qapp, "zh")
    yield qapp
    i18n.install(qapp, "en")
