"""The style sheet of the minutes, written whole: nothing of a default template is left in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from meeting.document import Role

from .page import Page

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

STYLE_OF: Final = {
    Role.TITLE: "Title",
    Role.SUBTITLE: "Subtitle",
    Role.FIELD: "Field",
    Role.HEADING: "Heading",
    Role.SUBHEADING: "Subheading",
    Role.BODY: "Body",
    Role.CLOSING: "Body",
    Role.ANNEX: "Annex",
}
"""Role → the name of its paragraph style."""
CHINESE: Final = {
    "Title": "记录标题",
    "Subtitle": "记录副标题",
    "Field": "记录要素",
    "Heading": "记录一级标题",
    "Subheading": "记录二级标题",
    "Body": "记录正文",
    "Annex": "记录附件",
    "Cell": "记录表格",
    "Signature": "记录签字",
    "Footer": "记录页脚",
}
"""Every style and the name under which a template may bring its own; `Minutes Title` … will do as well."""
STYLE_IDS: Final = {name: f"Minutes{name}" for name in CHINESE}
"""Style → its id in a paper without a template."""


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
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts_xml(page, page.fonts.body[0])}"
        f'<w:spacing w:val="{letters.spacing}"/>{size_xml(letters.size)}'
        f"{_language_xml(language)}</w:rPr></w:rPrDefault>"
        f'<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="{letters.line_pitch_twips}"'
        ' w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What makes a style different from plain text of the house; lengths in twips."""

    family: str = ""
    """The East Asian font; empty for the body's."""
    latin: str = ""
    size: int = 0
    """In points; 0 for the body's."""
    loose: bool = False
    """Is the letter spacing that of the font, not that of the body?"""
    indented: bool = False
    """Is the first line two characters in?"""
    before: int = 0
    after: int = 0
    align: str = ""
    pitch: int = 0
    """The exact line pitch; 0 for the body's."""
    keep: str = ""
    """What holds it together with others, as WordprocessingML."""
    level: int | None = None
    """The outline level, from 0."""


def _looks(page: Page) -> dict[str, _Look]:
    letters, fonts = page.letters, page.fonts
    line, next_too = letters.line_pitch_twips, "<w:keepNext/>"
    heading, minor = fonts.heading[0], fonts.subheading[0]
    number = fonts.number[0]
    return {
        "Title": _Look(
            family=fonts.title[0],
            size=letters.title_size,
            loose=True,
            after=line,
            align="center",
            keep=next_too,
        ),
        "Subtitle": _Look(family=minor, after=line, align="center", keep=next_too),
        "Field": _Look(),
        "Heading": _Look(family=heading, indented=True, keep=next_too, level=0),
        "Subheading": _Look(family=minor, indented=True, keep=next_too, level=1),
        "Body": _Look(indented=True),
        "Annex": _Look(family=heading, keep=next_too + "<w:pageBreakBefore/>", level=0),
        "Cell": _Look(size=letters.table_size, pitch=letters.table_pitch_twips, align="left"),
        "Signature": _Look(before=line // 2, indented=True, align="left", keep="<w:keepLines/>"),
        "Footer": _Look(family=number, latin=number, size=letters.page_number_size, loose=True),
    }


def _house_styles(page: Page) -> str:
    return "".join(_style(name, look, page, STYLE_IDS[name]) for name, look in _looks(page).items())


def whole_style_xml(name: str, page: Page, language: str, id: str) -> str:
    """One style that says everything itself, for a template whose defaults are not the house's."""
    return _style(name, _looks(page)[name], page, id, language)


def _style(name: str, look: _Look, page: Page, id: str, whole: str = "") -> str:
    """A paragraph style; one in the language `whole` leaves nothing to the defaults of the document."""
    letters, fonts = page.letters, page.fonts
    own = look.pitch or (letters.line_pitch_twips if whole else 0)
    pitch = f' w:line="{own}" w:lineRule="exact"' if own else ""
    gaps = f' w:before="{look.before}"' if look.before or whole else ""
    gaps += f' w:after="{look.after}"' if look.after or whole else ""
    two = letters.size * 40
    paragraph = (
        look.keep,
        '<w:widowControl w:val="0"/>' if whole else "",
        # A pitch of its own: off the grid of the page.
        '<w:snapToGrid w:val="0"/>' if look.pitch else "",
        f"<w:spacing{gaps}{pitch}/>" if gaps or pitch else "",
        # Two characters; the twips are for programs that do not count characters.
        f'<w:ind w:firstLineChars="200" w:firstLine="{two}"/>' if look.indented else "",
        f'<w:jc w:val="{look.align or "both"}"/>' if look.align or whole else "",
        f'<w:outlineLvl w:val="{look.level}"/>' if look.level is not None else "",
    )
    family = look.family or (fonts.body[0] if whole else "")
    size = look.size or (letters.size if whole else 0)
    spacing = 0 if look.loose else letters.spacing
    run = (
        fonts_xml(page, family, look.latin) if family else "",
        f'<w:spacing w:val="{spacing}"/>' if look.loose or whole else "",
        size_xml(size) if size else "",
        _language_xml(whole) if whole else "",
    )
    base = "" if whole else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}">'
        f'<w:name w:val="Minutes {name}"/>{base}<w:qFormat/>'
        f"<w:pPr>{''.join(paragraph)}</w:pPr><w:rPr>{''.join(run)}</w:rPr></w:style>"
    )


def _language_xml(language: str) -> str:
    own = "zh-CN" if language == "zh" else "en-GB"
    return f'<w:lang w:val="{own}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'


def font_table_xml(page: Page) -> str:
    """`word/fontTable.xml`: what may stand in for each font where it is not installed."""
    return f'<w:fonts xmlns:w="{W}">{"".join(_font(chain) for chain in page.fonts.chains())}</w:fonts>'


def _font(chain: tuple[str, ...]) -> str:
    # The character set is GB2312; "auto" lets the stand-ins decide between serif and sans.
    return (
        f"<w:font w:name={quoteattr(chain[0])}><w:altName w:val={quoteattr(','.join(chain[1:]))}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
    )
