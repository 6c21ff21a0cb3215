"""`shaitai import`: what it says of another archive and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tui.verbs.importing
from store.archive import STAGING, Archive
from tests.store.conftest import running, steps_of_small
from tui.cli import main
from tui.verbs.replaying import hold

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the program on an archive of its own; its exit status and what it printed."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--archive", str(tmp_path / "here"), "--lang", "en", *arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def test_sealed_meetings_are_imported_and_unsealed_ones_named(archive, members, call):
    id = hold(steps_of_small(), archive)
    left = running(archive, members)
    left.close()
    status, out, _err = call("import", str(archive.folder))
    assert status == 0 and out.splitlines()[-1] == "imported 1, left behind 1"
    assert f"{left.id}: left behind It is not sealed yet." in out
    assert call("verify", id)[0] == 0
    assert call("import", str(archive.folder))[1].splitlines()[-1] == "already there 1, left behind 1"


def test_a_damaged_one_is_named_and_the_exit_status_says_so(archive, call):
    id = hold(steps_of_small(), archive)
    archive.named(id).path.write_bytes(b"{")
    status, out, _err = call("import", str(archive.folder))
    assert status == 1 and f"{id}: left behind" in out


def test_what_is_no_archive_is_one_sentence(call, tmp_path):
    (tmp_path / "empty").mkdir()
    status, out, err = call("import", str(tmp_path / "empty"))
    assert (status, out) == (2, "") and "There is no archive" in err


def test_a_terminal_gets_a_bar_and_ctrl_c_leaves_nothing_half_done(archive, call, monkeypatch, tmp_path):
    hold(steps_of_small(), archive)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    status, _out, err = call("import", str(archive.folder))
    assert status == 0 and "[" in err and "0/2" in err

    def stop(done: int, total: int) -> bool:
        if done:
            raise KeyboardInterrupt
        return True

    hold(steps_of_small(30), archive)
    monkeypatch.setattr(tui.verbs.importing, "_bar", stop)
    assert call("import", str(archive.folder))[0] == 130
    here = Archive(tmp_path / "here")
    assert len(here.ids()) == 1 and not (here.folder / STAGING).exists()
