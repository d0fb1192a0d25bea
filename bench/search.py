"""Search in the full catalogue against one raw `str.find` over its names: `python -m bench.search`.

Every query of tests/db/search_queries.txt is typed letter by letter, as a citizen would, and each letter is a search of
its own. The raw limit is the time of one `str.find` through all Pinyin for something that is not there. Times are the
thread's own (CPU), so that a busy machine does not count; the ratio travels, the milliseconds do not. A second process
reads the index from its file, as every start of a kiosk does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from bench import catalogue
from db.search import SearchIndex
from db.search_file import read_index, write_index
from db.search_making import index_of

QUERIES = Path(__file__).parents[1] / "tests" / "db" / "search_queries.txt"


def typed() -> list[tuple[str, set[str]]]:
    """What is typed, and the ids of the items of which one must be found."""
    lines = [line.split() for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    asked = [line for line in lines if line and line[0] != "#"]
    return [
        (" ".join(word for word in line if not _is_id(word)), {word for word in line if _is_id(word)})
        for line in asked
    ]


def _is_id(word: str) -> bool:
    return word[0] == "S" and word[1:5].isdigit()


def raw_find_ms(index: SearchIndex) -> float:
    """One look through all names for what is not there."""
    times: list[float] = []
    for _ in range(9):
        began = time.thread_time()
        index.pinyin.joined.find("zhuangxq")
        times.append((time.thread_time() - began) * 1000)
    return min(times)


def measure(index: SearchIndex) -> None:
    """Type all queries; print how quick it was and how right."""
    times: list[tuple[float, str]] = []
    first = among_five = 0
    asked = typed()
    for query, wanted in asked:
        found = ()
        for length in range(1, len(query) + 1):
            began = time.thread_time()
            found = index.find(query[:length])
            times.append(((time.thread_time() - began) * 1000, query[:length]))
        ids = [item.id for item in found]
        among_five += bool(wanted & set(ids[:5]))
        first += bool(wanted & set(ids[:1]))
    milliseconds = [each for each, _ in times]
    p99, slowest = quantiles(milliseconds, n=100)[98], max(times)
    raw = raw_find_ms(index)
    print(f"{len(asked)} queries: {among_five} among the first five, {first} first of all")
    print(f"{len(times)} searches, one a letter; raw find {raw:.2f} ms")
    for name, value in (("p50", median(milliseconds)), ("p99", p99), (f"worst ({slowest[1]})", slowest[0])):
        print(f"  {name:<24}{value:8.2f} ms   {value / raw:6.2f} x raw find")


def read_alone(path: Path) -> None:
    """What a start costs: in a process that does nothing else."""
    began = time.perf_counter()
    index = read_index(path, "bench")
    assert index is not None
    index.warm()
    print(
        f"index read and ready in {time.perf_counter() - began:.2f} s, the process then has {_resident_mb()} MB"
    )


def _resident_mb() -> int:
    import psutil

    return psutil.Process().memory_info().rss >> 20


def main() -> int:
    if len(sys.argv) > 1:
        print(f"before the index {_resident_mb()} MB")
        read_alone(Path(sys.argv[1]))
        return 0
    began = time.perf_counter()
    index = index_of("bench", catalogue.rows_to_search()).warm()
    print(f"{len(index)} items, {len(index.keys.targets)} keys; made in {time.perf_counter() - began:.1f} s")
    measure(index)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        write_index(index, path)
        print(f"index file {path.stat().st_size / 1e6:.0f} MB")
        sys.stdout.flush()
        subprocess.run([sys.executable, "-m", "bench.search", str(path)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
