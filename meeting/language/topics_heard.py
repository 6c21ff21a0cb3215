"""Which topics of the checklist a line touches: ticks proposed to the recorder, never set by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from locales import _
from meeting.language.clauses import Line, listen, passages
from meeting.language.cues import Cue, Place, Vocabulary, places
from meeting.language.lexicon import cues, toml, words_of, wrong
from meeting.topics import Mark, Topic

_PARTS: Final = re.compile("[与和及、：（）()]|情况|落实")
_SHORTEST: Final = 3
"""Shorter parts of a title, in characters, say too little."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A topic that seems to be laid open, the mark proposed for it, and the words it was heard by."""

    topic: str
    mark: Mark
    """COVERED, or NOTHING where the line says that there is nothing to report."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TopicCues:
    """The words of each topic. Build it with `parse`, or take the `shipped_topics`."""

    cues: Mapping[str, tuple[Cue, ...]]
    nothing: Mapping[str, tuple[Cue, ...]]
    vocabulary: Vocabulary

    @classmethod
    def parse(cls, text: str) -> TopicCues:
        """Read a topics file's text; a LexiconError says what is wrong and where."""
        data = toml(text)
        words = {
            name: frozenset(words_of(text, name, value)) for name, value in data.get("words", {}).items()
        }
        told: dict[str, dict[str, tuple[Cue, ...]]] = {"cues": {}, "nothing": {}}
        for topic, table in data.items():
            if topic in ("format", "language", "words"):
                continue
            for setting, value in _settings(text, topic, table):
                told[setting][topic] = cues(text, topic, value, words)
        every = [cue for part in told.values() for found in part.values() for cue in found]
        return cls(told["cues"], told["nothing"], Vocabulary.of(words, every))


def _settings(text: str, topic: str, table: Any) -> Iterable[tuple[str, Any]]:
    if not isinstance(table, dict) or "cues" not in table:
        raise wrong(text, topic, _("[{name}] needs {setting}"), name=topic, setting="cues")
    for setting in table:
        if setting not in ("cues", "nothing"):
            raise wrong(text, setting, _("there is no setting {setting}"), setting=setting)
    return list(table.items())


@cache
def shipped_topics() -> TopicCues:
    """The topic words that come with the program."""
    return TopicCues.parse(resources.files(__package__).joinpath("topics.toml").read_text(encoding="utf-8"))


def ticks(text: str, topics: Iterable[Topic], known: TopicCues | None = None) -> tuple[Tick, ...]:
    """The ticks that a recorded line proposes, in the order of `topics`; at most one a topic.

    A topic without words of its own is heard by its title. Quoted words propose nothing.
    """
    known = known or shipped_topics()
    wanted = tuple(topics)
    proposed: dict[str, Tick] = {}
    for offset, passage in passages(text):
        line = listen(passage)
        found = known.vocabulary.find(line)

        for topic in wanted:
            said = _heard(known.cues.get(topic.id, ()), line, found) or _title(topic, line.heard)
            denied = _heard(known.nothing.get(topic.id, ()), line, found)
            if topic.id in proposed or not (said or denied):
                continue
            mark = Mark.NOTHING if denied and len(denied) >= len(said) else Mark.COVERED
            start, end = (denied if mark is Mark.NOTHING else said)[0]
            proposed[topic.id] = Tick(topic.id, mark, offset + start, offset + end)
    return tuple(proposed[topic.id] for topic in wanted if topic.id in proposed)


def _heard(listed: Iterable[Cue], line: Line, found: Mapping[str, list[Place]]) -> list[Place]:
    return sorted(place for cue in listed for place in places(cue, line, found))


def _title(topic: Topic, heard: str) -> list[Place]:
    """Where the topic's title, or a part of it that stands between 与, 和 and the like, is said."""
    for part in (topic.title, *_PARTS.split(topic.title)):
        at = heard.find(part) if len(part) >= _SHORTEST else -1
        if at >= 0:
            return [(at, at + len(part))]
    return []
