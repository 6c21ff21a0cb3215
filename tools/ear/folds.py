"""Leaving files out: what is learned, and which thresholds are chosen, as if some files did not exist."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from meeting.language.clauses import listen
from meeting.language.cues import parse_cue, places
from meeting.language.lexicon import Lexicon, shipped
from meeting.language.weights import Weights, read
from tools.ear.joined import joined
from tools.ear.learn import Example, Thresholds, examples, learn
from tools.ear.lines import JUDGED, OWN, labelled
from tools.ear.thresholds import Told, choose

JOINED: Final = 8000
"""How many lines are joined from two."""

FILES = {name: labelled(name) for name in (*JUDGED, OWN)}


def lexicon(gone: frozenset[str], strict: bool) -> Lexicon:
    """The shipped lexicon; if `strict`, without the cues that are heard in the files `gone` and no others."""
    return _struck_out(gone) if strict and gone else shipped()


@cache
def learned(gone: frozenset[str], strict: bool = False) -> Weights:
    """What is learned from all files but those `gone`, with thresholds chosen without them too."""
    return read(learn(known(gone, strict), thresholds(gone, strict)))


def thresholds(gone: frozenset[str], strict: bool = False) -> Thresholds:
    """Thresholds chosen on the judged files but those `gone`, each scored by weights that had not seen it."""
    return choose([_told(name, gone, strict) for name in JUDGED if name not in gone])


@cache
def _left_out(gone: frozenset[str], strict: bool) -> Weights:
    return read(learn(known(gone, strict), {}))


def _told(name: str, gone: frozenset[str], strict: bool) -> Told:
    without = gone | {name}
    return Told(_left_out(without, strict), _examples(name, lexicon(without, strict)))


def known(gone: frozenset[str], strict: bool = False) -> list[Example]:
    """What there is to learn from without the files `gone`: their lines, and lines joined from those."""
    listening = lexicon(gone, strict)
    found = [example for name in FILES if name not in gone for example in _examples(name, listening)]
    return found + examples(joined((example.line for example in found), JOINED), listening)


def _examples(name: str, listening: Lexicon) -> list[Example]:
    return _shipped_examples(name) if listening is shipped() else examples(FILES[name], listening)


@cache
def _shipped_examples(name: str) -> list[Example]:
    return examples(FILES[name], shipped())


@cache
def _struck_out(gone: frozenset[str]) -> Lexicon:
    elsewhere = {cue for name in FILES if name not in gone for cue in _heard(name)}
    unknown = {cue for name in gone for cue in _heard(name)} - elsewhere
    rules = tuple(
        replace(
            rule,
            cues=tuple(cue for cue in rule.cues if cue not in unknown),
            guards=tuple(cue for cue in rule.guards if cue not in unknown),
        )
        for rule in shipped().rules
    )
    struck = Lexicon.of(shipped().language, rules, shipped().questions, shipped().words)
    return replace(struck, learned=True)


@cache
def _heard(name: str) -> frozenset[str]:
    texts = {cue for rule in shipped().rules for cue in (*rule.cues, *rule.guards)}
    cues = {text: parse_cue(text, shipped().words) for text in texts}
    found: set[str] = set()
    for each in FILES[name]:
        line = listen(each.text)
        words = shipped().listening.vocabulary.find(line)
        found.update(text for text, cue in cues.items() if places(cue, line, words))
    return frozenset(found)
