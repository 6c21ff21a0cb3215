"""The whole scripted record as LibreOffice lays it out (skipped where there is none)."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from meeting.document import Minutes
from meeting.ledger import ledger
from meeting.minutes import minutes
from meeting.version import Audience, usual
from tests.exports.meeting import full_meeting
from tests.exports.paper import Sheet

Printed = Callable[[Minutes], list[Sheet]]


def ink(picture: bytes) -> list[list[bool]]:
    """A grey picture (PGM) as rows of: is it dark here?"""
    magic, size, deepest, pixels = picture.split(b"\n", 3)
    assert magic == b"P5" and deepest == b"255"
    wide, _high = map(int, size.split())
    return [[value < 140 for value in pixels[at : at + wide]] for at in range(0, len(pixels), wide)]


def test_the_whole_record_is_laid_out_as_the_standard_says(printed: Printed, tmp_path: Path):
    pages = printed(minutes(full_meeting()))
    numbers = [page.lines[-1] for page in pages]
    for number, foot in enumerate(numbers, start=1):
        assert f"—{number}—" in foot.replace(" ", "")
    assert "会议记录" in "".join(pages[0].lines[:2])
    signed = [page for page in pages if "（签字）" in page.text]
    assert len(signed) == 1 and signed[0].text.count("（签字）") == 2
    assert "散会" in signed[0].text
    annexes = [page for page in pages if page.lines[0].replace(" ", "").startswith("附件")]
    assert len(annexes) == 2
    fonts = subprocess.check_output(["pdffonts", str(tmp_path / "minutes.pdf")], text=True)
    assert "Serif" in fonts and "Sans" in fonts
    _looks_like_a_page(tmp_path)


def _looks_like_a_page(folder: Path):
    """The second page as a picture: ink inside the margins only, on 22 lines, and outside at the foot."""
    base = ["pdftoppm", "-gray", "-r", "72", "-f", "2", "-l", "2", str(folder / "minutes.pdf")]
    subprocess.run([*base, str(folder / "page")], check=True)
    (picture,) = folder.glob("page*.pgm")
    rows = ink(picture.read_bytes())
    millimetre = 72 / 25.4
    top, bottom, left, right = (round(mm * millimetre) for mm in (37, 35, 28, 26))
    text = rows[top : len(rows) - bottom]
    assert not any(any(row[: left - 4]) or any(row[len(row) - right + 8 :]) for row in text)
    assert not any(any(row) for row in rows[: top - 4])
    filled = [any(row[left : len(row) - right]) for row in text]
    lines = sum(now and not before for before, now in zip([False, *filled], filled, strict=False))
    assert 22 <= lines <= 30
    foot = rows[len(rows) - bottom : len(rows) - bottom + round(15 * millimetre)]
    inked = [place for row in foot for place, dark in enumerate(row) if dark]
    assert inked and min(inked) < len(rows[0]) / 3


@pytest.mark.parametrize("audience", [Audience.REPORT, Audience.NOTICE])
def test_every_version_ends_in_one_whole_signature_block(printed: Printed, audience: Audience):
    pages = printed(minutes(full_meeting(), usual(audience)))
    assert [page.text.count("（签字）") for page in pages if "（签字）" in page.text] == [2]
    assert not any("附件" in page.text for page in pages)


def test_the_ledger_fits_on_its_page(printed: Printed):
    (page,) = printed(ledger(full_meeting()))
    assert "2026年5月24日" in page.text.replace(" ", "")
