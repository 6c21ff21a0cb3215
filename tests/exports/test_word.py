"""The paper: its numbers in the XML, and what LibreOffice makes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from zipfile import ZipFile

import pytest

from exports.plain import as_markdown, as_text
from exports.runs import xml_text
from exports.sheet import as_csv
from exports.word import docx_bytes, write_docx
from meeting.document import (
    Ink,
    Minutes,
    Paragraph,
    Role,
    Run,
    Signature,
    SignatureBlock,
    Table,
    short_seal,
)
from meeting.refusal import Refused

SEAL = "3fa9" * 16


def document(**more) -> Minutes:
    body = "五月我签批支出两笔共八百元" * 70
    blocks = (
        Paragraph(Role.TITLE, (Run("石桥湾支部会议记录"),)),
        Paragraph(Role.FIELD, (Run("出席：", Ink.LABEL), Run("王　芳、𠮷野田"))),
        Paragraph(Role.HEADING, (Run("一、晒权责发言"),)),
        Paragraph(Role.SUBHEADING, (Run("（一）栗长河"),)),
        Paragraph(Role.BODY, (Run("共八百元。", Ink.STRUCK), Run("共九百元。"))),
        Paragraph(Role.BODY, (Run(body * 2),)),
        Table(("序号", "整改事项"), (("1", "补办"), ("2", "公示")), (1, 6)),
        Paragraph(Role.CLOSING, (Run("10:42散会。"),)),
        SignatureBlock((Signature("主持人（签字）：", "栗长河", "10:50"), Signature("记录人（签字）："))),
    )
    return Minutes(
        **{"title": "会议记录", "blocks": blocks, "day": "2026-05-24", "recorder": "王芳", "seal": SEAL}
        | more
    )


@pytest.fixture
def parts(tmp_path):
    """The parts of the written file by name."""
    path = tmp_path / "minutes.docx"
    write_docx(document(), path)
    with ZipFile(path) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_the_page_is_a4_on_a_grid_of_22_lines(parts):
    main = parts["word/document.xml"]
    assert 'w:pgSz w:w="11906" w:h="16838"' in main
    assert 'w:docGrid w:type="lines" w:linePitch="579"' in main
    assert 'w:top="2098"' in main and 'w:left="1587"' in main


def test_the_styles_ask_for_chinese_fonts_and_language(parts):
    styles = parts["word/styles.xml"]
    assert 'w:eastAsia="仿宋_GB2312"' in styles and 'w:eastAsia="方正小标宋简体"' in styles
    assert 'w:eastAsia="zh-CN"' in styles and "ja-JP" not in "".join(parts.values())
    assert '<w:spacing w:val="-5"/>' in styles and 'w:line="579" w:lineRule="exact"' in styles
    assert "<w:b/>" not in styles
    assert "FangSong" in parts["word/fontTable.xml"]


def test_odd_and_even_pages_carry_number_and_seal(parts):
    assert "<w:evenAndOddHeaders/>" in parts["word/settings.xml"]
    for side in ("default", "even"):
        footer = parts[f"word/footer-{side}.xml"]
        assert " PAGE " in footer and short_seal(SEAL) in footer


def test_the_seal_is_a_document_property(parts):
    assert SEAL in parts["docProps/custom.xml"]
    assert "custom-properties" in parts["[Content_Types].xml"]


def test_a_correction_is_struck_through(parts):
    assert re.search(r"<w:strike/></w:rPr><w:t[^>]*>共八百元。", parts["word/document.xml"])


def test_only_a_draft_is_watermarked(tmp_path, parts):
    assert "v:textpath" not in parts["word/header-default.xml"]
    path = tmp_path / "draft.docx"
    write_docx(document(watermark="草稿"), path)
    with ZipFile(path) as package:
        for side in ("default", "even"):
            assert 'string="草稿"' in package.read(f"word/header-{side}.xml").decode()


def test_the_same_minutes_give_the_same_bytes():
    assert docx_bytes(document()) == docx_bytes(document())


def test_what_xml_cannot_hold_is_dropped():
    assert xml_text("a\x00\x1b\ud800<&\uffff𠮷") == "a&lt;&amp;𠮷"


def test_a_target_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path):
    target = tmp_path / "taken"
    target.mkdir()
    with pytest.raises(Refused, match="taken"):
        write_docx(document(), target)
    assert list(tmp_path.iterdir()) == [target]


def test_text_and_markdown_say_the_same_words():
    assert "~共八百元。~共九百元。" in as_text(document())
    told = as_markdown(document(watermark="草稿"))
    assert told.startswith("*草稿*") and "<del>共八百元。</del>共九百元。" in told
    tricky = Minutes(title="x", blocks=(Paragraph(Role.BODY, (Run("[bold]*x*|"),)),))
    assert as_markdown(tricky) == "\\[bold\\]\\*x\\*\\|\n"


def test_excel_opens_the_sheet_right_and_runs_nothing():
    assert as_csv([["姓名", "=1+1", "-x", "5"]]) == "\ufeff姓名,'=1+1,'-x,5\r\n".encode()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages as LibreOffice prints them: for each, its words as (x, y, text) in points."""
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("LibreOffice or pdftotext is not installed")
    folder = tmp_path_factory.mktemp("paper")
    write_docx(document(), folder / "m.docx")
    convert = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless"]
    subprocess.run([*convert, "--convert-to", "pdf", "m.docx"], cwd=folder, check=True, capture_output=True)
    subprocess.run(["pdftotext", "-bbox", "m.pdf", "m.html"], cwd=folder, check=True)
    found = []
    for page in (folder / "m.html").read_text("utf-8").split("<page ")[1:]:
        words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', page)
        found.append([(float(x), float(y), text) for x, y, text in words])
    return found


def test_a_full_page_has_22_lines_of_28_characters(pages):
    body = [(y, text) for _x, y, text in pages[1] if y < 740]
    lines: dict[int, str] = {}
    for y, text in body:
        lines[round(y)] = lines.get(round(y), "") + text
    assert len(lines) == 22
    assert {len(text) for text in lines.values()} == {28}


def test_page_numbers_stand_outside(pages):
    for number, page in enumerate(pages, start=1):
        x = next(x for x, y, text in page if text.strip("— ") == str(number) and y > 740)
        assert (x > 300) == (number % 2 == 1)


def test_the_signatures_stand_on_one_page(pages):
    where = [number for number, page in enumerate(pages) for *_xy, text in page if "（签字）" in text]
    assert len(where) == 2 and len(set(where)) == 1
