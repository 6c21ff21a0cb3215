"""The style sheet of the minutes, written whole: nothing of a default template is left in it."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from meeting.document import Role

from .page import Page

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

STYLE_IDS: Final = {
    Role.TITLE: "MinutesTitle",
    Role.SUBTITLE: "MinutesTitle",
    Role.FIELD: "MinutesField",
    Role.HEADING: "MinutesHeading",
    Role.SUBHEADING: "MinutesSubheading",
    Role.BODY: "MinutesBody",
    Role.CLOSING: "MinutesBody",
}
"""Role → paragraph style."""


def fonts_xml(page: Page, family: str) -> str:
    """`w:rFonts` asking for an East Asian family (python-docx sets only the Latin one)."""
    latin = quoteattr(page.fonts.latin)
    return f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:cs={latin} w:eastAsia={quoteattr(family)}/>"


def _style(id: str, name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def styles_xml(page: Page, language: str) -> str:
    """The whole of `word/styles.xml`."""
    letters, fonts = page.letters, page.fonts
    half = letters.size * 2
    line = f'<w:spacing w:before="0" w:after="0" w:line="{letters.line_pitch_twips}" w:lineRule="exact"/>'
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    lang = "zh-CN" if language == "zh" else "en-GB"
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts_xml(page, fonts.body[0])}'
        f'<w:spacing w:val="{letters.spacing}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        f'<w:lang w:val="{lang}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{line}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        + _style(
            "MinutesTitle",
            "Minutes Title",
            '<w:keepNext/><w:spacing w:before="0" w:after="289"/><w:jc w:val="center"/>',
            f'{fonts_xml(page, fonts.title[0])}<w:spacing w:val="0"/>'
            f'<w:sz w:val="{letters.title_size * 2}"/><w:szCs w:val="{letters.title_size * 2}"/>',
        )
        + _style("MinutesField", "Minutes Field", "", "")
        + _style("MinutesBody", "Minutes Body", indent, "")
        + _style(
            "MinutesHeading", "Minutes Heading", f"<w:keepNext/>{indent}", fonts_xml(page, fonts.heading[0])
        )
        + _style(
            "MinutesSubheading",
            "Minutes Subheading",
            f"<w:keepNext/>{indent}",
            fonts_xml(page, fonts.subheading[0]),
        )
        + _style("MinutesCell", "Minutes Cell", '<w:jc w:val="left"/>', "")
        + _style(
            "MinutesFooter",
            "Minutes Footer",
            "",
            f'{fonts_xml(page, fonts.number[0])}<w:spacing w:val="0"/>'
            f'<w:sz w:val="{letters.page_number_size * 2}"/><w:szCs w:val="{letters.page_number_size * 2}"/>',
        )
        + "</w:styles>"
    )


def font_table_xml(page: Page) -> str:
    """`word/fontTable.xml`: what may stand in for each font where it is not installed."""
    rows = "".join(
        f"<w:font w:name={quoteattr(chain[0])}><w:altName w:val={quoteattr(','.join(chain[1:]))}/></w:font>"
        for chain in page.fonts.chains()
    )
    return f'<w:fonts xmlns:w="{W}">{rows}</w:fonts>'
