"""The paper, laid out by a word processor."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.word import docx_bytes
from meeting.document import Minutes
from tests.exports.paper import Sheet

_DASH = re.compile(r'<word xMin="([\d.]+)"[^>]*>[^<]*—')


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[Minutes], list[Sheet]]:
    """Minutes as LibreOffice lays them out, page by page."""
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or reader is None:
        pytest.skip("needs LibreOffice (soffice) and pdftotext to lay out the page")
    if shutil.which("fc-list") and not subprocess.check_output(["fc-list", ":lang=zh-cn"]):
        pytest.skip("needs a Chinese font to lay out the page")

    def lay_out(document: Minutes) -> list[Sheet]:
        source = tmp_path / "minutes.docx"
        source.write_bytes(docx_bytes(document))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        subprocess.run(
            [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source],
            check=True,
            capture_output=True,
            timeout=240,
        )
        made = source.with_suffix(".pdf")
        text = subprocess.check_output([reader, "-layout", "-enc", "UTF-8", made, "-"]).decode()
        boxes = subprocess.check_output([reader, "-bbox", "-enc", "UTF-8", made, "-"]).decode()
        return [
            Sheet(page, [float(left) for left in _DASH.findall(box)])
            for page, box in zip(text.split("\f")[:-1], boxes.split("<page ")[1:], strict=True)
        ]

    return lay_out
