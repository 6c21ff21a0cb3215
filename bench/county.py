"""The county archive on PostgreSQL, beside the same questions to an archive's own catalogue.

    python -m bench.county [BRANCHES]     200 by default; each has 36 monthly meetings of 20 speeches

A tenth of the branches is loaded first, in the county and in an archive of their own, then all of them: how
much dearer does a question become when there are ten times as many branches? The server is private, with
PostgreSQL's own settings but for those in docs/county.md; questions go through a Unix socket, as a county
reader and through its policies.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import psycopg

from bench.archive import milliseconds
from bench.made_up import RARE, held, people
from store.archive import Archive
from store.county.derived import COLUMNS, derived
from store.county.listing import NEWEST
from store.county.reading import CountyMeetings
from store.county.schema import bring_up
from store.county.sealed import Sealed, digests_of, packed
from store.county.search import question
from store.county.server import Server
from store.county.view import view
from store.meeting_file import packed as packed_file
from store.reading import Narrowing, PastMeetings, Wanted
from tools.private_postgres import USER, Cluster, programs

MEETINGS: Final = 36
FIRST: Final = 50
ROUNDS: Final = 40
_RECORDS: Final = "branch, meeting, seals, digest, content, masked, record"
_LATER: Final = ("lines_newest", "lines_by_name", "lines_by_gram")
"""Indexes that are cheaper to make once all is there."""


def branch(number: int) -> str:
    """The name of a made-up branch."""
    return f"第{number}党支部"


def sealed(number: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The meetings of one branch: (id, rows), month after month; always the same."""
    chance = random.Random(number)
    members, previous = people(chance), ""
    for month in range(MEETINGS):
        day = date(2024 + month // 12, month % 12 + 1, 1 + number % 28)
        id = f"{day}-{number % 65536:04x}"
        rows = held(id, branch(number), members, day, chance, previous)
        previous = rows[-1]["data"]["digest"]
        yield id, rows


def load(url: str, numbers: Sequence[int]) -> None:
    """Load branches into the county with COPY."""
    tables: dict[str, list[Sequence[Any]]] = {"records": [], **{table: [] for table in COLUMNS}}
    for number in numbers:
        for id, rows in sealed(number):
            given = Sealed(
                branch=branch(number),
                meeting=id,
                digests=digests_of(rows),
                masked=False,
                record=packed(rows),
            )
            tables["records"].append(
                (given.branch, id, 1, given.digests[-1], given.content, False, given.record)
            )
            for table, made in derived(given).tables.items():
                tables[table] += made
    with psycopg.connect(url) as db:
        for number in numbers:
            db.execute("INSERT INTO county.branches VALUES (%s)", (branch(number),))
        for table, found in tables.items():
            columns = _RECORDS if table == "records" else COLUMNS[table]
            with db.cursor().copy(f"COPY county.{table} ({columns}) FROM STDIN".encode()) as copy:
                for row in found:
                    copy.write_row(row)


def fill(url: str, first: int, last: int) -> None:
    """Load the branches from `first` to before `last`, as fast as the machine can."""
    with psycopg.connect(url, autocommit=True) as db:
        kept = db.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indexrelid::regclass::text = ANY (%s)",
            ([f"county.{name}" for name in _LATER],),
        ).fetchall()
        for name, _made in kept:
            db.execute(f"DROP INDEX {name}".encode())
        parts = [range(start, min(start + 10, last)) for start in range(first, last, 10)]
        # A meeting is made of many small parts and none of them leads back to another.
        with ProcessPoolExecutor(os.cpu_count(), initializer=gc.disable) as pool:
            list(pool.map(partial(load, url), parts))
        for _name, made in kept:
            db.execute(made.encode())
        db.execute("VACUUM ANALYZE")


def archive(folder: Path, branches: int) -> Archive:
    """The same meetings in an archive of their own."""
    made = Archive(folder)
    for number in range(branches):
        for id, rows in sealed(number):
            made.named(id).path.write_bytes(packed_file(id, rows))
    made.catalogue.catch_up()
    return made


def questions(past: PastMeetings, number: int, name: str) -> dict[str, Callable[[], object]]:
    """What is measured of any past meetings: a branch, by its number, and one of its members."""
    whose = branch(number)
    return {
        "list, newest 50": lambda: past.page(Narrowing(), FIRST),
        "one branch's year": lambda: (past.months(whose), past.parts(whose, since="2026", until="2026")),
        "a member's page": lambda: (
            past.parts(whose, name=name),
            past.pledges(whose, owner=name),
            past.search(Wanted(text="", member=name, branch=whose), FIRST),
        ),
        "search, common word 票据": lambda: past.search(Wanted(text="票据"), FIRST),
        f"search, rare word {RARE}": lambda: past.search(Wanted(text=RARE), FIRST),
        "search, two-character name": lambda: past.search(Wanted(text=name[:2]), FIRST),
        "search, two words": lambda: past.search(Wanted(text="公函 说明"), FIRST),
        "all names, once a search": past.names,
        "search, one character 磅": lambda: past.search(Wanted(text="磅"), FIRST),
    }


def measured(past: PastMeetings, number: int, name: str) -> dict[str, tuple[float, float]]:
    """Question → (p50, p95) in milliseconds."""
    return {title: milliseconds(deed, ROUNDS) for title, deed in questions(past, number, name).items()}


def plan(url: str, statement: str, values: Sequence[object]) -> str:
    """The indexes by which a statement is answered."""
    with psycopg.connect(url) as db:
        told = db.execute(f"EXPLAIN {statement}".encode(), values).fetchall()
    lines = [line for (line,) in told if "Scan" in line]
    return "; ".join(line.strip(" ->").split("  (")[0] for line in lines)


def county(url: str, reader: str, branches: int, name: str) -> dict[str, tuple[float, float]]:
    """What a county reader is answered, county views included."""
    server = Server(reader)
    with server.connected(read_only=True) as db:
        views = {
            "county view, 12 months": milliseconds(lambda: list(view(db, "2026-01", "2026-12")), 10),
            "county view, 36 months": milliseconds(lambda: list(view(db, "2024-01", "2026-12")), 10),
        }
    past = CountyMeetings(server)
    try:
        return views | measured(past, branches // 2, name)
    finally:
        past.close()


def main(arguments: Sequence[str]) -> int:
    """Print a table; 1 where PostgreSQL is not installed."""
    branches = int(arguments[0]) if arguments else 200
    bin = programs()
    if bin is None:
        print("PostgreSQL is not installed: nothing was measured.", file=sys.stderr)
        return 1
    cluster = Cluster(bin, max_wal_size="4GB", random_page_cost=1.1)
    os.environ["PGPASSFILE"] = str(cluster.passfile)
    try:
        cluster.start()
        with cluster.admin() as db:
            db.execute("CREATE DATABASE county")
        url = cluster.url(USER, "county")
        with Server(url).connected() as db:
            bring_up(db)
            db.execute(f"GRANT shaitai_county TO {cluster.login('reader')}")
        _compare(url, cluster.url("reader", "county"), branches)
    finally:
        cluster.close()
    return 0


def _compare(url: str, reader: str, branches: int) -> None:
    few = max(branches // 10, 1)
    # A member of the branch that is asked for at either size.
    names = [people(random.Random(number))[3].name for number in (few // 2, branches // 2)]
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        own = measured(archive(Path(folder), few).catalogue, few // 2, names[0])
        print(f"{few * MEETINGS} meetings in an archive of their own: {time.perf_counter() - begun:.0f} s")
    begun = time.perf_counter()
    fill(url, 0, few)
    small = county(url, reader, few, names[0])
    fill(url, few, branches)
    print(
        f"{branches} branches × {MEETINGS} × 20 speeches in the county: {time.perf_counter() - begun:.0f} s"
    )
    _tell_sizes(url)
    large = county(url, reader, branches, names[1])
    heads = (f"own, {few}", f"county, {few}", f"county, {branches}")
    print(f"{'p50, p95 in ms; branches':<28}{''.join(f'{head:>18}' for head in heads)}   × ten")
    for title, found in large.items():
        pairs = [
            f"{pair[0]:>10.1f}{pair[1]:>8.1f}" if pair else "" for pair in (own.get(title), small[title])
        ]
        growth = found[0] / small[title][0]
        print(f"{title:<28}{pairs[0]:>18}{pairs[1]}{found[0]:>10.1f}{found[1]:>8.1f}{growth:>8.1f}")
    _tell_plans(reader, names[1])


def _tell_sizes(url: str) -> None:
    with psycopg.connect(url) as db:
        sizes = db.execute(
            "SELECT relname, pg_total_relation_size(oid) / 1000000 FROM pg_class"
            " WHERE relnamespace = 'county'::regnamespace AND relkind = 'r' ORDER BY 2 DESC LIMIT 5"
        ).fetchall()
    print(", ".join(f"{name} {size} MB" for name, size in sizes))


def _tell_plans(reader: str, name: str) -> None:
    for title, word in (("common", "票据"), ("rare", RARE), ("two-character", name[:2])):
        print(f"plan, {title} word: {plan(reader, *question(Wanted(text=word), FIRST))}")
    listed = f"SELECT summary FROM county.meetings WHERE {NEWEST} ORDER BY meeting DESC, branch DESC LIMIT 50"
    print(f"plan, list: {plan(reader, listed, ())}")
    member = "SELECT * FROM county.parts WHERE branch = %s AND name = %s"
    print(f"plan, member: {plan(reader, member, (branch(1), name))}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
