"""What a .docx says: its words part by part, and the seal it carries."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from locales import _
from meeting.refusal import Refused

from .package import FRAME_PROPERTY, SEAL_PROPERTY, VERSION_PROPERTY

Words = tuple[tuple[str, bool], ...]
"""A paragraph: its stretches of text, each with whether it is struck through."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CUSTOM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_MOST: Final = 64 * 1024 * 1024
"""The largest part read, in bytes: far above a record, far below what exhausts memory."""


class Paper:
    """A .docx file opened for reading; Refused when it is not one."""

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        self._path = path
        try:
            with zipfile.ZipFile(path if data is None else BytesIO(data)) as parts:
                names = [name for name in parts.namelist() if _is_told(name)]
                if len(names) != len(set(names)) or "word/document.xml" not in names:
                    raise self._unreadable()
                self._parts = {name: self._read(parts, name) for name in names}
        except OSError as error:
            raise self._unreadable() from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise self._unreadable() from error
        except (ElementTree.ParseError, ValueError) as error:
            raise self._unreadable() from error

    def _read(self, parts: zipfile.ZipFile, name: str) -> Element:
        if parts.getinfo(name).file_size > _MOST:
            raise self._unreadable()
        return ElementTree.fromstring(parts.read(name))

    def _unreadable(self) -> Refused:
        return Refused(_("{path} cannot be read as a Word file.").format(path=self._path))

    def _told(self, name: str) -> str:
        custom = self._parts.get("docProps/custom.xml")
        if custom is None:
            return ""
        found = [item for item in custom.iter(_CUSTOM) if item.get("name") == name]
        return "".join(found[0].itertext()).strip() if found else ""

    @property
    def seal(self) -> str:
        """The seal that the file carries; empty for none."""
        return self._told(SEAL_PROPERTY)

    @property
    def version(self) -> str:
        """Which version of the record it says it is; empty for the whole."""
        return self._told(VERSION_PROPERTY)

    @property
    def frame(self) -> str:
        """The digest of a template's own words; empty without a template."""
        return self._told(FRAME_PROPERTY)

    def body(self) -> tuple[Words, ...]:
        """The paragraphs of the page that say something, those in tables included, in order."""
        return tuple(paragraphs(self._parts["word/document.xml"]))

    def margins(self) -> frozenset[Words]:
        """What the headers and footers say."""
        outside = [part for name, part in self._parts.items() if _is_margin(name)]
        return frozenset(words for part in outside for words in paragraphs(part))


def _is_margin(name: str) -> bool:
    return name.startswith(("word/header", "word/footer")) and name.endswith(".xml")


def _is_told(name: str) -> bool:
    return name in ("word/document.xml", "docProps/custom.xml") or _is_margin(name)


def frame_digest(body: Iterable[Words], margins: Iterable[Words]) -> str:
    """SHA-256 over the words that a template brings: those before and after the record, and outside of it."""
    told = json.dumps([list(body), sorted(margins)], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def paragraphs(part: Element) -> Iterator[Words]:
    """The paragraphs of a part that say something."""
    for paragraph in part.iter(f"{_W}p"):
        stretches: list[tuple[str, bool]] = []
        computed = False
        for run in paragraph.iter(f"{_W}r"):
            for field in run.iter(f"{_W}fldChar"):
                # What stands between these two is computed, such as a page number, and no word of anybody's.
                computed = field.get(f"{_W}fldCharType") == "separate"
            text, struck = _text(run), _is_on(run, "strike") or _is_on(run, "dstrike")
            if not text or computed or _is_on(run, "vanish"):
                continue
            if stretches and stretches[-1][1] is struck:
                stretches[-1] = (stretches[-1][0] + text, struck)
            else:
                stretches.append((text, struck))
        if stretches:
            yield tuple(stretches)


def _text(run: Element) -> str:
    return "".join((item.text or "") for item in run if item.tag == f"{_W}t")


def _is_on(run: Element, name: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "true") not in ("0", "false", "off")
