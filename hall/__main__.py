"""Where the `hall` command starts, and where everything that goes wrong becomes one sentence."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper

from db.errors import HallError
from db.texts import readable


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 only if it did what was asked."""
    # Only now: whoever imports `main` to hand over to it need not wait for the command line's own libraries.
    from hall import commands
    from hall.words import tell

    for stream in (sys.stdout, sys.stderr):
        # A Windows console may speak a code page that lacks Chinese: rather a question mark than a traceback.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return commands.run([readable(each) for each in (sys.argv[1:] if argv is None else argv)])
    except HallError as error:
        tell(error)
    except OSError as error:
        print(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "), file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
