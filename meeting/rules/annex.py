"""The annexes: speeches that were prepared in writing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from locales import _

from .. import commands as c
from .. import events as e
from ..refusal import Refused
from ..state import MeetingState, Script
from ..text import clean_line, clean_lines
from .table import Moment, applies, decides, unsigned

SCRIPT_MAX: Final = 100_000
"""Longest script in code points: a hundred pages and more."""


@decides(c.Attach)
def _attach(command: c.Attach, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    unsigned(state)
    member = state.roster.member(command.member)
    text = clean_lines(command.text)
    if not text:
        raise Refused(_("The script of {name} is empty.").format(name=member.name))
    if len(text) > SCRIPT_MAX:
        raise Refused(_("A script holds at most {most} characters.").format(most=SCRIPT_MAX))
    yield e.ScriptAttached(member=member.id, title=clean_line(command.title), text=text)


@applies(e.ScriptAttached)
def _attached(fact: e.ScriptAttached, state: MeetingState, event: e.Event) -> MeetingState:
    script = Script(number=event.id, member=fact.member, title=fact.title, text=fact.text)
    return replace(state, scripts=(*state.scripts, script))


@decides(c.Detach)
def _detach(command: c.Detach, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    unsigned(state)
    if all(script.number != command.script for script in state.scripts):
        raise Refused(_("There is no script {number}.").format(number=command.script))
    yield e.ScriptDetached(script=command.script)


@applies(e.ScriptDetached)
def _detached(fact: e.ScriptDetached, state: MeetingState, event: e.Event) -> MeetingState:
    rest = tuple(script for script in state.scripts if script.number != fact.script)
    return replace(state, scripts=rest)
