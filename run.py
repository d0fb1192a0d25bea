#!/usr/bin/env python3
"""Set this project up where it stands, then run it. Needs nothing but Python 3.11 or newer.

    python3 run.py demo [--out FOLDER] ...    a visit: kiosk, two callers and a board, each its own program
    python3 run.py test [pytest arguments]    every test, on SQLite and on a real PostgreSQL
    python3 run.py check                      style, types and the contracts between layers

The packages go into .venv, as pinned in locks/; missing system libraries are installed on Debian and Ubuntu.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = ("hall", "test", "check")  # each holds all packages of the one before
NEEDS = {"demo": "hall", "test": "test", "check": "check"}
WORKERS = min(2 * (os.cpu_count() or 1), 4)
"""More than cores: many a test waits for a voice, for paper or for a time-out, and another runs meanwhile."""
JOBS = {
    "demo": ["hall", "demo"],
    "test": ["pytest", "-n", str(WORKERS), "--dist", "worksteal"],
}
CHECKS = (["ruff", "check"], ["ruff", "format", "--check"], ["pyright"], ["lint-imports"])

LIBRARIES = {  # what Qt and the speech engine load, and Debian's package of it
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def main(arguments: list[str]) -> int:
    """Do what the first argument says; the others belong to the program behind it."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what says so
        sys.exit("This needs Python 3.11 or newer; this one is " + sys.version.split()[0])
    if not arguments or arguments[0] not in NEEDS:
        print(__doc__)
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    job, *others = arguments
    install_system_packages()
    install_packages(NEEDS[job])
    if job == "check":
        return max([subprocess.call([tool(name), *options], cwd=ROOT) for name, *options in CHECKS])
    command = [str(PYTHON), "-m", *JOBS[job], *others]
    if job == "test":
        os.chdir(ROOT)
    if os.name != "nt":
        os.execv(PYTHON, command)
    return subprocess.call(command)


def tool(name: str) -> str:
    """A program of .venv."""
    return shutil.which(name, path=PYTHON.parent) or sys.exit(f"{name} is missing from .venv")


def install_system_packages() -> None:
    """Install what is missing on Debian and Ubuntu, or say in one line how to."""
    missing = missing_system_packages() if sys.platform == "linux" else []
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if not shutil.which("apt-get"):
        print("Missing, by Debian's names:", *missing, file=sys.stderr)
    elif (root := as_root()) is None:
        print("Missing: please run\n    sudo", shlex.join(install), file=sys.stderr)
    else:
        environment = [*root, "env", "DEBIAN_FRONTEND=noninteractive"]
        run_with_progress("Reading the lists of system packages", [*environment, "apt-get", "update"])
        print("Missing:", *missing)
        run_with_progress("Installing them", [*environment, *install])


def missing_system_packages() -> list[str]:
    """Debian's names of what this machine lacks."""
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    if not any(font for folder in folders for font in folder.rglob("*CJK*")):
        missing.append("fonts-noto-cjk")
    if not PYTHON.exists() and find_spec("ensurepip") is None:
        missing.append(f"python3.{sys.version_info[1]}-venv")
    return missing


def loads(library: str) -> bool:
    """Whether this machine has a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def as_root() -> list[str] | None:
    """How to run a command as root without being asked anything; None if there is no such way."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    if shutil.which("sudo") and not subprocess.call([*sudo, "true"], stderr=subprocess.DEVNULL):
        return sudo
    return None


def install_packages(lock: str) -> None:
    """Make .venv hold the packages of a lock file and this project itself; at once if it does."""
    place = f"{sys.version_info[:2]} {ROOT}"
    sources = [ROOT / "pyproject.toml", *(ROOT / "locks" / f"{name}.txt" for name in LOCKS)]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    stamp = VENV / "installed"
    found = stamp.read_text(encoding="utf-8").splitlines() if stamp.exists() else []
    if found[:2] == [place, digest] and LOCKS.index(found[2]) >= LOCKS.index(lock):
        return
    if not PYTHON.exists() or found[:1] != [place]:
        if find_spec("ensurepip") is None:
            sys.exit("This Python cannot make virtual environments: its ensurepip is missing.")
        print("Making .venv")
        venv.create(VENV, with_pip=True, clear=True)
    stamp.unlink(missing_ok=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--no-deps"]
    locked = ["--require-hashes", "--prefer-binary", "-r", str(ROOT / "locks" / f"{lock}.txt")]
    run_with_progress(f"Installing the packages of locks/{lock}.txt", [*pip, *locked])
    run_with_progress("Installing the project itself", [*pip, "--no-build-isolation", "-e", str(ROOT)])
    stamp.write_text(f"{place}\n{digest}\n{lock}\n", encoding="utf-8")


def run_with_progress(title: str, command: list[str]) -> None:
    """Run a long command behind a line that counts the seconds; if it fails, show what it said and stop."""
    every_s, end = (1, "\r") if sys.stdout.isatty() else (15, "\n")
    start = time.monotonic()
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        while child.returncode is None:
            print(f"{title}: {time.monotonic() - start:.0f} s", end=end, flush=True)
            with suppress(subprocess.TimeoutExpired):
                child.wait(every_s)
        print(f"{title}: done in {time.monotonic() - start:.0f} s", flush=True)
        if child.returncode:
            output.seek(0)
            sys.exit(f"{output.read().decode(errors='replace')}\nFailed: {shlex.join(command)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
