"""A Word file is verified against its record: any passage altered in it is found."""

from __future__ import annotations

import random
import re
from pathlib import Path
from zipfile import ZipFile

from tests.store.conftest import steps_of_small
from tui.cli import main
from tui.verbs.replaying import hold

ALTERATIONS = 100
BODY = "word/document.xml"
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]+)(</w:t>)")


def written_anew(source: Path, target: Path, body: str) -> None:
    """`source` with another body."""
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, body.encode() if name == BODY else old.read(name))


def one_altered(body: str, chance: random.Random) -> str:
    """The body with one character of one run changed, added or left out."""
    runs = [match for match in _TEXT.finditer(body) if match[2].strip()]
    match = chance.choice(runs)
    text = match[2]
    at = chance.choice([place for place, char in enumerate(text) if not char.isspace()])
    how = chance.choice(["change", "add", "drop"])
    put = "" if how == "drop" else chance.choice([c for c in "甲乙丙丁戊" if c != text[at]])
    new = text[:at] + put + text[at + (how != "add") :]
    return body[: match.start(2)] + new + body[match.end(2) :]


def test_100_random_alterations_of_a_word_file_are_all_found(archive, tmp_path, capsys):
    id = hold(steps_of_small(), archive)
    paper = tmp_path / "minutes.docx"
    arguments = ["--archive", str(archive.folder)]
    assert main([*arguments, "export", id, "-o", str(paper)]) == 0
    assert main([*arguments, "verify", str(paper)]) == 0
    with ZipFile(paper) as packed:
        body = packed.read(BODY).decode()
    chance = random.Random(100)
    for number in range(ALTERATIONS):
        altered = tmp_path / "altered.docx"
        new = one_altered(body, chance)
        written_anew(paper, altered, new)
        assert main([*arguments, "verify", str(altered)]) == 1, f"alteration {number}"
        assert "改动" in capsys.readouterr().out


def test_a_paper_made_before_an_amendment_says_what_the_record_said_then(archive, tmp_path, capsys):
    from meeting.commands import Amend

    id = hold(steps_of_small(), archive)
    arguments = ["--archive", str(archive.folder)]
    before, after = tmp_path / "before.docx", tmp_path / "after.docx"
    assert main([*arguments, "export", id, "-o", str(before)]) == 0
    line = archive.read(id).lines[0].number
    archive.amend(id, Amend(line=line, text="三月我签批支出三笔。", reason="数字记错"))
    assert main([*arguments, "export", id, "-o", str(after)]) == 0
    for paper in (before, after):
        assert main([*arguments, "verify", str(paper)]) == 0
    assert before.read_bytes() != after.read_bytes()
