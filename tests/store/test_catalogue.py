"""The catalogue: lists and finds what a plain look through all records would, and is only a cache."""

from __future__ import annotations

import os
import sqlite3
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meeting import commands as c
from meeting.kinds import Kind
from meeting.refusal import Refused
from meeting.state import Stage
from meeting.topics import Mark
from store.archive import Archive
from store.bigrams import folded
from store.catalogue import Catalogue
from store.reading import Wanted

from .conftest import running

LINES = (
    "五月我签批支出两笔，共九百元。",
    "张伟来找过我，想要低保名额，我没有答应。",
    "比价单在会计处，A3 复印机花了 4,500 元。",
    '他说"都是熟人"，我写了 * 号。',
    "ＡＢＣ全角，abc半角，𠮷野家。",
    "100%按 file_name\\x 归档 OR NOT 归档",
    "伟",
)


@pytest.fixture
def filled(archive, members) -> Archive:
    """An archive with one running meeting that says `LINES`."""
    record = running(archive, members)
    for line in LINES:
        record.do(c.Say(text=line))
    record.do(c.Say(text="请问谁经手的比价？", kind=Kind.QUESTION, by="焉如玉"))
    record.do(c.Say(text="桌上的比价备注", kind=Kind.NOTE))
    record.do(c.MarkTopic(topic="gifts", mark=Mark.COVERED))
    record.close()
    return archive


def naive(archive: Archive, query: str) -> list[tuple[str, int]]:
    """(meeting, line) of every hit by a plain look through all records, newest first."""
    words = folded(query).split()
    if not words:
        return []
    return [
        (id, line.number)
        for id in archive.ids()
        for line in reversed(archive.read(id).lines)
        if line.kind is not Kind.NOTE and not line.struck and all(w in folded(line.text) for w in words)
    ]


def found(archive: Archive, query: str, **more: str) -> list[tuple[str, int]]:
    return [(hit.meeting, hit.line) for hit in archive.search(Wanted(text=query, **more))]


@pytest.mark.parametrize(
    "query",
    [
        "张伟",
        "比价",
        "伟",
        "a3",
        "Ａ３",
        "4,500",
        '"',
        "*",
        "ABC",
        "abc 全角",
        "𠮷",
        "𠮷野",
        "%",
        "_",
        "\\x",
        "OR",
        "NOT 归档",
        "没有这话",
        "，",
        "张伟 低保",
        "低保　张伟",
    ],
)
def test_a_word_is_found_as_a_plain_look_would(filled, query):
    assert found(filled, query) == naive(filled, query)
    assert bool(found(filled, query)) == (query != "没有这话")


alphabet = st.sampled_from('张伟比价单a3B"*%_\\ -^(:）,。{}+＊Ａ\t𠮷ß\u3000')
texts = st.text(alphabet, min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(texts, min_size=1, max_size=6), queries=st.lists(texts, min_size=1, max_size=6))
def test_whatever_is_said_and_asked_the_index_agrees_with_a_plain_look(
    tmp_path_factory, members, said, queries
):
    archive = Archive(tmp_path_factory.mktemp("said") / "archive")
    record = running(archive, members)
    for text in said:
        if text.strip():
            record.do(c.Say(text=text))
    record.close()
    for query in [*queries, *(text[at : at + 2] for text in said for at in range(len(text)))]:
        assert found(archive, query) == naive(archive, query), query


def test_what_narrows_a_search(filled):
    assert len(found(filled, "比价")) == 2
    assert len(found(filled, "比价", member="焉如玉")) == 1
    assert len(found(filled, "比价", kind="statement")) == 1
    assert len(found(filled, "比价", topic="gifts")) == 2 and not found(filled, "比价", topic="duty")
    assert found(filled, "比价", since="2026-05", until="2026-05") and not found(
        filled, "比价", since="2026-06"
    )
    assert not found(filled, "比价", until="2026-04") and not found(filled, "比价", branch="别的支部")


def test_struck_lines_are_not_found_and_corrections_are(archive, members):
    record = running(archive, members)
    record.do(c.Say(text="说错的话。"))
    record.do(c.Correct(line=record.state.lines[0].number, text="改对的话。"))
    record.flush()
    assert not found(archive, "说错") and found(archive, "改对")
    record.do(c.Strike(line=record.state.lines[0].number))
    record.flush()
    assert not found(archive, "改对")
    record.close()
    assert not found(archive, "改对")


def test_the_list_follows_what_is_written_moved_and_removed(archive, members):
    assert archive.summaries() == []
    record = running(archive, members)
    record.flush()
    (summary,) = archive.summaries()
    assert summary.stage is Stage.RUNNING and summary.head.branch == "石桥湾支部"
    record.close()
    assert [each.id for each in archive.unfinished()] == [record.id]
    record.file.path.unlink()
    assert archive.summaries() == []


@pytest.mark.parametrize("what", ["missing", "damaged", "empty", "old", "cut"])
def test_it_is_made_anew_when_it_cannot_be_used(filled, what):
    before, path = filled.summaries(), filled.catalogue.path
    if what == "missing":
        path.unlink()
    elif what == "damaged":
        path.write_bytes(b"no database at all, " * 300)
    elif what == "empty":
        path.write_bytes(b"")
    elif what == "cut":
        os.truncate(path, path.stat().st_size // 2)
    else:
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()
    again = Archive(filled.folder)
    assert again.summaries() == before and found(again, "张伟")


def test_a_catalogue_that_another_program_writes_is_not_thrown_away(filled, monkeypatch):
    before = filled.summaries()
    other = sqlite3.connect(filled.catalogue.path)
    other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("store.catalogue.WAITING", 0.01)
    filled.new_meeting(date(2026, 6, 1)).close()
    with pytest.raises(Refused, match="cannot be written"):
        filled.summaries()
    other.rollback()
    other.close()
    assert [each.id for each in filled.summaries()][1:] == [each.id for each in before]


def test_reading_a_large_archive_tells_its_progress_and_can_be_stopped(archive, monkeypatch):
    monkeypatch.setattr("store.catalogue.BATCH", 2)
    for day in range(1, 6):
        archive.new_meeting(date(2026, 5, day)).close()
    told = []

    def stop_at_2(done, total):
        told.append((done, total))
        return done < 2

    catalogue = Catalogue(archive.folder)
    assert not catalogue.catch_up(stop_at_2)
    assert told == [(0, 5), (2, 5)] and len(catalogue.summaries()) == 2 and catalogue.behind() == 3
    assert catalogue.catch_up(lambda done, total: told.append((done, total)) or True)
    assert told[2:] == [(0, 3), (2, 3), (3, 3)] and catalogue.behind() == 0


def test_what_cannot_be_read_is_in_the_list_as_such(archive):
    for number, text in enumerate(("", "{}", "[1]", '{"meeting": {"1": {"format": 99, "id": "x"}}}')):
        (archive.folder / "meetings" / f"2026-05-2{number}-0000.json").write_text(text)
    assert len(archive.unreadable()) == 4 and all(each.problem for each in archive.summaries())


def test_rows_that_add_up_to_nothing_are_in_the_list_as_such(archive, members):
    record = running(archive, members)
    record.close()
    from store.meeting_file import packed

    record.file.path.write_bytes(
        packed(record.id, [{**record.rows[0], "fact": "Undone", "data": {"step": 1}}])
    )
    assert archive.unreadable()
    with pytest.raises(Refused, match="cannot be read"):
        archive.read(record.id)


def test_the_list_is_narrowed_by_branch_stage_and_time(archive, chain):
    def listed(**narrowed):
        return [summary.id[:7] for summary in archive.catalogue.summaries(**narrowed)]

    archive.new_meeting(date(2026, 7, 1)).close()
    assert len(archive.summaries()) == 5
    assert listed(branch="石桥湾支部") == ["2026-06", "2026-05", "2026-04", "2026-03"]
    assert listed(stages=(Stage.EMPTY,)) == ["2026-07"] and listed(branch="别的支部") == []
    assert listed(since="2026-05", until="2026-06") == ["2026-06", "2026-05"]
    assert listed(until="2026-04") == ["2026-04", "2026-03"] and listed(since="2027") == []
    assert listed(limit=2) == ["2026-07", "2026-06"]


def test_meetings_of_one_day_have_places_of_their_own(archive):
    for _number in range(5):
        archive.new_meeting(date(2026, 5, 24)).close()
    assert [each.id for each in archive.summaries()] == archive.ids()


def test_while_the_folder_is_still_only_open_meetings_are_looked_at(archive, members, monkeypatch):
    running(archive, members).close()
    record = running(archive, members)
    folder = archive.folder / "meetings"

    def found(word: str) -> int:
        record.do(c.Say(text=word))
        record.flush()
        os.utime(folder, ns=(10**18, 10**18))
        archive.catalogue.catch_up()
        return len(archive.catalogue.search(Wanted(text=word)))

    assert found("磅单") == 1
    assert found("账本") == 1
    with monkeypatch.context() as still:
        still.setattr("store.catalogue.all_stamps", lambda _folder: pytest.fail("all stamps"))
        still.setattr("store.catalogue.journals_in", lambda _folder: pytest.fail("all names"))
        assert found("收条") == 1
    record.close()
    archive.new_meeting(date(2026, 6, 1)).close()
    assert archive.catalogue.behind() == 2
    archive.catalogue.catch_up()
    assert archive.catalogue.behind() == 0 and len(archive.catalogue.summaries()) == 3
