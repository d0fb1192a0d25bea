"""For which zones this display speaks: leases in the hall's database, prolonged by a thread of their own."""

from __future__ import annotations

import logging
import math
import threading
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic

from db.directory import read_directory
from db.engine import Database
from db.errors import HallError
from db.leases import claim, give_up, taken_by_others

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Terms:
    """A lease lasts `lease_s`; with `renew_s` less than that left it is prolonged; free ones are looked for
    every `look_s`. A dead holder's zone so has another voice within lease_s + look_s."""

    lease_s: float = 8.0
    renew_s: float = 2.0
    look_s: float = 1.0


class Leases:
    """The leases of one running display; knows no object of Qt.

    What is held is reckoned on this machine's monotonic clock from the moment before the database was asked: here a
    lease always ends no later than there, and after a freeze it has ended.
    """

    def __init__(
        self,
        open_hall: Callable[[], Database],
        zones: Iterable[str],
        station: str,
        *,
        terms: Terms = Terms(),
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """`zones`: for which it may speak; none named: all of the hall."""
        self._open_hall = open_hall
        self._zones = frozenset(zones)
        self._changed: Callable[[], None] = lambda: None
        self._terms = terms
        self._clock = clock
        self._until: dict[str, float] = {}
        self._seen_free: frozenset[str] = frozenset()
        self._fit = False
        self._database: Database | None = None
        self._holder = f"{station} {uuid.uuid4().hex[:8]}"
        self._opening = threading.Lock()
        self._stopping = threading.Event()
        self._asking = threading.Lock()
        self._thread = threading.Thread(target=self._keep, name="leases", daemon=True)

    def tell(self, changed: Callable[[], None]) -> None:
        """Call this whenever something was gained or lost; in the thread that found out."""
        self._changed = changed

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def stop(self, timeout_s: float = 2.5) -> None:
        """Ask no more, and let another display take over at once."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def now_fit(self, fit: bool) -> None:
        """Whether this display can be heard; one that cannot gives way to one that can."""
        self._fit = fit

    def holds(self, zone_id: str) -> bool:
        """Whether this display speaks for the zone at this moment."""
        return self._left_s(zone_id) > 0

    def latest_start(self, zone_id: str, seconds: float) -> float:
        """The last monotonic moment at which what lasts so long may begin; in the past when nothing may.

        Asks the database when the lease is too short, or has run out.
        """
        if self._left_s(zone_id) < seconds:
            self._claim([zone_id], max(seconds, self._terms.lease_s))
        return self._until.get(zone_id, -math.inf) - seconds

    def _left_s(self, zone_id: str) -> float:
        return self._until.get(zone_id, -math.inf) - self._clock()

    def _keep(self) -> None:
        while not self._stopping.is_set():
            try:
                self._look()
            except HallError as failure:
                log.info("no word on the leases: %s", failure)
            except Exception:
                log.exception("the leases broke")
            self._stopping.wait(self._terms.look_s)
        if self._database:
            try:
                give_up(self._database, self._holder)
            except HallError as failure:
                log.info("the leases were not given up: %s", failure)
            self._database.close()

    def _look(self) -> None:
        held = {zone for zone in self._until if self.holds(zone)}
        short = [z for z in held if self._left_s(z) < self._terms.lease_s - self._terms.renew_s]
        if short:
            self._claim(short, self._terms.lease_s)
        database = self._hall()
        if not self._zones:
            with database.reading() as connection:
                self._zones = frozenset(read_directory(connection).zones)
        wanted = self._zones - held
        if wanted:
            free = wanted - taken_by_others(database, wanted, self._holder, fit=self._fit)
            # One that cannot be heard lets the others go first.
            ready = free if self._fit else free & self._seen_free
            self._seen_free = free
            self._claim(sorted(ready), self._terms.lease_s)

    def _claim(self, zones: Iterable[str], seconds: float) -> None:
        with self._asking:
            before = {zone for zone in self._until if self.holds(zone)}
            asked_at = self._clock()
            asked = set(zones)
            if not asked:
                return
            try:
                granted = claim(self._hall(), asked, self._holder, seconds, fit=self._fit)
            except HallError as failure:
                log.info("the leases could not be prolonged: %s", failure)
                return
            for zone in asked:
                self._until[zone] = asked_at + seconds if zone in granted else -math.inf
        after = {zone for zone in self._until if self.holds(zone)}
        if before != after:
            log.info("this display speaks for: %s", ", ".join(sorted(after)) or "nobody")
            self._changed()

    def _hall(self) -> Database:
        with self._opening:
            self._database = self._database or self._open_hall()
            return self._database
