"""List and search in an archive of 10,000 meetings of 20 speeches, beside stock TinyDB and SQLite LIKE.

    python -m bench.archive [COUNT]    the made-up archive is kept in build/ for the next time

First hits are the newest 50. Stock TinyDB holds all speeches in one file, as a program without a catalogue
would; SQLite LIKE scans the same text in a plain table.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from tinydb import TinyDB, where

from bench.made_up import RARE, fill
from store.archive import Archive
from store.catalogue import Catalogue
from store.reading import Wanted

FIRST: Final = 50
GOAL: Final = 50.0
"""Milliseconds to the first 50 hits."""
ROUNDS: Final = 15


def milliseconds(deed: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median and 95th percentile."""
    found = []
    for _round in range(rounds):
        begun = time.perf_counter()
        deed()
        found.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(found), statistics.quantiles(found, n=20)[-1] if rounds > 1 else found[0]


def others(archive: Archive, folder: Path) -> tuple[sqlite3.Connection, TinyDB]:
    """The same speeches in a plain SQLite table and in a stock TinyDB file."""
    source = sqlite3.connect(archive.catalogue.path)
    rows = source.execute("SELECT place, name, text FROM lines").fetchall()
    plain = sqlite3.connect(folder / "plain.sqlite")
    plain.execute("CREATE TABLE lines (place INTEGER PRIMARY KEY, name TEXT, text TEXT)")
    plain.executemany("INSERT INTO lines VALUES (?, ?, ?)", rows)
    plain.commit()
    stock = TinyDB(folder / "stock.json", encoding="utf-8")
    stock.insert_multiple({"place": place, "name": name, "text": text} for place, name, text in rows)
    return plain, stock


def like(db: sqlite3.Connection, word: str, limit: int) -> list[tuple[int, str]]:
    """What SQLite finds by looking at every row, newest first."""
    found = db.execute(
        "SELECT place, text FROM lines WHERE text LIKE ? ORDER BY place DESC LIMIT ?", (f"%{word}%", limit)
    )
    return found.fetchall()


def main(arguments: Sequence[str]) -> int:
    """Print a table; a ratio is over SQLite LIKE with the same question."""
    count = int(arguments[0]) if arguments else 10_000
    begun = time.perf_counter()
    archive = fill(Path("build") / f"made-up-{count}", count)
    print(f"{count} meetings made up or found in {time.perf_counter() - begun:.0f} s")
    archive.catalogue.forget()
    begun = time.perf_counter()
    archive.catalogue.catch_up()
    print(f"catalogue made anew in {time.perf_counter() - begun:.0f} s, {_megabytes(archive.catalogue)} MB")
    fresh = Archive(archive.folder)
    half, most = milliseconds(lambda: (fresh.catalogue.catch_up(), fresh.catalogue.summaries(FIRST)))
    print(f"{'open the list, newest 50':<30} {half:>8.1f} {most:>8.1f} ms   goal ≤ {GOAL:.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        plain, stock = others(archive, Path(folder))
        name = plain.execute("SELECT name FROM lines WHERE length(name) = 2 ORDER BY place").fetchone()[0]
        print(f"{'search':<30} {'p50 ms':>8} {'p95 ms':>8} {'÷ LIKE':>8} {'÷ stock TinyDB':>15}")
        for title, word in (("common", "票据"), ("rare", RARE), ("two-character name", name)):
            for which, limit in (("first", FIRST), ("all", -1)):
                _line(f"{title} {word}: {which}", fresh, plain, stock, word, limit)
    return 0


def _line(
    title: str, archive: Archive, plain: sqlite3.Connection, stock: TinyDB, word: str, limit: int
) -> None:
    wanted = Wanted(text=word)
    half, most = milliseconds(lambda: archive.catalogue.search(wanted, limit))
    base, _most = milliseconds(lambda: like(plain, word, limit), 5)
    slow, _most = milliseconds(lambda: (stock.clear_cache(), stock.search(where("text").search(word))), 1)
    hits = len(archive.catalogue.search(wanted, limit))
    assert hits == len(like(plain, word, limit)), "both must find the same"
    print(f"{title:<30} {half:>8.2f} {most:>8.2f} {half / base:>8.2f} {half / slow:>15.5f}   {hits} hits")


def _megabytes(catalogue: Catalogue) -> int:
    return round(catalogue.path.stat().st_size / 1e6)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
