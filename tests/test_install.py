"""The program as a stranger installs it: from a wheel, into an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("meeting", "store", "exports", "screens", "tui", "locales")
SHIPPED = {
    ".py",
    ".sql",
    ".toml",
    ".bin",
    ".jsonl",
    ".tcss",
    ".mo",
    ".po",
    ".tsv",
    ".html",
    ".js",
    ".csv",
    ".md",
    ".typed",
}


def run(*command: str | Path, cwd: Path) -> str:
    """What `command` prints; fails with what it complains of."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    tree.mkdir()
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    build = (sys.executable, "-m", "pip", "wheel", "--no-index", "--no-deps", "--no-build-isolation")
    run(*build, "--wheel-dir", folder, tree, cwd=folder)
    (built,) = folder.glob("shaitai-*.whl")
    return built


def test_the_wheel_holds_every_module_and_data_file(wheel: Path) -> None:
    tree = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in SHIPPED or path.name == "py.typed"
    }
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == tree
    assert {".jsonl", ".mo", ".toml"} <= {Path(name).suffix for name in held}


def test_the_installed_program_runs_without_the_tree(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=tmp_path)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / Path(sys.executable).name
    purelib = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path)
    # The libraries are borrowed from this environment, so that no network is needed.
    Path(purelib.strip(), "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    install = (sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps")
    run(*install, wheel, cwd=tmp_path)
    assert "0.1.0" in run(scripts / "shaitai", "--version", cwd=tmp_path)
    # Catalogues, data files and pages have come along.
    assert "用法：" in run(scripts / "shaitai", "--lang", "zh", "--help", cwd=tmp_path)
    assert "姓名" in run(scripts / "shaitai", "roster", "sample", cwd=tmp_path)
    script, paper = ROOT / "tests" / "data" / "meeting-02.jsonl", tmp_path / "minutes.docx"
    run(scripts / "shaitai", "--archive", tmp_path / "archive", "replay", script, "-o", paper, cwd=tmp_path)
    assert paper.stat().st_size > 5000
    page = "from screens.leaflet import leaflet; print(leaflet('guide', 'zh'))"
    assert "会前" in run(python, "-c", page, cwd=tmp_path)
