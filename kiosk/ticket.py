"""A ticket's words made ready for screen and printer, as this kiosk's printer takes them."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.picture import Picture
from kiosk.printer import Printable
from kiosk.settings import KioskSection, PrinterMode
from kiosk.slip import Slip, draw_slip
from kiosk.text_slip import text_ticket
from kiosk.ticket_layout import load_layout


@dataclass(frozen=True)
class Ticket:
    """One ticket: what the screen shows, and what the printer gets."""

    picture: Picture
    paper: Printable


def make_ticket(slip: Slip, settings: KioskSection) -> Ticket:
    """Lay the ticket out."""
    layout = load_layout(settings.ticket_layout)
    picture = draw_slip(slip, layout)
    if settings.printer_mode is PrinterMode.TEXT:
        return Ticket(picture, text_ticket(slip, layout, settings.printer_encoding))
    return Ticket(picture, picture)
