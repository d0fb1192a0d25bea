"""A whole hall whose database, line and apps can be broken: what it says, when it is usable again, what it lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic

from sqlalchemy import RowMapping, select

from db import history
from db.engine import Database, open_database
from db.hall_folder import read_hall
from db.models import ticket
from db.status import TicketState
from hall.day.invariants import GAPLESS, IN_ORDER, ONE_AT_A_TIME, check
from hall.screen import OFFSCREEN
from hall.screen_words import on_screen
from hall.stage import DESKS, SAMPLE_HALL, SERVICE, ZONE, Stage, set_up
from hall.station import Station
from hall.story import press, see_number, see_on_board, take_number, wait_until_ready
from tests.db.cutting_proxy import CuttingProxy, cutting_proxy
from tests.faults.promises import Promises
from tests.faults.small_disk import SmallDisk
from tests.patience import PATIENCE_S
from tests.postgres_server import PostgresServer

LANGUAGE = "zh"
SAID_S = 3.0
USABLE_S = 5.0
PAUSE_MS = 200.0

LOST = "acknowledged numbers lost:"
DOUBLES = "double calls:"
GAPS = "numbers twice or left out:"
JUMPED = "called before somebody who was due earlier:"


def word(app: str, source: str) -> str:
    """How an app says it."""
    return on_screen(app, source, LANGUAGE)


_KIOSK_AWAY = "No numbers at the moment"
_KIOSK_ASKS = word("kiosk", "Taking your number")
_KIOSK_SAYS_WHY = "The connection to the hall is interrupted|" + word(
    "kiosk", "The connection is interrupted; trying again. You will not get two numbers."
)
_CALLER_AWAY = "|".join(
    word("caller", words)
    for words in ("No connection to the hall. Trying again…", "No answer yet. Trying again…")
)
_NUMBER = word("kiosk", "Ticket number")
AWAY = word("display", "No connection, as of {time}").split(" · ", maxsplit=1)[0]


@dataclass
class FaultyHall:
    """The sample hall with its four apps, played by the robot; `seen`: its database, beside whatever is broken."""

    stage: Stage
    seen: Database
    folder: Path
    promises: Promises
    disk: SmallDisk | None = None
    line: CuttingProxy | None = None
    server: PostgresServer | None = None
    shown: list[str] = field(default_factory=list)
    """Every number that a kiosk has shown to a visitor."""

    @property
    def desk(self) -> Station:
        return self.stage.callers[0]

    # --- A visit ---------------------------------------------------------------------------------

    def number_taken(self) -> str:
        """A visitor takes a number and holds the paper."""
        number = take_number(self.stage, SERVICE).number
        self.shown.append(number)
        return number

    def touched_through(self) -> None:
        """A visitor touches what they want, up to the last touch but one."""
        directory = self.stage.directory
        self.stage.kiosk.ask("press", name=directory.zones[ZONE].named(LANGUAGE))
        self.stage.kiosk.ask("press", name=directory.services[SERVICE].named(LANGUAGE))
        self.stage.kiosk.ask("wait", name=word("kiosk", "Agree and use my ID card"))

    def last_touch(self) -> None:
        """After that the number is asked for; nobody waits for the robot's answer, for it may not live to give it."""
        self.stage.kiosk.tell(id=0, do="press", name=word("kiosk", "Agree and use my ID card"))

    def next_pressed(self) -> None:
        """The desk asks for the next visitor, and its robot may not live to say so."""
        self.desk.tell(id=0, do="press", name=word("caller", "Next"), timeout_s=PATIENCE_S)

    def was_called(self, number: str) -> bool:
        """Whether the record says so."""
        rows = self._record()
        return any(row["kind"] == "TicketCalled" and row["facts"]["number"] == number for row in rows)

    def _record(self) -> list[RowMapping]:
        self.seen.close()  # what it was connected to may have died
        return list(history.all_rows(self.seen))

    def visitor_goes(self) -> str | None:
        """The number that the kiosk shows to whoever asked for one, if it could still get one; the next may come."""
        kiosk = self.stage.kiosk
        done, keep = word("kiosk", "Done"), word("kiosk", "Keep the number")
        if kiosk.ask("wait", pattern=f"^({done}|{keep})$", enabled=True)["name"] == keep:
            # On a busy machine the simulated printer may be too slow for its driver.
            kiosk.ask("press", name=keep)
            kiosk.ask("wait", name=done, enabled=True)
        names = {each["name"]: each["text"] for each in kiosk.ask("names")["names"]}
        number = re.sub(r"\s", "", names[_NUMBER].splitlines()[0]) if _NUMBER in names else None
        if number:
            self.shown.append(number)
        kiosk.ask("press", name=word("kiosk", "Done"))
        kiosk.ask("wait", name=self.stage.directory.zones[ZONE].named(LANGUAGE))
        return number

    def waiting(self) -> list[str]:
        """The numbers of all who wait, in their order."""
        line = select(ticket.c.number).where(ticket.c.state == TicketState.WAITING).order_by(ticket.c.due_at)
        with self.seen.reading() as connection:
            return list(connection.execute(line).scalars())

    def called(self, number: str) -> None:
        """The desk calls until it is that one, on the desk and on the board.

        Before it there may be numbers of which nobody knows whether they are in a hand: their kiosk died.
        """
        while True:
            press(self.stage, self.desk, "Next")
            self.desk.ask("wait", name=word("caller", "Start"), enabled=True)
            text = self.desk.ask("read", name=word("caller", "Number"))["text"]
            if number in re.sub(r"\s", "", text):
                break
            self.served()
        self.is_at_the_desk(number)

    def is_at_the_desk(self, number: str) -> None:
        see_number(self.stage, self.desk, number)
        see_on_board(self.stage, number, DESKS[0][0])

    def served(self) -> None:
        """The visitor at the desk is served and goes."""
        press(self.stage, self.desk, "Start")
        press(self.stage, self.desk, "Finish")
        self.desk.ask("wait", name=word("caller", "Next"), enabled=True)

    def visit(self) -> str:
        """A whole one, as the proof that everything works."""
        number = self.number_taken()
        self.called(number)
        self.served()
        return number

    # --- What is measured ------------------------------------------------------------------------

    def says_so(self, fault: str, since: float, *stations: Station) -> None:
        """Each app says that the hall is away; how long it took."""
        waits = [partial(self._says_away, station) for station in stations or self.stage.apps]
        self.promises.within(fault, "said on every screen within", _last(waits) - since, SAID_S)

    def _says_away(self, station: Station) -> None:
        match self._app(station):
            case "kiosk":
                station.ask("wait", pattern=f"^({_KIOSK_AWAY}|{_KIOSK_ASKS})$", matches=_KIOSK_SAYS_WHY)
            case "caller":
                station.ask("wait", name=word("caller", "Message"), matches=_CALLER_AWAY)
            case _:
                station.ask("wait", pattern=".", matches=AWAY)

    def is_usable(self, fault: str, since: float, *stations: Station) -> None:
        """Each app is as before; how long it took since the database could be reached again."""
        waits = [partial(self._works, station) for station in stations or self.stage.apps]
        self.promises.within(fault, "usable again within", _last(waits) - since, USABLE_S)

    def _works(self, station: Station) -> None:
        match self._app(station):
            case "kiosk":
                zone = self.stage.directory.zones[ZONE].named(LANGUAGE)
                station.ask("wait", pattern=f"^({zone}|{_NUMBER}|{word('kiosk', 'No number this time')})$")
            case "caller":
                station.ask(
                    "wait", name=word("caller", "Message"), matches=word("caller", "Connected again.")
                )
            case _:
                station.ask("wait", pattern=".", matches=rf"\A(?![\s\S]*{AWAY})")

    def _app(self, station: Station) -> str:
        return (
            "kiosk" if station is self.stage.kiosk else "display" if station is self.stage.board else "caller"
        )

    @contextmanager
    def pulse(self, fault: str, *stations: Station) -> Iterator[None]:
        """How long a screen stood still meanwhile, by its own pulse; what the machine took from it is not counted."""
        apps = stations or self.stage.apps
        for app in apps:
            app.ask("pulse")
        yield
        taken = {app.name: app.ask("pulse") for app in apps}
        name, worst = max(taken.items(), key=lambda each: each[1]["own_pause_s"])
        whole = max(each["pause_s"] for each in taken.values())
        detail = f"{name}; with what the machine took {whole * 1000:.0f} ms"
        self.promises.pause(fault, worst["own_pause_s"], PAUSE_MS, detail)

    def judge(self, fault: str) -> None:
        """By the record alone: nothing acknowledged is lost, nobody called twice, no number twice or left out."""
        rows = self._record()
        kept = {each.name: each for each in check(read_hall(SAMPLE_HALL), rows, {}, len(self.shown))}
        issued = {row["facts"]["number"] for row in rows if row["kind"] == "TicketIssued"}
        gone = {row["facts"]["number"] for row in rows if row["kind"] == "TicketCancelled"}
        lost = [number for number in self.shown if number not in issued - gone]
        holes = sum(row["id"] != nth for nth, row in enumerate(rows, rows[0]["id"]))
        self.promises.never(fault, LOST, len(lost), f"of {len(self.shown)} {' '.join(lost)}".strip())
        doubles = kept[ONE_AT_A_TIME]
        self.promises.never(fault, DOUBLES, doubles.broken, "; ".join(doubles.examples))
        jumped = kept[IN_ORDER]
        self.promises.never(fault, JUMPED, jumped.broken, "; ".join(jumped.examples))
        gaps = kept[GAPLESS]
        self.promises.never(fault, GAPS, gaps.broken + holes, "; ".join(gaps.examples))


def _last(waits: Iterable[Callable[[], None]]) -> float:
    """Wait for all of them at once; when the last of them was over."""

    def over(wait: Callable[[], None]) -> float:
        wait()
        return monotonic()

    with ThreadPoolExecutor() as pool:
        return max(pool.map(over, waits))


@contextmanager
def faulty_hall(
    folder: Path, promises: Promises, url: str, beside: str | None = None
) -> Iterator[FaultyHall]:
    """A running hall at `url`; `beside`: the same database by a way that stays whole."""
    with (
        set_up(folder, folder, url, LANGUAGE, OFFSCREEN, offscreen=True) as stage,
        closing(open_database(beside or url, "judge")) as seen,
    ):
        wait_until_ready(stage)
        yield FaultyHall(stage, seen, folder, promises)


@contextmanager
def hall_on_postgresql(
    folder: Path, promises: Promises, server: PostgresServer, disk: SmallDisk | None = None
) -> Iterator[FaultyHall]:
    """On a server of its own, over a line that can be broken, on a disk that can be full."""
    if disk:
        server.execute(f"CREATE TABLESPACE small LOCATION '{server.own_folder(disk.folder)}'")
    server.execute("CREATE DATABASE hall" + (" TABLESPACE small" if disk else ""))
    with (
        cutting_proxy(server) as line,
        faulty_hall(folder, promises, line.url("hall"), server.url("hall")) as hall,
    ):
        hall.line, hall.server, hall.disk = line, server, disk
        yield hall


@contextmanager
def hall_on_sqlite(folder: Path, promises: Promises, disk: SmallDisk | None = None) -> Iterator[FaultyHall]:
    """In a file of that folder, or of a disk that can be full."""
    place = disk.folder if disk else folder
    with faulty_hall(folder, promises, f"sqlite:///{(place / 'hall.db').as_posix()}") as hall:
        hall.disk = disk
        yield hall
