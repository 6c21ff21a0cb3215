"""Input that breaks other programs' papers."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from exports.body import paper_texts
from exports.offer import Form, Order, make
from exports.prepared import script_text
from exports.word import docx_bytes, write_docx
from exports.writing import write_file
from meeting import commands as c
from meeting.document import Role
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.roster import Member, PartyRole
from tests.exports.paper import Paper, W, words
from tests.exports.paper import minutes as paper_minutes
from tests.meeting.stage import Stage as Scene

RARE = "𠮷野𪚥𰻝𲎯"
"""Han of the Extensions A to H: a person may be called so."""


def body(data: bytes) -> list[str]:
    made = Paper(data)
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in made.find("word/document.xml", ".//w:body//w:p")
    ]


def test_rare_han_and_padded_names_come_out_whole():
    members = (
        Member(id="m1", name="栗长河", role=PartyRole.SECRETARY),
        Member(id="m2", name="王　芳"),
        Member(id="m3", name=RARE),
    )
    scene = Scene.prepared(members)
    text = "\n".join(body(docx_bytes(minutes(scene.state))))
    assert f"栗长河、王　芳、{RARE}" in text


def test_two_hundred_members_make_a_paper():
    members = tuple(Member(id=f"m{n}", name=f"党员{n}号", role=PartyRole.MEMBER) for n in range(200))
    scene = Scene()
    head = {"branch": "大支部", "day": date(2026, 5, 24), "chair": "党员0号", "recorder": "党员1号"}
    scene.do(c.Prepare(members=members, **head))
    scene.do(c.Open())
    for _member in members:
        scene.do(c.Next())
        scene.do(c.Say(text="五月我签批支出两笔。"))
    scene.do(c.End())
    text = body(make(scene.state, "x", Order()).data)
    assert sum(line == "五月我签批支出两笔。" for line in text) == 200
    assert "（二百）党员199号" in text


def test_a_line_of_fifty_thousand_characters_is_one_paragraph():
    document = paper_minutes(words(Role.BODY, "晒" * 50_000))
    assert body(docx_bytes(document)) == ["晒" * 50_000] == paper_texts(document)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("wild", ["甲\x00\x0b\x1b[31m乙", "甲\ud800乙", "甲\udfff\ufffe乙", "甲\u202e\x9b乙"])
def test_what_no_file_may_hold_is_in_none(members, form: Form, wild: str):
    """Also where such words stand in a file that an older program wrote, past the cleaning of lines."""
    scene = Scene.opened(members)
    scene.do(c.Next())
    scene.do(c.Say(text="甲乙"))
    scene.do(c.Say(text="六月底前办"))
    lines = tuple(replace(line, text=wild) for line in scene.state.lines)
    data = make(replace(scene.state, lines=lines), "x", Order(form=form)).data
    if data[:2] == b"PK":
        for name, part in Paper(data).parts.items():
            Paper(data).xml(name)
            assert not any(byte < 32 and byte not in b"\t\n\r" for byte in part)
    else:
        text = data.decode("utf-8-sig")
        assert not any(ord(letter) < 32 and letter not in "\t\n\r" for letter in text)
        assert "\ud800" not in text


@pytest.mark.parametrize("mark", ["~$inutes.docx", ".~lock.minutes.docx#"])
def test_a_file_that_is_open_in_a_word_processor_is_left_alone(tmp_path: Path, mark: str):
    path = tmp_path / "minutes.docx"
    path.write_bytes(b"old")
    (tmp_path / mark).write_bytes(b"")
    with pytest.raises(Refused, match="open in a word processor"):
        write_docx(paper_minutes(), path)
    assert path.read_bytes() == b"old"
    (tmp_path / mark).unlink()
    write_docx(paper_minutes(), path)


@pytest.mark.parametrize(("name", "mark"), [("a.docx", "~$a.docx"), ("abcdefgh.docx", "~$cdefgh.docx")])
def test_words_mark_beside_a_short_name_is_known(tmp_path: Path, name: str, mark: str):
    (tmp_path / mark).write_bytes(b"")
    with pytest.raises(Refused):
        write_file(tmp_path / name, b"new")


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path):
    if getattr(os, "geteuid", int)() == 0:
        pytest.skip("root may write everywhere")
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(Refused, match="cannot be written"):
        write_docx(paper_minutes(), folder / "minutes.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_script_is_read_from_a_text_in_any_chinese_encoding(tmp_path: Path, encoding: str):
    path = tmp_path / "script.txt"
    path.write_bytes("同志们：\n我说三件事。".encode(encoding))
    assert script_text(path) == "同志们：\n我说三件事。"


def test_a_script_is_read_from_a_word_file(tmp_path: Path):
    document = docx.Document()
    for text in ("同志们：", "", "我说三件事。"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "s.docx"))
    assert script_text(tmp_path / "s.docx") == "同志们：\n我说三件事。"


@pytest.mark.parametrize("content", [None, b"\xff\xff\x00\x01", b"a\0b"])
def test_what_is_no_script_is_refused(tmp_path: Path, content: bytes | None):
    path = tmp_path / "script.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused):
        script_text(path)
