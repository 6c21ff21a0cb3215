"""What frames the body on every page: page number, short seal, watermark."""

from __future__ import annotations

from typing import Final
from unicodedata import east_asian_width
from xml.sax.saxutils import quoteattr

from meeting.document import Minutes, short_seal

from .clean import one_line
from .page import Page, twips
from .runs import run_xml
from .styles import W, size_xml

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

_TALLEST: Final = 150
_WIDEST: Final = 440
"""The watermark's bounds in points, before it is turned."""
_WORD_ART: Final = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)
"""Word's own shape for text along a straight path (type 136)."""


def footer_xml(minutes: Minutes, page: Page, *, odd: bool) -> str:
    """`— 1 —` outside: right on odd pages, left on even ones, one character in; the short seal opposite."""
    number = run_xml("— ") + _FIELD + run_xml(" —")
    seal = short_seal(minutes.seal)
    sealed = run_xml(seal, properties=size_xml(page.letters.small_size)) if seal else ""
    tab = "<w:r><w:tab/></w:r>"
    inside = sealed + tab + number if odd else number + tab + sealed
    one = page.letters.page_number_size * 20
    edge = page.paper.text_width - (one if odd else 0)
    indent = "" if odd else f'<w:ind w:left="{one}"/>'
    return (
        f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="MinutesFooter"/>'
        f'<w:tabs><w:tab w:val="right" w:pos="{edge}"/></w:tabs>{indent}<w:jc w:val="left"/></w:pPr>'
        f"{inside}</w:p></w:ftr>"
    )


def header_xml(minutes: Minutes) -> str:
    """An empty header, or one that carries the watermark across the page."""
    words = one_line(minutes.watermark).strip()
    mark = _watermark(words) if words else ""
    return f'<w:hdr xmlns:w="{W}" {_VML}><w:p>{mark}</w:p></w:hdr>'


def watermark_xml(minutes: Minutes) -> str:
    """The watermark as a run that stands alone, for a header that is there already."""
    run = _watermark(one_line(minutes.watermark).strip())
    return run.replace("<w:r>", f'<w:r xmlns:w="{W}" {_VML}>', 1)


def _watermark(words: str) -> str:
    """WordArt on the diagonal, as wide as the page allows, its letters not stretched."""
    ems = sum(1 if east_asian_width(letter) in "WF" else 0.55 for letter in words)
    height = min(_TALLEST, round(_WIDEST / ems))
    return (
        f'<w:r><w:pict>{_WORD_ART}<v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136" '
        f'style="position:absolute;margin-left:0;margin-top:0;width:{round(height * ems)}pt;'
        f"height:{height}pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d0d0d0" '
        'stroked="f" o:allowincell="f"><v:fill opacity=".5"/><v:textpath '
        'style="font-family:&quot;SimHei&quot;;font-size:1pt" '
        f"string={quoteattr(words)}/></v:shape></w:pict></w:r>"
    )


def section_xml(page: Page) -> str:
    """A4, margins, the line grid, and the four parts that frame odd and even pages (rIds as in `word`)."""
    paper = page.paper
    turned = ' w:orient="landscape"' if paper.width > paper.height else ""
    frames = "".join(
        f'<w:{part}Reference w:type="{side}" r:id="{part}-{side}"/>'
        for part in ("header", "footer")
        for side in ("default", "even")
    )
    return (
        f'<w:sectPr>{frames}<w:pgSz w:w="{twips(paper.width)}" w:h="{twips(paper.height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(paper.top)}" w:right="{twips(paper.right)}" w:bottom="{twips(paper.bottom)}"'
        f' w:left="{twips(paper.left)}"'
        f' w:header="{twips(paper.header)}" w:footer="{twips(paper.footer)}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{page.letters.line_pitch_twips}"/></w:sectPr>'
    )
