"""Any sequence of commands comes to what the model of the rules says, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from shell.garbage import collect_what_is_due
from tests.db.hall_machine import HallMachine
from tests.db.halls_to_copy import Databases, Files, Halls


@pytest.fixture(params=["sqlite", "postgresql"])
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> type[HallMachine]:
    """The machine with a new hall for each run, copied from one that was furnished once."""
    if request.param == "sqlite":
        source: Halls = Files(tmp_path)
    else:
        source = Databases(request.getfixturevalue("postgres"))

    class Machine(HallMachine):
        halls = source

        def teardown(self) -> None:
            super().teardown()
            # A long run is one test: what its days leave behind would pile up until its end.
            collect_what_is_due()

    return Machine


def run(machine: type[HallMachine], examples: int, steps: int) -> None:
    """Try so many days of so many steps each."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=[
                HealthCheck.too_slow,
                HealthCheck.data_too_large,
                HealthCheck.filter_too_much,
            ],
            print_blob=True,
        ),
    )


@pytest.mark.timeout(300)
def test_a_short_day_goes_by_the_rules(machine: type[HallMachine]) -> None:
    run(machine, examples=12, steps=50)


@pytest.mark.long
@pytest.mark.timeout(6 * 3600)
def test_long_days_go_by_the_rules(machine: type[HallMachine]) -> None:
    run(machine, examples=2000, steps=120)
