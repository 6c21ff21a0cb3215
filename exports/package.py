"""The Word package: its parts and properties, and a directory without times: the same record, the same bytes.

python-docx is loaded inside the functions: importing this module costs the start of the program nothing.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from meeting.document import Minutes

from .clean import one_line
from .runs import xml_text

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.package import Package

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
SEAL_PROPERTY: Final = "ShaitaiSeal"
"""The custom property that holds the record's seal."""
VERSION_PROPERTY: Final = "ShaitaiVersion"
"""The custom property that says which version of the record it is; the whole record has none."""
FRAME_PROPERTY: Final = "ShaitaiFrame"
"""The custom property with the digest of a template's own words."""
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_SET: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_APPLICATION: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Shaitai</Application></Properties>"
)


def new_part(name: str, kind: str, xml: str, package: Package | None) -> Part:
    """A part of `package` at `name`, of a content type, holding `xml`."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    return Part(PackURI(name), kind, standalone(xml), package)


def standalone(xml: str) -> bytes:
    """`xml` as a file."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()


def tell_properties(package: Package, minutes: Minutes) -> None:
    """Title, branch, recorder and day of the record, in place of what a template says."""
    core = package.core_properties
    core.title = one_line(minutes.title)[:255]
    core.author = core.last_modified_by = one_line(minutes.recorder)[:255]
    core.subject = one_line(minutes.branch)[:255]
    core.comments = core.keywords = ""
    core.language = "zh-CN" if minutes.language == "zh" else "en-GB"
    core.created = core.modified = datetime.fromisoformat(minutes.day) if minutes.day else datetime(*_EPOCH)
    core.revision = 1


def add_application(package: Package) -> None:
    """Say which program made it."""
    from docx.opc.constants import CONTENT_TYPE as CT
    from docx.opc.constants import RELATIONSHIP_TYPE as RT

    kind = CT.OFC_EXTENDED_PROPERTIES
    package.relate_to(new_part("/docProps/app.xml", kind, _APPLICATION, package), RT.EXTENDED_PROPERTIES)


def tell_custom(package: Package, told: dict[str, str]) -> None:
    """Add custom properties, empty ones left out; what a template has of its own stays."""
    from docx.opc.constants import RELATIONSHIP_TYPE as RT

    told = {name: value for name, value in told.items() if value}
    if not told:
        return
    own, pid = "", 2
    for relation in package.rels.values():
        if relation.reltype == RT.CUSTOM_PROPERTIES:
            own, pid = _others(relation.target_part.blob, set(told))
            relation.target_part._blob = _custom(told, own, pid)
            return
    kind = f"{_OFFICE}.custom-properties+xml"
    part = new_part("/docProps/custom.xml", kind, "", package)
    part._blob = _custom(told, own, pid)
    package.relate_to(part, RT.CUSTOM_PROPERTIES)


def _others(blob: bytes, ours: set[str]) -> tuple[str, int]:
    """The properties in `blob` that are not ours, as XML, and the first number that is free."""
    from lxml import etree

    root = etree.fromstring(blob)
    kept = [child for child in root if child.get("name") not in ours]
    numbers = [int(child.get("pid", "1")) for child in kept]
    return "".join(etree.tostring(child, encoding="unicode") for child in kept), max([1, *numbers]) + 1


def _custom(told: dict[str, str], own: str, first: int) -> bytes:
    properties = "".join(
        f'<property fmtid="{_SET}" pid="{pid}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{xml_text(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(told.items(), start=first)
    )
    return standalone(f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VARIANT}">{own}{properties}</Properties>')


def packed(package: Package) -> bytes:
    """The package as a file, its directory without times."""
    from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI

    parts = package.parts
    files = [
        (CONTENT_TYPES_URI.membername, _content_types(parts)),
        (PACKAGE_URI.rels_uri.membername, cast(bytes, package.rels.xml)),
    ]
    for part in parts:
        files.append((part.partname.membername, part.blob))
        if part.rels:
            files.append((part.partname.rels_uri.membername, cast(bytes, part.rels.xml)))
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name, blob in files:
            info = ZipInfo(name, _EPOCH)
            # The same on every system: 3 is Unix, what zipfile writes there.
            info.create_system = 3
            target.writestr(info, blob, ZIP_DEFLATED)
    return out.getvalue()


def _content_types(parts: list[Part]) -> bytes:
    told = "".join(
        f"<Override PartName={quoteattr(part.partname)} ContentType={quoteattr(part.content_type)}/>"
        for part in parts
    )
    return standalone(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )
