"""Text, Markdown and tables."""

from __future__ import annotations

import csv
import io

import pytest

from exports.plain import as_markdown, as_text
from exports.sheet import as_csv
from meeting.document import Ink, Role, Run, Table
from tests.exports.paper import PLEDGES, minutes, words


def html(text: str) -> str:
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
    return parser.render(text)


def test_text_has_every_word_in_order():
    told = as_text(minutes(watermark="草稿"))
    order = [
        "[草稿]",
        "会议记录",
        "出席：苏德平",
        "一、晒权责",
        "~审批两件。~审批三件",
        "补登",
        "散会",
        "苏德平 2026",
    ]
    places = [told.index(part) for part in order]
    assert places == sorted(places)
    assert told.endswith("\n")


def test_control_characters_reach_neither_terminal_nor_file():
    document = minutes(
        words(Role.BODY, "甲\x1b]0;乙\x07\x9b丙\ud800"),
        Table(("a\x1b",), (("一\n二\t三",),), (1,)),
        watermark="\x1b草稿\n",
    )
    for told in (as_text(document), as_markdown(document), as_csv([["甲\x1b\ud800"]]).decode("utf-8-sig")):
        assert not any(
            (ord(letter) < 32 and letter not in "\r\n\t") or 127 <= ord(letter) < 160 for letter in told
        )
        told.encode()


def test_a_table_row_is_one_line_of_text():
    assert as_text(minutes(Table(("甲",), (("一\n二\t三",),), (1,)))) == "甲\n一 二 三\n"


def test_markdown_shows_heads_labels_corrections_and_tables():
    page = html(as_markdown(minutes()))
    assert "<h1>青石镇民政所党支部党员大会会议记录</h1>" in page
    assert "<strong>出席</strong>：苏德平" in page
    assert "<del>审批两件。</del>审批三件" in page
    assert page.count("<tr>") == 1 + len(PLEDGES.rows)


@pytest.mark.parametrize(
    "wild",
    [
        "# 标题",
        "1. 列表",
        "2) 列表",
        "- 项",
        "> 引",
        "***",
        "[链](http://例)",
        "<b>粗</b>",
        "&copy;",
        "`码`",
        "~~删~~",
        "一\n===",
        "一\n1. 二",
        "    缩进",
        "![图](x)",
        "a|b",
    ],
)
def test_users_words_are_never_markup(wild: str):
    page = html(as_markdown(minutes(words(Role.BODY, wild))))
    assert page.startswith("<p>")
    assert page.count("<p>") == 1
    inside = page.replace("<p>", "").replace("</p>", "").replace("<br />", "")
    assert "<" not in inside
    unescaped = inside.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert unescaped.split() == wild.split()


def test_a_struck_label_with_odd_edges_keeps_its_words():
    told = as_markdown(minutes(words(Role.FIELD, Run("：", Ink.LABEL), Run("“旧”", Ink.STRUCK), "新")))
    assert html(told) == "<p>：<del>“旧”</del>新</p>\n"


def test_a_table_cell_stays_in_its_cell():
    page = html(as_markdown(minutes(Table(("甲", "乙"), (("a|b", "一\n二"),), (1, 1)))))
    assert "<td>a|b</td>" in page
    assert "<td>一 二</td>" in page


def test_csv_opens_right_in_excel():
    data = as_csv([["姓名", "用时"], ["苏德平", "8,5"]])
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [["姓名", "用时"], ["苏德平", "8,5"]]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\x00=1"])
def test_no_cell_is_a_formula(cell: str):
    assert as_csv([[cell]]).decode("utf-8-sig").lstrip('"').startswith("'")
