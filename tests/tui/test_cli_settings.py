"""The settings on the command line: where they count, and what is said where they do not do."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from screens.keys import key_of, use_keys
from store.archive import Archive
from tests.conftest import SCRIPT
from tui.app import ShaitaiApp
from tui.cli import main
from tui.look import asked_look
from tui.settings import user_settings


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Writes the user's own settings file, which counts from then on."""
    monkeypatch.delenv("SHAITAI_ARCHIVE", raising=False)
    monkeypatch.setenv("SHAITAI_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "SHAITAI_THEME", "SHAITAI_ASCII"):
        monkeypatch.delenv(name, raising=False)

    def write(text: str) -> Path:
        (tmp_path / "settings.toml").write_text(text, "utf-8")
        return tmp_path

    return write


def test_the_archive_that_is_set_counts_where_none_is_named(own, tmp_path, capsys, monkeypatch):
    own(f"[files]\narchive = '{tmp_path / 'set'}'\n")
    assert main(["list"]) == 0 and (tmp_path / "set").is_dir()
    monkeypatch.setenv("SHAITAI_ARCHIVE", str(tmp_path / "named"))
    assert main(["list"]) == 0 and (tmp_path / "named").is_dir()
    assert main(["--archive", str(tmp_path / "asked"), "list"]) == 0 and (tmp_path / "asked").is_dir()


def test_the_language_that_is_set_is_spoken_unless_another_is_asked_for(own, tmp_path, capsys):
    own('[screen]\nlanguage = "zh"\n')
    archive = ["--archive", str(tmp_path / "a")]
    assert main([*archive, "list"]) == 0
    assert "会议" in capsys.readouterr().out
    assert main([*archive, "--lang", "en", "list"]) == 0
    assert capsys.readouterr().out == "There are no meetings yet.\n"


@pytest.mark.parametrize("text", ["[[[", "[screen]\nbell = 3\n", "[scren]\nbell = true\n"])
def test_what_does_not_do_is_one_line_and_the_command_goes_on(own, tmp_path, capsys, text):
    own(text)
    assert main(["--archive", str(tmp_path / "a"), "list"]) == 0
    told = capsys.readouterr()
    assert told.out == "There are no meetings yet.\n"
    assert told.err.startswith("shaitai: ") and told.err.count("\n") == 1
    assert (tmp_path / "settings.toml").read_text() == text
    assert main(["--archive", str(tmp_path / "a"), "doctor"]) == 1
    assert "MEND" in capsys.readouterr().out


def test_what_does_not_do_is_said_on_the_home_screen(own, archive):
    own('[screen]\ntheme = "pink"\n')
    app = ShaitaiApp(archive, settings=user_settings())
    assert any("not pink" in problem for problem in app.hall.problems)


def test_the_letterhead_and_the_house_style_that_are_set_are_used(own, tmp_path, capsys):
    letterhead = docx.Document()
    letterhead.add_paragraph("中共石桥湾村支部委员会")
    letterhead.save(str(tmp_path / "文头.docx"))
    (tmp_path / "page.toml").write_text("[paper]\nleft = 31\n")
    own(f"[paper]\ntemplate = '{tmp_path / '文头.docx'}'\n")
    archive = ["--archive", str(tmp_path / "a")]
    assert main([*archive, "replay", str(SCRIPT)]) == 0
    assert main([*archive, "export", "last", "-o", str(tmp_path / "x.docx")]) == 0
    assert docx.Document(str(tmp_path / "x.docx")).paragraphs[0].text == "中共石桥湾村支部委员会"
    own(f"[paper]\npage = '{tmp_path / 'page.toml'}'\n")
    assert main([*archive, "export", "last", "-o", str(tmp_path / "y.docx")]) == 0
    assert round(docx.Document(str(tmp_path / "y.docx")).sections[0].left_margin.mm) == 31


@pytest.mark.parametrize("data", [None, b"", b"PK\x03\x04 broken"])
def test_a_broken_letterhead_is_one_sentence_and_nothing_is_written(own, tmp_path, capsys, data):
    if data is not None:
        (tmp_path / "文头.docx").write_bytes(data)
    own(f"[paper]\ntemplate = '{tmp_path / '文头.docx'}'\n")
    archive = ["--archive", str(tmp_path / "a")]
    assert main([*archive, "replay", str(SCRIPT)]) == 0
    capsys.readouterr()
    assert main([*archive, "export", "last", "-o", str(tmp_path / "x.docx")]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "文头.docx" in told and not (tmp_path / "x.docx").exists()


def test_the_look_that_is_set_gives_way_to_options_and_environment(own, monkeypatch):
    own('[screen]\ntheme = "light"\nascii = true\n')
    settings = user_settings()
    assert (asked_look(settings).theme, asked_look(settings).ascii) == ("light", True)
    assert asked_look(settings, "dark").theme == "dark"
    monkeypatch.setenv("SHAITAI_THEME", "dark")
    assert asked_look(settings).theme == "dark"


def test_the_file_with_keys_that_is_set_is_the_one_that_counts(own, archive, tmp_path):
    (tmp_path / "my.toml").write_text('"live.next" = "f9"\n"live.end" = "f5"\n')
    (archive.folder / "keys.toml").write_text('"live.next" = "f10"\n')
    own(f"[files]\nkeys = '{tmp_path / 'my.toml'}'\n")
    try:
        app = ShaitaiApp(archive, settings=user_settings())
        assert key_of("live.next").key == "f9" and app.hall.problems == []
        own(f"[files]\nkeys = '{tmp_path / 'gone.toml'}'\n")
        (problem,) = ShaitaiApp(archive, settings=user_settings()).hall.problems
        assert "gone.toml" in problem
    finally:
        use_keys({})


# A roster from a workbook


def test_a_workbook_is_checked_then_imported(tmp_path, capsys):
    book = openpyxl.Workbook()
    for row in (["姓名", "党内职务"], ["栗长河", "支部书记"], ["王芳", "村长"]):
        book.active.append(row)
    table = str(tmp_path / "名册.xlsx")
    book.save(table)
    archive = ["--archive", str(tmp_path / "a"), "--lang", "en"]
    assert main([*archive, "roster", "import", table]) == 2
    assert "row 3" in capsys.readouterr().err
    book.active["B3"] = "党员"
    book.save(table)
    assert main([*archive, "roster", "import", table, "--check"]) == 0
    assert "2 members" in capsys.readouterr().out
    assert Archive(tmp_path / "a").branch().members == ()
    assert main([*archive, "roster", "import", table, "--branch", "石桥湾支部"]) == 0
    branch = Archive(tmp_path / "a").branch()
    assert branch.name == "石桥湾支部" and [m.name for m in branch.members] == ["栗长河", "王芳"]
    book.active.delete_rows(3)
    book.save(table)
    assert main([*archive, "roster", "import", table]) == 0
    assert "no longer on the roster: 王芳" in capsys.readouterr().out


def test_the_sample_is_a_table_that_imports(tmp_path, capsys):
    archive = ["--archive", str(tmp_path / "a"), "--lang", "en"]
    assert main([*archive, "roster", "sample", str(tmp_path / "s.csv")]) == 0
    assert main([*archive, "roster", "import", str(tmp_path / "s.csv")]) == 0
    assert "5 members" in capsys.readouterr().out
