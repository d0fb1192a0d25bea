"""run.py, the one file that a new user starts: what it promises before anything is installed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import run
from tests.patience import PATIENCE_S

LOCKS = run.ROOT / "locks"


def started(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(run.ROOT / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S)


def test_it_is_short_and_needs_the_standard_library_only():
    source = Path(run.__file__).read_text(encoding="utf-8")
    modules = re.findall(r"^(?:import|from) (\w+)", source, re.MULTILINE)
    assert set(modules) <= sys.stdlib_module_names
    assert len(source.splitlines()) <= 200


def test_it_can_be_read_by_a_python_that_is_too_old_for_it():
    ast.parse(Path(run.__file__).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_help_shows_the_jobs():
    done = started("--help")
    assert done.returncode == 0
    assert all(f"run.py {job}" in done.stdout for job in run.NEEDS)


@pytest.mark.parametrize("arguments", [(), ("demonstrate",)], ids=["nothing", "nonsense"])
def test_without_a_job_it_says_which_there_are(arguments: tuple[str, ...]):
    done = started(*arguments)
    assert done.returncode == 2
    assert "run.py demo" in done.stdout


def test_a_long_step_shows_how_long_it_takes(capsys: pytest.CaptureFixture[str]):
    run.run_with_progress("Counting", [sys.executable, "-c", "print('unimportant')"])
    shown = capsys.readouterr().out
    assert re.fullmatch(r"Counting: 0 s\nCounting: done in \d+ s\n", shown)


def test_a_step_that_fails_shows_why_and_stops():
    with pytest.raises(SystemExit, match=r"(?s)no more disk.*Failed: .*python"):
        run.run_with_progress("Counting", [sys.executable, "-c", "exit('no more disk')"])


def test_a_missing_library_is_noticed():
    assert not run.loads("libthis-is-nowhere.so.1")


@pytest.mark.skipif(sys.platform != "linux", reason="Debian's packages")
def test_nothing_is_missing_where_the_tests_run():
    assert run.missing_system_packages() == []


def pinned(lock: str) -> set[str]:
    return set(
        re.findall(r"^([^ ]+==[^ ]+)", (LOCKS / f"{lock}.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_each_lock_holds_the_packages_of_the_one_before():
    for smaller, larger in zip(run.LOCKS, run.LOCKS[1:], strict=False):
        assert pinned(smaller) < pinned(larger)
