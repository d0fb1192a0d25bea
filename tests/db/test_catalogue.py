"""The catalogue comes in with the hall's folder, says what each item needs, and follows when it is edited."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.catalogue import GuideFacts, read_digest, read_guide, read_items_of, read_life_events, rows_to_search
from db.catalogue_models import item
from db.engine import Database
from db.errors import LoadError
from db.hall_folder import read_hall
from db.loader import load_hall
from db.search_making import index_of

SAMPLE = Path(__file__).parents[2] / "assets" / "sample-hall"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample hall, to be edited."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "hall"))


def load(database: Database, folder: Path) -> None:
    load_hall(database, uuid4(), read_hall(folder))


def add_line(folder: Path, **cells: str) -> None:
    """One more item, which may be like another."""
    path = folder / "items.csv"
    head, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    if not head.endswith(",like"):
        head, lines = f"{head},like", [f"{line}," for line in lines]
    lines.append(",".join(cells.get(name, "") for name in head.split(",")))
    path.write_text("\n".join([head, *lines]), encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def guide(database: Database, item_id: str) -> GuideFacts | None:
    with database.reading() as connection:
        return read_guide(connection, item_id)


def ids(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.execute(select(item.c.id)).scalars())


def test_the_sample_hall_tells_of_each_item_what_it_needs_in_both_languages(database: Database) -> None:
    load(database, SAMPLE)
    assert len(ids(database)) == 221
    for item_id in ids(database):
        told = guide(database, item_id)
        assert told is not None
        for what in ("materials", "fee", "time"):
            assert told.told(what, "zh") and told.told(what, "en")
            assert told.told(what, "en").isascii() or "–" in told.told(what, "en")
        assert told.name_en.isascii() or "é" in told.name_en
    card = guide(database, "S1407")
    assert card is not None
    assert (card.service_id, card.fee_en, card.time) == ("B2", "16 yuan for a new card", "当场办结")


def test_every_item_is_reached_by_a_life_event_and_every_event_leads_somewhere(database: Database) -> None:
    load(database, SAMPLE)
    with database.reading() as connection:
        events = read_life_events(connection)
        reached = {event.name: read_items_of(connection, event.name) for event in events}
    assert {event.audience for event in events} == {"个人", "法人"}
    assert all(reached.values())
    assert {each.id for items in reached.values() for each in items} == ids(database)
    assert reached["出生"][0].name == "出生登记"


def test_an_item_that_is_like_another_says_only_what_differs(database: Database, folder: Path) -> None:
    add_line(folder, id="S1101-QS", name="青山镇结婚登记", like="S1101", fee="当面告知")
    load(database, folder)
    told, pattern = guide(database, "S1101-QS"), guide(database, "S1101")
    assert told is not None and pattern is not None
    assert (told.materials, told.time, told.service_id) == (pattern.materials, pattern.time, "G1")
    assert (told.fee, told.name_en) == ("当面告知", pattern.name_en)
    with database.reading() as connection:
        index = index_of(read_digest(connection), rows_to_search(connection))
    assert index.find("青山 结婚证")[0].id == "S1101-QS"


def test_an_edited_catalogue_is_followed_item_by_item(database: Database, folder: Path) -> None:
    add_line(folder, id="X1", name="甲", like="S1101")
    add_line(folder, id="X2", name="乙", like="S1102")
    load(database, folder)
    with database.reading() as connection:
        before = read_digest(connection)
    load(database, folder)
    with database.reading() as connection:
        assert read_digest(connection) == before
    # One changes its pattern, which goes with the edit; one goes, one comes, and one gets another service.
    lines = (folder / "items.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("S1102,", "X2,"))]
    kept = [line.replace("S1101", "S1103") if line.startswith("X1,") else line for line in kept]
    (folder / "items.csv").write_text("\n".join(kept), encoding="utf-8")
    edit(folder / "items.csv", "普通护照申领,Passport,D09,C3", "普通护照申领,Passport,D09,C2")
    add_line(folder, id="X3", name="丙", like="S1103")
    load(database, folder)
    assert {"X1", "X3", "S1103"} <= ids(database) and not {"X2", "S1102"} & ids(database)
    told, passport, pattern = guide(database, "X1"), guide(database, "S0901"), guide(database, "S1103")
    assert told is not None and passport is not None and pattern is not None
    assert told.materials == pattern.materials and passport.service_id == "C2"
    with database.reading() as connection:
        assert read_digest(connection) != before


def test_a_hall_may_do_without_a_catalogue(database: Database, folder: Path) -> None:
    load(database, folder)
    (folder / "items.csv").unlink()
    (folder / "life-events.csv").unlink()
    load(database, folder)
    assert ids(database) == set()
    with database.reading() as connection:
        assert (read_digest(connection), read_life_events(connection)) == ("", ())
        assert index_of("", rows_to_search(connection)).find("社保卡") == ()


def test_mistakes_are_told_with_their_place(folder: Path) -> None:
    add_line(folder, id="X1", name="甲", like="S1101")
    add_line(folder, id="X2", name="乙", like="X1")
    add_line(folder, id="X3", name="丙", department="D01", service="Z9", events="升天")
    with pytest.raises(LoadError) as caught:
        read_hall(folder)
    told = [str(mistake) for mistake in caught.value.mistakes]
    assert any("items.csv:224 like" in line and "“X1”" in line for line in told)
    assert any("items.csv:225 service" in line and "“Z9”" in line for line in told)
    assert any("items.csv:225 events" in line and "life-events.csv" in line for line in told)
    assert any("items.csv:225 materials" in line and "`materials` is empty" in line for line in told)


def test_a_department_goes_with_its_items(database: Database, folder: Path) -> None:
    load(database, folder)
    for name in ("departments.csv", "items.csv"):
        path = folder / name
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        path.write_text(
            "\n".join(line for line in lines if not (line.startswith("D36,") or ",D36," in line)), "utf-8"
        )
    edit(folder / "services.csv", "D13 D36", "D13")
    load(database, folder)
    assert "S3601" not in ids(database)
