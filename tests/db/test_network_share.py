"""A database file on a network share is refused before it can lose a ticket."""

from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from db.engine import open_database
from db.errors import NetworkShareRefused
from db.network_share import network_kind


def mounted(*places: tuple[str, str]) -> list[SimpleNamespace]:
    """A machine with these mounts."""
    return [SimpleNamespace(mountpoint=place, fstype=kind, opts="rw") for place, kind in places]


def test_this_tests_own_folder_is_local(tmp_path: Path) -> None:
    assert network_kind(tmp_path / "hall.db") is None


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "9p", "fuse.sshfs"])
def test_a_share_is_refused_and_named(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # No file server can be mounted without root: the list of mounts is the machine's answer here.
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: mounted(("/", "ext4"), (str(tmp_path), kind)))  # noqa: A006
    with pytest.raises(NetworkShareRefused, match=kind):
        open_database(f"sqlite:///{tmp_path / 'hall.db'}", "test")


def test_the_nearest_mount_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = mounted((str(tmp_path), "nfs"), (str(tmp_path / "local"), "ext4"), ("/", "ext4"))
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: places)  # noqa: A006
    assert network_kind(tmp_path / "local" / "hall.db") is None
    assert network_kind(tmp_path / "hall.db") == "nfs"


def test_a_windows_share_is_known_by_its_name() -> None:
    assert network_kind(Path("//server/halls/hall.db")) == "UNC"
