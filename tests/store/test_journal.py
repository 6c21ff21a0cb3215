"""The journal: what is acknowledged stays, whatever happens to the file's end; the rest is reported."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.table import Document

import store.journal
from store.commits import framed, scan
from store.damage import Altered, Damaged
from store.journal import JournalStorage, journal_of, load
from store.snapshot import HIDDEN
from store.table import JournalDB


def stock(path: Path) -> dict:
    """The tables as stock TinyDB reads them, without our checksum."""
    with TinyDB(path, access_mode="r", encoding="utf-8") as db:
        return {name: db.table(name).all() for name in db.tables() - {HIDDEN}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A meeting file that is not there yet."""
    return tmp_path / "meeting.json"


def abandoned(path: Path, lines: int = 3, *, outgrown: int = store.journal.OUTGROWN) -> list[dict]:
    """Write `lines` documents and leave the files as a killed program would; the documents."""
    table = JournalDB(path, outgrown=outgrown).table("events")
    documents = [{"text": f"第{number}件：退了九百元。"} for number in range(1, lines + 1)]
    for document in documents:
        table.insert(document)
    return documents


def held(path: Path) -> list[dict]:
    return list(load(path).tables.get("events", {}).values())


def test_each_commit_is_one_line_and_stock_tinydb_reads_the_closed_file(path):
    db = JournalDB(path)
    db.table("events").insert({"a": "张伟"})
    db.table("events").insert_multiple([{"b": 1}, {"c": 2}])
    assert journal_of(path).read_bytes().count(b"\n") == 3, "a header and two commits"
    db.close()
    assert not journal_of(path).exists()
    assert stock(path) == {"events": [{"a": "张伟"}, {"b": 1}, {"c": 2}]}


def test_an_end_torn_at_any_byte_loses_only_what_was_not_acknowledged(path):
    documents = abandoned(path)
    whole = journal_of(path).read_bytes()
    begins = scan(whole).ends[-2]
    for cut in range(begins, len(whole)):
        journal_of(path).write_bytes(whole[:cut])
        expected = documents[:2] if cut < len(whole) - 1 else documents
        assert held(path) == expected, f"cut at byte {cut} of {len(whole)}"
        # Opened for writing again, the next line stands where the torn one stood.
        db = JournalDB(path)
        db.table("events").insert({"text": "又一件"})
        assert held(path) == [*expected, {"text": "又一件"}]
        path.unlink()
        journal_of(path).unlink()
        abandoned(path)


def test_a_header_torn_at_any_byte_is_no_commit(path):
    abandoned(path, 0)
    journal = journal_of(path)
    header = framed(b'{"base":"0"}')
    for cut in range(len(header) - 1):
        journal.write_bytes(header[:cut])
        assert held(path) == []


def test_a_tail_of_zeros_is_torn(path):
    documents = abandoned(path)
    with journal_of(path).open("ab") as file:
        file.write(b"\0" * 300)
    assert held(path) == documents


def test_a_turned_bit_anywhere_in_the_journal_is_recovered_or_reported(path):
    documents = abandoned(path)
    whole = journal_of(path).read_bytes()
    for place in range(len(whole)):
        for bit in range(8):
            data = bytearray(whole)
            data[place] ^= 1 << bit
            journal_of(path).write_bytes(data)
            try:
                assert held(path) == documents, f"byte {place}, bit {bit}"
            except Damaged:
                continue


def test_a_turned_bit_anywhere_in_the_snapshot_is_reported(path):
    abandoned(path)
    JournalDB(path).close()
    expected, whole = held(path), path.read_bytes()
    for place in range(len(whole)):
        for bit in range(8):
            data = bytearray(whole)
            data[place] ^= 1 << bit
            path.write_bytes(data)
            try:
                assert load(path).tables["events"] == {"1": expected[0], "2": expected[1], "3": expected[2]}
            except Damaged:
                continue


def test_damage_in_the_middle_is_reported_with_what_stands_before_and_behind(path):
    abandoned(path, 5)
    whole = journal_of(path).read_bytes()
    ends = scan(whole).ends
    broken = whole[: ends[2] + 20] + b"x" + whole[ends[2] + 21 :]
    found = scan(broken)
    assert found.damaged == 4 and len(found.commits) == 3 and len(found.later) == 2
    journal_of(path).write_bytes(broken)
    with pytest.raises(Damaged, match="journal line 4"):
        JournalStorage(path)
    assert journal_of(path).read_bytes() == broken, "a damaged file is never written over"


def test_a_file_changed_by_another_program_is_told_from_a_damaged_one(path):
    abandoned(path)
    JournalDB(path).close()
    path.write_text(path.read_text("utf-8").replace("九百", "九千"), "utf-8")
    with pytest.raises(Altered):
        load(path)


def test_a_journal_beside_another_snapshot_is_not_taken_for_its_own(path, tmp_path):
    abandoned(path)
    other = tmp_path / "other.json"
    abandoned(other, 9)
    JournalDB(other).close()
    other.replace(path)
    with pytest.raises(Damaged, match="another file"):
        load(path)


@pytest.mark.parametrize("half", [0, 1, 30])
def test_a_failed_write_is_cut_off_again_and_changes_nothing(path, monkeypatch, half):
    db = JournalDB(path)
    table = db.table("events")
    table.insert({"a": 1})
    before = journal_of(path).read_bytes()
    write = os.write

    def full(descriptor, data):
        write(descriptor, data[:half])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        table.insert({"b": 2})
    monkeypatch.undo()
    assert journal_of(path).read_bytes() == before
    assert len(table) == 1 and table.insert({"b": 2}) > 1
    db.close()
    assert stock(path) == {"events": [{"a": 1}, {"b": 2}]}


def test_a_write_that_cannot_be_cut_off_is_cut_off_at_the_next(path, monkeypatch):
    table = JournalDB(path).table("events")
    table.insert({"a": 1})

    def broken(*_arguments):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    monkeypatch.setattr(os, "ftruncate", broken)
    with pytest.raises(OSError, match="Input/output"):
        table.insert({"b": 2})
    monkeypatch.undo()
    table.insert({"c": 3})
    assert held(path) == [{"a": 1}, {"c": 3}]


@pytest.mark.parametrize("fails", ["open_private", "replace", "sync_folder", "ftruncate"])
def test_folding_cut_short_at_any_step_loses_nothing(path, monkeypatch, fails):
    documents = abandoned(path)
    db = JournalDB(path, outgrown=0)

    truncate = os.ftruncate

    def broken(*arguments):
        if fails == "ftruncate" and not os.fstat(arguments[0]).st_size:
            return truncate(*arguments)
        raise OSError(5, "Input/output error")

    table = db.table("events")
    table.insert({"text": "折之前"})
    where_it_fails = os if fails in ("replace", "ftruncate") else store.atomic
    monkeypatch.setattr(where_it_fails, fails, broken)
    table.insert({"text": "折不成"})
    expected = [*documents, {"text": "折之前"}, {"text": "折不成"}]
    assert held(path) == expected
    monkeypatch.undo()
    table.insert({"text": "再折"})
    assert held(path) == [*expected, {"text": "再折"}]
    db.close()
    assert stock(path)["events"] == [*expected, {"text": "再折"}]


def test_a_journal_that_outgrows_its_snapshot_is_folded_while_it_is_written(path):
    documents = abandoned(path, 200, outgrown=500)
    assert journal_of(path).stat().st_size < 2 * path.stat().st_size
    assert held(path) == documents and len(stock(path)["events"]) > 100


def test_ids_are_never_given_out_again(path):
    with JournalDB(path) as db:
        table = db.table("events")
        table.insert_multiple([{}, {}, {}])
        table.remove(doc_ids=[3])
        assert table.insert({}) == 4
        table.truncate()
    with JournalDB(path) as db:
        assert db.table("events").insert({}) == 5
        db.drop_tables()
        assert db.table("events").insert({}) == 6


def test_what_is_read_is_a_copy(path):
    table = JournalDB(path).table("events")
    given_in = {"inside": [1]}
    table.insert(given_in)
    given_in["inside"].append(2)
    for document in (table.get(doc_id=1), *table.all(), *table.search(where("inside").exists())):
        assert document == {"inside": [1]}
        document["inside"].append(3)
    assert table.search(where("inside").exists()) == [{"inside": [1]}]
    assert table.get(doc_ids=[1]) == [{"inside": [1]}] and held(path) == [{"inside": [1]}]


def test_an_update_that_fails_halfway_changes_nothing(path):
    table = JournalDB(path).table("events")
    table.insert_multiple([{"n": 1}, {"n": 2}])
    before = journal_of(path).read_bytes()

    def change(document):
        document["n"] += 1
        if document["n"] == 3:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        table.update(change)
    assert table.all() == [{"n": 1}, {"n": 2}] and journal_of(path).read_bytes() == before


def test_a_closed_file_takes_no_more(path):
    db = JournalDB(path)
    db.close()
    with pytest.raises(OSError, match="closed"):
        db.table("events").insert({})


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)
documents = st.dictionaries(st.sampled_from("abc"), plain, max_size=3)
ids = st.integers(1, 12)
deeds = st.one_of(
    st.tuples(st.just("insert"), documents),
    st.tuples(st.just("put"), ids, documents),
    st.tuples(st.just("update"), documents, st.lists(ids, max_size=3)),
    st.tuples(st.just("remove"), st.lists(ids, max_size=3)),
    st.tuples(st.just("truncate")),
    st.tuples(st.just("drop")),
    st.tuples(st.just("kill")),
    st.tuples(st.just("close")),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(deeds, max_size=25), st.sampled_from([0, 200, 10_000]))
def test_whatever_is_done_and_killed_the_table_is_as_a_dict_would_be(tmp_path_factory, steps, outgrown):
    path = tmp_path_factory.mktemp("model") / "x.json"
    db, model = JournalDB(path, outgrown=outgrown), {}
    for deed, *given_in in steps:
        table = db.table("events")
        if deed == "insert":
            model[table.insert(given_in[0])] = dict(given_in[0])
        elif deed == "put":
            table.upsert(Document(given_in[1], given_in[0]))
            model[given_in[0]] = model.get(given_in[0], {}) | given_in[1]
        elif deed == "update":
            table.update(given_in[0], doc_ids=given_in[1])
            model |= {id: model[id] | given_in[0] for id in given_in[1] if id in model}
        elif deed == "remove":
            table.remove(doc_ids=set(given_in[0]))
            model = {id: document for id, document in model.items() if id not in given_in[0]}
        elif deed in ("truncate", "drop"):
            table.truncate() if deed == "truncate" else db.drop_table("events")
            model = {}
        else:
            if deed == "close":
                db.close()
                assert stock(path).get("events", []) == list(model.values())
            db = JournalDB(path, outgrown=outgrown)
        assert {document.doc_id: document for document in db.table("events")} == model
    assert {int(id): document for id, document in load(path).tables.get("events", {}).items()} == model
