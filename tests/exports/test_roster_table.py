"""A roster from a spreadsheet: whatever encoding, separator and order of columns; every problem by row."""

from __future__ import annotations

import csv
import io
import os
import random
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.clean import decoded
from exports.roster_table import MOST, Offered, read_roster, roster_csv, sample
from exports.table_finding import named_path, tables_near
from meeting.pin import SALT, pin_hash
from meeting.refusal import Refused
from meeting.roster import Duty, Member, PartyRole

HEADING = ["姓名", "党内职务", "职务", "主要负责人", "领导干部", "权责"]
ROWS = [
    ["栗长河", "支部书记", "局长", "是", "是", "经费审批；公章使用"],
    ["苗一凡", "副书记", "副局长", "", "是", ""],
    ["王　芳", "", "", "", "", ""],
]


def as_text(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.fixture
def offered(tmp_path):
    """What is offered of a table with this content."""

    def read(data: bytes | str, before: tuple[Member, ...] = ()) -> Offered:
        path = tmp_path / "名册.csv"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_roster(path, before)

    return read


@pytest.fixture
def workbook(tmp_path):
    """An .xlsx with these rows, changed further by `change`; its path."""

    def write(rows, change=lambda sheet: None) -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        change(book.active)
        book.save(tmp_path / "名册.xlsx")
        return tmp_path / "名册.xlsx"

    return write


def names(offered: Offered) -> list[str]:
    return [member.name for member in offered.members]


# CSV


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_and_separator_is_read(offered, encoding, delimiter):
    found = offered(as_text([HEADING, *ROWS], delimiter).encode(encoding))
    assert names(found) == ["栗长河", "苗一凡", "王芳"] and not found.problems
    first = found.members[0]
    assert (first.role, first.post, first.principal) == (PartyRole.SECRETARY, "局长", True)
    assert [duty.title for duty in first.duties] == ["经费审批", "公章使用"]


def looks_like_utf8() -> list[str]:
    """Characters of GB2312 whose two bytes are one letter in UTF-8."""
    found = []
    for lead in range(0xC2, 0xE0):
        for trail in range(0xA1, 0xC0):
            try:
                char = bytes([lead, trail]).decode("gb2312")
            except UnicodeDecodeError:
                continue
            if "\u4e00" <= char <= "\u9fff":
                found.append(char)
    return found


def test_gbk_that_looks_like_utf8_is_read_as_gbk(offered):
    chars, chance = looks_like_utf8(), random.Random(8)
    assert {"陆", "谢"} <= set(chars)
    for _time in range(300):
        people = {
            "".join(chance.choices(chars, k=chance.choice((2, 3))))
            for _person in range(chance.choice((1, 3, 12)))
        }
        data = as_text([["name"], *([name] for name in sorted(people))]).encode("gbk")
        data.decode("utf-8")
        assert names(offered(data)) == sorted(people)


@pytest.mark.parametrize("name", ["阿依古丽·买买提", "René", "Li Lei", "𠮷野", "㐂田"])
def test_other_names_in_utf8_stay_what_they_are(offered, name):
    assert names(offered(f"name\n{name}\n")) == [name]


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=40))
def test_chinese_text_is_read_in_both_of_its_encodings(text):
    assert decoded(text.encode("utf-8")) == text
    assert decoded(f"姓名\n{text}\n".encode("gb18030")) == f"姓名\n{text}\n"


def test_columns_may_stand_in_any_order_under_either_name_below_a_title(offered):
    table = "石桥湾支部党员名册\n\n序号,Duties,post,Name,ROLE\n1,水费账目,会计,王芳,Party member\n"
    (member,) = offered(table).members
    assert (member.name, member.post, member.duties[0].title) == ("王芳", "会计", "水费账目")


def test_every_problem_is_told_by_row_and_nothing_can_be_taken(offered):
    found = offered("姓名,党内职务,领导职务\n栗长河,村长,也许\n,,\n苗一凡,,\n苗一凡,,是\n,书记,\n")
    assert [row.number for row in found.rows] == [2, 4, 5, 6]
    assert len(found.problems) == 4
    assert "row 2" in found.problems[0] and "村长" in found.problems[0] and "也许" in found.problems[1]
    assert "row 5" in found.problems[2] and "row 4" in found.problems[2]
    assert all("\n" not in problem for problem in found.problems)
    with pytest.raises(Refused, match="row 2"):
        found.taken()


def test_whoever_is_known_keeps_id_pin_and_duties(offered):
    pin = pin_hash("2468", os.urandom(SALT))
    before = (
        Member(id="m1", name="栗长河", pin=pin, duties=(Duty(id="m1d1", title="公章使用"),)),
        Member(id="m2", name="丁一禾"),
    )
    found = offered(as_text([HEADING, *ROWS]), before)
    first = found.members[0]
    assert (first.id, first.pin) == ("m1", pin)
    assert {duty.title: duty.id for duty in first.duties}["公章使用"] == "m1d1"
    assert [member.name for member in found.gone] == ["丁一禾"]
    assert len({member.id for member in (*found.members, *before)}) == 4


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        ("姓名\n".encode(), "empty"),
        ("职务\n会计\n".encode(), "姓名"),
        (b"\x00\x01\xff\xff", "no table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "table|姓名"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old format"),
        (b"PK\x03\x04 nothing", "no table"),
        (("姓名\n" + "\n".join(f"张{n:04}" for n in range(5000))).encode(), f"5000 rows; .* {MOST}"),
    ],
)
def test_what_is_no_roster_is_refused_in_one_sentence(offered, data, told):
    with pytest.raises(Refused, match=told) as refusal:
        offered(data)
    assert "\n" not in refusal.value.reason


def test_a_file_that_is_too_large_or_not_there_is_refused(offered, tmp_path):
    with pytest.raises(Refused, match="too large"):
        offered(b"x" * 5_000_000)
    for name in ("none.csv", ""):
        with pytest.raises(Refused, match="cannot be read"):
            read_roster(tmp_path / name, ())


@given(st.binary(max_size=200))
def test_no_bytes_end_in_anything_but_a_table_or_a_refusal(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "r.csv"
    path.write_bytes(data)
    try:
        read_roster(path, ())
    except Refused as refused:
        assert "\n" not in refused.reason


# Excel


def test_a_workbook_is_read_like_any_table(workbook):
    found = read_roster(workbook([["党支部名册"], [], HEADING, *ROWS]), ())
    assert names(found) == ["栗长河", "苗一凡", "王芳"] and not found.problems
    assert found.rows[0].number == 4


def test_numbers_dates_and_truths_become_words(workbook):
    rows = [["姓名", "职务", "主要负责人"], ["王芳", 3.0, True], ["栗长河", date(2026, 5, 1), False]]
    first, second = read_roster(workbook(rows), ()).members
    assert (first.post, first.principal, second.principal) == ("3", True, False)
    assert second.post.startswith("2026-05-01")


def test_a_title_merged_across_the_top_is_no_problem(workbook):
    path = workbook([["石桥湾支部名册"], HEADING, *ROWS], lambda sheet: sheet.merge_cells("A1:F1"))
    assert not read_roster(path, ()).problems


def test_cells_merged_over_several_rows_are_a_problem_of_each(workbook):
    path = workbook([HEADING, *ROWS], lambda sheet: sheet.merge_cells("C2:C3"))
    found = read_roster(path, ())
    assert [row.number for row in found.rows if row.problems] == [2, 3]
    assert "C2:C3" in found.problems[0] and "merged" in found.problems[0]


def test_a_formula_without_a_result_is_a_problem_of_its_row(workbook):
    path = workbook([["姓名", "职务"], ["王芳", '=CONCATENATE("会","计")'], ["栗长河", "局长"]])
    found = read_roster(path, ())
    (problem,) = found.problems
    assert "row 2" in problem and "B2" in problem and "formula" in problem


def test_a_formula_with_its_result_is_read_as_the_result(workbook, tmp_path):
    path = workbook([["姓名", "职务"], ["王芳", '=CONCATENATE("会","计")']])
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(tmp_path / "saved.xlsx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                # As a spreadsheet program saves it, with what it has worked out.
                assert b"<v></v>" in data or b"<v />" in data or b"<v/>" in data
                for empty in (b"<v></v>", b"<v />", b"<v/>"):
                    data = data.replace(empty, "<v>会计</v>".encode())
                data = data.replace(b'<c r="B2">', b'<c r="B2" t="str">')
            target.writestr(name, data)
    (member,) = read_roster(tmp_path / "saved.xlsx", ()).members
    assert member.post == "会计"


def test_an_empty_sheet_and_five_thousand_rows_are_refused(workbook):
    with pytest.raises(Refused, match="empty"):
        read_roster(workbook([]), ())
    with pytest.raises(Refused, match="5000 rows"):
        read_roster(workbook([["姓名"], *([f"张{n:04}"] for n in range(5000))]), ())


def test_a_package_that_unpacks_to_too_much_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"\0" * 60_000_000)
    with pytest.raises(Refused, match="too large"):
        read_roster(tmp_path / "bomb.xlsx", ())


def test_a_word_document_is_no_table(tmp_path):
    import docx

    docx.Document().save(str(tmp_path / "名册.docx"))
    with pytest.raises(Refused, match="no table"):
        read_roster(tmp_path / "名册.docx", ())


# Out, and the sample


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_roster_comes_back_as_it_went_out(offered, members, language):
    found = offered(roster_csv(members, language), members)
    assert found.members == members and not found.problems and not found.gone


def test_the_sample_is_a_roster_that_can_be_taken(offered):
    found = offered(sample())
    assert len(found.taken()) == 5 and any(member.principal for member in found.members)


# Finding it


def test_the_newest_tables_nearby_are_offered(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "桌面").mkdir(parents=True)
    for age, name in enumerate(
        ["here/a.csv", "home/桌面/名册.xlsx", "home/.hidden.csv", "home/~$名册.xlsx", "home/b.docx"]
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
        os.utime(path, (1000 + age, 1000 + age))
    assert [path.name for path in tables_near(tmp_path / "here")] == ["名册.xlsx", "a.csv"]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/tmp/名册.csv", "/tmp/名册.csv"),
        ("'/tmp/党员 名册.csv' ", "/tmp/党员 名册.csv"),
        ('"/tmp/党员 名册.csv"', "/tmp/党员 名册.csv"),
        ("/tmp/党员\\ 名册.csv", "/tmp/党员 名册.csv"),
        ("file:///tmp/%E5%90%8D%E5%86%8C.csv", "/tmp/名册.csv"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="how a terminal of this system writes a dropped file")
def test_a_path_may_be_pasted_or_dropped(typed, path):
    assert named_path(typed) == Path(path)
