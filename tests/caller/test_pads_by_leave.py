"""By whose leave pads sign people in: an administrator's, on the record."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from caller.device_settings import StripSection
from caller.pads_settings import PadEntry, PadsSection
from db.engine import Database
from db.journal import from_row
from db.models import event
from db.pad_grants import PadsByNobody, PadsNotAllowed, allow_pads, check_pad, digest, new_token
from db.roles import NotAllowed
from db.staff_events import PadsAllowed
from tests.caller.test_pads import SEATS, TOKEN, Row, allow, database_url, on_both, pytestmark

__all__ = ["database_url", "pytestmark"]


@on_both
def test_an_administrator_allows_it_and_it_is_on_the_record(small_hall: Database) -> None:
    with pytest.raises(PadsByNobody):
        allow_pads(small_hall, uuid4(), "pads", SEATS, digest(TOKEN))
    with pytest.raises(NotAllowed):
        allow_pads(small_hall.acting_for("wang"), uuid4(), "pads", SEATS, digest(TOKEN))
    allow(small_hall)
    with small_hall.reading() as connection:
        allowed = from_row(connection.execute(select(event).order_by(event.c.id.desc())).mappings().first())  # type: ignore[arg-type]
    assert isinstance(allowed, PadsAllowed)
    assert (allowed.clerk_id, allowed.pads, allowed.seats) == ("chen", "pads", SEATS)

    small_hall.station = "pads"
    check_pad(small_hall, 48, "wang", TOKEN)
    for counter, who, token in ((47, "wang", TOKEN), (48, "li", TOKEN), (48, "wang", new_token())):
        with pytest.raises(PadsNotAllowed):
            check_pad(small_hall, counter, who, token)
    small_hall.station = "pads-elsewhere"
    with pytest.raises(PadsNotAllowed, match="pads-elsewhere may not sign Wang Min in"):
        check_pad(small_hall, 48, "wang", TOKEN)


def test_without_leave_nobody_is_signed_in(qtbot: QtBot, small_hall: Database, tmp_path: Path) -> None:
    row = Row(qtbot, small_hall, tmp_path)
    row.wait(row.device.when("cells", pad=3, shows="      "))
    row.refused(lambda: row.press("call"))
    assert row.desk().clerk_id is None
    row.close()


def test_two_pads_for_one_place_are_refused() -> None:
    entry = {"port": "/dev/ttyUSB0", "address": 3, "counter": 48, "clerk": "wang"}
    for other in (entry | {"counter": 47, "clerk": "li"}, entry | {"address": 4, "clerk": "li"}):
        with pytest.raises(ValueError, match="two pads"):
            PadsSection(pad=(PadEntry(**entry), PadEntry(**other)))
    assert StripSection().idle == "热情为您服务"
