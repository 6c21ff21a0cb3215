"""The minutes as a Word file that a branch can file as it comes out (GB/T 9704-2012 as house style).

python-docx is loaded inside the functions: importing this module costs the start of the program nothing.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from locales import _
from meeting.document import Minutes
from meeting.refusal import Refused

from .body import body_xml
from .clean import one_line
from .frame import footer_xml, header_xml, section_xml
from .page import Page, house_page
from .runs import xml_text
from .styles import W, font_table_xml, styles_xml

if TYPE_CHECKING:
    from docx.document import Document

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
SEAL_PROPERTY: Final = "ShaitaiSeal"
"""The custom document property that holds the record's seal."""
_SEALED: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" '
    f'name="{SEAL_PROPERTY}"><vt:lpwstr>{{seal}}</vt:lpwstr></property></Properties>'
)
_APPLICATION: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Shaitai</Application></Properties>"
)
_SETTINGS: Final = (
    f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    "<w:evenAndOddHeaders/>"
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


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
    try:
        _put(data, Path(os.path.realpath(path)))
    except (OSError, ValueError) as error:
        told = _("{path} cannot be written: close it in Word or choose another folder.")
        raise Refused(told.format(path=one_line(str(path)))) from error


def _put(data: bytes, path: Path) -> None:
    # A short name of its own: the target's may already be as long as the file system allows.
    aside = path.parent / f".shaitai-{secrets.token_hex(4)}.new"
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        # What went wrong first is what is told.
        with suppress(OSError):
            aside.unlink()
        raise


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
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.part import XmlPart
    from docx.oxml import parse_xml

    main = document.part
    for kind, xml in ((RT.STYLES, styles_xml(page, minutes.language)), (RT.SETTINGS, _SETTINGS)):
        part = main.part_related_by(kind)
        assert isinstance(part, XmlPart)
        part._element = parse_xml(xml)
    main.part_related_by(RT.FONT_TABLE)._blob = _standalone(font_table_xml(page))
    section = _framed(document, minutes, page)
    whole = parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{_R}">{body_xml(minutes, page)}{section}</w:body>')
    body = document.element.body
    for child in list(body):
        body.remove(child)
    for child in list(whole):
        body.append(child)


def _framed(document: Document, minutes: Minutes, page: Page) -> str:
    """The section's XML, its headers and footers made parts of the document."""
    from docx.opc.constants import CONTENT_TYPE as CT
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    section = section_xml(page)
    header = header_xml(minutes)
    for name, content, relation, xml in (
        ("header-default", CT.WML_HEADER, RT.HEADER, header),
        ("header-even", CT.WML_HEADER, RT.HEADER, header),
        ("footer-default", CT.WML_FOOTER, RT.FOOTER, footer_xml(minutes, page, odd=True)),
        ("footer-even", CT.WML_FOOTER, RT.FOOTER, footer_xml(minutes, page, odd=False)),
    ):
        part = Part(PackURI(f"/word/{name}.xml"), content, _standalone(xml), document.part.package)
        section = section.replace(f'"{name}"', f'"{document.part.relate_to(part, relation)}"')
    return section


def _properties(document: Document, minutes: Minutes) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    core = document.core_properties
    core.title = one_line(minutes.title)[:255]
    core.author = core.last_modified_by = one_line(minutes.recorder)[:255]
    core.subject = one_line(minutes.branch)[:255]
    core.comments = core.keywords = ""
    core.language = "zh-CN" if minutes.language == "zh" else "en-GB"
    core.created = core.modified = datetime.fromisoformat(minutes.day) if minutes.day else datetime(*_EPOCH)
    core.revision = 1
    package = document.part.package
    assert package is not None
    package.part_related_by(RT.EXTENDED_PROPERTIES)._blob = _standalone(_APPLICATION)
    if minutes.seal:
        kind = f"{_OFFICE}.custom-properties+xml"
        blob = _standalone(_SEALED.format(seal=xml_text(minutes.seal)))
        package.relate_to(Part(PackURI("/docProps/custom.xml"), kind, blob, package), RT.CUSTOM_PROPERTIES)


def _standalone(xml: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()


def _timeless(raw: bytes) -> bytes:
    """The same package with fixed times in its directory."""
    out = BytesIO()
    with ZipFile(BytesIO(raw)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name, _EPOCH)
            # The same on every system: 3 is Unix, what zipfile writes there.
            info.create_system = 3
            target.writestr(info, source.read(name), ZIP_DEFLATED)
    return out.getvalue()
