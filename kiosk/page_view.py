"""What a view is: shows the pages of one type, and announces what the visitor wants."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.pages import Page

P = TypeVar("P", bound=Page)


class PageView(QWidget, Generic[P]):
    """Decides nothing; `kiosk.views` says which view shows which page."""

    wanted = Signal(object)
    """An `Intent`."""

    def show_page(self, page: P, measures: Measures) -> None:
        raise NotImplementedError

    def rewind(self) -> None:
        """The first screen came up: whoever looks here next begins with the first leaf, if there are several."""
