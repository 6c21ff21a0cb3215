"""The Word file, seen in its XML."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from io import BytesIO

import docx
import pytest

from exports.body import paper_texts
from exports.page import house_page
from exports.word import docx_bytes
from meeting.document import Block, Ink, Role, Run
from tests.exports.paper import PLEDGES, SIGNED, W, minutes, paper, val, words

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
SEAL = "0123456789abcdef" * 4


def style(id: str, path: str):
    (found,) = paper(minutes()).find(STYLES, f'w:style[@w:styleId="{id}"]/{path}')
    return found


def test_the_page_is_a4_with_the_margins_of_the_standard():
    (size,) = paper(minutes()).find(DOCUMENT, ".//w:sectPr/w:pgSz")
    (margins,) = paper(minutes()).find(DOCUMENT, ".//w:sectPr/w:pgMar")
    assert (val(size, "w"), val(size, "h")) == ("11906", "16838")
    told = {name: val(margins, name) for name in ("top", "bottom", "left", "right", "footer")}
    assert told == {"top": "2098", "bottom": "1984", "left": "1587", "right": "1474", "footer": "1417"}


def test_lines_stand_on_a_grid_of_579_twips():
    (grid,) = paper(minutes()).find(DOCUMENT, ".//w:sectPr/w:docGrid")
    (line,) = paper(minutes()).find(STYLES, "w:docDefaults/w:pPrDefault/w:pPr/w:spacing")
    assert (val(grid, "type"), val(grid, "linePitch")) == ("lines", "579")
    assert (val(line, "line"), val(line, "lineRule")) == ("579", "exact")


def test_the_text_is_size_3_fangsong_in_simplified_chinese():
    (default,) = paper(minutes()).find(STYLES, "w:docDefaults/w:rPrDefault/w:rPr")
    assert val(default.find(f"{W}rFonts"), "eastAsia") == "仿宋_GB2312"
    assert val(default.find(f"{W}sz")) == "32"
    assert val(default.find(f"{W}spacing")) == "-5"
    assert val(default.find(f"{W}lang"), "eastAsia") == "zh-CN"
    assert b"ja-JP" not in b"".join(paper(minutes()).parts.values())


def test_paragraphs_begin_two_characters_in():
    assert val(style("MinutesBody", "w:pPr/w:ind"), "firstLineChars") == "200"


def test_the_title_is_centred_and_nothing_is_bold():
    assert val(style("MinutesTitle", "w:pPr/w:jc")) == "center"
    assert val(style("MinutesTitle", "w:rPr/w:sz")) == "44"
    assert val(style("MinutesTitle", "w:rPr/w:rFonts"), "eastAsia") == "方正小标宋简体"
    parts = paper(minutes()).parts
    assert b"<w:b/>" not in parts[STYLES] + parts[DOCUMENT]


@pytest.mark.parametrize(("id", "family"), [("MinutesHeading", "黑体"), ("MinutesSubheading", "楷体_GB2312")])
def test_each_level_has_its_family_and_stays_with_its_text(id: str, family: str):
    assert val(style(id, "w:rPr/w:rFonts"), "eastAsia") == family
    assert style(id, "w:pPr/w:keepNext") is not None


def test_every_paragraph_names_a_style_that_exists():
    made = paper(minutes())
    known = {val(found, "styleId") for found in made.find(STYLES, "w:style")}
    used = {val(found) for found in made.find(DOCUMENT, ".//w:pStyle")}
    assert used <= known


def test_labels_are_in_heiti_and_struck_words_are_struck():
    made = paper(minutes())
    runs = {"".join(run.itertext()): run.find(f"{W}rPr") for run in made.find(DOCUMENT, ".//w:r")}
    assert val(runs["出席："].find(f"{W}rFonts"), "eastAsia") == "黑体"
    assert runs["审批两件。"].find(f"{W}strike") is not None
    assert runs["审批三件，“三重一大”事项1件。"].find(f"{W}strike") is None


def test_chinese_quotes_are_taken_from_the_chinese_font():
    made = paper(minutes(words(Role.BODY, "“三重一大”事项")))
    (fonts,) = made.find(DOCUMENT, ".//w:r/w:rPr/w:rFonts")
    assert val(fonts, "hint") == "eastAsia"


def test_every_font_says_what_may_stand_in_for_it():
    fonts = paper(minutes()).find("word/fontTable.xml", "w:font")
    told = {val(font, "name"): val(font.find(f"{W}altName")) for font in fonts}
    assert told["仿宋_GB2312"] == "FangSong,STFangsong,Noto Serif CJK SC"
    assert set(told) == {chain[0] for chain in house_page().fonts.chains()}


def test_odd_and_even_pages_differ_and_both_have_a_page_number():
    made = paper(minutes())
    assert made.find("word/settings.xml", "w:evenAndOddHeaders")
    for side in ("default", "even"):
        foot = made.frame("footer", side)
        assert "".join(text.text for text in foot.iter(f"{W}t")) == "— 1 —"
        assert [val(mark, "fldCharType") for mark in foot.iter(f"{W}fldChar")] == ["begin", "separate", "end"]
        assert [code.text.strip() for code in foot.iter(f"{W}instrText")] == ["PAGE"]


def test_page_numbers_are_size_4_songti_one_character_in():
    assert val(style("MinutesFooter", "w:rPr/w:sz")) == "28"
    fonts = style("MinutesFooter", "w:rPr/w:rFonts")
    assert {val(fonts, "ascii"), val(fonts, "eastAsia")} == {"宋体"}
    made = paper(minutes())
    (indent,) = made.frame("footer", "even").iter(f"{W}ind")
    (tab,) = (stop for stop in made.frame("footer", "default").iter(f"{W}tab") if val(stop, "pos"))
    assert val(indent, "left") == "280"
    assert (val(tab, "val"), val(tab, "pos")) == ("right", str(house_page().paper.text_width - 280))


def test_a_sealed_record_shows_the_short_seal_and_carries_the_whole_one():
    made = paper(minutes(seal=SEAL))
    for side in ("default", "even"):
        assert "0123 4567 89ab cdef" in "".join(made.frame("footer", side).itertext())
    (seal,) = made.xml("docProps/custom.xml")
    assert (seal.get("name"), "".join(seal.itertext())) == ("ShaitaiSeal", SEAL)
    assert "docProps/custom.xml" not in paper(minutes()).parts


@pytest.mark.parametrize("side", ["default", "even"])
def test_a_draft_says_so_across_odd_and_even_pages(side: str):
    marks = (
        paper(minutes(watermark="草稿")).frame("header", side).iter("{urn:schemas-microsoft-com:vml}textpath")
    )
    assert [mark.get("string") for mark in marks if mark.get("string")] == ["草稿"]
    clean = paper(minutes()).frame("header", side)
    assert not list(clean.iter("{urn:schemas-microsoft-com:vml}shape"))


def test_a_table_has_borders_fixed_widths_and_repeats_its_header():
    made = paper(minutes(PLEDGES, SIGNED))
    (table,) = made.find(DOCUMENT, ".//w:tbl")
    assert val(table.find(f"{W}tblPr/{W}tblLayout"), "type") == "fixed"
    assert len(table.find(f"{W}tblPr/{W}tblBorders")) == 6
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    grid = [int(val(column, "w")) for column in table.iter(f"{W}gridCol")]
    assert sum(grid) == pytest.approx(house_page().paper.text_width, abs=len(grid))
    assert grid[1] == pytest.approx(7 * grid[0], abs=7)


def test_two_tables_stay_two_and_a_paragraph_follows_the_last():
    body = paper(minutes(PLEDGES, PLEDGES)).find(DOCUMENT, "w:body/*")
    assert [child.tag.removeprefix(W) for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def kept_with_next(*blocks: Block) -> list[bool]:
    paragraphs = paper(minutes(*blocks)).find(DOCUMENT, ".//w:p")
    return [paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in paragraphs]


def test_signatures_hold_together_with_the_closing_line_and_the_end_of_the_text():
    first, last, closing = (words(role, "话。") for role in (Role.BODY, Role.BODY, Role.CLOSING))
    assert kept_with_next(first, last, closing, SIGNED) == [False, True, True, True, True, False]
    assert kept_with_next(first, last, SIGNED) == [False, True, True, True, False]


def test_signatures_hold_together_with_the_last_row_of_a_table():
    head, row, last = [True] * 4, [False] * 4, [True] * 4
    assert kept_with_next(PLEDGES, SIGNED) == head + row + last + [True, True, False]


def test_the_properties_are_the_meetings_own():
    document = docx.Document(BytesIO(docx_bytes(minutes(title="第5次会议 <记录> & 附件"))))
    core = document.core_properties
    assert (core.title, core.subject, core.author) == (
        "第5次会议 <记录> & 附件",
        "青石镇民政所党支部",
        "覃小满",
    )
    assert core.created.replace(tzinfo=None) == datetime(2026, 5, 24)
    assert b"python-docx" not in b"".join(paper(minutes()).parts.values())


def test_the_same_minutes_give_the_same_bytes_in_another_process():
    code = (
        "import hashlib; from exports.word import docx_bytes; from tests.exports.paper import minutes;"
        "print(hashlib.sha256(docx_bytes(minutes(watermark='草稿'))).hexdigest())"
    )
    told = {subprocess.check_output([sys.executable, "-c", code]) for _ in range(2)}
    assert len(told) == 1
    assert docx_bytes(minutes()) == docx_bytes(minutes())


def test_what_xml_cannot_hold_is_dropped_and_markup_is_only_text():
    wild = "甲\x00\x1b[31m乙\ud800\ufffe<w:br/>&amp;\x85丙\u2028丁"
    document = minutes(
        words(Role.BODY, Run(wild), Run(wild, Ink.STRUCK)), PLEDGES, title=wild, watermark=wild, recorder=wild
    )
    made = paper(document)
    body = "".join(made.xml(DOCUMENT).itertext())
    assert body.startswith("甲[31m乙<w:br/>&amp;丙丁甲[31m乙")
    for name in made.parts:
        made.xml(name)


def test_line_breaks_and_tabs_of_the_recorder_stay():
    document = docx.Document(BytesIO(docx_bytes(minutes(words(Role.BODY, "一\r\n二\t三")))))
    assert document.paragraphs[0].text == "一\n二\t三"


def test_the_paper_says_what_paper_texts_promises():
    document = minutes(*minutes().blocks, PLEDGES, PLEDGES, words(Role.BODY, "一\r\n二\t三\x1b"), PLEDGES)
    paragraphs = paper(document).find(DOCUMENT, ".//w:body//w:p")
    assert ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in paragraphs] == paper_texts(document)


def test_an_english_record_is_marked_english():
    made = paper(minutes(words(Role.BODY, "“Two approvals.”"), language="en"))
    (lang,) = made.find(STYLES, "w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert (val(lang), val(lang, "eastAsia")) == ("en-GB", "zh-CN")
    assert not made.find(DOCUMENT, ".//w:rFonts")


def test_the_program_starts_without_python_docx():
    code = "import sys, exports.word, exports.plain, exports.sheet; print('docx' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code]).strip() == b"False"
