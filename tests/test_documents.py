"""What the documents tell people to type works; what they name is there; every fixture is explained."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from store.archive import Archive
from store.backup import back_up
from store.branch import Branch
from tests.conftest import SCRIPT
from tui.cli import VERBS, main

ROOT = Path(__file__).parents[1]
DOCUMENTS = (
    "README.md",
    "README.zh-CN.md",
    "CONTRIBUTING.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")),
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "screens/leaflets").glob("*.md")),
)
_WORD = r"(?:shaitai|make|pip|pipx|py|\.venv/bin/python)"
_BLOCK = re.compile(rf"    {_WORD}\b")
_INLINE = re.compile(rf"`({_WORD}(?: [^`]*)?)`")

_ON_ITS_OWN = "tests/test_catalogue.py does, on a tree of its own"
NOT_RUN = {
    "shaitai": "opens the screens; tests/tui/test_terminal.py does, in a real terminal",
    "shaitai demo": "opens the screens; tests/tui/test_demo.py does, in a real terminal",
    "shaitai board": "opens the screens; tests/tui/test_terminal.py does, in a real terminal",
    "shaitai web": "serves until it is stopped; tests/tui/test_web.py and test_browser.py do",
    "make run": "sets up the environment and opens the screens, as `shaitai` does",
    'make run ARGS="demo"': "sets up the environment and opens the screens, as `shaitai demo` does",
    "pipx install .": "needs the network; tests/test_install.py installs a wheel without it",
    "py -m pip install .": "is for Windows and needs the network",
    "pip install shaitai[web]": "needs the network",
    "pip install shaitai[encrypted]": "needs the network",
    "pip install shaitai[county]": "needs the network",
    "shaitai county init": "is named in a sentence, without the server's address",
    "shaitai county push": "is named in a sentence, without the server's address",
    ".venv/bin/python -m tools.catalogue missing > /tmp/words.json": _ON_ITS_OWN,
    ".venv/bin/python -m tools.catalogue fill /tmp/words.json": _ON_ITS_OWN,
}
"""Commands in the documents that no test runs as they stand, and why."""

NOWHERE = "postgresql://127.0.0.1:1/nowhere"
"""A county's address at which nothing answers."""
PLACEHOLDERS = {
    "URL": NOWHERE,
    "地址": NOWHERE,
    "MEETING": "last",
    "会议": "last",
    "NAME": "苗一凡",
    "姓名": "苗一凡",
    "文件": "backup.zip",
    "FILE": "backup.zip",
    "FILE.docx": "minutes.docx",
    "文头.docx": "letterhead.docx",
    "稿子.docx": "speech.docx",
}


def commands() -> dict[str, list[str]]:
    """Every command that the documents tell people to type, and where."""
    found: dict[str, list[str]] = {}
    for document in DOCUMENTS:
        for line in (ROOT / document).read_text("utf-8").splitlines():
            told = [re.split(r"\s{2,}", line.strip())[0]] if _BLOCK.match(line) else _INLINE.findall(line)
            for command in told:
                found.setdefault(command, []).append(document)
    return found


COMMANDS = commands()
VERB_CALLS = sorted(
    command for command in COMMANDS if command.startswith("shaitai ") and command not in NOT_RUN
)
MAKE_CALLS = sorted(
    command for command in COMMANDS if command.split()[0] == "make" and command not in NOT_RUN
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    """A folder with a kept meeting and the files that the documents take for granted."""
    folder = tmp_path_factory.mktemp("desk")
    archive = ["--archive", str(folder / "archive"), "--lang", "en"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHAITAI_SETTINGS", "-")
        assert main([*archive, "replay", str(SCRIPT), "-o", str(folder / "minutes.docx")]) == 0
    kept = Archive(folder / "archive")
    state = kept.read("last")
    kept.keep_branch(Branch(name=state.called.branch, members=tuple(state.roster)))
    back_up(kept, folder / "backup.zip")
    for name in ("letterhead.docx", "speech.docx"):
        paper = docx.Document()
        paper.add_paragraph("五月我签批支出两笔，共九百元。")
        paper.save(str(folder / name))
    return folder


def test_the_documents_have_commands_and_the_list_of_exceptions_is_no_longer_than_it_must_be():
    assert len(VERB_CALLS) > 12 and len(MAKE_CALLS) > 5
    assert set(NOT_RUN) <= set(COMMANDS)
    known = {*VERB_CALLS, *MAKE_CALLS, *NOT_RUN}
    assert {command: where for command, where in COMMANDS.items() if command not in known} == {}


@pytest.mark.parametrize("command", VERB_CALLS)
def test_a_command_in_the_documents_does_what_it_says(desk, command, monkeypatch, capsys, tmp_path):
    here = tmp_path / "here"
    shutil.copytree(desk, here)
    monkeypatch.chdir(here)
    monkeypatch.setenv("SHAITAI_ARCHIVE", str(here / "archive"))
    words = [PLACEHOLDERS.get(word, word) for word in shlex.split(command.partition(" | ")[0])[1:]]
    words = [NOWHERE if word.startswith("postgresql:") else word for word in words]
    if words[:1] == ["backup"]:
        (here / words[1]).unlink()
    status = main(["--lang", "en", *words])
    told = capsys.readouterr()
    if NOWHERE in words:
        # It is understood; what it does is tried on a server in the county's own tests.
        assert status == 2 and "--help" not in told.err
        return
    assert status in ((0, 1) if words[0] in ("doctor", "scan") else (0,)), told.err


@pytest.mark.parametrize("command", MAKE_CALLS)
@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_a_target_in_the_documents_is_in_the_makefile(command):
    done = subprocess.run(
        [*shlex.split(command), "-n"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_verb_stands_in_both_readmes():
    for readme in ("README.md", "README.zh-CN.md"):
        text = (ROOT / readme).read_text("utf-8")
        assert [verb for verb in VERBS if f"`{verb}`" not in text and f"shaitai {verb}" not in text] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_in_the_documents_leads_somewhere(document):
    text = (ROOT / document).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")]
    assert [link for link in links if not ((ROOT / document).parent / link).exists()] == []


# For the next engineer


def test_every_fixture_says_what_it_is():
    silent = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                marks = [ast.unparse(mark) for mark in node.decorator_list]
                fixture = any(mark.startswith("pytest.fixture") for mark in marks)
                if fixture and not ast.get_docstring(node):
                    silent.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert silent == []


def test_every_file_of_test_data_is_explained():
    data = ROOT / "tests" / "data"
    told = (data / "README.md").read_text("utf-8")
    names = [path.relative_to(data).as_posix() for path in data.iterdir()]
    names += [path.relative_to(data).as_posix() for path in (data / "ear").iterdir()]
    assert [name for name in names if f"`{name}" not in told and name != "README.md"] == []
