"""Any table that a screen or a command shows, as a file: for Excel or for Word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from locales import N_, _, current
from meeting.document import Block, Minutes, Paragraph, Role, Run, Table


class SheetForm(StrEnum):
    """What a table becomes; the value is the file's ending."""

    CSV = "csv"
    DOCX = "docx"

    @property
    def label(self) -> str:
        """The form in the interface language."""
        return _(_FORMS[self])


_FORMS = {SheetForm.CSV: N_("table for Excel (CSV)"), SheetForm.DOCX: N_("table for Word (.docx)")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with a title, in the interface language."""

    name: str
    """What its file is called, without the ending."""
    title: str
    header: tuple[str, ...]
    """The columns' titles; in a title of two parts a line break parts them."""
    rows: tuple[tuple[str, ...], ...]
    """As long as the header, each."""
    notes: tuple[str, ...] = ()
    """What is said above the table, a paragraph each."""
    widths: tuple[int, ...] = ()
    """The columns' relative widths on paper; all the same where none are given."""


def sheet_bytes(sheet: Sheet, form: SheetForm) -> bytes:
    """The file: a table of plain text for Excel, or a page on its side for Word."""
    if form is SheetForm.CSV:
        from .sheet import as_csv

        return as_csv((_header(sheet), *sheet.rows))
    from .word import docx_bytes

    return docx_bytes(_paper(sheet))


def _paper(sheet: Sheet) -> Minutes:
    notes = (Paragraph(Role.FIELD, (Run(note),)) for note in sheet.notes)
    widths = sheet.widths or (1,) * len(sheet.header)
    blocks: tuple[Block, ...] = (
        Paragraph(Role.TITLE, (Run(sheet.title),)),
        *notes,
        Table(header=_header(sheet), rows=sheet.rows, widths=widths),
    )
    return Minutes(title=sheet.title, blocks=blocks, wide=True, language=current())


def _header(sheet: Sheet) -> tuple[str, ...]:
    return tuple(title.replace("\n", " ") for title in sheet.header)
