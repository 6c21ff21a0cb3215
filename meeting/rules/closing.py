"""The end: 散会, the speakers' word on their passages, the signatures, the seal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from locales import N_, _

from .. import commands as c
from .. import events as e
from ..refusal import Refused
from ..seal import SCHEME
from ..state import MeetingState, Office, Passage, Seal, Signed, Stage
from ..text import clean_line, clean_name, name_problem
from .checking import complete
from .table import Moment, applies, decides, unsigned

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@decides(c.Adjourn)
def _adjourn(command: c.Adjourn, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if state.speaker is not None:
        raise Refused(_("{name} has the floor: end the turn first.").format(name=state.speaker.name))
    yield e.MeetingAdjourned()


@applies(e.MeetingAdjourned)
def _adjourned(fact: e.MeetingAdjourned, state: MeetingState, event: e.Event) -> MeetingState:
    return replace(state, stage=Stage.ADJOURNED, adjourned=event.at)


@decides(c.Confirm)
def _confirm(command: c.Confirm, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    member = state.roster.member(command.member)
    if member.id not in state.spoken:
        raise Refused(_("{name} has not spoken: there is no passage.").format(name=member.name))
    unsigned(state)
    yield e.PassageConfirmed(member=member.id, objection=clean_line(command.objection))


@applies(e.PassageConfirmed)
def _confirmed(fact: e.PassageConfirmed, state: MeetingState, event: e.Event) -> MeetingState:
    passage = Passage(member=fact.member, at=event.at, objection=fact.objection)
    return replace(state, passages={**state.passages, fact.member: passage})


_OFFICES: Final = {Office.CHAIR: N_("The chair"), Office.RECORDER: N_("The recorder")}


@decides(c.Sign)
def _sign(command: c.Sign, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    name = clean_name(command.name)
    if problem := name_problem(name):
        raise Refused(problem)
    head = state.called
    expected = head.chair if command.office is Office.CHAIR else head.recorder
    office = _(_OFFICES[command.office])
    if any(given.office is command.office for given in state.signatures):
        raise Refused(_("{office} has signed already.").format(office=office))
    if name != expected:
        raise Refused(
            _("{office} of this meeting is {expected}, not {name}.").format(
                office=office, expected=expected, name=name
            )
        )
    complete(state)
    yield e.RecordSigned(office=command.office, name=name, with_pin=command.with_pin)


@applies(e.RecordSigned)
def _signed(fact: e.RecordSigned, state: MeetingState, event: e.Event) -> MeetingState:
    given = Signed(office=fact.office, name=fact.name, at=event.at, with_pin=fact.with_pin)
    return replace(state, signatures=(*state.signatures, given))


@decides(c.SealRecord)
def _seal(command: c.SealRecord, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if state.seal is not None and not state.to_seal_anew:
        raise Refused(_("The record is sealed: nothing in it changes any more."))
    given = {signature.office for signature in state.signatures}
    if lacking := [office for office in Office if office not in given]:
        raise Refused(_("{office} has not signed yet.").format(office=_(_OFFICES[lacking[0]])))
    if state.seal is None:
        complete(state)
    if not _DIGEST.fullmatch(command.digest) or (
        command.previous and not _DIGEST.fullmatch(command.previous)
    ):
        raise Refused(_("A seal is 64 hexadecimal digits."))
    yield e.RecordSealed(digest=command.digest, previous=command.previous, scheme=SCHEME)


@applies(e.RecordSealed)
def _sealed(fact: e.RecordSealed, state: MeetingState, event: e.Event) -> MeetingState:
    seal = Seal(
        digest=fact.digest,
        previous=fact.previous,
        at=event.at,
        amendments=len(state.amendments),
        followed=len(state.followed),
    )
    return replace(state, stage=Stage.SEALED, seals=(*state.seals, seal))
