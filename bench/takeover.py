"""How long a zone is silent when the display that speaks for it dies: `python -m bench.takeover`.

Two displays without windows follow a zone in processes of their own, with the leases' real terms. The one that speaks is
killed, then another is frozen, at any moment of its lease, while a call has just been made: the time from that signal
to the first sound of the other one, beside the ten seconds that a hall is promised.
"""

from __future__ import annotations

import argparse
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from bench.databases import KINDS, sample_hall
from db import queue
from db.engine import Database, open_database
from display.leases import Terms
from tests.display.station_process import Station

COUNTER, CLERK, SERVICE = 48, "B01", "B2"
PROMISED_S = 10.0
GIVEN_UP_S = 60.0


def call_somebody(hall: Database) -> int:
    """One visitor more is called."""
    queue.printed(hall, uuid4(), queue.issue(hall, uuid4(), SERVICE).ticket_id)
    called = queue.call_next(hall, uuid4(), COUNTER)
    assert called is not None
    return called.call_id


def finish(hall: Database, call_id: int) -> None:
    """The visitor came, and is done."""
    queue.serve(hall, uuid4(), call_id)
    queue.finish(hall, uuid4(), call_id)


def first_to_speak(stations: list[Station], after: float) -> tuple[Station, float]:
    """Which of them speaks first from that moment on, and when."""
    while time.monotonic() < after + GIVEN_UP_S:
        for station in stations:
            for begins, _ in station.sounds:
                if begins >= after:
                    return station, begins
        time.sleep(0.05)
    raise SystemExit(f"nobody spoke for {GIVEN_UP_S:g} s")


def takeovers(url: str, folder: Path, times: int) -> Iterator[tuple[str, float]]:
    """What happened to the one that spoke, and the seconds until another did."""
    lease_s = Terms().lease_s
    hall = open_database(url, "bench")
    queue.open_counter(hall, uuid4(), COUNTER, CLERK)
    stations: list[Station] = []
    try:
        for each in range(2 * times):
            while len(stations) < 2:
                stations.append(Station(url, f"display {each} {len(stations)}", folder, lease_s))
            began = time.monotonic()
            call_id = call_somebody(hall)
            speaking, _ = first_to_speak(stations, began)
            finish(hall, call_id)
            time.sleep(random.uniform(0.0, lease_s / 2))
            how, word = ((signal.SIGKILL, "killed"), (signal.SIGSTOP, "frozen"))[each % 2]
            speaking.process.send_signal(how)
            struck = time.monotonic()
            call_id = call_somebody(hall)
            stations.remove(speaking)
            _, heard = first_to_speak(stations, struck)
            speaking.close()
            finish(hall, call_id)
            yield word, heard - struck
    finally:
        for station in stations:
            station.close()
        hall.close()


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.takeover", description=__doc__)
    parser.add_argument("--database", choices=KINDS, action="append", help="default: both")
    parser.add_argument("--times", type=int, default=5, help="how often one is killed, and one frozen")
    given = parser.parse_args()
    for kind in given.database or KINDS:
        with sample_hall(kind) as url, tempfile.TemporaryDirectory() as folder:
            for word, seconds in takeovers(url, Path(folder), given.times):
                share = seconds / PROMISED_S
                print(
                    f"{kind}: {word}, another spoke after {seconds:5.2f} s ({share:4.0%} of the promised)",
                    flush=True,
                )


if __name__ == "__main__":
    main()
