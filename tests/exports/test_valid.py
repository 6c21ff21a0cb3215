"""Every paper is valid Office Open XML by Microsoft's own validator (skipped where that cannot be had)."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from exports.letterhead import on_letterhead
from exports.offer import Form, Order, make
from exports.word import docx_bytes
from meeting.document import Role
from meeting.version import Audience, usual
from tests.exports.meeting import full_meeting
from tests.exports.paper import minutes, words
from tests.exports.validator import problems


@pytest.mark.parametrize("audience", Audience)
def test_every_version_is_valid(tmp_path: Path, audience: Audience):
    order = Order(version=usual(audience), names=("冯某", "苗某"))
    assert problems(make(full_meeting(), "x", order).data, tmp_path) == []


def test_the_ledger_is_valid(tmp_path: Path):
    assert problems(make(full_meeting(), "x", Order(form=Form.LEDGER)).data, tmp_path) == []


def test_a_draft_is_valid(tmp_path: Path):
    assert problems(docx_bytes(minutes(watermark="草稿")), tmp_path) == []


@pytest.mark.parametrize("mark", ["", "草稿"])
def test_a_paper_on_a_template_is_valid(tmp_path: Path, mark: str):
    template = docx.Document()
    template.add_paragraph("文头")
    template.sections[0].footer.paragraphs[0].text = "文尾"
    template.save(str(tmp_path / "template.docx"))
    made = on_letterhead(minutes(watermark=mark), tmp_path / "template.docx")
    assert problems(made.data, tmp_path) == []


def test_a_record_of_two_hundred_pages_is_valid(tmp_path: Path):
    body = [words(Role.BODY, "五月我签批支出两笔，共八百元。" * 9) for _paragraph in range(900)]
    document = replace(minutes(), blocks=(*minutes().blocks[:4], *body, *minutes().blocks[4:]))
    assert problems(docx_bytes(document), tmp_path) == []


def test_the_validator_finds_what_is_wrong(tmp_path: Path):
    """Else all of this would prove nothing."""
    out = BytesIO()
    with ZipFile(BytesIO(docx_bytes(minutes()))) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body><w:nonsense/>", 1)
            target.writestr(name, data)
    assert problems(out.getvalue(), tmp_path)
