"""The kiosk's own settings."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from kiosk.text_slip import Encoding
from shell.settings import Section, Settings


class PrinterMode(StrEnum):
    """How tickets are sent."""

    PICTURE = "picture"  # exactly as on the screen
    TEXT = "text"  # in the printer's own type, for slow lines


class KioskSection(Section):
    """One kiosk: `[kiosk]` in the station's settings."""

    station: str = "kiosk"
    printer_port: str = ""
    printer_baud: int = Field(default=115200, ge=1200)
    card_reader: str = "kiosk.idcard:SamReader"
    card_reader_port: str = ""
    card_reader_baud: int = Field(default=115200, ge=1200)
    zone: str = ""
    printer_mode: PrinterMode = PrinterMode.PICTURE
    printer_encoding: Encoding = Encoding.GB18030
    ticket_layout: str = "80mm"
    public_address: str = ""
    screen_diagonal_inch: float = Field(default=32.0, ge=7)
    idle_s: int = Field(default=45, ge=1)
    idle_warning_s: int = Field(default=15, ge=1)
    attract_s: int = Field(default=120, ge=0)
    full_screen: bool = True


class KioskSettings(Settings):
    """The settings file as the kiosk reads it."""

    kiosk: KioskSection = KioskSection()
