"""The minutes as a Word file that a branch can file as it comes out (GB/T 9704-2012 as house style).

python-docx is loaded inside the functions: importing this module costs the start of the program nothing.
"""

from __future__ import annotations

import os
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from locales import _
from meeting.document import Minutes
from meeting.refusal import Refused

from .body import body_xml, xml_text
from .frame import footer_xml, header_xml, section_xml
from .page import Page, house_page
from .styles import W, font_table_xml, styles_xml

if TYPE_CHECKING:
    from docx.document import Document

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
SEAL_PROPERTY: Final = "ShaitaiSeal"
"""The custom document property that holds the record's seal."""


def docx_bytes(minutes: Minutes, page: Page | None = None) -> bytes:
    """The .docx of `minutes`; the same minutes give the same bytes."""
    import docx

    page = page or house_page()
    document = docx.Document()
    _strip(document)
    _fill(document, minutes, page)
    _properties(document, minutes)
    raw = BytesIO()
    document.save(raw)
    return _timeless(raw.getvalue())


def write_docx(minutes: Minutes, path: Path) -> None:
    """Write the .docx aside and then put it in place; Refused where that cannot be, the old file kept."""
    data = docx_bytes(minutes)
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(data)
        os.replace(aside, path)
    except OSError as error:
        told = _("{path} cannot be written: close it in Word or choose another folder.")
        raise Refused(told.format(path=path)) from error
    finally:
        aside.unlink(missing_ok=True)


def _strip(document: Document) -> None:
    """Take out of the default template what is not ours: theme, thumbnail, sample styles, web settings."""
    from docx.opc.constants import RELATIONSHIP_TYPE as RT

    kept = {RT.STYLES, RT.SETTINGS, RT.FONT_TABLE}
    for id, relation in list(document.part.rels.items()):
        if relation.reltype not in kept:
            del document.part.rels[id]
    package = document.part.package
    assert package is not None
    for id, relation in list(package.rels.items()):
        if relation.reltype == RT.THUMBNAIL:
            del package.rels[id]


def _fill(document: Document, minutes: Minutes, page: Page) -> None:
    from docx.opc.constants import CONTENT_TYPE as CT
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part, XmlPart
    from docx.oxml import parse_xml

    main = document.part

    def replace_xml(kind: str, xml: str) -> None:
        part = main.part_related_by(kind)
        assert isinstance(part, XmlPart)
        part._element = parse_xml(xml)

    replace_xml(RT.STYLES, styles_xml(page, minutes.language))
    replace_xml(
        RT.SETTINGS,
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
        '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>',
    )
    main.part_related_by(RT.FONT_TABLE)._blob = _standalone(font_table_xml(page))
    section = section_xml(page)
    for kind, side in (("header", "default"), ("header", "even"), ("footer", "default"), ("footer", "even")):
        xml = header_xml(minutes) if kind == "header" else footer_xml(minutes, page, odd=side == "default")
        content, relation = (CT.WML_HEADER, RT.HEADER) if kind == "header" else (CT.WML_FOOTER, RT.FOOTER)
        part = Part(PackURI(f"/word/{kind}-{side}.xml"), content, _standalone(xml), main.package)
        section = section.replace(f'"{kind}-{side}"', f'"{main.relate_to(part, relation)}"')
    body = document.element.body
    for child in list(body):
        body.remove(child)
    whole = parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{_R}">{body_xml(minutes, page)}{section}</w:body>')
    for child in list(whole):
        body.append(child)


def _properties(document: Document, minutes: Minutes) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    day = datetime.fromisoformat(minutes.day) if minutes.day else datetime(*_EPOCH)
    core = document.core_properties
    core.title = xml_text(minutes.title)[:255]
    core.author = core.last_modified_by = xml_text(minutes.recorder)[:255]
    core.subject = xml_text(minutes.branch)[:255]
    core.comments = core.keywords = ""
    core.language = "zh-CN" if minutes.language == "zh" else "en-GB"
    core.created = core.modified = day
    core.revision = 1
    package = document.part.package
    assert package is not None
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
        f'name="{SEAL_PROPERTY}"><vt:lpwstr>{xml_text(minutes.seal)}</vt:lpwstr></property></Properties>'
    )
    part = Part(
        PackURI("/docProps/custom.xml"), f"{_OFFICE}.custom-properties+xml", _standalone(custom), package
    )
    package.relate_to(part, f"{_R}/custom-properties")


def _standalone(xml: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()


def _timeless(raw: bytes) -> bytes:
    """The same package with fixed times in its directory."""
    out = BytesIO()
    with ZipFile(BytesIO(raw)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _EPOCH), source.read(name), ZIP_DEFLATED)
    return out.getvalue()
