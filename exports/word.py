"""The minutes as a Word file that a branch can file as it comes out (GB/T 9704-2012 as house style).

The package is put together from python-docx's parts, without its default template: nothing of that is ours.
python-docx is loaded inside the functions: importing this module costs the start of the program nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from meeting.document import Minutes

from .body import body_xml
from .frame import footer_xml, header_xml, section_xml
from .package import (
    SEAL_PROPERTY,
    VERSION_PROPERTY,
    add_application,
    new_part,
    packed,
    tell_custom,
    tell_properties,
)
from .page import Page, house_page
from .styles import W, font_table_xml, styles_xml
from .writing import write_file

if TYPE_CHECKING:
    from docx.opc.part import Part

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
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
    from docx.opc.constants import CONTENT_TYPE as CT
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.package import Package

    page = page or house_page()
    if minutes.wide:
        page = page.turned()
    package = Package()
    main = new_part("/word/document.xml", CT.WML_DOCUMENT_MAIN, "", package)
    package.relate_to(main, RT.OFFICE_DOCUMENT)
    for name, kind, relation, xml in (
        ("styles", CT.WML_STYLES, RT.STYLES, styles_xml(page, minutes.language)),
        ("settings", CT.WML_SETTINGS, RT.SETTINGS, _SETTINGS),
        ("fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE, font_table_xml(page)),
    ):
        main.relate_to(new_part(f"/word/{name}.xml", kind, xml, package), relation)
    section = framed(main, minutes, page)
    head = f'<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>'
    # The body is written as text: to parse it only to write it again takes half of the time.
    main._blob = f"{_DECLARED}{head}{body_xml(minutes, page)}{section}</w:body></w:document>".encode()
    tell_properties(package, minutes)
    add_application(package)
    tell_custom(package, {SEAL_PROPERTY: minutes.seal, VERSION_PROPERTY: minutes.version})
    return packed(package)


_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write_docx(minutes: Minutes, path: Path, page: Page | None = None) -> None:
    """Write the .docx aside and then put it in place; Refused where that cannot be, the old file kept."""
    write_file(path, docx_bytes(minutes, page))


def framed(main: Part, minutes: Minutes, page: Page, parts: tuple[str, ...] = ("header", "footer")) -> str:
    """The section's XML; the headers and footers named in `parts` are made and related to `main`."""
    from docx.opc.constants import CONTENT_TYPE as CT
    from docx.opc.constants import RELATIONSHIP_TYPE as RT

    section = section_xml(page)
    header = header_xml(minutes)
    for part, side, content, relation, xml in (
        ("header", "default", CT.WML_HEADER, RT.HEADER, header),
        ("header", "even", CT.WML_HEADER, RT.HEADER, header),
        ("footer", "default", CT.WML_FOOTER, RT.FOOTER, footer_xml(minutes, page, odd=True)),
        ("footer", "even", CT.WML_FOOTER, RT.FOOTER, footer_xml(minutes, page, odd=False)),
    ):
        name = f"{part}-{side}"
        if part in parts:
            made = new_part(f"/word/{name}.xml", content, xml, main.package)
            section = section.replace(f'"{name}"', f'"{main.relate_to(made, relation)}"')
    return section
