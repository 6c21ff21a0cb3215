"""The page's typography as data: another house style is another file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from locales import _
from meeting.refusal import Refused, not_read

from .clean import one_line

_LARGEST: Final = 2000
"""No length of a page, in millimetres, points or twips, is larger."""


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
    """Sizes in points; the pitches and `spacing` in twentieths of a point."""

    line_pitch_twips: int
    size: int
    spacing: int
    title_size: int
    page_number_size: int
    table_size: int
    table_pitch_twips: int
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

    def turned(self) -> Page:
        """The same page lying on its side: the top margin is the left one then."""
        old = self.paper
        sides = {"top": old.right, "bottom": old.left, "left": old.top, "right": old.bottom}
        # The header and the footer keep their distance to the text.
        frame = {"header": 10, "footer": max(1, old.footer - (old.bottom - old.left))}
        return replace(self, paper=Paper(width=old.height, height=old.width, **sides, **frame))


@cache
def house_page() -> Page:
    """The shipped house style: A4, 22 lines of 28 characters (GB/T 9704-2012)."""
    return _page(_shipped())


def read_page(path: Path) -> Page:
    """Another place's house style: a file like `page.toml` with only what differs; Refused says why not."""
    told = one_line(str(path))
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise not_read(told, error) from error
    except ValueError as error:
        raise Refused(
            _("{path} is not a page file (TOML): {error}.").format(path=told, error=error)
        ) from error
    data = {name: dict(values) for name, values in _shipped().items()}
    for section, values in given.items():
        if section not in data or not isinstance(values, dict):
            raise _unknown(told, section)
        for name, value in values.items():
            if name not in data[section]:
                raise _unknown(told, f"{section}.{name}")
            data[section][name] = _fitting(told, f"{section}.{name}", value, data[section][name])
    return _page(data)


def _fitting(path: str, name: str, value: Any, usual: Any) -> Any:
    """`value`, if it is of the same sort as the shipped one."""
    if isinstance(usual, list):
        fits = isinstance(value, list) and bool(value) and all(isinstance(v, str) and v for v in value)
    elif isinstance(usual, str):
        fits = isinstance(value, str) and bool(value)
    else:
        # Only letters may stand closer than their font says.
        least = -100 if name == "text.spacing" else 1
        fits = type(value) is int and least <= value <= _LARGEST
    if not fits:
        told = _("{path}: {name} must be like {usual}.")
        raise Refused(told.format(path=path, name=name, usual=usual))
    return value


def _unknown(path: str, name: str) -> Refused:
    return Refused(_("{path}: {name} is not known.").format(path=path, name=one_line(name)))


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("page.toml").read_text("utf-8"))


def _page(data: dict[str, Any]) -> Page:
    fonts: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in data["fonts"].items()
    }
    page = Page(paper=Paper(**data["paper"]), letters=Letters(**data["text"]), fonts=Fonts(**fonts))
    if page.paper.text_width < twips(50) or page.paper.height <= page.paper.top + page.paper.bottom + 50:
        raise Refused(_("The margins leave no room for text."))
    return page
