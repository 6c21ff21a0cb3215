"""A full disk, a folder gone or closed, a clock set back, two programs at once: nothing is lost."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from meeting import commands as c
from meeting.refusal import Refused
from store.archive import Archive
from store.following import Follower
from store.lock import Held, holder
from store.meeting_file import MeetingFile, rows_in
from store.snapshot import unpack

from .conftest import running

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif("os.name != 'posix'", reason="as POSIX has it")


def child(script: str, *arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run `script` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        **options,
    )


FULL = """
import resource, signal, sys
from pathlib import Path
from meeting import commands as c
from store.archive import Archive

archive = Archive(Path(sys.argv[1]))
record = archive.open("last")
record.do(c.Say(text="满之前的一件。"))
record.flush()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
full = record.file.parts[1].stat().st_size + 300
resource.setrlimit(resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY))
for number in range(20):
    record.do(c.Say(text=f"第{number}件：五月我签批支出一笔，九百元。"))
try:
    record.flush()
except OSError as error:
    print("refused", len(record.state.lines), record.saved < record.session.last_id)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
record.retry().result()
print("saved", record.trouble is None, record.saved == record.session.last_id)
record.close()
"""


@posix
def test_a_full_disk_keeps_every_line_and_goes_on_when_there_is_room(archive, members):
    running(archive, members).close()
    done = child(FULL, archive.folder)
    assert done.stdout.splitlines() == ["refused 21 True", "saved True True"], done.stderr
    assert len(archive.read("last").lines) == 21


@posix
def test_a_full_disk_kills_nothing_that_was_written(archive, members):
    running(archive, members).close()
    before = archive.file("last").rows()
    killed = FULL.replace(
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY", "import os; os._exit(0)\n#"
    )
    child(killed, archive.folder)
    rows = archive.file("last").rows()
    assert rows[: len(before)] == before and len(rows) > len(before)


CLOSED = """
import os, sys
from pathlib import Path
from meeting.refusal import Refused
from store.archive import Archive

if os.getuid() == 0:
    # Nothing is closed to root.
    os.setuid(65534)
try:
    archive = Archive(Path(sys.argv[1]))
    archive.open("last")
except Refused as refused:
    print(refused.reason)
"""


@posix
def test_a_folder_that_cannot_be_written_is_refused_in_one_sentence(archive, members):
    running(archive, members).close()
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "archive"
        shutil.copytree(archive.folder, kept)
        for path in (Path(folder), kept, *kept.rglob("*")):
            if os.getuid() == 0:
                os.chown(path, 65534, 65534)
        (kept / "meetings").chmod(0o500)
        done = child(CLOSED, kept)
        (kept / "meetings").chmod(0o700)
    assert done.stdout.count("\n") == 1 and str(kept) in done.stdout, done
    assert done.stderr == ""


def test_a_folder_taken_away_in_mid_meeting_keeps_the_lines_until_it_is_back(archive, members, tmp_path):
    record = running(archive, members)
    record.flush()
    away = tmp_path / "away"
    shutil.move(archive.folder, away)
    record.do(c.Say(text="文件夹不在时说的。"))
    # The files can still be written where they went; taken out of there, they can not.
    shutil.rmtree(away / "meetings")
    record.do(c.Say(text="文件也不在了。"))
    with pytest.raises(OSError):
        record.flush()
    assert [line.text for line in record.state.lines] == ["文件夹不在时说的。", "文件也不在了。"]
    copy = tmp_path / "copy.json"
    record.save_copy(copy)
    assert rows_in(unpack(copy.read_bytes())[0], record.id) == record.rows
    (archive.folder / "meetings").mkdir(parents=True)
    record.retry().result()
    assert record.trouble is None
    record.close()
    assert archive.read("last") == record.state


def test_a_clock_set_back_does_not_turn_the_meeting_back(archive, members):
    record = running(archive, members)
    record.do(c.Say(text="拨回之前。"))
    before, clock = record.session.last_at, record.clock
    record.clock = lambda: clock() - timedelta(hours=1)
    record.do(c.Say(text="拨回之后。"))
    assert record.session.last_at >= before
    record.close()
    again = archive.open(record.id)
    again.clock = record.clock
    again.do(c.Say(text="再打开。"))
    assert again.session.last_at >= before
    again.close()


def test_a_second_program_is_told_who_writes_and_follows(archive, members):
    record = running(archive, members)
    record.flush()
    with pytest.raises(Held, match=re.escape(f"({platform.node()}, ")):
        archive.open(record.id)
    follower = archive.follow(record.id)
    assert follower.state == record.state and not follower.poll()
    record.do(c.Say(text="五月我签批支出两笔。"))
    record.flush()
    assert follower.poll() and follower.state == record.state
    for number in range(50):
        record.do(c.Say(text=f"第{number}件。"))
    record.close()
    assert follower.poll() and follower.state == record.state, "also through the folding at the end"
    assert not follower.poll()
    archive.open(record.id).close()


def test_following_through_every_fold_misses_nothing(archive, members):
    running(archive, members).close()
    id = archive.ids()[0]
    file = MeetingFile(archive.named(id).path, outgrown=0)
    follower = Follower(MeetingFile(file.path))
    rows = file.rows()
    for number in range(30):
        rows.append({**_line(rows), "id": len(rows) + 1, "step": len(rows) + 1})
        file.append(rows[-1:])
        follower.poll()
        assert follower.session.last_id == len(rows), number
    file.close()


def _line(rows: list) -> dict:
    data = {"turn": 3, "kind": "statement", "text": "一件。", "by": "m1", "pressure": None}
    return {**rows[-1], "fact": "LineRecorded", "data": data}


@posix
def test_what_a_killed_program_left_is_taken_over_with_a_word(archive, members):
    record = running(archive, members)
    record.flush()
    note = record.file.path.with_suffix(".holder")
    told = json.loads(note.read_text("utf-8"))
    record.close()
    assert not note.exists() and not holder(record.file.path)
    note.write_text(json.dumps(told | {"host": "会议室电脑", "since": "2026-05-24T09:05:00+08:00"}), "utf-8")
    again = archive.open(record.id)
    assert "会议室电脑" in again.notice and "9:05" in again.notice and "taken over" in again.notice
    again.close()
    assert archive.open(record.id).notice == ""


def test_a_damaged_meeting_goes_on_from_what_holds_and_the_damaged_file_is_kept(archive, members):
    record = running(archive, members)
    for number in range(6):
        record.do(c.Say(text=f"第{number}件。"))
        record.flush()
    journal = record.file.parts[1]
    data = journal.read_bytes().replace("第3件".encode(), "第8件".encode())
    record.close()
    # As a machine that lost power would leave it, with one line turned.
    record.file.path.write_bytes(b"{}")
    journal.write_bytes(data)
    with pytest.raises(Refused, match="cannot be read"):
        archive.read(record.id)
    again = archive.open(record.id)
    assert [line.text for line in again.state.lines] == ["第0件。", "第1件。", "第2件。"]
    assert "damaged" in again.notice and "2 later entries" in again.notice
    again.do(c.Say(text="接着开。"))
    again.close()
    kept = list(journal.parent.glob("*.damaged-*"))
    assert {path.read_bytes() for path in kept} == {b"{}", data}
    assert archive.read(record.id) == again.state


def test_an_archive_folder_is_private_before_anything_is_in_it(tmp_path, members, monkeypatch):
    modes = []
    open_file = os.open

    def opened(path, flags, mode=0o777, **more):
        if flags & os.O_CREAT:
            modes.append((str(path), mode))
        return open_file(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", opened)
    archive = Archive(tmp_path / "private")
    record = running(archive, members)
    record.keep_draft("半句")
    record.close()
    archive.summaries()
    made = [mode for path, mode in modes if str(archive.folder) in path]
    assert made and all(mode & 0o077 == 0 for mode in made)
    for path in archive.folder.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
