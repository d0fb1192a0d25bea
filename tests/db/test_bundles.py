"""Bundles from the folder to the last counter."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest

from db import queue
from db.directory import Directory, read_directory
from db.engine import Database
from db.errors import LoadError, StillNeeded
from db.events import StepEnded, TicketCalled, TicketFinished
from db.hall_folder import read_hall
from db.loader import load_hall
from hall.stage import open_at_any_hour

SAMPLE = Path(__file__).parents[2] / "assets" / "sample-hall"
STEPS = "bundle-steps.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample hall, to be edited."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "hall"))


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def _load(database: Database, folder: Path = SAMPLE) -> Directory:
    load_hall(database, uuid4(), read_hall(folder))
    open_at_any_hour(database)
    with database.reading() as connection:
        return read_directory(connection)


def _mistakes(folder: Path) -> list[str]:
    with pytest.raises(LoadError) as caught:
        read_hall(folder)
    return [str(mistake) for mistake in caught.value.mistakes]


def _serve(database: Database, counter: int) -> TicketCalled:
    called = queue.call_next(database, uuid4(), counter)
    assert called is not None
    queue.serve(database, uuid4(), called.call_id)
    return called


def test_the_sample_hall_has_its_bundles(database: Database) -> None:
    loaded = load_hall(database, uuid4(), read_hall(SAMPLE))
    assert loaded.bundles == 79
    facts = _load(database)
    assert list(facts.bundles) == [f"Y{number:03}" for number in range(1, 80)]
    birth = facts.bundles["Y001"]
    assert (birth.named("zh"), birth.named("en")) == ("新生儿出生", "Birth of a child")
    assert (birth.audience, birth.stage) == ("个人", "出生")
    assert [step.service_id for step in birth.steps] == ["G4", "C1", "B5", "B2"]
    assert birth.steps[1].named("en") == "Registration of birth"
    assert [step.service_id for step in facts.bundles["Y064"].steps] == ["A3"]
    for bundle in facts.bundles.values():
        assert all(each.named("en").isascii() for each in (bundle, *bundle.steps))
        # Who stands at a counter already need not wait for it again.
        services = [step.service_id for step in bundle.steps]
        assert all(first != second for first, second in pairwise(services))


def test_a_shipped_bundle_is_walked_from_the_kiosk_to_the_last_counter(database: Database) -> None:
    facts = _load(database)
    steps = facts.bundles["Y001"].steps
    counters = [facts.services[step.service_id].counters[0] for step in steps]
    clerks = list(facts.clerks)
    for counter, clerk in zip(counters, clerks, strict=False):
        queue.open_counter(database, uuid4(), counter, clerk)
    ticket = queue.issue_bundle(database, uuid4(), "Y001")
    queue.printed(database, uuid4(), ticket.ticket_id)
    assert ticket.number.startswith("G4")
    told = []
    for step, counter in zip(steps, counters, strict=True):
        for other in set(counters) - {counter}:
            assert queue.call_next(database, uuid4(), other) is None
        called = _serve(database, counter)
        assert (called.number, called.service_id) == (ticket.number, step.service_id)
        told.append(queue.finish(database, uuid4(), called.call_id, items=step.name.split("、")))
    *between, last = told
    assert all(isinstance(each, StepEnded) for each in between)
    assert [each.service_id for each in between] == [step.service_id for step in steps[1:]]
    assert isinstance(last, TicketFinished)
    assert last.items == ("社会保障卡申领",)


def test_a_hall_may_have_no_bundles(database: Database, folder: Path) -> None:
    (folder / "bundles.csv").unlink()
    assert _mistakes(folder)[0].startswith("bundles.csv")
    (folder / STEPS).unlink()
    assert _load(database, folder).bundles == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (STEPS, "Y033,G2", "Y033,Q9", "bundle-steps.csv:62 service: “Q9” does not stand in services.csv."),
        (STEPS, "Y033,G2", "Y933,G2", "bundle-steps.csv:62 bundle: “Y933” does not stand in bundles.csv."),
        (
            STEPS,
            "Y033,G2,老年优待证,Senior citizen card\n",
            "",
            "bundles.csv:34 id: the bundle “Y033” has no steps.",
        ),
        (
            "bundles.csv",
            "Senior citizen card,个人",
            "Senior citizen card,人",
            "bundles.csv:34 audience: `audience`",
        ),
        ("bundles.csv", "Y033", "Y032", "bundles.csv:34 id: “Y032” is taken already, at bundles.csv:33 id."),
        (STEPS, "service,name,", "services,name,", "bundle-steps.csv:1: the column service is missing."),
    ],
)
def test_a_mistake_in_a_bundle_is_told_with_its_place(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    _edit(folder / file, old, new)
    assert any(mistake.startswith(said) for mistake in _mistakes(folder))


def test_a_bundle_that_is_left_out_comes_back_with_the_folder(database: Database, folder: Path) -> None:
    before = _load(database, folder)
    _edit(folder / "bundles.csv", "Y033,我要办理老年优待证,Senior citizen card,个人,生活\n", "")
    _edit(folder / STEPS, "Y033,G2,老年优待证,Senior citizen card\n", "")
    assert before.bundles.keys() - _load(database, folder).bundles.keys() == {"Y033"}
    assert _load(database) == before


def test_what_an_open_ticket_has_come_to_cannot_be_left_out(database: Database, folder: Path) -> None:
    facts = _load(database, folder)
    counter = facts.services["B4"].counters[0]
    queue.open_counter(database, uuid4(), counter, next(iter(facts.clerks)))
    ticket = queue.issue_bundle(database, uuid4(), "Y004")
    queue.printed(database, uuid4(), ticket.ticket_id)
    queue.finish(database, uuid4(), _serve(database, counter).call_id)
    first = "Y004,B4,档案接收,Receipt of the personal file\n"
    _edit(folder / STEPS, first, "")
    with pytest.raises(StillNeeded, match="step of a bundle “Y004 B4, Y004 B3”"):
        load_hall(database, uuid4(), read_hall(folder))
    whole = (SAMPLE / STEPS).read_text(encoding="utf-8-sig")
    (folder / STEPS).write_text(
        "\n".join(line for line in whole.splitlines() if "Y004" not in line), encoding="utf-8"
    )
    _edit(folder / "bundles.csv", "Y004,大中专学生毕业,Graduation from college or university,个人,就业\n", "")
    with pytest.raises(StillNeeded, match="bundle “Y004”"):
        load_hall(database, uuid4(), read_hall(folder))
    assert _load(database).bundles == facts.bundles


def test_the_steps_ahead_of_an_open_ticket_may_change(database: Database, folder: Path) -> None:
    facts = _load(database, folder)
    counter = facts.services["B4"].counters[0]
    queue.open_counter(database, uuid4(), counter, next(iter(facts.clerks)))
    ticket = queue.issue_bundle(database, uuid4(), "Y004")
    queue.printed(database, uuid4(), ticket.ticket_id)
    _edit(folder / STEPS, "Y004,B3,就业登记", "Y004,A3,就业登记")
    _load(database, folder)
    ended = queue.finish(database, uuid4(), _serve(database, counter).call_id)
    assert isinstance(ended, StepEnded)
    assert ended.service_id == "A3"
