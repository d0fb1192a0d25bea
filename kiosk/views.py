"""Which view shows which page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.attract_view import AttractView
from kiosk.events_view import EventsView
from kiosk.guide_view import GuideView
from kiosk.home_view import HomeView
from kiosk.item_pages import EventsPage, GuidePage, ItemsPage, SearchPage
from kiosk.items_view import ItemsView
from kiosk.list_views import DepartmentsView, ServicesView
from kiosk.menu_view import MenuView
from kiosk.notice_view import NoticeView
from kiosk.pad_view import PadView
from kiosk.page_view import PageView
from kiosk.pages import (
    AttractPage,
    DepartmentsPage,
    HomePage,
    NoticePage,
    Page,
    ServicesPage,
    StaffPage,
    StaffSignInPage,
    TicketPage,
)
from kiosk.question_view import QuestionView
from kiosk.search_view import SearchView
from kiosk.staff_view import StaffSignInView, StaffView
from kiosk.step_pages import MenuPage, PadPage, QuestionPage, StepsPage
from kiosk.steps_view import StepsView
from kiosk.ticket_view import TicketView

VIEWS: Mapping[type[Page], Callable[[QWidget], PageView[Any]]] = {
    AttractPage: AttractView,
    HomePage: HomeView,
    StaffPage: StaffView,
    StaffSignInPage: StaffSignInView,
    ServicesPage: ServicesView,
    DepartmentsPage: DepartmentsView,
    TicketPage: TicketView,
    NoticePage: NoticeView,
    SearchPage: SearchView,
    EventsPage: EventsView,
    ItemsPage: ItemsView,
    GuidePage: GuideView,
    QuestionPage: QuestionView,
    PadPage: PadView,
    MenuPage: MenuView,
    StepsPage: StepsView,
}
