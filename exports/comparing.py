"""Does a paper say what the record says? Word by word; what a version masks may stand for anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from locales import words

from .masking import MASK
from .reading import Paper, Words, frame_digest


class Comparison:
    """A paper beside the same version of the record, made anew without masks and without a template."""

    def __init__(self, expected: Paper, found: Paper, *, hides: bool, language: str) -> None:
        self._expected, self._found = expected, found
        self._gaps = _gaps(language) if hides else None
        self._case = words(language)("(A case that concerns others is left out.)")

    def first_difference(self) -> int:
        """The number, from 1, of the first paragraph that is not the record's; 0 when there is none."""
        expected, found = self._expected.body(), self._found.body()
        if self._found.frame:
            start = self._start(expected, found)
            found = found[start : start + len(expected)]
        else:
            start = 0
        for number, (one, other) in enumerate(zip_longest(expected, found), start=1):
            if not self._same(one, other):
                return number + start
        return 0

    @property
    def masks(self) -> int:
        """How many places of the paper are masked."""
        if self._gaps is None:
            return 0
        told = "\n".join(text for words in self._found.body() for text, _struck in words)
        return len(self._gaps.findall(told))

    def frame_is_whole(self) -> bool:
        """Is what stands around the record, on the page and at its margins, as it was written?"""
        outside = self._found.margins()
        if not self._found.frame:
            return not self._expected.margins() - outside
        expected, found = self._expected.body(), self._found.body()
        start = self._start(expected, found)
        rest = (*found[:start], *found[start + len(expected) :])
        return frame_digest(rest, outside) == self._found.frame

    def _start(self, expected: Sequence[Words], found: Sequence[Words]) -> int:
        """Where the record begins in a paper on a template."""
        first = expected[0] if expected else None
        return next((place for place, words in enumerate(found) if self._same(first, words)), 0)

    def _same(self, one: Words | None, other: Words | None) -> bool:
        if one == other:
            return True
        if self._gaps is None or one is None or other is None:
            return False
        if [struck for _text, struck in one] != [struck for _text, struck in other]:
            # A case that is left out takes its struck-out words with it.
            told = "".join(text for text, _struck in other)
            return self._case in told and self._fits(told, "".join(text for text, _struck in one))
        return all(self._fits(text, was) for (was, _a), (text, _b) in zip(one, other, strict=True))

    def _fits(self, text: str, was: str) -> bool:
        """Could `text` be `was` with some of it masked? Each mask stands for one letter at least."""
        assert self._gaps is not None
        first, *rest = self._gaps.split(text)
        if not rest:
            return text == was
        *middle, last = rest
        end = len(was) - len(last)
        if not was.startswith(first) or not was.endswith(last):
            return False
        place = len(first)
        for part in middle:
            # The first place that fits leaves most room for the rest.
            place = was.find(part, place + 1, end)
            if place < 0:
                return False
            place += len(part)
        return place < end


def _gaps(language: str) -> re.Pattern[str]:
    """What may stand for other words in a masked version."""
    _ = words(language)
    hidden = (MASK, _("a sum"), _("(number left out)"), _("(A case that concerns others is left out.)"))
    return re.compile("|".join(map(re.escape, hidden)))
