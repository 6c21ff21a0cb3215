"""A made-up record, and the ways to look into the paper made of it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from exports.word import docx_bytes
from meeting.document import Block, Ink, Minutes, Paragraph, Role, Run, Signature, SignatureBlock, Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNED = SignatureBlock(
    (
        Signature("主持人（签字）：", "苏德平", "2026年5月24日10:45"),
        Signature("记录人（签字）："),
        Signature("监督人（签字）："),
    )
)
PLEDGES = Table(
    ("序号", "整改事项", "责任人", "时限"),
    (("1", "补登三份低保申请", "尉迟明", "6月30日"), ("2", "公开采购比价单", "王　芳", "—")),
    (1, 7, 2, 3),
)


def words(role: Role, *runs: Run | str) -> Paragraph:
    """A paragraph of plain or inked runs."""
    return Paragraph(role, tuple(run if isinstance(run, Run) else Run(run) for run in runs))


@dataclass(frozen=True)
class Sheet:
    """A printed page: its text, and where its dashes begin (points from the left edge)."""

    text: str
    dashes: list[float]

    @property
    def lines(self) -> list[str]:
        """Every line that is not empty, stripped."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]


class Paper:
    """A .docx taken apart."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def xml(self, part: str) -> etree._Element:
        """One part, parsed."""
        return etree.fromstring(self.parts[part])

    def find(self, part: str, path: str) -> list[etree._Element]:
        """Elements of `part` by a path in which `w:` is the WordprocessingML namespace."""
        return self.xml(part).findall(path, {"w": W[1:-1]})

    def frame(self, kind: str, side: str) -> etree._Element:
        """The "header" or "footer" that the section names for "default" (odd) or "even" pages."""
        wanted = f'.//w:sectPr/w:{kind}Reference[@w:type="{side}"]'
        (reference,) = self.find("word/document.xml", wanted)
        links = self.xml("word/_rels/document.xml.rels")
        id = next(value for name, value in reference.attrib.items() if name.endswith("}id"))
        target = next(link.get("Target") for link in links if link.get("Id") == id)
        return self.xml(f"word/{target}")


def val(element: etree._Element, name: str = "val") -> str | None:
    """A `w:` attribute."""
    return element.get(f"{W}{name}")


def minutes(*blocks: Block, **changes: str) -> Minutes:
    """Minutes of these blocks, or a whole small record."""
    whole = blocks or (
        words(Role.TITLE, "青石镇民政所党支部党员大会会议记录"),
        words(Role.FIELD, Run("出席：", Ink.LABEL), "苏德平、尉迟明、王芳"),
        words(Role.HEADING, "一、晒权责"),
        words(Role.SUBHEADING, "（一）苏德平"),
        words(Role.BODY, Run("审批两件。", Ink.STRUCK), "审批三件，“三重一大”事项1件。"),
        PLEDGES,
        words(Role.CLOSING, "散会：10:40。"),
        SIGNED,
    )
    head = {
        "title": "青石镇民政所党支部党员大会会议记录",
        "branch": "青石镇民政所党支部",
        "recorder": "覃小满",
        "day": "2026-05-24",
    }
    return Minutes(blocks=whole, **{**head, **changes})  # type: ignore[arg-type]


def paper(document: Minutes) -> Paper:
    """The paper made of `document`."""
    return Paper(docx_bytes(document))
