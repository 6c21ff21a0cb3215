"""Reading a table that somebody made in a spreadsheet: .csv in the encodings that there are, or .xlsx."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from locales import _
from meeting.refusal import Refused, not_read
from meeting.text import clean_line

from .clean import decoded, one_line

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST: Final = 4_000_000
"""No roster has more bytes, unpacked ones twelve times as many."""
_DELIMITERS: Final = (",", "\t", ";")
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row that holds anything. `number` is the one that the spreadsheet shows, from 1."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""
    """Why its cells cannot be trusted, in one sentence; empty where they can."""


def read_table(path: Path, headings: Collection[str]) -> tuple[TableRow, ...]:
    """The rows of the table in `path`, empty ones left out; Refused where it is none.

    `headings` are the names of columns that are known, in lower case: they tell what separates the cells.
    """
    told = one_line(str(path))
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(_("{path} is too large to be a roster.").format(path=told))
        data = path.read_bytes()
    except OSError as error:
        raise not_read(told, error) from error
    if data.startswith(_OLD_EXCEL):
        raise Refused(
            _("{path} is in the old format of Excel: save it as .xlsx or as CSV.").format(path=told)
        )
    rows = tuple(_from_xlsx(data, told) if data.startswith(b"PK") else _from_csv(data, told, headings))
    if not rows:
        raise Refused(_("{path} is empty.").format(path=told))
    return rows


# CSV


def _from_csv(data: bytes, told: str, headings: Collection[str]) -> Iterator[TableRow]:
    text = decoded(data)
    if text is None and data.strip():
        raise Refused(_("{path} is no table: save it as .xlsx or as CSV (UTF-8).").format(path=told))
    readings = [_split(text or "", delimiter) for delimiter in _DELIMITERS]

    def known(rows: list[TableRow]) -> int:
        """How many headings are known when the cells are cut this way?"""
        return max((sum(cell.lower() in headings for cell in row.cells) for row in rows[:10]), default=0)

    best: list[TableRow] = max(readings, key=known)
    return iter(best)


def _split(text: str, delimiter: str) -> list[TableRow]:
    """The rows as `delimiter` cuts them, each with the number of its line in the file."""
    rows: list[TableRow] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            # Exported cells that a spreadsheet would take for a formula begin with an apostrophe.
            cells = tuple(clean_line(cell.removeprefix("'")) for cell in row)
            if any(cells):
                rows.append(TableRow(reader.line_num, cells))
    except csv.Error as error:
        rows.append(TableRow(reader.line_num, (), _("it cannot be read ({error}).").format(error=error)))
    return rows


# Excel


def _from_xlsx(data: bytes, told: str) -> Iterator[TableRow]:
    sheet, values = _sheets(data, told)
    merged: dict[int, str] = {}
    for area in sheet.merged_cells.ranges:
        if area.max_row > area.min_row:
            # One merged across a single row is a title; one over several rows leaves names without a value.
            for row in range(area.min_row, area.max_row + 1):
                merged.setdefault(row, str(area.coord))
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        problem = ""
        found = []
        for cell, value in zip(cells, values[number - 1], strict=False):
            if cell.data_type == "f" and value is None:
                problem = _("the formula in {cell} has no result: put the value there.")
                problem = problem.format(cell=cell.coordinate)
            found.append(_said(value))
        if number in merged:
            problem = _("the cells {cells} are merged: split them and fill in each row.")
            problem = problem.format(cells=merged[number])
        if any(found) or problem:
            yield TableRow(number, tuple(found), problem)


def _sheets(data: bytes, told: str) -> tuple[Worksheet, list[tuple[object, ...]]]:
    """The first sheet that shows, as it was entered, and the values that its cells had when it was saved."""
    # Not read-only: only a whole sheet knows which of its cells are merged.
    from openpyxl import load_workbook

    no_table = Refused(_("{path} is no table: save it as .xlsx or as CSV (UTF-8).").format(path=told))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(item.file_size for item in package.infolist()) > LARGEST * 12:
                raise Refused(_("{path} is too large to be a roster.").format(path=told))
        entered = load_workbook(io.BytesIO(data))
        shown = next((s for s in entered.worksheets if s.sheet_state == "visible"), None)
        if shown is None:
            raise no_table
        computed = load_workbook(io.BytesIO(data), data_only=True)[shown.title]
        return shown, [tuple(row) for row in computed.iter_rows(values_only=True)]
    except Refused:
        raise
    except Exception as error:
        # The library raises whatever its parsers do: KeyError, ValueError, BadZipFile, ParseError and others.
        raise no_table from error


def _said(value: object) -> str:
    """A cell's value as it is read: a whole number without its .0, yes and no in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean_line(str(value).removeprefix("'"))
