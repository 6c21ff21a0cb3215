"""The minutes on a branch's own template."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from exports.body import paper_texts
from exports.letterhead import on_letterhead
from meeting.refusal import Refused
from tests.exports.paper import Paper, W, minutes, val

SEAL = "0123456789abcdef" * 4


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A letterhead with a header and a footer, two styles of its own, and a place for the record."""
    document = docx.Document()
    document.add_paragraph("中共石桥湾村支部委员会")
    document.add_paragraph("{{会议记录}}")
    document.add_paragraph("村党支部存档")
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "石桥湾村"
    document.styles.add_style("记录正文", WD_STYLE_TYPE.PARAGRAPH)
    document.styles.add_style("Minutes Title", WD_STYLE_TYPE.PARAGRAPH)
    path = tmp_path / "letterhead.docx"
    document.save(str(path))
    return path


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A template with nothing in it but its page."""
    path = tmp_path / "bare.docx"
    docx.Document().save(str(path))
    return path


def texts(data: bytes) -> list[str]:
    made = Paper(data)
    paragraphs = made.find("word/document.xml", ".//w:body//w:p")
    return ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in paragraphs]


def test_the_record_takes_the_place_of_its_mark(template: Path):
    expected = ["中共石桥湾村支部委员会", *paper_texts(minutes()), "村党支部存档"]
    assert texts(on_letterhead(minutes(), template).data) == expected


def test_without_a_mark_the_record_comes_last(bare: Path):
    assert texts(on_letterhead(minutes(), bare).data) == paper_texts(minutes())


def test_the_templates_styles_are_used_and_the_missing_ones_added_with_a_word(template: Path):
    lettered = on_letterhead(minutes(), template)
    assert "Minutes Body" not in lettered.added and "Minutes Title" not in lettered.added
    assert "Minutes Heading" in lettered.added
    document = docx.Document(BytesIO(lettered.data))
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles["审批两件。审批三件，“三重一大”事项1件。"] == "记录正文"
    assert styles["一、晒权责"] == "Minutes Heading"


def test_an_id_that_the_template_has_already_is_left_to_it(bare: Path):
    document = docx.Document(str(bare))
    document.styles.add_style("Something else", WD_STYLE_TYPE.PARAGRAPH).element.set(
        f"{W}styleId", "MinutesBody"
    )
    document.save(str(bare))
    made = Paper(on_letterhead(minutes(), bare).data)
    ids = [val(style, "styleId") for style in made.find("word/styles.xml", "w:style")]
    assert len(ids) == len(set(ids))
    assert {val(used) for used in made.find("word/document.xml", ".//w:pStyle")} <= set(ids)


def test_an_added_style_says_everything_itself(bare: Path):
    made = Paper(on_letterhead(minutes(), bare).data)
    (style,) = made.find("word/styles.xml", 'w:style[@w:styleId="MinutesBody"]')
    assert val(style.find(f"{W}rPr/{W}rFonts"), "eastAsia") == "仿宋_GB2312"
    assert val(style.find(f"{W}pPr/{W}spacing"), "line") == "579"
    assert style.find(f"{W}basedOn") is None


def test_the_templates_page_header_and_footer_stay(template: Path):
    with ZipFile(BytesIO(on_letterhead(minutes(seal=SEAL), template).data)) as parts:
        told = "".join(parts.read(n).decode() for n in parts.namelist() if "header" in n or "footer" in n)
    assert "内部资料" in told and "石桥湾村" in told
    size = Paper(on_letterhead(minutes(), template).data).find("word/document.xml", ".//w:sectPr/w:pgSz")
    assert val(size[0], "w") == "12240"


def test_a_template_without_a_footer_gets_page_numbers_outside_and_the_seal(bare: Path):
    made = Paper(on_letterhead(minutes(seal=SEAL), bare).data)
    for side in ("default", "even"):
        assert "0123 4567 89ab cdef" in "".join(made.frame("footer", side).itertext())
    assert made.find("word/settings.xml", "w:evenAndOddHeaders")


def test_a_draft_is_marked_on_every_kind_of_page(template: Path):
    made = Paper(on_letterhead(minutes(watermark="草稿"), template).data)
    marked = [name for name, data in made.parts.items() if "header" in name and "草稿".encode() in data]
    assert marked and b"draft" not in made.parts["word/document.xml"]


def test_the_property_tells_the_seal_and_what_the_template_said(template: Path):
    made = Paper(on_letterhead(minutes(seal=SEAL), template).data)
    told = {item.get("name"): "".join(item.itertext()) for item in made.xml("docProps/custom.xml")}
    assert told["ShaitaiSeal"] == SEAL
    assert len(told["ShaitaiFrame"]) == 64


def test_the_same_minutes_on_the_same_template_give_the_same_bytes(template: Path):
    assert on_letterhead(minutes(), template).data == on_letterhead(minutes(), template).data


def test_the_templates_own_custom_properties_stay(template: Path, tmp_path: Path):
    first = on_letterhead(minutes(seal=SEAL), template).data
    (tmp_path / "again.docx").write_bytes(first)
    made = Paper(on_letterhead(minutes(seal="f" * 64), tmp_path / "again.docx").data)
    seals = [i for i in made.xml("docProps/custom.xml") if i.get("name") == "ShaitaiSeal"]
    assert ["".join(seal.itertext()) for seal in seals] == ["f" * 64]


@pytest.mark.parametrize("content", [None, b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_word_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes | None):
    path = tmp_path / "x.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused, match="cannot be used as a template"):
        on_letterhead(minutes(), path)


def test_a_zip_that_is_no_word_file_is_refused(tmp_path: Path):
    path = tmp_path / "x.docx"
    with ZipFile(path, "w") as parts:
        parts.writestr("a.txt", "b")
    with pytest.raises(Refused, match="cannot be used as a template"):
        on_letterhead(minutes(), path)
