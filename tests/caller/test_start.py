"""Starting the caller as a person does: its own process, its options, its settings."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from db.engine import Database
from tests.patience import PATIENCE_S

CALLER = [sys.executable, "-m", "caller"]


def start(*options: object, steps: list[dict[str, object]] = []) -> subprocess.CompletedProcess[str]:  # noqa: B006
    return subprocess.run(
        [*CALLER, *map(str, options)],
        input="".join(json.dumps(step) + "\n" for step in steps),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        cwd=Path(__file__).parents[2],
    )


def test_help_says_what_it_is_for():
    done = start("--help")

    assert done.returncode == 0
    assert "--counter" in done.stdout
    assert "one key each to call, start and finish" in " ".join(done.stdout.split())


def test_a_mistake_in_the_settings_is_told_with_its_line_and_nothing_starts(tmp_path: Path):
    path = tmp_path / "caller.toml"
    path.write_text('[caller]\nshape = "ribbon"\n', encoding="utf-8")

    done = start("--settings", path)

    assert done.returncode == 2
    assert (
        f"{path}, line 2: “shape” must be one of these: 'bar', 'panel' or 'list', but is \"ribbon\"."
        in done.stderr
    )
    assert "第 2 行" in done.stderr


@pytest.mark.parametrize(("language", "waiting"), [("zh", "等候"), ("en", "Waiting")])
def test_a_clerk_named_on_the_command_line_is_signed_in_at_once(
    small_hall: Database, language: str, waiting: str
):
    url = small_hall.url.render_as_string(hide_password=False)
    steps = [
        {"id": 1, "do": "wait", "name": waiting, "matches": "0"},
        {"id": 2, "do": "quit"},
    ]

    done = start(
        "--url", url, "--language", language, "--clerk", "wang", "--counter", 48, "--robot", steps=steps
    )

    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
