"""The record with third persons out of sight (某某某, S37), and sums and cases where they stay inside.

Members and observers are no third persons; their names stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from locales import words
from meeting.state import Amendment, FollowUp, Line, MeetingState, Pressure
from meeting.version import Version

from .persons import pattern as pattern_of
from .persons import people, plain

MASK: Final = "某某某"
"""What stands for a third person's name, in a record of any language."""
_SUM: Final = re.compile(
    r"(?:[\d,，.．]*\d|[〇零一二两三四五六七八九十百千万亿半几]+)[多余来]?"
    r"(?:[十百千万亿]*(?:元|块钱|块|美元)[整]?)"
    r"|[一二两三四五六七八九十\d.]+万[一二两三四五六七八九]?[千百]?"
    r"(?![〇零一二两三四五六七八九十百千万亿人户份亩斤件次个条张吨公平本辆台名家棵米])"
)
_NUMBER: Final = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9}|\d{15,19})(?!\d)")
"""Identity cards, mobile telephones, bank cards."""


def masked(state: MeetingState, names: Iterable[str], version: Version) -> MeetingState:
    """`state` with what `version` hides replaced: `names` by 某某某, sums and cases by a word for them."""
    wanted = [name for name in dict.fromkeys(names) if plain(name)] if version.masked else []
    hide = hider(state, wanted, version)
    told = words(state.called.language)("(A case that concerns others is left out.)")
    staying = people(state)
    named = pattern_of(wanted, staying) if wanted else None

    def line(given: Line) -> Line:
        is_case = given.pressure is not None or (
            named is not None and any(match[0] not in staying for match in named.finditer(given.text))
        )
        if is_case and not version.cases:
            return replace(given, text=told, corrections=(), pressure=None)
        corrections = tuple(replace(old, was=hide(old.was)) for old in given.corrections)
        return replace(
            given,
            text=hide(given.text),
            corrections=corrections,
            pressure=_hidden_pressure(given.pressure, hide, version),
        )

    def pledge(given: FollowUp) -> FollowUp:
        return replace(given, text=hide(given.text), note=hide(given.note))

    def amendment(given: Amendment) -> Amendment:
        return replace(given, was=hide(given.was), text=hide(given.text), reason=hide(given.reason))

    return replace(
        state,
        lines=tuple(map(line, state.lines)),
        follow_ups=tuple(map(pledge, state.follow_ups)),
        carried=tuple(map(pledge, state.carried)),
        attendance={id: replace(mark, reason=hide(mark.reason)) for id, mark in state.attendance.items()},
        turns=tuple(replace(turn, out_of_rank=hide(turn.out_of_rank)) for turn in state.turns),
        passages={id: replace(word, objection=hide(word.objection)) for id, word in state.passages.items()},
        excused={gap: hide(reason) for gap, reason in state.excused.items()},
        amendments=tuple(map(amendment, state.amendments)),
        followed=tuple(replace(each, note=hide(each.note)) for each in state.followed),
        scripts=tuple(replace(s, title=hide(s.title), text=hide(s.text)) for s in state.scripts),
    )


def _hidden_pressure(given: Pressure | None, hide: Callable[[str], str], version: Version) -> Pressure | None:
    if given is None:
        return None
    who = MASK if version.masked and given.who else hide(given.who)
    return replace(
        given,
        did=hide(given.did),
        who=who,
        when=hide(given.when),
        what_for=hide(given.what_for),
        offered=hide(given.offered),
        times=hide(given.times),
    )


def hider(state: MeetingState, names: list[str], version: Version) -> Callable[[str], str]:
    """How one text looks in `version`: `names`, numbers and sums hidden as it says."""
    _ = words(state.called.language)
    staying = people(state)
    pattern = pattern_of(names, staying) if names else None
    some, number = _("a sum"), _("(number left out)")

    def hide(text: str) -> str:
        if version.masked:
            text = _NUMBER.sub(number, text)
        if pattern is not None:
            text = pattern.sub(lambda match: match[0] if match[0] in staying else MASK, text)
        return text if version.sums else _SUM.sub(some, text)

    return hide
