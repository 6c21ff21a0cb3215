"""The scripted meeting in an archive, and the command line on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.paper import Call
from tui.cli import main

SCRIPT = Path(__file__).parents[1] / "data" / "meeting-01.jsonl"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with the scripted meeting in it, and the paper beside it."""
    folder = tmp_path_factory.mktemp("kept")
    told = ["--archive", str(folder / "archive"), "--lang", "en", "replay", str(SCRIPT)]
    assert main([*told, "-o", str(folder / "minutes.docx")]) == 0
    return folder


@pytest.fixture
def call(kept: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a verb on the archive; its exit status and what it printed."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--archive", str(kept / "archive"), "--lang", "en", *arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run
