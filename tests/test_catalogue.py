"""The translations' own tool, on made-up trees."""

from __future__ import annotations

import gettext
import json
from pathlib import Path

import pytest

from tools.catalogue import PO, main

CODE = """
from locales import _, N_
TITLE = N_("Agenda")
def greet(name):
    return _("Welcome, {name}.").format(name=name) + translate("Minutes")
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree with three messages in two rooms, all translated."""
    for package in ("meeting", "screens"):
        (tmp_path / package).mkdir()
    (tmp_path / "meeting" / "agenda.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "screens" / "home.py").write_text('_("Agenda")\n', encoding="utf-8")
    fill(tmp_path, {"Agenda": "议程", "Welcome, {name}.": "欢迎，{name}。", "Minutes": "记录"})
    return tmp_path


def call(tree: Path, *command: str) -> int:
    return main(["--root", str(tree), *command])


def fill(tree: Path, words: dict[str, str]) -> int:
    path = tree / "words.json"
    path.write_text(json.dumps(words), encoding="utf-8")
    return call(tree, "fill", str(path))


def edit(tree: Path, old: str, new: str) -> None:
    """Change the .po by hand and compile it."""
    text = (tree / PO).read_text(encoding="utf-8")
    assert old in text
    (tree / PO).write_text(text.replace(old, new), encoding="utf-8")
    assert call(tree, "compile") == 0


def add_code(tree: Path, line: str) -> None:
    (tree / "screens" / "more.py").write_text(line + "\n", encoding="utf-8")


def assert_fault(tree: Path, capsys: pytest.CaptureFixture[str], expected: str) -> None:
    capsys.readouterr()
    assert call(tree, "check") == 1
    assert expected in capsys.readouterr().out


def test_a_tree_in_step_passes(tree: Path) -> None:
    assert call(tree, "check") == 0


def test_the_compiled_words_are_what_gettext_reads(tree: Path) -> None:
    words = gettext.translation("shaitai", tree / "locales", ["zh_CN"])
    assert words.gettext("Welcome, {name}.") == "欢迎，{name}。"
    assert words.gettext("Agenda") == "议程"


def test_the_catalogue_names_files_but_no_lines_dates_or_people(tree: Path) -> None:
    text = (tree / PO).read_text(encoding="utf-8")
    assert "#: meeting/agenda.py screens/home.py\n" in text
    assert not [word for word in ("Date", "Translator", "Team", "Generated", "agenda.py:") if word in text]


def test_updating_and_compiling_again_changes_no_byte(tree: Path) -> None:
    before = (tree / PO).read_bytes(), (tree / PO).with_suffix(".mo").read_bytes()
    assert call(tree, "update") == call(tree, "compile") == 0
    assert ((tree / PO).read_bytes(), (tree / PO).with_suffix(".mo").read_bytes()) == before


def test_updating_keeps_translations_and_drops_what_is_no_longer_said(tree: Path) -> None:
    (tree / "meeting" / "agenda.py").write_text('_("Minutes"), _("Apologies")\n', encoding="utf-8")
    assert call(tree, "update") == 0
    text = (tree / PO).read_text(encoding="utf-8")
    assert "记录" in text and "Apologies" in text and "Welcome" not in text
    ids = [line for line in text.splitlines() if line.startswith("msgid")]
    assert ids == sorted(ids)


def test_a_message_the_catalogue_lacks_is_found(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_code(tree, '_("Apologies")')
    assert_fault(tree, capsys, "missing from the .po: 'Apologies' (screens/more.py)")


def test_a_message_nobody_says_is_found(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "meeting" / "agenda.py").write_text('_("Minutes")\n', encoding="utf-8")
    assert_fault(tree, capsys, "unused: 'Welcome, {name}.'")


def test_an_obsolete_entry_is_found(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(tree, 'msgid "Minutes"', '#~ msgid "Old"\n#~ msgstr "旧"\n\nmsgid "Minutes"')
    assert_fault(tree, capsys, "unused: 'Old'")


def test_an_untranslated_message_is_found(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(tree, "议程", "")
    assert_fault(tree, capsys, "untranslated: 'Agenda'")


def test_a_fuzzy_translation_is_found_and_not_compiled(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(tree, 'msgid "Agenda"', '#, fuzzy\nmsgid "Agenda"')
    assert_fault(tree, capsys, "fuzzy: 'Agenda'")
    assert gettext.translation("shaitai", tree / "locales", ["zh_CN"]).gettext("Agenda") == "Agenda"


@pytest.mark.parametrize("translation", ["欢迎。", "欢迎，{who}。", "欢迎，{name}{hall}。", "欢迎，{name。"])
def test_a_translation_with_other_placeholders_is_found(
    tree: Path, capsys: pytest.CaptureFixture[str], translation: str
) -> None:
    edit(tree, "欢迎，{name}。", translation)
    assert_fault(tree, capsys, "placeholders differ: 'Welcome, {name}.'")


def test_a_stale_mo_is_found(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (tree / PO).read_text(encoding="utf-8")
    (tree / PO).write_text(text.replace("议程", "日程"), encoding="utf-8")
    assert_fault(tree, capsys, "the .mo does not match")


def test_missing_lists_what_fill_takes(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_code(tree, '_("Apologies")')
    capsys.readouterr()
    assert call(tree, "missing") == 0
    assert json.loads(capsys.readouterr().out) == {"Apologies": ""}
    assert fill(tree, {"Apologies": "请假"}) == 0
    assert call(tree, "check") == 0


def test_filling_writes_what_it_can_and_names_the_rest(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fill(tree, {"Agenda": "日程", "Weather": "天气"}) == 1
    assert "not in the code: 'Weather'" in capsys.readouterr().err
    assert "日程" in (tree / PO).read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["[1]", '{"Agenda": 1}', "{"])
def test_a_file_of_something_else_is_refused(
    tree: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    path = tree / "other.json"
    path.write_text(content, encoding="utf-8")
    assert call(tree, "fill", str(path)) == 2
    assert capsys.readouterr().err.startswith("catalogue: ")
