"""The page's typography as data: another house style is another file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point, what Word measures in."""
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Page size and margins in millimetres."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int

    @property
    def text_width(self) -> int:
        """The width between the margins, in twips."""
        return twips(self.width - self.left - self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Sizes in points; `line_pitch_twips` and `spacing` in twentieths of a point."""

    line_pitch_twips: int
    size: int
    spacing: int
    title_size: int
    page_number_size: int
    table_size: int
    small_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """Font families: the first is asked for, the rest may stand in for it."""

    title: tuple[str, ...]
    body: tuple[str, ...]
    heading: tuple[str, ...]
    subheading: tuple[str, ...]
    number: tuple[str, ...]
    latin: str

    def chains(self) -> tuple[tuple[str, ...], ...]:
        """The East Asian families with their stand-ins."""
        return (self.title, self.body, self.heading, self.subheading, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A house style."""

    paper: Paper
    letters: Letters
    fonts: Fonts


@cache
def house_page() -> Page:
    """The shipped house style: A4, 22 lines of 28 characters (GB/T 9704-2012)."""
    data = tomllib.loads(resources.files(__package__).joinpath("page.toml").read_text("utf-8"))
    fonts: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in data["fonts"].items()
    }
    return Page(paper=Paper(**data["paper"]), letters=Letters(**data["text"]), fonts=Fonts(**fonts))
