"""`export` and `verify`: every version and format on the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.tui.paper import Call, rewritten


@pytest.fixture
def export(call: Call, tmp_path: Path) -> Callable[..., Path]:
    """Export the scripted meeting with these options; the file."""

    def run(*options: str, name: str = "x.docx") -> Path:
        path = tmp_path / name
        status, out, err = call("export", "last", "-o", str(path), *options)
        assert status == 0, err
        assert out == f"{path}\n"
        return path

    return run


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A branch's letterhead with a place for the record."""
    document = docx.Document()
    document.add_paragraph("中共石桥湾村支部委员会")
    document.add_paragraph("{{会议记录}}")
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.save(str(tmp_path / "template.docx"))
    return tmp_path / "template.docx"


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


VERSIONS = [
    (),
    ("--for", "report"),
    ("--for", "notice"),
    ("--masked",),
    ("--masked", "--no-sums", "--no-cases"),
    ("--for", "archive", "--masked", "--mask", "东头两户"),
    ("--for", "archive", "--no-sums", "--no-cases"),
    ("--without", "corrections", "--without", "signatures", "--without", "pledges"),
]


@pytest.mark.parametrize("options", VERSIONS, ids=lambda options: " ".join(options) or "archive")
def test_verify_knows_every_version(call: Call, export, options):
    status, out, err = call("verify", str(export(*options)))
    assert (status, err) == (0, ""), out


@pytest.mark.parametrize("options", VERSIONS[1:5], ids=" ".join)
def test_verify_finds_a_changed_word_in_every_version(call: Call, export, tmp_path: Path, options):
    changed = rewritten(
        export(*options), tmp_path / "changed.docx", lambda xml: xml.replace("程序反了", "程序没错", 1)
    )
    assert call("verify", str(changed))[0] == 1


def test_verify_finds_a_dropped_paragraph_in_a_masked_version(call: Call, export, tmp_path: Path):
    drop = r"<w:p>(?:(?!</w:p>).)*四月、五月我核了(?:(?!</w:p>).)*</w:p>"
    changed = rewritten(
        export("--masked"), tmp_path / "changed.docx", lambda xml: re.sub(drop, "", xml, count=1)
    )
    assert call("verify", str(changed))[0] == 1


@pytest.mark.parametrize("options", [(), ("--masked",)])
def test_verify_knows_a_paper_on_a_template(call: Call, export, template: Path, options):
    path = export("--template", str(template), *options)
    assert text_of(path).startswith("中共石桥湾村支部委员会\n石桥湾村党支部")
    assert call("verify", str(path))[0] == 0


@pytest.mark.parametrize(
    ("old", "new"), [("中共石桥湾村", "中共青石镇"), ("程序反了", "程序没错"), ("</w:body>", "")]
)
def test_verify_finds_a_change_inside_and_around_it(
    call: Call,
    export,
    template: Path,
    tmp_path: Path,
    old: str,
    new: str,
):
    added = "<w:p><w:r><w:t>另：一致同意。</w:t></w:r></w:p>"
    path = rewritten(
        export("--template", str(template)),
        tmp_path / "changed.docx",
        lambda xml: xml.replace("<w:sectPr", f"{added}<w:sectPr", 1) if not new else xml.replace(old, new),
    )
    assert call("verify", str(path))[0] == 1


def test_the_missing_styles_are_told(call: Call, tmp_path: Path, template: Path):
    _status, _out, err = call("export", "last", "-o", str(tmp_path / "x.docx"), "--template", str(template))
    assert "the house's were added: Minutes Title" in err


def test_a_masked_paper_masks_and_tells_whom(call: Call, tmp_path: Path):
    path = tmp_path / "x.docx"
    status, _out, err = call(
        "export", "last", "-o", str(path), "--masked", "--mask", "东头两户", "--keep", "尹某"
    )
    assert status == 0 and "Masked: 一名包工头, 冯某, 苗某, 东头两户" in err
    told = text_of(path)
    assert "冯某" not in told and "东头两户" not in told and "尹某" in told
    assert "（公示版）" in told and "栗长河" in told


def test_the_masking_list_can_be_seen_before(call: Call, tmp_path: Path):
    status, out, _err = call("export", "last", "--masks", "-o", str(tmp_path / "x.docx"), "--keep", "苗某")
    assert status == 0 and not (tmp_path / "x.docx").exists()
    assert [line.split("\t")[0] for line in out.splitlines()] == ["一名包工头", "冯某", "尹某"]
    assert "要贷款证明" in out


def test_switches_bring_sections_in_and_out(export):
    assert "住院" not in text_of(export("--for", "notice"))
    assert "住院" in text_of(export("--for", "notice", "--with", "reasons"))
    assert "焉如玉问" not in text_of(export("--for", "report", "--without", "questions"))
    assert "六百元" not in text_of(export("--no-sums"))


def test_the_ledger_comes_as_word_and_as_a_table(export):
    document = docx.Document(str(export("--format", "ledger")))
    assert document.paragraphs[0].text == "石桥湾村党支部整改台账"
    data = export("--format", "ledger-csv", name="x.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and "公示机井水费" in data.decode("utf-8-sig")


def test_another_places_page_is_used(export, tmp_path: Path):
    (tmp_path / "page.toml").write_text("[text]\nsize = 15\n", "utf-8")
    styles = docx.Document(str(export("--page", str(tmp_path / "page.toml")))).styles.element.xml
    assert 'w:sz w:val="30"' in styles


def test_json_says_what_it_is(export):
    told = json.loads(export("--format", "json", name="x.json").read_bytes())
    assert (told["schema"], told["format"], told["stage"]) == ("shaitai-record", 1, "sealed")


def test_without_a_name_the_file_is_called_after_the_meeting_and_the_version(
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.chdir(tmp_path)
    for options in ((), ("--for", "report"), ("--format", "ledger")):
        assert call("export", "last", *options)[0] == 0
    names = sorted(path.name for path in tmp_path.glob("*.docx"))
    assert [name.split("-")[0] for name in names] == ["ledger", "minutes", "minutes"]
    assert sum(name.endswith("-report.docx") for name in names) == 1
