"""Words typed to search: filters such as 成员:王芳 or kind:question, a month, and what is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from meeting.kinds import Kind
from meeting.topics import Topic
from store.bigrams import words_of
from store.reading import Wanted

from .finding import matches
from .narrowing import day_of

_FILTERS: Final = {
    "member": "member", "成员": "member", "topic": "topic", "事项": "topic", "kind": "kind", "类型": "kind",
    "since": "since", "自": "since", "until": "until", "至": "until", "branch": "branch", "支部": "branch",
}  # fmt: skip
NOBODY: Final = "\0"
"""What nothing is called: a filter that names nobody finds nothing."""


def wanted(typed: str, names: Sequence[str], topics: Sequence[Topic]) -> Wanted:
    """What `typed` asks for; names, items and kinds may be given by pinyin initials."""
    asked, text = Wanted(text=""), list[str]()
    for word in words_of(typed):
        label, colon, value = word.partition(":")
        part = _FILTERS.get(label) if colon else None
        if day := day_of(word):
            asked = replace(asked, since=day, until=day)
        elif part is None:
            text.append(word)
        elif part == "member":
            asked = replace(asked, member=_meant(value, [(name, name) for name in names]))
        elif part == "topic":
            asked = replace(asked, topic=_meant(value, [(t.id, t.title) for t in topics]))
        elif part == "kind":
            asked = replace(asked, kind=_meant(value, [(kind.value, kind.label) for kind in Kind]))
        elif part == "since":
            asked = replace(asked, since=day_of(value))
        elif part == "until":
            asked = replace(asked, until=day_of(value))
        else:
            asked = replace(asked, branch=value)
    return replace(asked, text=" ".join(text))


def _meant(value: str, known: Sequence[tuple[str, str]]) -> str:
    """The id that is meant: by itself, else the first whose title it finds; empty while nothing is typed."""
    if not value:
        return ""
    exact = [id for id, title in known if value in (id, title)]
    return (exact or [id for id, title in known if matches(value, title)] or [NOBODY])[0]
