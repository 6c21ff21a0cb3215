"""Runs of text in WordprocessingML."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from .clean import cleaned

_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_GAP: Final = re.compile("([\n\t])")
_GAPS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_HAN_RUN: Final = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'


def run_xml(text: str, *, family: str = "", properties: str = "") -> str:
    """One run; `family` is its East Asian font where the style's is not meant.

    Text with Han in it says so: else Word takes “ ” … — from the Latin font, half as wide.
    """
    if not family and not properties:
        return (_HAN_RUN if _HAN.search(text) else "<w:r>") + _pieces(cleaned(text)) + "</w:r>"
    hint = ' w:hint="eastAsia"' if _HAN.search(text) else ""
    east = f" w:eastAsia={quoteattr(family)}" if family else ""
    fonts = f"<w:rFonts{hint}{east}/>" if hint or east else ""
    inside = f"<w:rPr>{fonts}{properties}</w:rPr>" if fonts or properties else ""
    return f"<w:r>{inside}{_pieces(cleaned(text))}</w:r>"


def shown(text: str) -> str:
    """The letters that `run_xml` puts on paper; line breaks and tabs are elements of their own."""
    return _GAP.sub("", cleaned(text))


def xml_text(text: str) -> str:
    """`text` for an XML element: what XML cannot hold is dropped, markup is escaped."""
    return escape(cleaned(text))


def _pieces(text: str) -> str:
    if "\n" not in text and "\t" not in text:
        return _letters(text)
    return "".join(_GAPS.get(piece) or _letters(piece) for piece in _GAP.split(text) if piece)


def _letters(text: str) -> str:
    # Word drops only the blanks at the ends of a text that does not say otherwise.
    keep = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<w:t{keep}>{escape(text)}</w:t>"
