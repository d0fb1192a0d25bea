"""A hall folder becomes a hall: all of it or nothing, and an edited one while visitors wait."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from db import order, queue
from db.directory import Directory, read_directory
from db.engine import Database
from db.errors import LoadError, NotInitialised, StillNeeded
from db.hall_folder import read_hall
from db.loader import load_hall
from db.models import clerk, clerk_service, event, ticket
from db.staff import check_pin, set_pin
from hall.stage import open_at_any_hour

SAMPLE = Path(__file__).parents[2] / "assets" / "sample-hall"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample hall, to be edited."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "hall"))


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _drop_line(path: Path, beginning: str) -> None:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines if not line.startswith(beginning)]
    assert len(kept) == len(lines) - 1
    path.write_text("\n".join(kept), encoding="utf-8")


def _drop_items(folder: Path, service: str) -> None:
    """Nothing in the catalogue leads to that service any more."""
    path = folder / "items.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join(line for line in lines if f",{service}," not in line), encoding="utf-8")


def _directory(database: Database) -> Directory:
    with database.reading() as connection:
        return read_directory(connection)


def _mistakes(folder: Path) -> list[str]:
    with pytest.raises(LoadError) as caught:
        read_hall(folder)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_the_sample_hall_is_the_hall_of_the_brief(database: Database) -> None:
    loaded = load_hall(database, uuid4(), read_hall(SAMPLE))
    assert (loaded.departments, loaded.zones, loaded.counters, loaded.services) == (44, 7, 238, 50)
    assert loaded.clerks >= 30
    facts = _directory(database)
    assert facts.hall.named("zh") == "示例市政务服务中心"
    assert len(facts.floors) == 3
    assert all(service.low_counters for service in facts.services.values())
    assert all(group.head_start_min > 0 for group in facts.groups.values())
    assert facts.services["B2"].counters == (47, 48, 49, 50)
    assert facts.services["B1"].helpers == (48, 49, 50, 56)
    assert facts.counters[46].lanes[order.service_lane("B5")] == 0
    assert facts.services["B2"].limit_min == 15
    named = [
        *facts.zones.values(),
        *facts.services.values(),
        *facts.departments.values(),
        *facts.clerks.values(),
    ]
    assert all(each.named("en").isascii() or "ü" in each.named("en") for each in named)


def test_a_request_that_is_sent_twice_loads_once(database: Database) -> None:
    request = uuid4()
    first = load_hall(database, request, read_hall(SAMPLE))
    assert load_hall(database, request, read_hall(SAMPLE)) == first
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(event)).scalar() == 1


def test_an_edited_folder_changes_the_hall_in_place_and_keeps_every_ticket(
    database: Database, folder: Path
) -> None:
    load_hall(database, uuid4(), read_hall(folder))
    open_at_any_hour(database)
    queue.open_counter(database, uuid4(), 48, "B01")
    issued = queue.issue(database, uuid4(), "B2")
    queue.printed(database, uuid4(), issued.ticket_id)
    _edit(folder / "services.csv", "Social security card,社会保障卡", "Social security card,社保卡")
    _edit(folder / "counters.csv", "48,B,no,B2,B1+10", "48,B,no,B2 B3,B1+20")
    _drop_line(folder / "services.csv", "G8,")
    _drop_items(folder, "G8")
    _edit(folder / "counters.csv", "238,G,yes,G8,G6+15", "238,G,yes,G6,")
    _drop_line(folder / "departments.csv", "D36,")
    load_hall(database, uuid4(), read_hall(folder))
    facts = _directory(database)
    assert facts.services["B2"].short == "社保卡"
    assert "G8" not in facts.services
    assert "D36" not in facts.departments
    assert facts.counters[48].lanes[order.service_lane("B1")] == 20
    assert facts.counters[48].lanes[order.clerk_lane("B01")] == 0
    called = queue.call_next(database, uuid4(), 48)
    assert called is not None
    assert called.number == issued.number


def test_what_was_left_out_comes_back_with_the_folder(database: Database, folder: Path) -> None:
    whole = read_hall(folder)
    load_hall(database, uuid4(), whole)
    before = _directory(database)
    _drop_line(folder / "clerks.csv", "B05,")
    load_hall(database, uuid4(), read_hall(folder))
    assert "B05" not in _directory(database).clerks
    load_hall(database, uuid4(), whole)
    assert _directory(database) == before


def test_a_service_with_open_tickets_cannot_be_left_out(database: Database, folder: Path) -> None:
    load_hall(database, uuid4(), read_hall(folder))
    open_at_any_hour(database)
    issued = queue.issue(database, uuid4(), "G8")
    before = _directory(database)
    _drop_line(folder / "services.csv", "G8,")
    _drop_items(folder, "G8")
    _edit(folder / "counters.csv", "238,G,yes,G8,G6+15", "238,G,yes,G6,")
    _edit(folder / "hall.toml", "示例市", "另一市")
    with pytest.raises(StillNeeded, match=r"service “G8”"):
        load_hall(database, uuid4(), read_hall(folder))
    assert _directory(database) == before
    with database.reading() as connection:
        assert connection.execute(select(ticket.c.number)).scalars().all() == [issued.number]
    queue.cancel(database, uuid4(), issued.ticket_id, "test")
    load_hall(database, uuid4(), read_hall(folder))
    assert _directory(database).hall.name.startswith("另一市")


def test_an_open_counter_and_its_clerk_cannot_be_left_out(database: Database, folder: Path) -> None:
    load_hall(database, uuid4(), read_hall(folder))
    queue.open_counter(database, uuid4(), 50, "B03")
    _drop_line(folder / "clerks.csv", "B03,")
    with pytest.raises(StillNeeded, match="clerk “B03”"):
        load_hall(database, uuid4(), read_hall(folder))
    _drop_line(folder / "counters.csv", "50,")
    with pytest.raises(StillNeeded, match="counter “50”"):
        load_hall(database, uuid4(), read_hall(folder))


def test_clerks_have_roles_and_services_and_keep_their_pins(database: Database, folder: Path) -> None:
    load_hall(database, uuid4(), read_hall(folder))
    set_pin(database, uuid4(), "B05", "280417")
    _edit(folder / "clerks.csv", "\nB05,", "\nB99,Somebody,Somebody,supervisor,B1 B2\nB05,")
    load_hall(database, uuid4(), read_hall(folder))
    with database.reading() as connection:
        roles = {row.id: row.role for row in connection.execute(select(clerk.c.id, clerk.c.role))}
        limits = [tuple(row) for row in connection.execute(select(clerk_service))]
    assert (roles["B05"], roles["B99"], roles["T01"], roles["S09"]) == (
        "clerk",
        "supervisor",
        "guide",
        "administrator",
    )
    assert limits == [("B99", "B1"), ("B99", "B2")]
    check_pin(database, "B05", "280417")


def test_a_hall_without_roles_has_clerks_alone(folder: Path) -> None:
    path = folder / "clerks.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join(",".join(line.split(",")[:3]) for line in lines), encoding="utf-8")
    whole = read_hall(folder)
    assert {row["role"] for row in whole.clerks} == {"clerk"}
    assert whole.clerk_services == ()


def test_how_many_tickets_one_person_may_hold_is_a_rule_of_the_hall(folder: Path) -> None:
    assert "one_open_ticket" not in read_hall(folder).hall
    _edit(folder / "hall.toml", "paper_confirm_s = 60", 'paper_confirm_s = 60\none_open_ticket = "hall"')
    assert read_hall(folder).hall["one_open_ticket"] == "hall"


def test_nothing_is_half_loaded(database: Database, folder: Path) -> None:
    good = read_hall(SAMPLE)
    broken = type(good)(
        **{**vars(good), "counter_lanes": ({"counter": 9999, "lane": "service:B2", "handicap_min": 0},)}
    )
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        load_hall(database, uuid4(), broken)
    with pytest.raises(NotInitialised):
        _directory(database)


def test_a_byte_order_mark_semicolons_and_chinese_yes_are_welcome(folder: Path) -> None:
    whole = read_hall(folder)
    path = folder / "counters.csv"
    text = (
        path.read_text(encoding="utf-8-sig")
        .replace(",", ";")
        .replace(";yes;", ";是;")
        .replace(";no;", ";否;")
    )
    path.write_text(text, encoding="utf-8-sig")
    assert read_hall(folder) == whole


Break = Callable[[Path], object]
BROKEN: dict[str, tuple[Break, str]] = {
    "unknown column": (
        lambda f: _edit(f / "services.csv", ",limit_min,", ",limit_min,limt_min,"),
        r"services\.csv:1 limt_min: “limt_min” is not known here; one of limit_min is expected",
    ),
    "missing column": (
        lambda f: _edit(f / "clerks.csv", "id,name,name_en", "id,name"),
        r"clerks\.csv:1: the column name_en is missing",
    ),
    "wrong type": (
        lambda f: _edit(f / "services.csv", "B,D14,special,8,15", "B,D14,special,eight,15"),
        r"services\.csv:11 expected_min: `expected_min` must be minutes, from 1 to 600, not “eight”",
    ),
    "neither yes nor no": (
        lambda f: _edit(f / "counters.csv", "2,A,no,A1,", "2,A,perhaps,A1,"),
        r"counters\.csv:3 low: `low` must be yes or no, not “perhaps”",
    ),
    "unknown service": (
        lambda f: _edit(f / "counters.csv", "48,B,no,B2,", "48,B,no,B2 Z9,"),
        r"counters\.csv:49 serves: “Z9” does not stand in services\.csv",
    ),
    "unknown department": (
        lambda f: _edit(f / "services.csv", "A,D01,guidance", "A,D99,guidance"),
        r"services\.csv:2 departments: “D99” does not stand in departments\.csv",
    ),
    "unknown floor": (
        lambda f: _edit(f / "hall.toml", 'floor = "3F"', 'floor = "9F"'),
        r"hall\.toml:\d+ floor: “9F” does not stand in hall\.toml",
    ),
    "prefix begins another": (
        lambda f: (
            _edit(f / "services.csv", "\nA2,", "\nA,"),
            [
                _edit(f / "counters.csv", "A2", "A")
                for _ in range((f / "counters.csv").read_text("utf-8").count("A2"))
            ],
        ),
        r"services\.csv:2 id: “A1” begins with “A”",
    ),
    "duplicate counter": (
        lambda f: _edit(f / "counters.csv", "\n3,A", "\n2,A"),
        r"counters\.csv:4 number: “2” is taken already, at counters\.csv:3 number",
    ),
    "unknown role": (
        lambda f: _edit(f / "clerks.csv", "Zhang Wei,,", "Zhang Wei,boss,"),
        r"clerks\.csv:3 role: `role` must be clerk, guide, supervisor or administrator, not “boss”",
    ),
    "unknown service of a clerk": (
        lambda f: _edit(f / "clerks.csv", "Zhang Wei,,", "Zhang Wei,,B1 Z9"),
        r"clerks\.csv:3 services: “Z9” does not stand in services\.csv",
    ),
    "unknown rule": (
        lambda f: _edit(
            f / "hall.toml", "paper_confirm_s = 60", 'paper_confirm_s = 60\none_open_ticket = "two"'
        ),
        r"hall\.toml:12 one_open_ticket: `one_open_ticket` must be service, hall or none",
    ),
    "no counter": (
        lambda f: _edit(f / "counters.csv", "238,G,yes,G8,", "238,G,yes,G6,"),
        r"services\.csv:51 id: no counter serves “G8”",
    ),
    "helps and serves": (
        lambda f: _edit(f / "counters.csv", "48,B,no,B2,B1+10", "48,B,no,B2,B2+10"),
        r"counters\.csv:49 helps: the counter serves “B2” already",
    ),
    "help without minutes": (
        lambda f: _edit(f / "counters.csv", "48,B,no,B2,B1+10", "48,B,no,B2,B1"),
        r"counters\.csv:49 helps: `helps` must be services with minutes, such as B1\+10 B3\+15, not “B1”",
    ),
    "too many cells": (
        lambda f: _edit(f / "clerks.csv", "Zhang Wei,,", "Zhang Wei,,,x"),
        r"clerks\.csv:3: the line has more cells",
    ),
    "no such file": (lambda f: (f / "clerks.csv").unlink(), r"clerks\.csv: the file is missing"),
    "not UTF-8": (
        lambda f: (f / "clerks.csv").write_text("id,name,name_en\n1,王敏,Wang Min\n", encoding="gb18030"),
        r"clerks\.csv: the file is not UTF-8",
    ),
    "not TOML": (
        lambda f: _edit(f / "hall.toml", 'hotline = "12345"', "hotline = 12345x"),
        r"hall\.toml:9: this is not TOML",
    ),
    "unknown key": (
        lambda f: _edit(f / "hall.toml", "hotline =", "hot_line ="),
        r"hall\.toml:9 hot_line: “hot_line” is not known here; one of hotline is expected",
    ),
    "wrong type in TOML": (
        lambda f: _edit(f / "hall.toml", "paper_confirm_s = 60", 'paper_confirm_s = "60"'),
        r"hall\.toml:11 paper_confirm_s: `paper_confirm_s` must be a whole number",
    ),
    "unknown time zone": (
        lambda f: _edit(f / "hall.toml", "Asia/Shanghai", "Asia/Nowhere"),
        r"hall\.toml:10 time_zone: `time_zone` must be a time zone such as Asia/Shanghai",
    ),
    "no zones": (
        lambda f: (f / "hall.toml").write_text('[hall]\nname = "x"\n', encoding="utf-8"),
        r"hall\.toml: there is no section \[zone\]",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_every_mistake_is_told_with_its_place(folder: Path, kind: str) -> None:
    break_it, said = BROKEN[kind]
    break_it(folder)
    mistakes = _mistakes(folder)
    matching = [mistake for mistake in mistakes if re.match(said, mistake)]
    assert matching, mistakes


def test_several_mistakes_are_told_at_once(folder: Path) -> None:
    _edit(folder / "counters.csv", "2,A,no,A1,", "2,A,perhaps,A1,")
    _edit(folder / "services.csv", "B,D14,special,8,15", "B,D14,special,eight,15")
    (folder / "clerks.csv").unlink()
    assert len(_mistakes(folder)) == 3


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (mistake,) = _mistakes(tmp_path / "nowhere")
    assert mistake.endswith("nowhere: there is no such folder.")
