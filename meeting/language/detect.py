"""The detector: which words of a line to point at, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from meeting.language.clauses import Line, even, listen
from meeting.language.cues import Place
from meeting.language.facts import facts, own_part
from meeting.language.kinds import Category, Context, Finding, Loudness
from meeting.language.lexicon import Heard, Lexicon, shipped

NORMAL: Final[Mapping[Category, Loudness]] = {category: Loudness.NORMAL for category in Category}
"""Every category at the loudness the published figures hold for."""


def detect(
    text: str,
    context: Context,
    lexicon: Lexicon | None = None,
    *,
    allow: frozenset[str] = frozenset(),
    loudness: Mapping[Category, Loudness] = NORMAL,
) -> tuple[Finding, ...]:
    """What a chair might point at in one line, in order of place; empty for most lines.

    `allow` holds phrases the branch has allow-listed: a finding on one of them is not raised.
    Any text is accepted; time is linear in its length.
    """
    lexicon = lexicon or shipped()
    line = listen(text)
    heard = lexicon.hear(line)
    raised = _raised(line, heard, context)
    allowed = _allowed(line, allow)
    found: list[Finding] = []
    for rule in lexicon.rules:
        if rule.category not in raised or loudness.get(rule.category) is Loudness.OFF:
            continue
        for start, end in heard.rules.get(rule.id, ()):
            if not any(a < end and start < b for a, b in allowed):
                found.append(Finding(rule.category, start, end, rule.id, rule.why_zh, rule.why_en))
                break
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))


def _raised(line: Line, heard: Heard, context: Context) -> set[Category]:
    hit = {Category(rule.partition(".")[0]) for rule in heard.rules}
    raised = {category for category in hit if category.context is context}
    if facts(line):
        raised -= {Category.VAGUE, Category.ATTITUDE_ONLY}
    if own_part(line.heard):
        raised.discard(Category.COLLECTIVE)
    if "?" in line.heard:
        raised.discard(Category.SOFT)
    return raised


def _allowed(line: Line, allow: frozenset[str]) -> list[Place]:
    places: list[Place] = []
    for phrase in filter(None, map(even, sorted(allow))):
        at = line.plain.find(phrase)
        while at >= 0:
            places.append((at, at + len(phrase)))
            at = line.plain.find(phrase, at + len(phrase))
    return places
