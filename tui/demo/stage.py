"""Setting the demonstration up: the branch, its past, and today's meeting as far as it has gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from importlib import resources

from meeting.codec import from_plain, to_plain
from meeting.commands import Prepare
from meeting.language.ear import ear
from store.archive import Archive
from store.branch import Branch

from ..verbs.replaying import hold
from ..verbs.script import Rehearsal, Step, play, read_script
from .past import hold_past
from .play import SelfPlay


def set_up(archive: Archive, now: datetime, speed: float = 1) -> SelfPlay:
    """Put everything into `archive`, today's meeting with its first speakers held; what plays the rest."""
    steps, held = script_in(archive, now)
    return SelfPlay(hold(steps[:held], archive), steps, held, ear(), speed)


def fill(archive: Archive, now: datetime) -> str:
    """The same with the whole script just held; today's meeting's id."""
    steps, _held = script_in(archive, now, whole=True)
    return hold(steps, archive)


def script_in(archive: Archive, now: datetime, whole: bool = False) -> tuple[list[Step], int]:
    """Put the branch and its past into `archive`; the script for today's meeting, and how much of it is over.

    Its first speakers have just spoken, or the whole of it is just over.
    """
    steps = read_script(resources.files("tui").joinpath("data/demo.jsonl").read_text("utf-8"))
    held = len(steps) if whole else _first_speakers(steps)
    return _with_past(archive, _moved(steps, now, steps[held - 1]), now), held


def _first_speakers(steps: list[Step]) -> int:
    """How many steps it takes until two have spoken."""
    calls = [place for place, step in enumerate(steps) if step.do == "next"]
    return calls[2]


def _moved(steps: list[Step], now: datetime, last: Step) -> list[Step]:
    """The steps moved in time so that `last` is just over, the dates in them with it."""
    late = now.replace(microsecond=0) - last.at
    days = now.date() - steps[0].at.date()

    def given(step: Step) -> dict[str, object]:
        if step.do == "prepare":
            return step.given | {"day": now.date().isoformat(), "demo": True}
        if "due" in step.given:
            return step.given | {"due": (date.fromisoformat(step.given["due"]) + days).isoformat()}
        return step.given

    return [replace(step, at=(step.at + late).astimezone(now.tzinfo), given=given(step)) for step in steps]


def _with_past(archive: Archive, steps: list[Step], now: datetime) -> list[Step]:
    """Put the branch and its past into `archive`; the steps with what the last meeting left open."""
    prepare = from_plain(Prepare, steps[0].given)
    rehearsal = Rehearsal(ear())
    play(steps[:1], rehearsal, "")
    standing = rehearsal.state.checklist.standing
    archive.keep_branch(Branch(name=prepare.branch, members=prepare.members, standing=standing))
    carried = hold_past(archive, prepare, now)
    first = replace(steps[0], given=steps[0].given | {"carried": [to_plain(pledge) for pledge in carried]})
    return [first, *steps[1:]]
