"""A branch's own words: cues added and removed, phrases allow-listed, without touching what is shipped.

format = 1

[blame.cause]          # a rule of the shipped lexicon, or a category alone
add = "都怪天气"         # raised wherever it is heard
remove = "毕竟"          # not pointed at any more

[allow]
words = "大家乐广场"      # passed over by every rule
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from locales import _
from meeting.language.kinds import Category
from meeting.language.lexicon import Lexicon, LexiconError, Question, cues, toml, words_of, wrong
from meeting.language.listening import Rule

_SETTINGS = ("add", "remove")


def adapt(lexicon: Lexicon, text: str) -> Lexicon:
    """`lexicon` with a branch's own words; a LexiconError says which line cannot be used and why."""
    added: list[Rule] = []
    removed: dict[Category, frozenset[str]] = {}
    allowed: frozenset[str] = frozenset()
    for key, table in toml(text).items():
        if key == "format":
            continue
        if key == "allow" and isinstance(table, dict):
            allowed = frozenset(words_of(text, key, table.get("words", "")))
            continue
        if key not in list(Category) or not isinstance(table, dict):
            raise wrong(text, key, _("there is no category [{name}]"), name=key)
        category = Category(key)
        for name, settings in _parts(text, key, table):
            added += _added(text, lexicon, category, name, settings)
            gone = removed.get(category, frozenset()) | _removed(text, lexicon, name, settings)
            removed[category] = gone
    return replace(lexicon.with_added(tuple(added)), removed=removed, allowed=allowed)


def in_use(lexicon: Lexicon, text: str) -> tuple[Lexicon, LexiconError | None]:
    """The lexicon to listen with: adapted if `text` can be used, else as given; and what is wrong with it."""
    try:
        return adapt(lexicon, text), None
    except LexiconError as error:
        return lexicon, error


def _parts(text: str, key: str, table: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The category's own settings and those of each of its rules."""
    own = {name: value for name, value in table.items() if not isinstance(value, dict)}
    parts: list[tuple[str, Mapping[str, Any]]] = [(key, own)]
    parts += [(f"{key}.{name}", part) for name, part in table.items() if isinstance(part, dict)]
    for _name, settings in parts:
        if unknown := set(settings) - set(_SETTINGS):
            raise wrong(text, min(unknown), _("there is no setting {setting}"), setting=min(unknown))
    return parts


def _added(
    text: str, lexicon: Lexicon, category: Category, name: str, settings: Mapping[str, Any]
) -> list[Rule]:
    if not settings.get("add"):
        return []
    found = tuple(cue.text for cue in cues(text, name, settings["add"], lexicon.words))
    reason: Rule | Question = _rule(text, lexicon, name) or lexicon.questions[category]
    return [Rule(name, category, reason.why_zh, reason.why_en, found, ())]


def _removed(text: str, lexicon: Lexicon, name: str, settings: Mapping[str, Any]) -> frozenset[str]:
    gone = frozenset(words_of(text, name, settings.get("remove", "")))
    rule = _rule(text, lexicon, name)
    rules = [rule] if rule else [known for known in lexicon.rules if known.category == name]
    known = {cue for each in rules for cue in each.cues}
    for word in sorted(gone - known):
        raise wrong(text, word, _("[{name}] has no cue {cue} to remove"), name=name, cue=word)
    return gone


def _rule(text: str, lexicon: Lexicon, name: str) -> Rule | None:
    if "." not in name:
        return None
    for rule in lexicon.rules:
        if rule.id == name:
            return rule
    raise wrong(text, name, _("there is no rule [{name}]"), name=name)
