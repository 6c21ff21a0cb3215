"""The command line, as somebody types it."""

from __future__ import annotations

import io
import json
import shutil
from zipfile import ZipFile

import pytest

from tui.cli import main


@pytest.fixture
def cli(tmp_path, capsys, monkeypatch):
    """Run the command line on an archive of its own: (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(["--lang", "en", "--archive", str(tmp_path / "archive"), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def played(cli, script, tmp_path):
    """The scripted meeting in the archive and its minutes on paper."""
    code, out, err = cli("replay", script, "-o", tmp_path / "minutes.docx")
    assert (code, err) == (0, "")
    return out.strip()


def refused(result) -> str:
    code, _out, err = result
    assert code == 2 and err.startswith("shaitai: ") and err.count("\n") == 1 and "Traceback" not in err
    return err


def test_a_script_becomes_a_sealed_meeting(cli, played):
    code, out, _err = cli("list", "--json")
    (meeting,) = json.loads(out)
    assert code == 0
    assert (meeting["id"], meeting["stage"], meeting["due"], meeting["came"]) == (played, "sealed", 12, 11)
    assert meeting["disclosed"] == 11 and meeting["open_pledges"] == 4


def test_show_prints_the_minutes(cli, played):
    _code, out, _err = cli("show", "last")
    assert "请假：卜来福（住院）" in out and "列席：阎守正（乡纪委干事）" in out
    assert out.index("（一）栗长河") < out.index("（二）苗一凡") < out.index("（十一）尉迟春")
    assert "散会。" in out


@pytest.mark.parametrize(
    ("arguments", "hits"),
    [(("机井",), 2), (("机井", "--member", "仇大力"), 1), (("机井", "--since", "2026-06"), 0)],
)
def test_search_finds_two_character_words(cli, played, arguments, hits):
    code, out, _err = cli("search", *arguments, "--json")
    assert len(json.loads(out)) == hits and code == (0 if hits else 1)


def test_search_by_topic_keeps_to_those_who_laid_it_open(cli, played):
    _code, out, _err = cli("search", "机井", "--topic", "m5-water", "--json")
    assert [hit["name"] for hit in json.loads(out)] == ["仇大力"]


@pytest.mark.parametrize("form", ["docx", "md", "json", "csv"])
def test_export_writes_every_format(cli, played, tmp_path, form):
    code, out, _err = cli("export", "2026-05-24", "--format", form, "-o", tmp_path / f"x.{form}")
    assert code == 0 and (tmp_path / f"x.{form}").stat().st_size > 300 and out.strip().endswith(form)


def test_the_paper_of_a_replay_is_the_paper_of_an_export(cli, played, tmp_path):
    cli("export", "last", "-o", tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == (tmp_path / "minutes.docx").read_bytes()


def test_verify_knows_an_intact_meeting_and_paper(cli, played, tmp_path):
    assert cli("verify", "last")[0] == 0
    assert cli("verify", tmp_path / "minutes.docx")[0] == 0


def test_verify_finds_an_altered_record(cli, played, tmp_path):
    path = tmp_path / "archive" / "meetings" / f"{played}.json"
    path.write_text(path.read_text("utf-8").replace("四万一千六百元", "四万一千五百元"), "utf-8")
    assert cli("verify", "last")[0] == 1


def test_verify_finds_altered_words_on_paper(cli, played, tmp_path):
    altered = tmp_path / "altered.docx"
    with ZipFile(tmp_path / "minutes.docx") as source, ZipFile(altered, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace("四万一千六百元".encode(), "四万一千五百元".encode()))
    assert cli("verify", altered)[0] == 1


def test_verify_says_what_cannot_be_read(cli, played, tmp_path):
    (tmp_path / "no.docx").write_text("no")
    refused(cli("verify", tmp_path / "no.docx"))
    refused(cli("verify", "2020-01-01"))


def test_scan_points_at_words(cli, monkeypatch):
    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO("我们班子在近期工作中，能够做到分工明确。\n".encode()))
    )
    code, out, _err = cli("scan")
    assert code == 0 and "“我们”" in out


def test_scan_in_bulk(cli, tmp_path):
    lines = [
        {"id": "a", "context": "statement", "text": "我们班子分工明确。"},
        {"id": "b", "context": "statement", "text": "五月六日我退了两条烟。"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    _code, out, _err = cli("scan", "--jsonl", tmp_path / "in.jsonl")
    first, second = (json.loads(line) for line in out.splitlines())
    assert first["id"] == "a" and first["flags"][0]["category"] == "collective"
    assert first["flags"][0]["start"] == 0 and second["flags"] == []


def test_the_roster_goes_out_and_comes_in(cli, tmp_path):
    table = "姓名,党内职务,行政职务,主要负责人\n王　芳,书记,局长,是\n李[bold],党员,,\n"
    (tmp_path / "r.csv").write_text(table, "utf-8-sig")
    assert cli("roster", "import", tmp_path / "r.csv", "--branch", "某支部")[0] == 0
    _code, out, _err = cli("roster", "export")
    assert "王芳,书记,局长,是" in out and "李[bold],党员" in out


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("姓名\n王芳\n王芳\n", "row 3: 王芳 is in row 2 already"),
        ("姓名\n" + "王" * 10_000 + "\n", "too long"),
        ("谁\n王芳\n", "name or 姓名"),
        ("姓名,党内职务\n王芳,皇帝\n", "row 2"),
        ("姓名,党内职务\n,书记\n", "A name is needed"),
    ],
)
def test_a_bad_roster_is_refused_with_its_row(cli, tmp_path, rows, said):
    (tmp_path / "r.csv").write_text(rows, "utf-8")
    assert said in refused(cli("roster", "import", tmp_path / "r.csv"))


def test_a_backup_is_restored_and_verifies(cli, played, tmp_path):
    assert cli("backup", tmp_path / "b.zip")[0] == 0
    shutil.rmtree(tmp_path / "archive")
    code, out, _err = cli("restore", tmp_path / "b.zip")
    assert code == 0 and "restored 2" in out
    assert cli("verify", "last")[0] == 0
    assert "already there 2" in cli("restore", tmp_path / "b.zip")[1]
    (tmp_path / "bad.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:-40])
    refused(cli("restore", tmp_path / "bad.zip"))


def test_doctor_looks_at_the_archive(cli, played):
    code, out, _err = cli("doctor")
    assert "1 meetings, all readable" in out and code in (0, 1)


HEAD = '{"at": "2026-05-24T09:00:00+08:00", "do": "prepare", "branch": "x", "day": "2026-05-24", "members": '
ONE = HEAD + '[{"id": "m1", "name": "王芳"}], "chair": "王芳", "recorder": "王芳"}\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ONE + '{"at": "2026-05-24T09:00:01+08:00", "do": "dance"}\n', "line 2: unknown command dance"),
        (ONE + '{"at": "2026-05-24T08:00:00+08:00", "do": "open"}\n', "line 2: Time runs backwards"),
        (
            ONE + '{"at": "2026-05-24T09:00:01", "do": "open"}\n',
            "line 2: The field at must be: a time with its offset",
        ),
        (ONE + '{"at": "2026-05-24T09:00:01+08:00", "do": "open", "x": 1}\n', "line 2: Unknown field x"),
        (ONE + "{\n", "line 2: not an object"),
        (ONE + '{"at": "2026-05-24T09:00:01+08:00", "do": "next"}\n', "line 2: The meeting is not open yet"),
        (
            ONE + '{"at": "2026-05-24T09:00:01+08:00", "do": "open", "refused": true}\n',
            "a refusal was expected",
        ),
        ('{"at": "2026-05-24T09:00:00+08:00", "do": "open"}\n', "line 1: a script begins with prepare"),
        (HEAD + '[{"id": "a", "name": "王芳"}, {"id": "b", "name": "王　芳"}]}\n', "Rows 1 and 2"),
        (HEAD + '[{"id": "a", "name": 3}]}\n', "members[1].name must be: text"),
        ("", "empty"),
    ],
)
def test_a_bad_script_is_refused_with_its_line(cli, tmp_path, text, said):
    (tmp_path / "s.jsonl").write_text(text, "utf-8")
    assert said in refused(cli("replay", tmp_path / "s.jsonl"))


def test_without_a_terminal_the_screens_do_not_open(cli):
    assert "not a terminal" in refused(cli())
    assert "not a terminal" in refused(cli("demo"))


def test_an_archive_that_cannot_be_is_refused(tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert main(["--lang", "en", "--archive", str(tmp_path / "file"), "list"]) == 2
    assert "is a file" in capsys.readouterr().err
