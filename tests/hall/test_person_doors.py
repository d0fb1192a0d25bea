"""A visitor's number goes in by the list of bookings and by the touch, and comes out nowhere."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import inspect, text

from db import look, privacy, queue
from db.appointments import check_in
from db.board import read_zone
from db.desk import read_desk
from db.engine import Database, open_database
from db.errors import HallError
from hall.__main__ import main
from tests.booking_hall import TEN, booking_hall
from tests.hand_clock import HandClock, at

NUMBER, OTHER = "110105194912310021", "E12345678"
LIST = f"""code,service,date,time,state,person
X1,B2,2026-11-25,10:00,booked,{NUMBER}
X2,B2,2026-11-25,09:00,booked,{OTHER}
"""


def everything_in(database: Database) -> str:
    """Every column of every table that the database has, whether this program knows it or not."""
    with database.engine.connect() as connection:
        return "\n".join(
            f"{table} {tuple(row)!r}"
            for table in inspect(connection).get_table_names()
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))
        )


def everything_under(*folders: Path) -> str:
    return "\n".join(
        path.read_bytes().decode("latin-1")
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    )


def test_a_number_comes_out_of_no_table_log_event_or_export(
    database_url: str,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("HALL_PERSON_KEY", "k" * 32)
    monkeypatch.setenv("HALL_LANGUAGE", "en")
    incoming = tmp_path_factory.mktemp("incoming") / "bookings.csv"
    incoming.write_text(LIST, encoding="utf-8")
    exports = tmp_path_factory.mktemp("exports")
    told: list[str] = []
    clock = HandClock()
    with caplog.at_level(logging.DEBUG), booking_hall(database_url, clock) as hall:

        def call(*arguments: str) -> None:
            """A command of the command line, as of the hall's moment."""
            monkeypatch.setattr(
                "db.engine.open_database", lambda url, station: open_database(url, station, clock)
            )
            main([*arguments, "--url", database_url])
            told.extend(capsys.readouterr())

        call("import-bookings", str(incoming))
        # Again with mistakes, which must be told without the number.
        for right, wrong in (("B2", "A1"), (NUMBER, f"{NUMBER}?")):
            incoming.write_text(LIST.replace(right, wrong), encoding="utf-8")
            call("import-bookings", str(incoming))
        clock.moment = at(2026, 11, 25, 9, 45)
        issued = check_in(hall, uuid4(), "X1")
        for door in (
            lambda: check_in(hall, uuid4(), "X1"),
            lambda: queue.issue(hall, uuid4(), "B2", person=privacy.person_of(NUMBER, privacy.load_key())),
        ):
            with pytest.raises(HallError) as refused:
                door()
            told.append(f"{refused.value} {refused.value!r} {refused.value.fields}")
        queue.printed(hall, uuid4(), issued.ticket_id)
        queue.open_counter(hall, uuid4(), 48, "wang")
        called = queue.call_next(hall, uuid4(), 48)
        assert called is not None
        seen = look.look_at_person(hall, uuid4(), called.call_id, called.ticket_id)
        assert seen == "110***********0021"
        with hall.reading() as connection:
            told += [repr(read_desk(connection, 48)), repr(read_zone(connection, ["B"]))]
        queue.serve(hall, uuid4(), called.call_id)
        queue.finish(hall, uuid4(), called.call_id)
        for by in ("day", "hour", "service", "counter", "clerk"):
            call("report", "--by", by)
            call("report", "--by", by, "--csv", str(exports / f"{by}.csv"))
        call("explain", issued.number)
        call("audit", "verify")
        call("close-day")
        clock.moment = TEN.replace(year=2027)
        held = everything_in(hall)
        call("purge")
        assert seen not in everything_in(hall)
    logs = Path(os.environ["XDG_STATE_HOME"])
    places = [held, caplog.text, *told, everything_under(tmp_path, exports, logs)]
    assert "appointment" in held and seen in held, "the test looks into the right tables"
    assert len(list(exports.iterdir())) == 5
    for mistake in ("bookings.csv:2 service", "bookings.csv:2 person"):
        assert any(mistake in each for each in told), "the mistakes were told"
    for place in places:
        for secret in (NUMBER, OTHER, NUMBER[6:14], NUMBER[:-4]):
            assert secret not in place
    for place in places[1:-1]:
        assert privacy.person_of(NUMBER, privacy.load_key()).hash not in place
