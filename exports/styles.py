"""The style sheet of the minutes, written whole: nothing of a default template is left in it."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from meeting.document import Role

from .page import Page

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

STYLE_IDS: Final = {
    Role.TITLE: "MinutesTitle",
    Role.SUBTITLE: "MinutesSubtitle",
    Role.FIELD: "MinutesField",
    Role.HEADING: "MinutesHeading",
    Role.SUBHEADING: "MinutesSubheading",
    Role.BODY: "MinutesBody",
    Role.CLOSING: "MinutesBody",
    Role.ANNEX: "MinutesAnnex",
}
"""Role → paragraph style."""

_INDENT: Final = '<w:ind w:firstLineChars="200" w:firstLine="{twips}"/>'
"""Two characters; the twips are for programs that do not count characters."""


def fonts_xml(page: Page, family: str, latin: str = "") -> str:
    """`w:rFonts` asking for an East Asian family (python-docx sets only the Latin one)."""
    other = quoteattr(latin or page.fonts.latin)
    return f"<w:rFonts w:ascii={other} w:hAnsi={other} w:eastAsia={quoteattr(family)} w:cs={other}/>"


def size_xml(points: int) -> str:
    """A letter size."""
    return f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'


def styles_xml(page: Page, language: str) -> str:
    """The whole of `word/styles.xml`."""
    return (
        f'<w:styles xmlns:w="{W}">{_defaults(page, language)}'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>{_house_styles(page)}</w:styles>'
    )


def _defaults(page: Page, language: str) -> str:
    letters = page.letters
    lang = "zh-CN" if language == "zh" else "en-GB"
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts_xml(page, page.fonts.body[0])}"
        f'<w:spacing w:val="{letters.spacing}"/>{size_xml(letters.size)}'
        f'<w:lang w:val="{lang}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="{letters.line_pitch_twips}"'
        ' w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _house_styles(page: Page) -> str:
    letters, fonts = page.letters, page.fonts
    indent = _INDENT.format(twips=letters.size * 40)
    line = letters.line_pitch_twips
    centred = f'<w:keepNext/><w:spacing w:after="{line}"/><w:jc w:val="center"/>'
    title = f'{fonts_xml(page, fonts.title[0])}<w:spacing w:val="0"/>{size_xml(letters.title_size)}'
    number = fonts_xml(page, fonts.number[0], fonts.number[0])
    styles = (
        ("Title", centred, title),
        ("Subtitle", centred, fonts_xml(page, fonts.subheading[0])),
        ("Field", "", ""),
        ("Body", indent, ""),
        ("Heading", f'<w:keepNext/>{indent}<w:outlineLvl w:val="0"/>', fonts_xml(page, fonts.heading[0])),
        (
            "Subheading",
            f'<w:keepNext/>{indent}<w:outlineLvl w:val="1"/>',
            fonts_xml(page, fonts.subheading[0]),
        ),
        ("Annex", "<w:keepNext/><w:pageBreakBefore/>", fonts_xml(page, fonts.heading[0])),
        ("Cell", '<w:jc w:val="left"/>', size_xml(letters.table_size)),
        ("Signature", f'<w:keepLines/><w:spacing w:before="{line // 2}"/>{indent}<w:jc w:val="left"/>', ""),
        ("Footer", "", f'{number}<w:spacing w:val="0"/>{size_xml(letters.page_number_size)}'),
    )
    return "".join(_style(name, paragraph, run) for name, paragraph, run in styles)


def _style(name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="Minutes{name}">'
        f'<w:name w:val="Minutes {name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def font_table_xml(page: Page) -> str:
    """`word/fontTable.xml`: what may stand in for each font where it is not installed."""
    return f'<w:fonts xmlns:w="{W}">{"".join(_font(chain) for chain in page.fonts.chains())}</w:fonts>'


def _font(chain: tuple[str, ...]) -> str:
    # The character set is GB2312; "auto" lets the stand-ins decide between serif and sans.
    return (
        f"<w:font w:name={quoteattr(chain[0])}><w:altName w:val={quoteattr(','.join(chain[1:]))}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
    )
