"""The table that the rooms of rules fill: command → rule, fact → change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from locales import _

from ..commands import Command
from ..events import Event, Fact
from ..refusal import Refused
from ..state import MeetingState


class Heard(Protocol):
    """What an ear found: a category and the code points [start, end) it points at."""

    @property
    def category(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def rule(self) -> str: ...


Ear = Callable[[str, bool], Sequence[Heard]]
"""(text, is it a remark on another?) → what dodges in it."""


def deaf(text: str, remark: bool) -> Sequence[Heard]:
    """The ear that hears nothing."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a rule may know of the outside: the time, the id of the next event, the ear."""

    now: datetime
    next_id: int
    ear: Ear = deaf


def unsigned(state: MeetingState) -> None:
    """Refused once anybody has signed: what was signed stays as it was read."""
    if state.signatures:
        raise Refused(_("The record is signed: take the signature back first."))


C = TypeVar("C", bound=Command)
F = TypeVar("F", bound=Fact)
Rule = Callable[[C, MeetingState, Moment], Iterable[Fact]]
Change = Callable[[F, MeetingState, Event], MeetingState]

_RULES: dict[type[Command], Rule[Any]] = {}
_CHANGES: dict[type[Fact], Change[Any]] = {}


def decides(kind: type[C]) -> Callable[[Rule[C]], Rule[C]]:
    """Enter a rule for the command `kind`."""

    def enter(rule: Rule[C]) -> Rule[C]:
        _RULES[kind] = rule
        return rule

    return enter


def applies(kind: type[F]) -> Callable[[Change[F]], Change[F]]:
    """Enter what the fact `kind` changes."""

    def enter(change: Change[F]) -> Change[F]:
        _CHANGES[kind] = change
        return change

    return enter


def facts_for(command: Command, state: MeetingState, moment: Moment) -> Iterable[Fact]:
    """The facts that follow from `command`, by its rule; Refused where the rule says so."""
    return _RULES[type(command)](command, state, moment)


def state_after(fact: Fact, state: MeetingState, event: Event) -> MeetingState:
    """The state after `fact`."""
    return _CHANGES[type(fact)](fact, state, event)
