"""What the kiosk's tests share: a printer, and a ticket to print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.picture import Picture
from kiosk.printer import TicketPrinter
from kiosk.slip import Fact, Slip, draw_slip
from shell.serial_line import SerialLine
from tests.kiosk.printer_process import PrinterProcess
from tests.kiosk.ways_in import cards, clock, hall, kiosk, start

__all__ = ["cards", "clock", "hall", "kiosk", "start"]

SLIP = Slip(
    hall="示例市政务服务中心（市民之家）",
    service="社会保障卡",
    prefix="B2",
    digits="047",
    place="一楼 B 区 · 47—50 号窗口",
    facts=(
        Fact("前面等候", "6 人"),
        Fact("预计等候", "12–20 分钟"),
        Fact("取号时间", "11-23 09:41"),
        Fact("类型", "现场"),
    ),
    rules="请留意屏幕与广播。呼叫 3 次未到为过号，可在导办台激活一次。当日有效。",
    code_caption="号票校验码，不含个人信息",
    token="kJ8_sQw2Zr0aTb5LxNcV3g",
)


@pytest.fixture
def slip() -> Slip:
    return SLIP


@pytest.fixture
def ticket(qapp: object, slip: Slip) -> Picture:
    return draw_slip(slip)


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[PrinterProcess]:
    process = PrinterProcess(tmp_path)
    yield process
    process.close()


@pytest.fixture
def printer(simulator: PrinterProcess) -> Iterator[TicketPrinter]:
    driver = TicketPrinter(SerialLine(str(simulator.link), 115200))
    yield driver
    driver.close()
