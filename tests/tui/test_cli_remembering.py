"""`member` and `coverage` on the command line: the same tables as on the screens."""

from __future__ import annotations

import json

import docx
import pytest

from store.branch import Branch
from tests.store.conftest import steps_of_small
from tui.cli import main
from tui.verbs.replaying import hold


@pytest.fixture
def cli(archive, members, tmp_path, capsys, monkeypatch):
    """The command line on an archive of four meetings, March to June 2026."""
    for month in range(4):
        hold(steps_of_small(30 * month), archive)
    archive.keep_branch(Branch(name="石桥湾支部", members=members))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--lang", "en", "--archive", str(archive.folder), *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_a_member_is_found_by_name_or_initials(cli):
    code, out, _err = cli("member", "栗长河", "--month", "2026-05")
    rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0 and rows[0] == ["Day", "What", "Words"]
    assert {row[0] for row in rows[1:]} == {"2026-05-19"}
    assert ["2026-05-19", "statement", "三月我签批支出两笔，共九百元。"] in rows
    assert cli("member", "lch", "--month", "2026-05")[1] == out


def test_who_is_not_known_and_a_month_that_is_none_are_refused(cli):
    assert cli("member", "陌生人")[::2] == (2, "shaitai: 陌生人 has not been at a meeting of this branch.\n")
    code, _out, err = cli("member", "栗长河", "--month", "may")
    assert code == 2 and "2026-05" in err
    assert cli("member", "栗长河", "--month", "2020-01")[0] == 1


def test_coverage_as_text_json_excel_and_word(cli, tmp_path):
    code, out, _err = cli("coverage", "2026")
    assert code == 0 and out.splitlines()[1].startswith("栗长河\t\t\t1 of 11\t1 of 11\t")
    told = json.loads(cli("coverage", "2026", "--by", "items", "--json")[1])
    assert told["columns"][1] == "近期履职情况（审批、决策过程与结果）"
    assert told["rows"][0][:2] == ["栗长河", "4 of 4"]
    assert cli("coverage", "2026", "--by", "meetings", "--csv", "growth.csv")[0] == 0
    assert (tmp_path / "growth.csv").read_bytes().startswith(b"\xef\xbb\xbfDay,Spoke")
    assert cli("coverage", "2026", "--with", "2025", "--docx", "years.docx")[0] == 0
    header = docx.Document(str(tmp_path / "years.docx")).tables[0].rows[0].cells
    assert [cell.text for cell in header[:3]] == ["Member", "Spoke 2025", "Spoke 2026"]


def test_a_year_without_meetings_has_no_rows(cli):
    code, out, _err = cli("coverage", "2020")
    assert code == 1 and out.count("\n") == 1
    assert cli("coverage", "12345")[0] == 2
