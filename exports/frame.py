"""What frames the body on every page: page number, short seal, watermark."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from meeting.document import Minutes, short_seal

from .body import run_xml
from .page import Page
from .styles import W

_VML: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_FIELD: Final = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def footer_xml(minutes: Minutes, page: Page, *, odd: bool) -> str:
    """`— 1 —` outside: right on odd pages, left on even ones, one character in; the short seal opposite."""
    seal = short_seal(minutes.seal)
    size = page.letters.small_size * 2
    small = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    wide = round((page.paper.width - page.paper.left - page.paper.right) * 1440 / 25.4)
    number = run_xml("— ") + _FIELD + run_xml(" —")
    sealed = run_xml(seal, small) if seal else ""
    tab = "<w:r><w:tab/></w:r>"
    inside = sealed + tab + number if odd else number + tab + sealed
    one = page.letters.page_number_size * 20
    ends = f'<w:tabs><w:tab w:val="right" w:pos="{wide - one if odd else wide}"/></w:tabs>'
    indent = "" if odd else f'<w:ind w:left="{one}"/>'
    return (
        f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="MinutesFooter"/>{ends}{indent}'
        f'<w:jc w:val="left"/></w:pPr>{inside}</w:p></w:ftr>'
    )


def header_xml(minutes: Minutes) -> str:
    """An empty header, or one that carries the watermark across the page."""
    mark = ""
    if minutes.watermark:
        mark = (
            '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
            'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
            '<v:f eqn="prod #0 2 1"/>'
            '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
            '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
            '<v:f eqn="if @0 @4 21600"/>'
            '</v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
            '</v:shapetype><v:shape id="watermark" type="#_x0000_t136" style="position:absolute;'
            "margin-left:0;margin-top:0;width:360pt;height:160pt;rotation:315;z-index:-251658752;"
            "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
            'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d0d0d0" '
            'stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;SimHei&quot;;'
            f'font-size:1pt" string={quoteattr(minutes.watermark)}/></v:shape></w:pict></w:r>'
        )
    return f'<w:hdr xmlns:w="{W}" {_VML}><w:p><w:pPr/>{mark}</w:p></w:hdr>'


def section_xml(page: Page) -> str:
    """A4, margins, the line grid, and the four parts that frame odd and even pages (rIds as in `word`)."""
    paper = page.paper

    def twips(millimetres: int) -> int:
        return round(millimetres * 1440 / 25.4)

    frames = "".join(
        f'<w:{part}Reference w:type="{side}" r:id="{part}-{side}"/>'
        for part in ("header", "footer")
        for side in ("default", "even")
    )
    return (
        f'<w:sectPr>{frames}<w:pgSz w:w="{twips(paper.width)}" w:h="{twips(paper.height)}"/>'
        f'<w:pgMar w:top="{twips(paper.top)}" w:right="{twips(paper.right)}" w:bottom="{twips(paper.bottom)}"'
        f' w:left="{twips(paper.left)}"'
        f' w:header="{twips(15)}" w:footer="{twips(paper.footer)}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{page.letters.line_pitch_twips}"/></w:sectPr>'
    )
