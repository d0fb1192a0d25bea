"""Finishing with what was handled: found while it is typed, ticked by keys, kept as the catalogue's ids."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import insert, select

from caller.settings import Shape
from caller.state import Stage
from db import queue
from db.catalogue_models import item
from db.engine import Database
from db.explain import explain
from db.explain_words import in_words
from db.models import call
from db.reports import By, report
from tests.caller.conftest import Clerk
from tests.caller.test_verbs import SHIFT, begin, facts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ITEMS = (
    (
        "S1",
        "社会保障卡申领",
        "New social security card",
        "she hui bao zhang ka shen ling",
        "B2",
        "社保卡 办卡",
    ),
    ("S2", "社会保障卡挂失", "Lost social security card", "she hui bao zhang ka gua shi", "B2", "丢卡"),
    ("S3", "养老保险转移", "Pension transfer", "yang lao bao xian zhuan yi", "B1", "养老"),
    ("S4", "问询", "Enquiry", "wen xun", "A1", "问路"),
)


@pytest.fixture
def catalogue(small_hall: Database) -> Database:
    """Two items of the counter's own service, one that it helps out with, one of nobody here."""
    with small_hall.engine.begin() as connection:
        for position, (item_id, name, name_en, pinyin, service_id, words) in enumerate(ITEMS):
            connection.execute(
                insert(item).values(
                    id=item_id,
                    name=name,
                    name_en=name_en,
                    pinyin=pinyin,
                    department_id="D14",
                    service_id=service_id,
                    words=words,
                    words_pinyin="",
                    position=position,
                )
            )
    return small_hall


@pytest.fixture
def serving(clerk: Clerk, catalogue: Database) -> Clerk:
    """A clerk with a visitor, asked what was handled."""
    begin(clerk, catalogue)
    ask(clerk)
    return clerk


def ask(clerk: Clerk) -> None:
    clerk.key(Qt.Key.Key_F11, modifier=SHIFT)
    clerk.see("Choices")
    clerk.wait(lambda: "New social security card" in clerk.entries("Choices"))


def press(clerk: Clerk, *keys: Qt.Key) -> None:
    for key in keys:
        clerk.key(key, clerk.find("Type to find", QLineEdit))


def write(clerk: Clerk, typed: str) -> None:
    """As an input method does it: Chinese has no keys."""
    field = clerk.find("Type to find", QLineEdit)
    assert isinstance(field, QLineEdit)
    field.insert(typed)


def tick(clerk: Clerk, typed: str) -> None:
    write(clerk, typed)
    press(clerk, Qt.Key.Key_Return)


def handled(database: Database) -> list[str]:
    with database.reading() as connection:
        kept = connection.execute(select(call.c["items"]).order_by(call.c.id.desc())).scalars().first()
    assert kept is not None
    return kept


def finish(clerk: Clerk) -> None:
    press(clerk, Qt.Key.Key_Return)
    clerk.wait(lambda: clerk.state.stage == Stage.IDLE)


def test_items_are_found_by_initials_and_parts_of_words_and_several_are_kept(
    serving: Clerk, catalogue: Database
):
    tick(serving, "shbzkgs")
    tick(serving, "养老")
    assert serving.entries("Choices")[:2] == ["Lost social security card", "Pension transfer"]
    finish(serving)
    assert handled(catalogue) == ["S2", "S3"]


def test_before_anything_is_typed_the_visitors_own_service_is_listed(serving: Clerk):
    assert serving.entries("Choices") == ["New social security card", "Lost social security card"]
    press(serving, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert serving.entries("Choices") == ["Lost social security card", "New social security card"]


def test_a_tick_is_taken_away_again(serving: Clerk, catalogue: Database):
    tick(serving, "shbzkgs")
    press(serving, Qt.Key.Key_Down, Qt.Key.Key_Return)
    finish(serving)
    assert handled(catalogue) == []


def test_what_is_typed_but_not_ticked_does_not_finish(serving: Clerk):
    write(serving, "养老")
    assert not serving.can("Finish")
    assert serving.message == "Enter ticks the line that is marked; then you can finish."
    press(serving, Qt.Key.Key_Return)
    assert serving.can("Finish")
    assert serving.message == ""
    assert serving.state.stage == Stage.SERVING


def test_what_no_catalogue_knows_is_kept_in_the_clerks_words(serving: Clerk, catalogue: Database):
    tick(serving, "飞艇停放")
    assert not serving.can("Finish"), "it may be a slip"
    press(serving, Qt.Key.Key_Down, Qt.Key.Key_Return)
    finish(serving)
    assert handled(catalogue) == ["飞艇停放"]


def test_a_greyed_finish_says_why_and_what_to_do_by_ear_too(serving: Clerk):
    write(serving, "飞艇停放")
    assert serving.message.startswith("Not found. Clear the field to finish, or keep your own words")
    heard = QAccessible.queryAccessibleInterface(serving.find("Message"))
    assert heard.text(QAccessible.Text.Description) == serving.message
    field = serving.find("Type to find", QLineEdit)
    assert isinstance(field, QLineEdit)
    field.clear()
    assert serving.can("Finish")
    assert serving.all("Message") == []


def test_what_was_looked_up_at_the_kiosk_is_seen_and_ticked(
    arrive: Callable[..., Clerk], hall_url: str, catalogue: Database
):
    clerk = arrive(hall_url, shape=Shape.PANEL)
    clerk.sign_in()
    begin(clerk, catalogue, item="S1")
    clerk.see("Service", "Social security card · New social security card")
    ask(clerk)
    finish(clerk)
    assert handled(catalogue) == ["S1"]
    told = in_words(explain(catalogue, "B2001"), "zh")
    assert any("取号时选定的事项：社会保障卡申领。" in line for line in told)
    assert any("办理事项：社会保障卡申领。" in line for line in told)
    (row,) = report(catalogue, by=By.ITEM).rows
    assert (row.key, row.name, row.figures.issued, row.figures.served) == ("S1", "社会保障卡申领", 1, 1)


def test_one_key_still_finishes_and_says_nothing_of_items(clerk: Clerk, catalogue: Database):
    begin(clerk, catalogue, item="S1")
    clerk.key(Qt.Key.Key_F11)
    clerk.wait(lambda: clerk.state.stage == Stage.IDLE)
    assert handled(catalogue) == []


def test_what_is_handed_out_later_is_asked_after_the_items(serving: Clerk, catalogue: Database):
    queue.open_counter(catalogue, uuid4(), 3, "zhao")
    tick(serving, "shbzkgs")
    serving.click("The result is handed out later")
    press(serving, Qt.Key.Key_Return)
    serving.wait(lambda: "Guide desk" in serving.entries("Choices"))
    serving.choose("Guide desk")
    serving.wait(lambda: serving.state.stage == Stage.IDLE)
    assert facts(catalogue)["hold_kind"] == "pick_up"
    assert handled(catalogue) == ["S2"]


@pytest.mark.parametrize("who", ["wang", "li"])
def test_whoever_goes_on_after_a_restart_or_takes_over_is_asked_the_same(
    who: str, arrive: Callable[..., Clerk], hall_url: str, catalogue: Database
):
    clerk = arrive(hall_url)
    clerk.sign_in()
    begin(clerk, catalogue, item="S2")
    clerk.window.close()
    queue.open_counter(catalogue, uuid4(), 48, who, take_over=True)
    again = arrive(hall_url)
    again.sign_in(who)
    again.wait(lambda: again.state.stage == Stage.SERVING)
    ask(again)
    finish(again)
    assert handled(catalogue) == ["S2"]


def test_what_is_handled_once_is_not_offered_again(clerk: Clerk, catalogue: Database):
    begin(clerk, catalogue, item="S1")
    ask(clerk)
    clerk.click("The result is handed out later")
    press(clerk, Qt.Key.Key_Return)
    clerk.choose("Social security card")
    clerk.wait(lambda: clerk.state.stage == Stage.IDLE)
    queue.release(catalogue, uuid4(), 1)
    clerk.wait(lambda: clerk.state.waiting == 1)
    clerk.key(Qt.Key.Key_F8)
    clerk.wait(lambda: clerk.state.visitor is not None)
    assert clerk.state.visitor and clerk.state.visitor.item is None
