"""The tables of a county's year: facts by name, no month that has not come, narrowed by typed words."""

from __future__ import annotations

from datetime import date

import pytest

from screens.county_grids import by_counts, by_standing, counted, county_year, mark, narrowed, spelled
from screens.laying import laid
from store.county.view import Month, months
from tests.screens.past_states import BRANCHES, branches_in_months

MAY = date(2026, 5, 24)


@pytest.fixture
def county():
    """The made-up county in May 2026."""
    return county_year(branches_in_months("2026-01", "2026-12"), 2026, MAY)


def test_branches_stay_by_name_and_months_to_come_stay_empty(county):
    table = by_standing(county, counted)
    assert tuple(row[0] for row in table.rows[:-1]) == BRANCHES
    assert all(row[6:] == ("",) * 7 for row in table.rows)
    assert table.rows[6][1:6] == ("-",) * 5


def test_a_record_of_a_month_that_has_not_come_is_shown_nevertheless():
    found = [
        Month(branch="甲支部", month=month, meetings=int(month == "2026-08"))
        for month in months("2026-01", "2026-12")
    ]
    row = by_standing(county_year(found, 2026, MAY), mark).rows[0]
    assert row[8] == "S" and row[9:] == ("",) * 4


def test_files_say_it_in_words(county):
    cells = {cell for row in by_standing(county, spelled).rows[:-1] for cell in row[1:]}
    assert {"signed", "nothing signed", ""} <= cells
    assert "signed late, 1 not marked" in cells


def test_sums_stand_last(county):
    table = by_counts(county)
    *rows, sums = (row[1:] for row in table.rows)
    assert [sum(map(int, column)) for column in zip(*rows, strict=True)] == [*map(int, sums)]
    assert by_counts(narrowed(county, "没有这个支部")).rows == (("(all)", *"000000"),)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", 8),
        ("柳树", 1),
        ("lst", 1),
        ("支部 村", 3),
        ("late", 2),
        ("nothing 1月", 2),
        ("2026-01 nothing", 2),
        ("5月", 8),
        ("没有这个支部", 0),
    ],
)
def test_typed_words_narrow_by_name_and_by_how_months_stand(county, typed, found):
    assert len(narrowed(county, typed).branches) == found


@pytest.mark.parametrize("cells", [56, 76, 116])
def test_the_months_fit_every_screen(county, cells):
    table = laid(by_standing(county, counted), cells)
    if not table.fits:
        table = laid(by_standing(county, mark), cells)
    assert table.fits and not table.legend
