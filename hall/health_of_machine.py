"""How this machine does: its fonts, voice, sound, ticket printer and serial ports."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from db.errors import QT_TRANSLATE_NOOP, HallError
from hall.health import Finding, Health, finding, told
from hall.stations import device
from hall.words import speech_word

if TYPE_CHECKING:
    from kiosk.settings import KioskSection

_SAMPLE = "叫号窗口"
_CALL = "请 B 二 零 四 七 号 到 四十八 号 窗口"
_VOICE = QT_TRANSLATE_NOOP("hall", "Voice")
_SOUND = QT_TRANSLATE_NOOP("hall", "Sound")
_PRINTER = QT_TRANSLATE_NOOP("hall", "Printer")


def look_at_fonts() -> Finding:
    """Whether Chinese can be written, and in bold."""
    from PySide6.QtGui import QFontDatabase, QFontInfo, QRawFont

    from shell.theme import font

    what = QT_TRANSLATE_NOOP("hall", "Fonts")
    face = font(40, 700)
    family = QFontInfo(face).family()
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if not chinese and not all(QRawFont.fromFont(face).supportsCharacter(ord(sign)) for sign in _SAMPLE):
        return finding(
            what,
            Health.BAD,
            QT_TRANSLATE_NOOP("hall", "no font of this machine has Chinese characters"),
            QT_TRANSLATE_NOOP(
                "hall", "Install one: apt install fonts-noto-cjk; on Windows the Chinese language pack."
            ),
        )
    bold = QFontInfo(face).bold()
    return finding(
        what,
        Health.GOOD if bold else Health.DOUBT,
        "{family}" if bold else QT_TRANSLATE_NOOP("hall", "{family}, without a bold face"),
        ""
        if bold
        else QT_TRANSLATE_NOOP("hall", "Numbers are best read in bold: apt install fonts-noto-cjk."),
        family=family,
    )


def look_at_voice() -> Iterator[Finding]:
    """The speech engine makes a call, which must sound like one; and the sound device is opened."""
    from shell.speech import NotSpoken, Voice
    from shell.speech_text import Utterance

    with closing(Voice()) as voice:
        try:
            made = voice.render(Utterance("zh", _CALL))
            said = QT_TRANSLATE_NOOP("hall", "{voice} makes {seconds} s of speech of a call")
            yield finding(_VOICE, Health.GOOD, said, voice=made.voice, seconds=f"{made.seconds:.1f}")
        except NotSpoken as failure:
            advice = QT_TRANSLATE_NOOP(
                "hall",
                "The packages bring espeak-ng along on Linux: run `run.py` again; elsewhere install a voice.",
            )
            yield told(_VOICE, Health.BAD, speech_word(failure.reason), advice)
            return
        try:
            voice.check()
            yield finding(_SOUND, Health.GOOD, QT_TRANSLATE_NOOP("hall", "the sound device can be opened"))
        except NotSpoken as failure:
            advice = QT_TRANSLATE_NOOP(
                "hall",
                "Only a display needs one: plug loudspeakers in, choose the output, end what holds the device.",
            )
            yield told(_SOUND, Health.DOUBT, speech_word(failure.reason), advice)


def look_at_printer(section: KioskSection, url: str) -> Finding:
    """The ticket printer of this machine; one that a running kiosk uses is asked through the kiosk."""
    from kiosk.printer import TicketPrinter
    from shell.serial_line import SerialLine

    if not section.printer_port:
        said = QT_TRANSLATE_NOOP("hall", "none in the settings")
        return finding(_PRINTER, Health.UNSEEN, said)
    condition = _of_running_kiosk(section.station, url)
    if condition is None:
        with closing(TicketPrinter(SerialLine(section.printer_port, section.printer_baud))) as printer:
            condition = str(printer.condition())
    health = {"ok": Health.GOOD, "near-end": Health.DOUBT}.get(condition, Health.BAD)
    return finding(
        _PRINTER,
        health,
        QT_TRANSLATE_NOOP("hall", "{port}: {condition}"),
        ""
        if health == Health.GOOD
        else QT_TRANSLATE_NOOP(
            "hall", "Paper, cover, power, cable, port and speed in the settings: in this order."
        ),
        port=section.printer_port,
        condition=device(condition),
    )


def _of_running_kiosk(station: str, url: str) -> str | None:
    """What the kiosk of that name on this machine says of its printer; None: it does not run."""
    from db.engine import open_database
    from db.stations import SILENT_S, read_stations

    try:
        with closing(open_database(url, "hall doctor")) as database:
            seen = read_stations(database)
    except HallError:
        return None
    running = (
        each
        for each in seen
        if (each.name, each.host) == (station, platform.node()) and each.silent_s <= SILENT_S
    )
    return next((each.printer for each in running if each.printer), None)


def look_at_ports() -> Finding:
    """The serial ports, and whether this user may use them."""
    from serial.tools.list_ports import comports

    what = QT_TRANSLATE_NOOP("hall", "Serial ports")
    ports = sorted(port.device for port in comports())
    if not ports:
        return finding(what, Health.UNSEEN, QT_TRANSLATE_NOOP("hall", "none"))
    shut = [port for port in ports if port.startswith("/") and not os.access(port, os.R_OK | os.W_OK)]
    return finding(
        what,
        Health.DOUBT if shut else Health.GOOD,
        QT_TRANSLATE_NOOP("hall", "{ports}; this user may not use: {shut}") if shut else "{ports}",
        QT_TRANSLATE_NOOP("hall", "Let the user use them: usermod -aG dialout USER, then sign in again.")
        if shut
        else "",
        ports=", ".join(ports),
        shut=", ".join(shut),
    )
