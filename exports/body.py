"""The body of the paper: blocks of the minutes as WordprocessingML."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

from meeting.document import Block, Ink, Minutes, Paragraph, Role, Run, Signature, SignatureBlock, Table

from .page import Page
from .styles import STYLE_IDS, fonts_xml

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """`text` for an XML element: what XML cannot hold is dropped, markup is escaped."""
    return escape(_NOT_XML.sub("", text))


def run_xml(text: str, properties: str = "") -> str:
    """One run of text."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{xml_text(text)}</w:t></w:r>'


def _inked(run: Run, page: Page) -> str:
    properties = {
        Ink.PLAIN: "",
        Ink.LABEL: fonts_xml(page, page.fonts.heading[0]),
        Ink.STRUCK: "<w:strike/>",
    }[run.ink]
    return run_xml(run.text, properties)


def _paragraph(block: Paragraph, page: Page) -> str:
    runs = "".join(_inked(run, page) for run in block.runs)
    keep = "<w:keepNext/>" if block.role is Role.CLOSING else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLE_IDS[block.role]}"/>{keep}</w:pPr>{runs}</w:p>'


def _cell(text: str, width: int) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="MinutesCell"/></w:pPr>{run_xml(text)}</w:p></w:tc>'
    )


def _row(cells: tuple[str, ...], widths: list[int], *, header: bool) -> str:
    repeat = "<w:tblHeader/>" if header else ""
    inside = "".join(_cell(text, width) for text, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{inside}</w:tr>"


def _table(block: Table, page: Page) -> str:
    """A bordered table over the whole text width; its header row is repeated on every page."""
    whole = round((page.paper.width - page.paper.left - page.paper.right) * 1440 / 25.4)
    widths = [whole * part // sum(block.widths) for part in block.widths]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(row, widths, header=False) for row in block.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_row(block.header, widths, header=True)}{rows}</w:tbl>"
    )


def _signatures(block: SignatureBlock) -> str:
    """Labels with room for ink, kept together on one page."""
    told = []
    for number, line in enumerate(block.lines, start=1):
        keep = "<w:keepNext/>" if number < len(block.lines) else ""
        told.append(
            f'<w:p><w:pPr><w:pStyle w:val="MinutesBody"/>{keep}<w:keepLines/>'
            f'<w:spacing w:before="289"/></w:pPr>{run_xml(_signed(line))}</w:p>'
        )
    return "".join(told)


def _signed(line: Signature) -> str:
    """A label with room for ink, and who signed in the program."""
    return line.label + (f"{'　' * 8}{line.name}　{line.when}" if line.name else "　" * 16)


def shown_texts(block: Block) -> list[str]:
    """The text of each paragraph that `block` becomes on paper, cells of a table row by row."""
    if isinstance(block, Paragraph):
        return [_NOT_XML.sub("", block.text)]
    if isinstance(block, Table):
        return [_NOT_XML.sub("", cell) for row in (block.header, *block.rows) for cell in row]
    return [_NOT_XML.sub("", _signed(line)) for line in block.lines]


def block_xml(block: Block, page: Page) -> str:
    """One block of the minutes."""
    if isinstance(block, Paragraph):
        return _paragraph(block, page)
    if isinstance(block, Table):
        return _table(block, page)
    return _signatures(block)


def body_xml(minutes: Minutes, page: Page) -> str:
    """All blocks, in order."""
    return "".join(block_xml(block, page) for block in minutes.blocks)
