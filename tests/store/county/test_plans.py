"""Searching goes through the indexes, with everything as a server has it, and through the policies."""

from __future__ import annotations

import random

import psycopg
import pytest

from bench.county import plan
from store.bigrams import folded
from store.county.derived import COLUMNS
from store.county.grams import grams
from store.county.listing import NEWEST
from store.county.search import question
from store.reading import Wanted

RECORDS, LINES = 1_000, 10
"""So many records of so many lines: more than a few pages, less than a second to load."""
COMMON = "月底前补齐手续"


@pytest.fixture
def words() -> list[str]:
    """Sentences of words that each stand in a few of them."""
    chance = random.Random(11)
    found = ["".join(chr(chance.randrange(0x4E00, 0x5600)) for _char in range(30)) for _line in range(500)]
    return [f"{COMMON}，{text}" for text in found]


@pytest.fixture
def full(county, words):
    """A county with many lines."""
    with county.admin() as db:
        db.execute("INSERT INTO county.branches SELECT '支部' || n FROM generate_series(0, 19) AS n")
        db.execute(
            "INSERT INTO county.records (branch, meeting, seals, digest, content, masked, record)"
            " SELECT '支部' || n %% 20, '2026-01-01-' || n, 1, encode(sha256(n::text::bytea), 'hex'),"
            " encode(sha256(''), 'hex'), false, '' FROM generate_series(1, %s) AS n",
            (RECORDS,),
        )
        db.execute(
            "INSERT INTO county.meetings SELECT branch, meeting, 1, '2026-01-01', 'general', '2026-01-01',"
            " 0, 0, 0, '{}', '[]' FROM county.records"
        )
        told = [(text, folded(text), grams(folded(text))) for text in words]
        with db.cursor().copy(f"COPY county.lines ({COLUMNS['lines']}) FROM STDIN") as copy:
            for n in range(1, RECORDS + 1):
                for place in range(LINES):
                    said = told[(n * LINES + place) % len(told)]
                    whose = f"支部{n % 20}", f"2026-01-01-{n}"
                    copy.write_row((*whose, place, 1, "2026-01-01", place, "王芳", "remark", "", *said))
        db.execute("VACUUM ANALYZE county.lines")
        db.execute("VACUUM ANALYZE county.meetings")
    return county


def test_what_is_asked_is_answered_through_indexes(full, words):
    reader = full.url(full.reader())
    word = words[7][10:12]
    told = plan(reader, *question(Wanted(text=word), 50))
    assert "Bitmap Index Scan on lines_by_gram" in told and "Seq Scan" not in told
    with psycopg.connect(reader) as db:
        found = db.execute(*question(Wanted(text=word), -1)).fetchall()
    assert len(found) == sum(word in text for text in words) * RECORDS * LINES // len(words)
    told = plan(reader, *question(Wanted(text=COMMON), 50))
    assert "Index Scan using lines_newest" in told and "Seq Scan" not in told, (
        "newest first, until a page is full"
    )
    listed = f"SELECT summary FROM county.meetings WHERE {NEWEST} ORDER BY meeting DESC, branch DESC LIMIT 50"
    assert "meetings_newest" in plan(reader, listed, ())
    # A branch and a reader of some branches search by the key that their policy asks for.
    for login in (full.branch("支部3"), full.reader("支部3", "支部4")):
        told = plan(full.url(login), *question(Wanted(text="月底"), 50))
        assert "lines" in told and "Seq Scan on lines" not in told
