"""The kiosk's one window: shows a state, announces intent, decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.frame import Footer, Header
from kiosk.home_view import HomeView
from kiosk.idle_prompt import IdlePrompt
from kiosk.list_views import DepartmentsView, ServicesView
from kiosk.measures import Measures, measures_for
from kiosk.notice_view import NoticeView
from kiosk.pages import DepartmentsPage, HomePage, KioskState, NoticePage, ServicesPage, TicketPage
from kiosk.ticket_view import TicketView
from shell.theme import Theme

HEADER_HEIGHT = 270
FOOTER_HEIGHT = 172
TOUCHES = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}


class KioskWindow(QWidget):
    """Header, page and footer; one page at a time."""

    touched = Signal()

    def __init__(self, theme: Theme, diagonal_inch: float) -> None:
        super().__init__()
        self._theme = theme
        self._diagonal_inch = diagonal_inch
        self._state: KioskState | None = None
        self.header = Header(self)
        self.footer = Footer(self)
        self.home = HomeView(self)
        self.services = ServicesView(self)
        self.departments = DepartmentsView(self)
        self.ticket = TicketView(self)
        self.notice = NoticeView(self)
        self.idle_prompt = IdlePrompt(self)
        for part in (self.header, self.footer, *self._pages(), self.idle_prompt):
            part.hide()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def _pages(self) -> tuple[QWidget, ...]:
        return (self.home, self.services, self.departments, self.ticket, self.notice)

    def show_state(self, state: KioskState) -> None:
        """Show exactly this."""
        self._state = state
        measures = measures_for(self._theme, self.size(), self._diagonal_inch, state.large_type)
        browsing = isinstance(state.page, HomePage | ServicesPage | DepartmentsPage)
        named = browsing or (isinstance(state.page, NoticePage) and bool(state.hall))
        self._place(measures, named, browsing)
        self.header.setVisible(named)
        self.header.show_state(state, measures)
        self.footer.setVisible(browsing)
        self.footer.show_state(state, measures)
        shown = self._show_page(state, measures)
        shown.show()
        for page in self._pages():
            if page is not shown:
                page.hide()
        if state.idle_seconds_left is None:
            self.idle_prompt.hide()
        else:
            self.idle_prompt.show_seconds(state.idle_seconds_left, measures)
            self.idle_prompt.show()
            self.idle_prompt.raise_()

    def _show_page(self, state: KioskState, measures: Measures) -> QWidget:
        match state.page:
            case HomePage() as page:
                self.home.show_page(page, measures)
                return self.home
            case ServicesPage() as page:
                self.services.show_page(page, measures)
                return self.services
            case DepartmentsPage() as page:
                self.departments.show_page(page, measures)
                return self.departments
            case TicketPage() as page:
                self.ticket.show_page(page, measures)
                return self.ticket
            case NoticePage() as page:
                self.notice.show_page(page, measures)
                return self.notice

    def _place(self, measures: Measures, header: bool, footer: bool) -> None:
        width, height = self.width(), self.height()
        top = measures.whole(HEADER_HEIGHT) if header else 0
        bottom = measures.whole(FOOTER_HEIGHT) if footer else 0
        self.header.setGeometry(0, 0, width, top)
        self.footer.setGeometry(0, height - bottom, width, bottom)
        for page in self._pages():
            page.setGeometry(0, top, width, height - top - bottom)
        self.idle_prompt.setGeometry(self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._state:
            self.show_state(self._state)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme["paper"]))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES and isinstance(watched, QWidget):
            self.touched.emit()
        return False

    def cover_screen(self) -> None:
        """Full screen, without a frame and without a pointer."""
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.showFullScreen()
