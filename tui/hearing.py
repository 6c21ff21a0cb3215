"""What the program asks of the ear without loading it before it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from meeting.topics import Topic

if TYPE_CHECKING:
    from meeting.language.topics_heard import Tick

OWN_WORDS: Final = "lexicon.toml"
"""The branch's own words, in the archive folder."""
REMEMBERED: Final = 2048
"""How many lines' ticks are remembered: a turn's lines are asked about again after each of them."""


def heard_topics(text: str, topics: Sequence[Topic]) -> Sequence[Tick]:
    """The ticks that `text` proposes among `topics`."""
    return _heard(text, tuple(topics))


@lru_cache(REMEMBERED)
def _heard(text: str, topics: tuple[Topic, ...]) -> Sequence[Tick]:
    from meeting.language.topics_heard import ticks

    return ticks(text, topics)


def unread_words(folder: Path) -> Sequence[str]:
    """What is wrong with the branch's own words in `folder`; nothing where it has none."""
    if not (folder / OWN_WORDS).exists():
        return ()
    from store.hearing import lexicon_of

    _lexicon, problem = lexicon_of(folder)
    return (problem,) if problem else ()
