"""The faults of a running hall: each breaks one thing, sees what the screens say, and lets a visit prove the rest."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import psycopg

from db.engine import DiskFull
from db.feed import SLOW_POLL_S
from hall.stage import DESKS
from hall.station import Station, StationFailed
from hall.story import press, see_number, see_on_board
from tests.db.cutting_proxy import Cut
from tests.db.turn_holder import frozen_holder
from tests.faults.faulty_hall import SAID_S, USABLE_S, FaultyHall, word
from tests.faults.promises import Unit
from tests.faults.sqlite_turn import caught_in_transaction, note_of
from tests.patience import PATIENCE_S

Fault = Callable[[FaultyHall, int], None]
"""Breaks a hall for the nth time; odd ones break after the commit, even ones before it."""

START_S = 90.0
TURN_PASSES_S = 3.0
ASIDE_S = 2.5

_NUMBER, _NO_NUMBER = (word("kiosk", words) for words in ("Ticket number", "No number this time"))
_DISK_FULL = word("shell", DiskFull.template).split("{", maxsplit=1)[0].rstrip("（(")


# --- Killed --------------------------------------------------------------------------------------


def kiosk_killed(hall: FaultyHall, nth: int) -> None:
    """While it takes a number for somebody."""
    hall.touched_through()
    _kill_in_its_turn(hall, hall.stage.kiosk, b"TicketIssued", nth, hall.last_touch)
    _started_again(hall, "kiosk killed in mid-transaction", hall.stage.kiosk)
    hall.visit()


def caller_killed(hall: FaultyHall, nth: int) -> None:
    """While it calls somebody."""
    number = hall.number_taken()
    _kill_in_its_turn(hall, hall.desk, b"TicketCalled", nth, hall.next_pressed)
    _started_again(hall, "caller killed in mid-transaction", hall.desk)
    _called_in_the_end(hall, number)
    hall.served()


def board_killed(hall: FaultyHall, nth: int) -> None:
    """While it writes down that a call was announced."""
    number = hall.number_taken()
    _kill_in_its_turn(hall, hall.stage.board, b"CallAnnounced", nth, hall.next_pressed)
    _started_again(hall, "board killed in mid-transaction", hall.stage.board)
    _called_in_the_end(hall, number)
    hall.served()


def server_killed(hall: FaultyHall, nth: int) -> None:
    """While a number is taken: every process of PostgreSQL at once."""
    assert hall.line and hall.server and hall.server.process
    fault = "PostgreSQL killed in mid-transaction"
    hall.touched_through()
    with hall.pulse(fault):
        hall.line.cut(_where(nth), b"TicketIssued", hall.server.kill)
        hall.last_touch()
        hall.server.process.wait(PATIENCE_S)
        hall.says_so(fault, since=monotonic())
        hall.server.start()
        hall.is_usable(fault, since=monotonic())
        number = hall.visitor_goes()
    if number:
        hall.called(number)
        hall.served()
    else:
        hall.visit()


def _called_in_the_end(hall: FaultyHall, number: str) -> None:
    """What the record says to be called is at the desk; otherwise the key is pressed again."""
    if hall.was_called(number):
        hall.is_at_the_desk(number)
    else:
        hall.called(number)


def _where(nth: int) -> Cut:
    return Cut.AFTER if nth % 2 else Cut.BEFORE


def _kill_in_its_turn(
    hall: FaultyHall, station: Station, about: bytes, nth: int, cause: Callable[[], None]
) -> None:
    """Kill an app at its commit of such an event; on SQLite, as soon as its journal lies beside the file."""
    if hall.line:
        hall.line.cut(_where(nth), about, station.process.kill)
        cause()
    else:
        assert hall.seen.path
        note_of(hall.seen.path).unlink(missing_ok=True)  # it names the last one until there is another
        cause()
        caught_in_transaction(hall.seen.path, {station.process.pid})
        station.process.kill()
    station.process.wait(PATIENCE_S)


def _started_again(hall: FaultyHall, fault: str, station: Station) -> None:
    """As its service manager would."""
    began = monotonic()
    station.start_again()
    match station:
        case hall.stage.kiosk:
            station.ask("wait", name=word("kiosk", "Choose by zone"), timeout_s=START_S)
        case hall.stage.board:
            station.ask("wait", pattern=".", matches=r"\d\d:\d\d", timeout_s=START_S)
        case _:
            station.ask("wait", name=word("caller", "Next"), timeout_s=START_S)
    hall.promises.told(fault, "on its screen again, started anew, after", monotonic() - began, Unit.S)


# --- The disk ------------------------------------------------------------------------------------


def disk_full(hall: FaultyHall, nth: int) -> None:
    """The database's disk has no room for one more page, and then it has."""
    assert hall.disk
    fault = "disk full"
    with hall.pulse(fault):
        hall.disk.fill()
        while True:
            hall.touched_through()
            hall.last_touch()
            since = monotonic()
            answer = hall.stage.kiosk.ask("wait", pattern=f"^({_NUMBER}|{_NO_NUMBER})$")
            took_s = monotonic() - since
            if answer["name"] == _NO_NUMBER:
                assert _DISK_FULL in answer["text"], answer
            if hall.visitor_goes() is None:
                break
            # It found room in a page that was there already.
        hall.promises.within(fault, "said on the kiosk within", took_s, SAID_S)
        hall.disk.make_room()
        since = monotonic()
        hall.touched_through()
        hall.last_touch()
        hall.stage.kiosk.ask("wait", name=_NUMBER)
        hall.promises.within(fault, "usable again within", monotonic() - since, USABLE_S)
        assert hall.visitor_goes()
    for number in hall.waiting():
        hall.called(number)
        hall.served()


# --- The line ------------------------------------------------------------------------------------


def line_cut(hall: FaultyHall, nth: int) -> None:
    """Every connection ends, and none comes about."""
    assert hall.line
    fault = "line to the database cut"
    with hall.pulse(fault):
        hall.line.unplug()
        hall.says_so(fault, since=monotonic())
        hall.line.mend()
        hall.is_usable(fault, since=monotonic())
    hall.visit()


def line_swallows(hall: FaultyHall, nth: int) -> None:
    """Half-open: no connection ends, but what is sent over it is never acknowledged; a call is on its way."""
    assert hall.line
    fault = "line to the database half-open"
    number = hall.number_taken()
    with hall.pulse(fault):
        hall.line.swallow()
        since = monotonic()
        hall.next_pressed()
        hall.says_so(fault, since)
        hall.line.mend()
        hall.is_usable(fault, since=monotonic())
    hall.is_at_the_desk(number)
    hall.served()


def listener_killed(hall: FaultyHall, nth: int) -> None:
    """The server ends the connection on which the board listens."""
    assert hall.server
    number = hall.number_taken()
    with psycopg.connect(hall.server.url("hall"), autocommit=True) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hall board-1 listens'"
        ).fetchall()
        assert ended
    _on_the_board(hall, "the board's listening connection killed", number)


def listener_deaf(hall: FaultyHall, nth: int) -> None:
    """Notifications are lost, and nothing tells of it."""
    assert hall.line
    number = hall.number_taken()
    hall.line.deaf = True
    _on_the_board(hall, "listeners deaf", number)
    hall.line.mend()


def _on_the_board(hall: FaultyHall, fault: str, number: str) -> None:
    press(hall.stage, hall.desk, "Next")
    see_number(hall.stage, hall.desk, number)
    since = monotonic()
    see_on_board(hall.stage, number, DESKS[0][0])
    hall.promises.within(fault, "a call on the board within", monotonic() - since, SLOW_POLL_S, "slow poll")
    hall.served()


# --- The turn ------------------------------------------------------------------------------------


def holder_frozen(hall: FaultyHall, nth: int) -> None:
    """A station stands still with the turn in its hands: PostgreSQL sends it away, on SQLite it is named."""
    number = hall.number_taken()
    with (
        frozen_holder(hall.seen.url.render_as_string(hide_password=False)) as holder,
        hall.pulse("turn-holder frozen"),
    ):
        since = monotonic()
        if hall.server:
            while not _called_at_last(hall):
                pass
            hall.promises.within(
                "turn-holder frozen", "the others go on within", monotonic() - since, TURN_PASSES_S
            )
        else:
            hall.next_pressed()
            named = rf"counter 12 \(process {holder.pid}\)"
            hall.desk.ask("wait", name=word("caller", "Message"), matches=named)
            hall.promises.within(
                "turn-holder frozen", "named on the screen within", monotonic() - since, SAID_S
            )
    if not hall.server:
        press(hall.stage, hall.desk, "Next")
    hall.is_at_the_desk(number)
    hall.served()


def _called_at_last(hall: FaultyHall) -> bool:
    """Press the key once, and look whether somebody comes."""
    press(hall.stage, hall.desk, "Next")
    try:
        hall.desk.ask("wait", name=word("caller", "Start"), enabled=True, timeout_s=ASIDE_S)
    except StationFailed:
        return False
    return True
