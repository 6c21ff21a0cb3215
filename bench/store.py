"""One recorded line durable on disk, beside an SQLite WAL FULL commit of the same text and a bare append.

    python -m bench.store              at line 1, 1,000 and 5,000 of a meeting

All writers take turns in the same folder, line by line, so that they meet the same disk.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tinydb import TinyDB
from tinydb.table import Document

from store.meeting_file import MeetingFile

AT: Final = (1, 1_000, 5_000)
SAMPLES: Final = 300
"""Lines measured at each place."""
TEXT: Final = "五月我签批支出两笔，共九百元，票据在会计处，没有先花后签；张伟来说情，我没有答应。"

Write = Callable[[dict[str, Any]], object]


def row(number: int) -> dict[str, Any]:
    """A line's row as the program stores it."""
    data = {"turn": 3, "kind": "statement", "text": f"{TEXT}第{number}件。", "by": "m1", "pressure": None}
    stamp = {"v": 2, "id": number, "step": number, "at": "2026-05-24T09:30:00.123456+08:00", "by": "宓小满"}
    return {**stamp, "fact": "LineRecorded", "data": data}


def journal(folder: Path, before: int) -> Write:
    """Ours: a meeting's file that holds `before` lines."""
    file = MeetingFile(folder / f"m{before}.json")
    file.create([row(number) for number in range(1, before + 1)])
    return lambda line: file.append([line])


def sqlite_full(folder: Path, before: int) -> Write:
    """SQLite in WAL mode, synced at every commit."""
    db = sqlite3.connect(folder / f"s{before}.sqlite", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, row TEXT)")
    db.execute("BEGIN")
    db.executemany("INSERT INTO events VALUES (?, ?)", ((n, str(row(n))) for n in range(1, before + 1)))
    db.execute("COMMIT")
    return lambda line: db.execute("INSERT INTO events VALUES (?, ?)", (line["id"], str(line)))


def bare(folder: Path, before: int) -> Write:
    """An append and an fsync: the floor."""
    descriptor = os.open(folder / f"b{before}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(line: dict[str, Any]) -> None:
        os.write(descriptor, f"{line}\n".encode())
        os.fsync(descriptor)

    return write


def stock(folder: Path, before: int) -> Write:
    """Stock TinyDB, which rewrites its file whole and in place."""
    table = TinyDB(folder / f"t{before}.json", encoding="utf-8").table("events")
    table.insert_multiple(Document(row(number), number) for number in range(1, before + 1))
    return lambda line: table.insert(Document(line, line["id"]))


WRITERS: Final = {"shaitai": journal, "SQLite WAL FULL": sqlite_full, "append + fsync": bare}


def measured(write: Write, line: dict[str, Any]) -> float:
    """Microseconds for one line."""
    begun = time.perf_counter()
    write(line)
    return (time.perf_counter() - begun) * 1e6


def main() -> int:
    """Print a table; ratios are over SQLite at the same place, `flat` over ours at line 1."""
    first = 0.0
    print(f"{'line':>6}  {'writer':<16} {'p50 µs':>8} {'p95 µs':>8}  {'p50 ÷ SQLite':>12} {'flat':>6}")
    for at in AT:
        with tempfile.TemporaryDirectory(dir=Path("build") if Path("build").is_dir() else None) as name:
            writers = {title: open_(Path(name), at - 1) for title, open_ in WRITERS.items()}
            times: dict[str, list[float]] = {title: [] for title in writers}
            for number in range(at, at + SAMPLES):
                for title, write in writers.items():
                    times[title].append(measured(write, row(number)))
            stock_write = stock(Path(name), at - 1)
            slow = [measured(stock_write, row(number)) for number in range(at, at + 10)]
        times["stock TinyDB"] = slow
        base = statistics.median(times["SQLite WAL FULL"])
        first = first or statistics.median(times["shaitai"])
        for title, found in times.items():
            half, most = statistics.median(found), statistics.quantiles(found, n=20)[-1]
            flat = f"{half / first:.2f}" if title == "shaitai" else ""
            print(f"{at:>6}  {title:<16} {half:>8.0f} {most:>8.0f}  {half / base:>12.2f} {flat:>6}")
    print("goal: ≤ 1.00 × SQLite WAL FULL, flat from line 1 to line 5,000")
    return 0


if __name__ == "__main__":
    sys.exit(main())
