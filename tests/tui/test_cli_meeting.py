"""The scripted meeting on the command line: replayed, listed, shown, searched, exported, verified."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.paper import Call, rewritten
from tui.cli import main

SCRIPT = Path(__file__).parents[1] / "data" / "meeting-01.jsonl"


def test_the_list_tells_who_came_and_that_it_is_sealed(call: Call) -> None:
    status, out, _err = call("list", "--json")
    (meeting,) = json.loads(out)
    assert status == 0
    assert (meeting["due"], meeting["came"], meeting["disclosed"]) == (12, 11, 11)
    assert meeting["stage"] == "sealed" and len(meeting["seal"]) == 64
    assert meeting["id"] in call("list")[1]


def test_every_line_of_the_script_but_desk_notes_is_in_the_minutes(call: Call) -> None:
    status, out, _err = call("show", "last")
    assert status == 0
    for line in SCRIPT.read_text("utf-8").splitlines():
        step = json.loads(line)
        if step["do"] in ("say", "remind", "correct") and step.get("kind") not in ("note", "pressure"):
            assert step["text"] in out


def test_the_language_can_be_asked_for_before_and_after_the_verb(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "--archive", str(kept / "archive"), "no-such", "--lang", "zh"]) == 2
    assert "没有会议" in capsys.readouterr().err


def test_a_meeting_is_known_by_its_date(call: Call) -> None:
    assert call("show", "2026-05-24")[1] == call("show", "last")[1]


def test_words_are_found_with_who_said_them(call: Call) -> None:
    status, out, _err = call("search", "打印费", "--json")
    hits = json.loads(out)
    assert status == 0
    assert {hit["name"] for hit in hits} >= {"栗长河", "阎守正"}
    assert all("打印费" in hit["text"] for hit in hits)


def test_a_search_can_be_narrowed(call: Call) -> None:
    def found(*options: str) -> int:
        return len(json.loads(call("search", "打印费", "--json", *options)[1]))

    everything = found()
    assert 0 < found("--member", "阎守正") < everything
    assert 0 < found("--topic", "duty") <= everything
    assert found("--topic", "no-such-topic") == found("--member", "无人") == 0
    assert found("--since", "2026") == found("--since", "2026-05-24") == everything
    assert found("--since", "2026-06") == 0


def test_a_search_without_hits_says_so_by_its_status(call: Call) -> None:
    assert call("search", "绝无此语") == (1, "", "")


@pytest.mark.parametrize("since", ["2026-13", "yesterday", "2026-1", "2026-05-40"])
def test_a_month_that_is_none_is_refused(call: Call, since: str) -> None:
    status, _out, err = call("search", "票", "--since", since)
    assert status == 2 and "--since" in err


def test_nothing_is_not_searched_for(call: Call) -> None:
    assert call("search", " \u200b ")[0] == 2


@pytest.mark.parametrize("form", ["docx", "md", "json", "csv"])
def test_a_meeting_is_exported_as_the_file_name_ends(call: Call, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"record.{form}"
    status, out, _err = call("export", "last", "-o", str(path))
    assert (status, out) == (0, f"{path}\n")
    data = path.read_bytes()
    if form == "docx":
        assert zipfile.is_zipfile(path)
    elif form == "json":
        assert json.loads(data)["format"] == 1
    else:
        assert "栗长河" in data.decode("utf-8-sig")


def test_the_paper_holds_no_flag_and_every_speaker_in_order(kept: Path) -> None:
    with zipfile.ZipFile(kept / "minutes.docx") as parts:
        text = re.sub("<[^>]+>", "", parts.read("word/document.xml").decode())
    spoken = ["（一）栗长河", "（二）苗一凡", "（三）焉如玉", "（四）宓小满", "（十一）尉迟春"]
    places = [text.index(name) for name in spoken]
    assert places == sorted(places)
    assert "以集体代个人" not in text


@pytest.mark.parametrize("option", [["--template", "x.docx"], ["--page", "x.toml"], ["--without", "x"]])
def test_what_an_export_cannot_use_is_refused(call: Call, option: list[str]) -> None:
    status, out, err = call("export", "last", *option)
    assert (status, out) == (2, "") and err.count("\n") == 1


def test_an_export_that_cannot_be_written_is_refused(call: Call, tmp_path: Path) -> None:
    for form in ("docx", "md"):
        status, _out, err = call("export", "last", "-o", str(tmp_path / "no" / f"x.{form}"))
        assert status == 2 and err.startswith("shaitai: ") and err.count("\n") == 1


def test_a_sealed_meeting_and_its_paper_are_intact(call: Call, kept: Path) -> None:
    assert call("verify", "last")[0] == 0
    status, out, err = call("verify", str(kept / "minutes.docx"))
    assert (status, err) == (0, "") and "says what the record says" in out


def test_a_paper_saved_again_by_a_word_processor_is_still_intact(
    call: Call, kept: Path, tmp_path: Path
) -> None:
    import docx

    docx.Document(str(kept / "minutes.docx")).save(str(tmp_path / "again.docx"))
    assert call("verify", str(tmp_path / "again.docx"))[0] == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace("六百元", "六千元", 1),
        lambda xml: re.sub(r"<w:strike[^>]*/>", "", xml),
        lambda xml: re.sub(r"<w:p[ >](?:(?!</w:p>).)*冯某(?:(?!</w:p>).)*</w:p>", "", xml, count=1),
    ],
    ids=["a word", "what was struck", "a paragraph"],
)
def test_an_altered_paper_is_found(
    call: Call, kept: Path, tmp_path: Path, change: Callable[[str], str]
) -> None:
    paper = rewritten(kept / "minutes.docx", tmp_path / "altered.docx", change)
    status, out, _err = call("verify", str(paper))
    assert status == 1 and "ALTERED" in out


def test_a_paper_with_another_seal_at_its_foot_is_found(call: Call, kept: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(kept / "minutes.docx") as parts:
        foot = next(name for name in parts.namelist() if name.startswith("word/footer"))
    paper = rewritten(
        kept / "minutes.docx",
        tmp_path / "foot.docx",
        lambda xml: re.sub(r"[0-9a-f]{4}( [0-9a-f]{4}){3}", "0000 0000 0000 0000", xml),
        foot,
    )
    assert call("verify", str(paper))[0] == 1


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_what_is_no_paper_cannot_be_read(call: Call, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    status, _out, err = call("verify", str(path))
    assert status == 2 and "cannot be read" in err


def test_a_paper_that_is_not_there_or_damaged_inside_cannot_be_read(
    call: Call, kept: Path, tmp_path: Path
) -> None:
    assert call("verify", str(tmp_path / "none.docx"))[0] == 2
    data = bytearray((kept / "minutes.docx").read_bytes())
    with zipfile.ZipFile(kept / "minutes.docx") as parts:
        start = parts.getinfo("word/document.xml").header_offset
    data[start + 100 : start + 140] = bytes(40)
    (tmp_path / "torn.docx").write_bytes(bytes(data))
    assert call("verify", str(tmp_path / "torn.docx"))[0] == 2


def test_a_draft_carries_no_seal(call: Call, kept: Path, tmp_path: Path) -> None:
    paper = rewritten(
        kept / "minutes.docx",
        tmp_path / "draft.docx",
        lambda xml: re.sub("[0-9a-f]{64}", "", xml),
        "docProps/custom.xml",
    )
    status, _out, err = call("verify", str(paper))
    assert status == 2 and "carries no seal" in err


def test_a_record_altered_in_one_word_is_found_also_through_its_paper(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "archive"
    assert main(["--archive", str(folder), "replay", str(SCRIPT), "-o", str(tmp_path / "m.docx")]) == 0
    (file,) = (folder / "meetings").glob("*.json")
    text = file.read_text("utf-8")
    assert "六百元" in text
    file.write_text(text.replace("六百元", "六千元", 1), "utf-8")
    for what in ("last", str(tmp_path / "m.docx")):
        assert main(["--archive", str(folder), "verify", what]) == 1


def test_seals_are_chained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--archive", str(tmp_path), "--lang", "en"]
    ids = []
    for _turn in range(2):
        capsys.readouterr()
        assert main([*asked, "replay", str(SCRIPT)]) == 0
        ids.append(capsys.readouterr().out.strip())
    assert [main([*asked, "verify", meeting]) for meeting in ids] == [0, 0]
    (tmp_path / "meetings" / f"{ids[0]}.json").unlink()
    capsys.readouterr()
    assert main([*asked, "verify", ids[1]]) == 1
    assert "missing or altered" in capsys.readouterr().out


def test_what_a_terminal_would_obey_is_never_printed(call: Call) -> None:
    status, _out, err = call("show", "2026\x1b[31m\u202e\u200b\nsecond line")
    assert status == 2
    assert not re.search("[\x1b\u202e\u200b]", err) and err.count("\n") == 1
