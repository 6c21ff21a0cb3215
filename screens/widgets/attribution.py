"""Whose words: finding the person that a question or remark begins with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..finding import matches

People = Sequence[tuple[str, str]]
"""(id, name) of everyone in the room who may ask."""


def attributed(words: str, people: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Whose words: (id, the rest) when the first word names or initials exactly one of `people` (id, name).

    ("", words) when it names nobody or several.
    """
    first, blank, rest = words.replace("\u3000", " ").partition(" ")
    if not blank:
        return "", words
    named = candidates(first, list(people))
    return (named[0][0], rest.strip()) if len(named) == 1 else ("", words)


def candidates(first: str, people: People) -> People:
    """Those whom `first` may mean: the one with exactly this name, else all it matches."""
    exact = [(id, name) for id, name in people if name == first]
    return exact or [(id, name) for id, name in people if matches(first, name)]
