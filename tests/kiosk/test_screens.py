"""Every screen in every language: what can be touched has a name and is large enough, and every word has room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from kiosk.aids import NO_AIDS, Aid, Aids
from kiosk.intents import Intent, Stay, TakeNumber
from kiosk.list_views import ServicesView
from kiosk.measures import measures_for
from kiosk.pages import (
    AttractPage,
    Cause,
    DepartmentCard,
    DepartmentsPage,
    HomePage,
    KioskState,
    Page,
    ServiceCard,
    ServicesPage,
    StaffPage,
    StaffSignInPage,
    Stage,
    TicketPage,
    ZoneCard,
)
from kiosk.picture import Picture
from kiosk.printer import Trouble
from kiosk.slip import Slip
from kiosk.views import VIEWS
from kiosk.window import KioskWindow
from kiosk.wording import notice
from shell import i18n
from shell.theme import load_theme
from tests.kiosk.found_pages import found_pages
from tests.kiosk.pages_of_flows import step_pages
from tests.kiosk.screen_rules import faults, words_of

DIAGONAL_INCH = 32.0
LONG = "Medical benefits and treatment away from home"


def _services(count: int) -> tuple[ServiceCard, ...]:
    return tuple(
        ServiceCard(
            f"B{n}", f"{LONG} {n}", "Floor 1 · Zone B · Counters 67–72, 80", "12 waiting", "About 112–220 min"
        )
        for n in range(1, count + 1)
    )


@pytest.fixture
def pages(slip: Slip, ticket: Picture) -> dict[str, Page]:
    """One page of each kind, with the longest words."""

    def visit(stage: Stage) -> TicketPage:
        return TicketPage(
            stage, "The printer's cover is open.\nKeep the number?", "Take a photo of it or remember the number",
            LONG, "B6 1047", slip.facts[:3], "Floor 1 · Zone B · Counters 67–72", 0.5, ticket, 9,
        )  # fmt: skip

    zones = tuple(
        ZoneCard(
            letter, f"{letter} Social security & healthcare", ("Employment",) * 8, "Floor 1", "About 12 min"
        )
        for letter in "ABCDEFG"
    )
    return {
        "home": HomePage(
            zones,
            _services(1)[0],
            44,
            "238 counters · 412 waiting",
            events="Birth of a child, Work\u00a0…",
            bundles=79,
            needs="Disabled persons · Low counter",
        ),
        "services": ServicesPage("Social security & healthcare", "Floor 1 · Zone B", _services(8)),
        "many services": ServicesPage("Everything", "Floor 1", _services(23)),
        "departments": DepartmentsPage(
            tuple(DepartmentCard(f"D{n}", f"Human Resources and Social Security {n}") for n in range(44))
        ),
        "notice": notice(Cause.DATABASE),
        **found_pages(),
        "out of paper": notice(
            Cause.PRINTER,
            Trouble.PAPER_OUT,
            ("二楼东 2 号机（二楼 企业服务区）", "2F east 2 (Floor 2)"),
            heard=True,
        ),
        "out of service": notice(
            Cause.STAFF, None, ("二楼东 2 号机（二楼 企业服务区）", "2F east 2 (Floor 2)"), heard=True
        ),
        "attract": AttractPage(
            "Sample City Government Service Centre", "Done in a moment", "Touch to begin", _services(50)
        ),
        "sign in": StaffSignInPage(
            "Too many wrong PINs for Li Qiang. Please wait 480 s before the next try.", False
        ),
        "staff": StaffPage(
            "Li Qiang", "The paper is nearly used up", "Noted: the paper was changed", "English", 75, True
        ),
        **step_pages(),
        **{stage.name: visit(stage) for stage in Stage},
    }


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    i18n.install(qapp, request.param)
    yield request.param
    i18n.install(qapp, "zh")


@pytest.fixture
def window(qtbot: QtBot) -> KioskWindow:
    made = KioskWindow(load_theme(), DIAGONAL_INCH)
    qtbot.addWidget(made)
    made.resize(1080, 1920)
    made.show()
    return made


def state(page: Page, language: str, aids: Aids = NO_AIDS, idle: int | None = None) -> KioskState:
    hall = "Sample City Government Service Centre"
    return KioskState(language, hall, "Two touches", "Asia/Shanghai", page, aids, idle)


def touchables(window: KioskWindow) -> list[QAbstractButton]:
    return [button for button in window.findChildren(QAbstractButton) if button.isVisible()]


MODES = {
    "plain": (1080, 1920, NO_AIDS),
    "large": (1080, 1920, frozenset({Aid.LARGE_TYPE})),
    "contrast": (1080, 1920, frozenset({Aid.CONTRAST})),
    "low": (1080, 1920, frozenset({Aid.LOW})),
    "everything": (1080, 1920, frozenset(Aid)),
    "across": (1920, 1080, NO_AIDS),
    "across, everything": (1920, 1080, frozenset(Aid)),
    "small": (540, 960, NO_AIDS),
}


TOGETHER = [
    ("zh", "plain"),
    ("zh", "contrast"),
    ("zh", "across"),
    ("zh", "everything"),
    ("en", "large"),
    ("en", "low"),
    ("en", "small"),
    ("en", "across, everything"),
]
"""Each mode in one language; all of them in both by name."""
FEWER_STAGES = {Stage.ASKING, Stage.PRINTED, Stage.UNKNOWN, Stage.KEPT, Stage.REFUSED}


@pytest.mark.parametrize(("language", "mode"), TOGETHER, indirect=["language"])
def test_every_screen_keeps_the_rules(
    window: KioskWindow, pages: dict[str, Page], language: str, mode: str
) -> None:
    some = {name: page for name, page in pages.items() if getattr(page, "stage", None) not in FEWER_STAGES}
    assert_rules(window, some, language, mode)


@pytest.mark.long
@pytest.mark.parametrize("mode", MODES)
def test_every_screen_keeps_the_rules_in_every_language(
    window: KioskWindow, pages: dict[str, Page], language: str, mode: str
) -> None:
    assert_rules(window, pages, language, mode)


def assert_rules(window: KioskWindow, pages: dict[str, Page], language: str, mode: str) -> None:
    width, height, aids = MODES[mode]
    window.resize(width, height)
    px_per_mm = measures_for(load_theme(), window.size(), DIAGONAL_INCH).px_per_mm
    found = []
    shown = [*((name, page, None) for name, page in pages.items()), ("idle", pages["home"], 9)]
    for name, page, idle in shown:
        window.show_state(state(page, language, aids, idle))
        found += [f"{name}: {each}" for each in faults(window, px_per_mm, low=Aid.LOW in aids)]
    assert not found, "\n".join(found)


LONG_HALL = {
    "zh": "示例市人民政府行政审批服务中心（示例市市民之家）",
    "en": "Sample City Administrative Examination and Approval Service Centre (House of the Citizens)",
}


def test_even_the_longest_hall_name_and_the_day_stay_off_the_edges_of_the_header(
    window: KioskWindow, pages: dict[str, Page], language: str
) -> None:
    for width, height, aids in MODES.values():
        window.resize(width, height)
        for page in (pages["home"], pages["notice"]):
            window.show_state(replace(state(page, language, aids), hall=LONG_HALL[language]))
            words = list(words_of(window.header))
            assert len(words) >= 3
            room = window.header.rect().adjusted(0, 4, 0, -4)
            assert [word.text for word in words if not room.contains(word.box.toRect())] == []


@pytest.mark.parametrize("size", [(1080, 1920), (540, 960), (720, 1280), (1200, 1920)])
def test_every_screen_can_be_painted_at_any_size(
    window: KioskWindow, pages: dict[str, Page], size: tuple[int, int]
) -> None:
    window.resize(*size)
    for page in pages.values():
        window.show_state(state(page, "zh"))
        image = window.grab().toImage()
        colours = {image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}
        assert len(colours) > 5


def test_all_entries_can_be_reached_by_leafing(
    window: KioskWindow, pages: dict[str, Page], qtbot: QtBot
) -> None:
    i18n_names = set()
    window.show_state(state(pages["many services"], "en"))
    for _ in range(6):
        i18n_names |= {control.accessibleName() for control in touchables(window)}
        view = window.view_of(ServicesPage)
        assert isinstance(view, ServicesView)
        later = view.leaves.later
        if later.isEnabled():
            qtbot.mouseClick(later, Qt.MouseButton.LeftButton)
    assert {f"{LONG} {n}" for n in range(1, 24)} <= i18n_names


def test_a_pressed_control_looks_pressed_at_once(
    window: KioskWindow, pages: dict[str, Page], qtbot: QtBot
) -> None:
    window.show_state(state(pages["home"], "zh"))
    tile = next(control for control in touchables(window) if control.accessibleName().startswith("B "))
    before = tile.grab().toImage()
    qtbot.mousePress(tile, Qt.MouseButton.LeftButton)
    assert tile.grab().toImage() != before


def test_the_touch_that_answers_the_idle_question_presses_nothing_else(
    window: KioskWindow, pages: dict[str, Page], qtbot: QtBot
) -> None:
    chosen: list[Intent] = []
    window.wanted.connect(chosen.append)
    idle = KioskState("zh", "大厅", "", "Asia/Shanghai", pages["home"], idle_seconds_left=9)
    window.show_state(idle)
    for x in range(60, 1080, 120):
        for y in range(300, 1800, 120):
            where = window.rect().topLeft()
            where.setX(x)
            where.setY(y)
            on = window.childAt(where)
            assert on is not None
            qtbot.mouseClick(on, Qt.MouseButton.LeftButton, pos=on.mapFrom(window, where))
    assert set(chosen) == {Stay()}


def test_every_page_has_a_view() -> None:
    def kinds(page: type[Page]) -> Iterator[type[Page]]:
        for kind in page.__subclasses__():
            yield kind
            yield from kinds(kind)

    assert set(VIEWS) == {kind for kind in kinds(Page) if kind.__module__.startswith("kiosk.")}


def test_the_second_tap_of_an_impatient_finger_presses_nothing_on_the_page_that_came(
    window: KioskWindow, pages: dict[str, Page], qtbot: QtBot
) -> None:
    wanted: list[Intent] = []
    window.wanted.connect(wanted.append)
    window.show_state(state(pages["services"], "zh"))
    row = next(control for control in touchables(window) if control.accessibleName().startswith(LONG))
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert wanted == [TakeNumber("B1")]
    window.show_state(state(pages["help"], "zh"))
    for control in touchables(window):
        if control.parent() is not window.footer:
            second_tap(control)
    assert wanted == [TakeNumber("B1")]
    window.show_state(state(pages["services"], "zh"))
    second_tap(row)
    assert len(wanted) == 2, "on the page where the first tap was, the second one counts"


def second_tap(control: QAbstractButton) -> None:
    """What Qt makes of a second tap right after the first: a double click, and its release."""
    where = QPointF(control.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = control.mapToGlobal(where)
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        QApplication.sendEvent(control, QMouseEvent(kind, where, at, left, left, none))
