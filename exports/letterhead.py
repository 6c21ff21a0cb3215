"""The minutes on a branch's own template: its letterhead, its page and its styles, our words.

The record takes the place of a paragraph `{{minutes}}` or `{{会议记录}}`; without one it comes last.
A style of the template's own is used where it is called `Minutes Body` or 记录正文 and so on.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from locales import _
from meeting.document import Minutes
from meeting.refusal import Refused

from .body import body_xml
from .clean import one_line
from .frame import watermark_xml
from .package import (
    FRAME_PROPERTY,
    SEAL_PROPERTY,
    VERSION_PROPERTY,
    packed,
    tell_custom,
    tell_properties,
)
from .page import Page, house_page
from .reading import Paper, frame_digest, paragraphs
from .styles import CHINESE, STYLE_IDS, W, whole_style_xml
from .word import framed

if TYPE_CHECKING:
    from docx.document import Document

_PLACES: Final = frozenset({"{{minutes}}", "{{会议记录}}"})
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Lettered:
    """A paper on a template."""

    data: bytes
    added: tuple[str, ...]
    """The styles that the template had not, by name."""


def on_letterhead(minutes: Minutes, template: Path, page: Page | None = None) -> Lettered:
    """The minutes on `template`; the same minutes on the same template give the same bytes.

    Refused when the template is not a Word document.
    """
    page = page or house_page()
    document = opened(template)
    styles, added = _styles(document, page, minutes.language)
    own = list(paragraphs(document.element.body))
    place = _place(document)
    if place is not None:
        own = [words for words in own if "".join(text for text, _struck in words).strip() not in _PLACES]
    section = _section(document, minutes, page)
    _insert(document, body_xml(minutes, page, styles), place, section)
    _mark(document, minutes)
    package = document.part.package
    assert package is not None
    tell_properties(package, minutes)
    margins = Paper(template, packed(package)).margins()
    tell_custom(
        package,
        {
            SEAL_PROPERTY: minutes.seal,
            VERSION_PROPERTY: minutes.version,
            FRAME_PROPERTY: frame_digest(own, margins),
        },
    )
    return Lettered(packed(package), added)


def opened(template: Path) -> Document:
    """The Word document that a template is; Refused where it is none."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    told = _("{path} cannot be used as a template: save it as a Word document (.docx).")
    try:
        return docx.Document(str(template))
    except (OSError, ValueError, KeyError, LxmlError, zipfile.BadZipFile, PackageNotFoundError) as error:
        raise Refused(told.format(path=one_line(str(template)))) from error


def _styles(document: Document, page: Page, language: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Our styles' ids in this template, and the names of those that had to be added."""
    from docx.oxml import parse_xml

    sheet = document.styles.element
    known: dict[str, str] = {}
    taken = {style.get(f"{{{W}}}styleId") for style in sheet.findall(f"{{{W}}}style")}
    for style in sheet.findall(f"{{{W}}}style"):
        name = style.find(f"{{{W}}}name")
        if style.get(f"{{{W}}}type") == "paragraph" and name is not None:
            known[str(name.get(f"{{{W}}}val")).lower()] = str(style.get(f"{{{W}}}styleId"))
    ids: dict[str, str] = {}
    added = []
    for name, chinese in CHINESE.items():
        found = known.get(f"minutes {name}".lower()) or known.get(chinese)
        if found is None:
            found = STYLE_IDS[name]
            while found in taken:
                # Another style of the template has this id.
                found += "House"
            whole = whole_style_xml(name, page, language, found)
            sheet.append(parse_xml(whole.replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1)))
            if name != "Footer":
                added.append(f"Minutes {name}")
        ids[name] = found
    return ids, tuple(added)


def _place(document: Document) -> Any | None:
    """The paragraph that the record takes the place of."""
    for paragraph in document.paragraphs:
        if paragraph.text.strip() in _PLACES:
            return paragraph._p
    return None


def _section(document: Document, minutes: Minutes, page: Page) -> Any | None:
    """The last section, with our page numbers where the template brings no footer."""
    from docx.oxml import parse_xml

    body = document.element.body
    section = body.find(f"{{{W}}}sectPr")
    if section is None:
        xml = framed(document.part, minutes, page)
        section = parse_xml(xml.replace("<w:sectPr>", f'<w:sectPr xmlns:w="{W}" xmlns:r="{_R}">', 1))
        body.append(section)
        document.settings.odd_and_even_pages_header_footer = True
    elif section.find(f"{{{W}}}footerReference") is None:
        xml = framed(document.part, minutes, page, ("footer",))
        ours = parse_xml(xml.replace("<w:sectPr>", f'<w:sectPr xmlns:w="{W}" xmlns:r="{_R}">', 1))
        for reference in reversed(ours.findall(f"{{{W}}}footerReference")):
            section.insert(0, reference)
        document.settings.odd_and_even_pages_header_footer = True
    return section


def _insert(document: Document, xml: str, place: Any | None, section: Any) -> None:
    from docx.oxml import parse_xml

    whole = parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{_R}">{xml}</w:body>')
    if place is None:
        for block in list(whole):
            section.addprevious(block)
        return
    for block in list(whole):
        place.addprevious(block)
    place.getparent().remove(place)


def _mark(document: Document, minutes: Minutes) -> None:
    """The watermark in every header; where the template has none, in one of ours."""
    from docx.oxml import parse_xml

    if not one_line(minutes.watermark).strip():
        return
    section = document.sections[-1]
    headers = [section.header]
    if document.settings.odd_and_even_pages_header_footer:
        headers.append(section.even_page_header)
    if section.different_first_page_header_footer:
        headers.append(section.first_page_header)
    for header in headers:
        if header.is_linked_to_previous:
            header.is_linked_to_previous = False
        header.paragraphs[0]._p.append(parse_xml(watermark_xml(minutes)))
