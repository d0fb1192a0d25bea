"""How the hall itself does: its database, and the stations that work with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import QT_TRANSLATE_NOOP, HallError
from hall.health import Finding, Health, finding, told
from hall.words import in_words

if TYPE_CHECKING:
    from db.health import DatabaseHealth

DATABASE = QT_TRANSLATE_NOOP("hall", "Database")
SLOW_MS = 500
CLOCK_OFF_S = 2.0
LITTLE_MB, TOO_LITTLE_MB = 1000, 200


def look_at_hall(url: str) -> Iterator[Finding]:
    """The database, and with it whatever can be learned from it."""
    from db.health import examine

    try:
        found = examine(url)
    except HallError as failure:
        advice = QT_TRANSLATE_NOOP(
            "hall",
            "Is the address right, the server running, the line plugged in? Stations wait and come back by themselves.",
        )
        yield told(DATABASE, Health.BAD, in_words(failure), advice)
        return
    yield _database(found)
    yield _version(found)
    if found.revisions.same:
        yield _loaded(found)
        yield _clock(found)
        yield from _stations(url)
    yield _connections(found)


def _database(found: DatabaseHealth) -> Finding:
    slow = found.answered_ms > SLOW_MS
    return finding(
        DATABASE,
        Health.DOUBT if slow else Health.GOOD,
        QT_TRANSLATE_NOOP("hall", "{server}, answers in {ms} ms"),
        QT_TRANSLATE_NOOP("hall", "That is slow: look at the network and at the server's load.")
        if slow
        else "",
        server=found.server,
        ms=round(found.answered_ms),
    )


def _version(found: DatabaseHealth) -> Finding:
    what = QT_TRANSLATE_NOOP("hall", "Tables")
    revisions = found.revisions
    fields = {"there": revisions.there or "–", "ours": revisions.ours}
    if revisions.same:
        return finding(
            what, Health.GOOD, QT_TRANSLATE_NOOP("hall", "version {ours}, as this program"), **fields
        )
    if revisions.newer:
        advice = QT_TRANSLATE_NOOP("hall", "A newer program made them: update this machine.")
    else:
        advice = QT_TRANSLATE_NOOP("hall", "Run `hall init URL`; what is in the database is kept.")
    said = QT_TRANSLATE_NOOP("hall", "version {there}, this program needs {ours}")
    return finding(what, Health.BAD, said, advice, **fields)


def _loaded(found: DatabaseHealth) -> Finding:
    what = QT_TRANSLATE_NOOP("hall", "Hall")
    if found.hall_name is None:
        return finding(
            what,
            Health.BAD,
            QT_TRANSLATE_NOOP("hall", "none is loaded"),
            QT_TRANSLATE_NOOP("hall", "Run `hall load FOLDER`; assets/sample-hall is one to start from."),
        )
    said = QT_TRANSLATE_NOOP("hall", "{name}, {counters} counters")
    return finding(what, Health.GOOD, said, name=found.hall_name, counters=found.counters)


def _clock(found: DatabaseHealth) -> Finding:
    what = QT_TRANSLATE_NOOP("hall", "Clock")
    if found.ahead_of_clock_s > CLOCK_OFF_S:
        return finding(
            what,
            Health.BAD,
            QT_TRANSLATE_NOOP(
                "hall", "the newest event is {s} s ahead of the hall's clock, which was put back"
            ),
            QT_TRANSLATE_NOOP(
                "hall",
                "Set the clock of the database's machine, and let NTP keep it. The hall's time stands still.",
            ),
            s=round(found.ahead_of_clock_s),
        )
    off = abs(found.clock_ahead_s)
    return finding(
        what,
        Health.DOUBT if off > CLOCK_OFF_S else Health.GOOD,
        QT_TRANSLATE_NOOP("hall", "this machine's differs from the hall's by {s} s"),
        QT_TRANSLATE_NOOP("hall", "The hall goes by the server's; let NTP set this machine's, for its logs.")
        if off > CLOCK_OFF_S
        else "",
        s=f"{off:.1f}",
    )


def _connections(found: DatabaseHealth) -> Finding:
    what = QT_TRANSLATE_NOOP("hall", "Connections")
    if found.max_connections is None:
        said = QT_TRANSLATE_NOOP("hall", "SQLite serves the stations of this one PC")
        return finding(what, Health.GOOD, said)
    enough = found.max_connections >= found.needed_connections
    return finding(
        what,
        Health.GOOD if enough else Health.DOUBT,
        QT_TRANSLATE_NOOP(
            "hall", "{used} of {most} in use; {counters} counters with kiosks and boards need {needed}"
        ),
        ""
        if enough
        else QT_TRANSLATE_NOOP(
            "hall", "On the server: ALTER SYSTEM SET max_connections = {needed}; then restart PostgreSQL."
        ),
        used=found.connections,
        most=found.max_connections,
        counters=found.counters,
        needed=found.needed_connections,
    )


def _stations(url: str) -> Iterator[Finding]:
    from db.engine import open_database
    from db.stations import read_stations
    from hall.stations import in_order

    with closing(open_database(url, "hall doctor")) as database:
        seen = read_stations(database)
    troubled = [each.name for each in seen if not in_order(each)]
    yield finding(
        QT_TRANSLATE_NOOP("hall", "Stations"),
        Health.DOUBT if troubled else Health.GOOD,
        QT_TRANSLATE_NOOP("hall", "{count} known, in trouble: {names}")
        if troubled
        else QT_TRANSLATE_NOOP("hall", "{count} known, all in order"),
        QT_TRANSLATE_NOOP("hall", "`hall stations` says what each of them lacks.") if troubled else "",
        count=len(seen),
        names=", ".join(troubled),
    )


def look_at_disks(places: Iterable[Path]) -> Iterator[Finding]:
    """The room that is left where something is written."""
    what = QT_TRANSLATE_NOOP("hall", "Disk")
    existing = [_existing(each.absolute()) for each in places]
    for place in {each.stat().st_dev: each for each in reversed(existing)}.values():
        free_mb = shutil.disk_usage(place).free // 1_000_000
        health = (
            Health.BAD if free_mb < TOO_LITTLE_MB else Health.DOUBT if free_mb < LITTLE_MB else Health.GOOD
        )
        advice = QT_TRANSLATE_NOOP("hall", "Make room: a full disk stops the hall. A day needs about 100 MB.")
        yield finding(
            what,
            health,
            QT_TRANSLATE_NOOP("hall", "{place}: {free} GB free"),
            "" if health == Health.GOOD else advice,
            place=place,
            free=f"{free_mb / 1000:.1f}",
        )


def _existing(place: Path) -> Path:
    return next(each for each in (place, *place.parents) if each.exists())
