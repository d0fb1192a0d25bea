"""Secrets come from where others cannot read, and a password in sight is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url

from db.engine import must_hide_its_password, open_database
from db.errors import PasswordInSight
from db.secret import SecretExposed, SecretMissing, find_secret

CREDENTIAL, VARIABLE = "hall-database-password", "HALL_DATABASE_PASSWORD"
URL = "postgresql://kiosk1@server/hall"


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CREDENTIALS_DIRECTORY", VARIABLE, f"{VARIABLE}_FILE"):
        monkeypatch.delenv(name, raising=False)


def password_of(url: str) -> str | None:
    database = open_database(url, "test")
    database.close()
    return str(database.url.password) if database.url.password else None


def secret_file(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "password"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_nothing_given_is_no_password() -> None:
    assert find_secret(CREDENTIAL, VARIABLE) is None
    assert password_of(URL) is None


def test_it_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "open sesame/@:")
    assert password_of(URL) == "open sesame/@:"


def test_it_comes_from_a_file_of_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{VARIABLE}_FILE", str(secret_file(tmp_path, "from-a-file\n")))
    assert password_of(URL) == "from-a-file"


def test_a_file_that_others_can_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{VARIABLE}_FILE", str(secret_file(tmp_path, "x", 0o644)))
    with pytest.raises(SecretExposed, match="chmod 600"):
        open_database(URL, "test")


def test_a_file_that_is_not_there_is_told_with_who_named_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{VARIABLE}_FILE", str(tmp_path / "none"))
    with pytest.raises(SecretMissing, match=r"none.*HALL_DATABASE_PASSWORD_FILE"):
        open_database(URL, "test")


def test_what_systemd_lays_down_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / CREDENTIAL).write_text("from systemd\n", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.setenv(VARIABLE, "from the environment")
    assert password_of(URL) == "from systemd"


def test_other_credentials_are_no_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.setenv(VARIABLE, "from the environment")
    assert password_of(URL) == "from the environment"


def test_a_password_in_sight_is_refused_without_repeating_it() -> None:
    with pytest.raises(PasswordInSight, match=VARIABLE) as refused:
        must_hide_its_password("postgresql://kiosk1:geheim@server/hall")
    assert "geheim" not in str(refused.value)
    assert must_hide_its_password(URL) == URL


def test_no_message_and_no_log_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "geheim")
    database = open_database(URL, "test")
    database.close()
    assert "geheim" not in database.shown_url
    assert make_url(database.shown_url).username == "kiosk1"
