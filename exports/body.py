"""The body of the paper: blocks of the minutes as WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from meeting.document import Block, Ink, Minutes, Paragraph, Role, Run, Signature, SignatureBlock, Table

from .page import Page
from .runs import run_xml, shown
from .styles import STYLE_IDS, STYLE_OF

_EMPTY: Final = Paragraph(Role.FIELD, ())
"""What keeps two tables apart, and what Word wants after a last one."""
_KEEP_NEXT: Final = "<w:keepNext/>"


def body_xml(minutes: Minutes, page: Page, styles: Mapping[str, str] = STYLE_IDS) -> str:
    """All blocks, in order; `styles` are the ids of the styles by their names (`exports.styles`)."""
    blocks = (*_on_paper(minutes), None)
    return "".join(
        block_xml(block, page, styles, ends=_ends(block, following))
        for block, following in pairwise(blocks)
        if block is not None
    )


def paper_texts(minutes: Minutes) -> list[str]:
    """The text of every paragraph of the paper, cells of a table row by row: what `verify` compares."""
    return [text for block in _on_paper(minutes) for text in shown_texts(block)]


def shown_texts(block: Block) -> list[str]:
    """The text of each paragraph that `block` becomes on paper, cells of a table row by row."""
    if isinstance(block, Paragraph):
        return [shown(block.text)]
    if isinstance(block, Table):
        return [shown(cell) for row in (block.header, *block.rows) for cell in row]
    return [shown(line.label + _signed(line)) for line in block.lines]


def block_xml(block: Block, page: Page, styles: Mapping[str, str] = STYLE_IDS, *, ends: bool = False) -> str:
    """One block of the minutes; one that `ends` the text stays with what follows it."""
    keep = _KEEP_NEXT if ends else ""
    if isinstance(block, Paragraph):
        return _paragraph(block, page, styles[STYLE_OF[block.role]], keep)
    if isinstance(block, Table):
        return _table(block, page, styles["Cell"], keep)
    return _signatures(block, page, styles["Signature"])


def _ends(block: Block | None, following: Block | None) -> bool:
    """Is this where the text ends? A page with signatures and no text proves nothing."""
    if isinstance(following, SignatureBlock):
        return not isinstance(block, SignatureBlock)
    return isinstance(following, Paragraph) and following.role is Role.CLOSING


def _on_paper(minutes: Minutes) -> Iterator[Block]:
    for block, following in pairwise((*minutes.blocks, None)):
        if block is not None:
            yield block
        if isinstance(block, Table) and (following is None or isinstance(following, Table)):
            yield _EMPTY


def _inked(run: Run, page: Page) -> str:
    if run.ink is Ink.LABEL:
        return run_xml(run.text, family=page.fonts.heading[0])
    return run_xml(run.text, properties="<w:strike/>" if run.ink is Ink.STRUCK else "")


def _paragraph(block: Paragraph, page: Page, style: str, keep: str) -> str:
    runs = "".join(_inked(run, page) for run in block.runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{runs}</w:p>'


def _cell(text: str, width: int, style: str, family: str, keep: str) -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p>{look}{run_xml(text, family=family)}</w:p></w:tc>"
    )


def _row(cells: tuple[str, ...], widths: list[int], style: str, family: str = "", keep: str = "") -> str:
    """A row that no page break splits; one in a family of its own is the header, repeated on every page."""
    repeat = "<w:tblHeader/>" if family else ""
    inside = "".join(
        _cell(text, width, style, family, keep) for text, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{inside}</w:tr>"


def _table(block: Table, page: Page, style: str, keep: str) -> str:
    """A bordered table over the whole text width, its columns fixed."""
    widths = [page.paper.text_width * part // sum(block.widths) for part in block.widths]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    last = len(block.rows) - 1
    rows = "".join(
        _row(row, widths, style, keep=keep if place == last else "") for place, row in enumerate(block.rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
        f'<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_row(block.header, widths, style, page.fonts.heading[0], _KEEP_NEXT)}{rows}</w:tbl>"
    )


def _signatures(block: SignatureBlock, page: Page, style: str) -> str:
    """A line for ink after each label, all kept together on one page."""
    last = len(block.lines) - 1
    return "".join(
        _signature(line, page, style, _KEEP_NEXT if place < last else "")
        for place, line in enumerate(block.lines)
    )


def _signature(line: Signature, page: Page, style: str, keep: str) -> str:
    signed = _signed(line)
    # Who signed in the program stands at the right edge; an unsigned line needs less than the whole width.
    end = page.paper.text_width if signed else page.paper.text_width * 3 // 5
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}'
        f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{end}"/></w:tabs></w:pPr>'
        f"{run_xml(line.label)}<w:r><w:tab/></w:r>{run_xml(signed) if signed else ''}</w:p>"
    )


def _signed(line: Signature) -> str:
    """Who signed in the program and when, empty where nobody has."""
    return "　".join(part for part in (line.name, line.when) if part)
