"""`hall load-test` on a PostgreSQL server of its own, with durable commits.

    python -m bench.load [--peak 10] [--minutes 5] ...

Takes what `hall load-test` takes; the goals stand beside the figures. Stations and server share this machine.
"""

from __future__ import annotations

import sys

from hall.__main__ import main
from tests.postgres_server import postgres_server


def measure(arguments: list[str]) -> int:
    """Start a server, and let the command at it."""
    with postgres_server(durable=True) as server:
        server.execute("CREATE DATABASE hall")
        return main(["load-test", "--url", server.url("hall"), *arguments])


if __name__ == "__main__":
    sys.exit(measure(sys.argv[1:]))
