"""Tables in the cells that a screen has: columns stay in line, and titles that do not fit become numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exports.tabled import Sheet
from meeting.text import width
from screens.laying import laid

cells = st.text(st.sampled_from("0123456789/*假未"), max_size=5)
titles = st.text(st.sampled_from("一二abc（）"), min_size=1, max_size=12)


def sheet(header: tuple[str, ...], *rows: tuple[str, ...]) -> Sheet:
    return Sheet(name="x", title="x", header=header, rows=rows)


@given(st.data(), st.integers(1, 12), st.integers(40, 200))
def test_all_rows_end_in_the_same_cell(data, columns, wide):
    header = tuple(data.draw(titles) for _column in range(columns + 1))
    rows = [tuple(data.draw(cells) for _column in range(columns + 1)) for _row in range(3)]
    found = laid(sheet(header, *rows), wide)
    ends = {width(line) for line in (*found.header, *found.rows)}
    assert len(ends) == 1
    assert not found.fits or ends.pop() <= wide


def test_titles_without_room_become_numbers_with_a_legend():
    table = sheet(("成员", "近期履职情况", "有无收受钱物"), ("栗长河", "8/12", "1/1"))
    assert laid(table, 60).legend == ""
    assert "近期履职情况" in laid(table, 60).header[0]
    assert laid(table, 24).legend == "1 近期…  2 有无…"
    assert laid(table, 24).header[0].split() == ["成员", "1", "2"]


def test_a_title_of_two_parts_takes_two_lines():
    found = laid(sheet(("成员", "发言\n2025", "发言\n2026"), ("栗长河", "1", "2")), 60)
    assert [line.split() for line in found.header] == [["发言", "发言"], ["成员", "2025", "2026"]]


def test_a_long_name_is_cut_before_a_number_is():
    found = laid(sheet(("成员", *"123456"), ("阿依古丽·买买提江·库尔班", *["10/12"] * 6)), 50)
    assert found.fits and found.rows[0].endswith("10/12") and "…" in found.rows[0]
