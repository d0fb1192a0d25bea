"""The rooms of the project, and what may pass between them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("db", "shell", "kiosk", "caller", "display", "hall")
SOURCES = [path for room in (*ROOMS, "tests", "bench") for path in sorted((ROOT / room).rglob("*.py"))]
TEXTS = [
    path
    for pattern in (
        "*.py",
        "*.md",
        "*.toml",
        ".ci/run",
        "docs/**/*.md",
        "assets/**/*.toml",
        "assets/**/*.csv",
    )
    for path in sorted(ROOT.glob(pattern))
] + SOURCES


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def sources(*rooms: str) -> list[Path]:
    return [path for path in SOURCES if name(path).split("/")[0] in rooms]


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at the top or inside a function, but not for types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            node.body = []
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (each.name for each in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield module
                yield from (f"{module}.{each.name}" for each in names)
            case _:
                pass


def brings_in(path: Path, *modules: str) -> bool:
    return any(f"{each}.".startswith(f"{module}.") for each in imports(path) for module in modules)


def test_arrows_go_from_the_hall_to_the_apps_to_the_shell_to_the_database():
    floors = {"db": 0, "shell": 1, "kiosk": 2, "caller": 2, "display": 2, "hall": 3}
    wrong = [
        f"{name(path)} imports {other}"
        for room, floor in floors.items()
        for path in sources(room)
        for other, other_floor in floors.items()
        if other != room and other_floor >= floor and brings_in(path, other)
    ]
    assert not wrong


def test_the_queue_knows_no_screen_no_device_and_no_sound():
    foreign = ("PySide6", "shiboken6", "qtawesome", "serial", "pyttsx3", "miniaudio", "qrcode")
    assert not [name(path) for path in sources("db") if brings_in(path, *foreign)]


def test_only_the_database_room_speaks_sql():
    foreign = ("sqlalchemy", "psycopg", "sqlite3", "alembic")
    speakers = [name(path) for path in sources(*ROOMS) if brings_in(path, *foreign)]
    assert [each for each in speakers if not each.startswith("db/")] == []


def test_a_presenter_decides_without_widgets():
    widgets = ("PySide6.QtWidgets", "PySide6.QtGui")
    presenters = [path for path in SOURCES if path.stem.startswith("presenter")]
    assert not [name(path) for path in presenters if brings_in(path, *widgets)]


def test_a_simulated_device_knows_nothing_of_its_driver():
    drivers = (
        "serial",
        "shell.serial_line",
        "kiosk.printer",
        "kiosk.escpos",
        "kiosk.sam",
        "kiosk.idcard",
        "caller.keypad",
        "caller.pad_frames",
        "caller.strip",
        "db",
    )
    simulators = [path for path in sources(*ROOMS) if path.stem.startswith("simulated_")]
    assert simulators, "the simulators have gone, or changed their names"
    assert not [name(path) for path in simulators if brings_in(path, *drivers)]


def test_what_differs_between_the_two_databases_stands_in_few_files():
    branch = re.compile(
        r"dialect\s*(==|!=|in)|\bmatch .*(dialect|backend)|get_backend_name|@compiles|if \w*\.path\b"
    )
    branching = {name(path) for path in sources("db") if branch.search(path.read_text(encoding="utf-8"))}
    assert branching <= {
        "db/engine.py", "db/feed.py", "db/turn.py", "db/migrate.py", "db/backup.py", "db/grants.py"
    }  # fmt: skip


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_is_one_idea(path: Path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 400, "asks to be two ideas"


def test_no_room_is_a_junk_drawer():
    drawers = {"utils", "util", "common", "helpers", "helper", "manager", "misc"}
    assert not [name(path) for path in SOURCES if drawers & {path.stem, *path.relative_to(ROOT).parts[:-1]}]


@pytest.mark.parametrize("path", sources(*ROOMS), ids=name)
def test_every_module_says_what_it_is_for(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree), "the first line should be its purpose"


@pytest.mark.parametrize("lock", sorted((ROOT / "locks").glob("*.txt")), ids=name)
def test_a_lock_pins_every_package_and_names_no_registry(lock: Path):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)
    for requirement in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[a-z0-9-]+==[\w.]+ ", requirement)
        assert "--hash=sha256:" in requirement


def test_no_text_names_a_package_registry_or_a_place_on_somebodys_machine():
    # Written in pieces, so that this file does not name them either.
    forbidden = [
        r"py" + r"pi\.org",
        "registry" + r"\.npm" + "js",
        "deb" + r"\.debian\.org",
        "/ro" + "ot/",
        "/wo" + "rk/",
    ]
    found = [name(path) for path in TEXTS if re.search("|".join(forbidden), path.read_text(encoding="utf-8"))]
    assert not found


def test_none_survives_many_calls_that_return_nothing(qapp):
    # PySide6 6.12.0 on Python 3.11 lost one reference to None per void call, until Python aborted.
    import sys

    before = sys.getrefcount(None)
    for _ in range(10_000):
        qapp.setApplicationName("hall")
    assert abs(sys.getrefcount(None) - before) < 1000


def test_the_queue_asks_this_machine_for_the_time_in_one_place():
    asks = re.compile(r"\.(now|utcnow|today)\(|\btime\.time\(|\blocaltime\(|CURRENT_TIMESTAMP|func\.now")
    found = [path.name for path in sources("db") if asks.search(path.read_text(encoding="utf-8"))]
    assert found == ["engine.py"]
