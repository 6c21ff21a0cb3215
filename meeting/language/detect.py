"""The detector: which words of a line to point at, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from meeting.language.clauses import Line, even, listen, passages
from meeting.language.cues import Place
from meeting.language.facts import facts, own_part
from meeting.language.features import marks
from meeting.language.judge import Verdict, judge
from meeting.language.kinds import Category, Context, Finding, Loudness
from meeting.language.lexicon import Lexicon, shipped
from meeting.language.listening import Heard
from meeting.language.weights import Weights, learned

NORMAL: Final[Mapping[Category, Loudness]] = {category: Loudness.NORMAL for category in Category}
"""Every category at the loudness the published figures hold for."""

SENSED: Final = "sensed"
"""The end of the rule id of a finding that no rule stands behind: the clause as a whole reads like it."""

_NAMED: Final = ("group", "we", "decided")
"""The word classes that a finding of `collective` points at."""


def detect(
    text: str,
    context: Context,
    lexicon: Lexicon | None = None,
    *,
    allow: frozenset[str] = frozenset(),
    loudness: Mapping[Category, Loudness] = NORMAL,
    weights: Weights | None = None,
) -> tuple[Finding, ...]:
    """What a chair might point at in one line, in order of place; empty for most lines.

    `allow` holds phrases the branch has allow-listed: they are passed over as if they were quoted.
    Any text is accepted; time is linear in its length. A text longer than a few sentences is read passage by
    passage. `weights` stands in for the shipped ones when the detector is measured.
    """
    lexicon = lexicon or shipped()
    if lexicon.learned:
        weights = weights or learned()
    allowed = allow | lexicon.allowed
    found: list[Finding] = []
    for start, passage in passages(text):
        line = listen(passage, allowed)
        found += (
            _moved(each, start) for each in _in_passage(line, context, lexicon, allowed, loudness, weights)
        )
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))


def _moved(finding: Finding, by: int) -> Finding:
    if not by:
        return finding
    return Finding(
        finding.category,
        finding.start + by,
        finding.end + by,
        finding.rule,
        finding.why_zh,
        finding.why_en,
    )


def _in_passage(
    line: Line,
    context: Context,
    lexicon: Lexicon,
    allowed: frozenset[str],
    loudness: Mapping[Category, Loudness],
    weights: Weights | None,
) -> Iterable[Finding]:
    heard = lexicon.hear(line)
    found: dict[Category, Finding] = {}
    if weights:
        seen = marks(line, heard, context is Context.REMARK)
        for verdict in judge(seen, context, weights, loudness):
            found[verdict.category] = _pointed(verdict, line, heard, lexicon)
    else:
        for category in _by_rules(line, heard, context, loudness):
            found[category] = _first(category, heard.rules, lexicon)
    for rule, places in lexicon.hear_added(line).items():
        category = Category(rule.partition(".")[0])
        if category.context is context and loudness.get(category) is not Loudness.OFF:
            found[category] = _finding(category, places[0], rule, lexicon)
    return [
        finding
        for finding in found.values()
        if not (_struck_out(finding, line, heard, lexicon) or _let_pass(finding, line, allowed))
    ]


def _let_pass(finding: Finding, line: Line, allowed: frozenset[str]) -> bool:
    """Does the finding stand on a clause that holds an allow-listed phrase, and on no cue?"""
    if not allowed or not finding.rule.endswith(f".{SENSED}"):
        return False
    there = line.plain[finding.start : finding.end]
    return any(phrase and even(phrase) in there for phrase in allowed)


def _struck_out(finding: Finding, line: Line, heard: Heard, lexicon: Lexicon) -> bool:
    """Does the finding stand on words that the branch has struck out, and on no other cue?"""
    gone = lexicon.removed.get(finding.category)
    if not gone:
        return False
    hits = {
        line.plain[start:end]
        for rule, places in heard.rules.items()
        if _of(finding.category, rule)
        for start, end in places
        if finding.start <= start and end <= finding.end
    }
    return bool(hits) and hits <= gone


def _finding(category: Category, place: Place, rule: str, lexicon: Lexicon) -> Finding:
    return Finding(category, *place, rule, lexicon.why(rule, "zh"), lexicon.why(rule, "en"))


def _first(category: Category, rules: Mapping[str, list[Place]], lexicon: Lexicon) -> Finding:
    """The category's first cue in the line."""
    place, rule = min((places[0], rule) for rule, places in rules.items() if _of(category, rule))
    return _finding(category, place, rule, lexicon)


def _of(category: Category, rule: str) -> bool:
    return rule.startswith(f"{category}.")


def _pointed(verdict: Verdict, line: Line, heard: Heard, lexicon: Lexicon) -> Finding:
    """Where to point: at the group for `collective`, else at the clauses that speak for it."""
    category = verdict.category
    first, last = line.clauses[verdict.first], line.clauses[verdict.last]
    strongest = line.clauses[verdict.strongest]

    def inside(places: Iterable[Place], start: int, end: int) -> list[Place]:
        return [place for place in places if start <= place[0] and place[1] <= end]

    prefix, hits = f"{category}.", []
    for rule, places in heard.rules.items():
        if rule.startswith(prefix) and (there := inside(places, first.start, last.end)):
            hits.append((there[0], rule))
    rule = min(hits, default=((0, 0), prefix + SENSED))[1]
    place = (first.start, last.end)
    if category is Category.COLLECTIVE:
        named = [*heard.rules.get("collective.group", ()), *heard.rules.get("collective.decided", ())]
        named = inside(named, strongest.start, strongest.end) or [
            place
            for name in _NAMED
            for place in inside(heard.words.get(name, ()), strongest.start, strongest.end)
        ]
        place = min(named, key=lambda place: (place[0], -place[1]), default=(strongest.start, strongest.end))
    return _finding(category, place, rule, lexicon)


def _by_rules(
    line: Line, heard: Heard, context: Context, loudness: Mapping[Category, Loudness]
) -> set[Category]:
    """The cues, cleared by facts, own part and questions: for a lexicon that nothing was learned with."""
    raised: set[Category] = set()
    for category in Category:
        hits = sum(len(places) for rule, places in heard.rules.items() if _of(category, rule))
        loud = loudness.get(category, Loudness.NORMAL)
        needed = {Loudness.OFF: 1_000_000, Loudness.QUIET: 2}.get(loud, 1)
        if category.context is context and hits >= needed:
            raised.add(category)
    if facts(line):
        raised -= {Category.VAGUE, Category.ATTITUDE_ONLY}
    if own_part(line.heard):
        raised.discard(Category.COLLECTIVE)
    if "?" in line.heard:
        raised.discard(Category.SOFT)
    return raised
