"""Before the signatures the room sees what becomes of every pledge: carried on, closed, struck out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll

from locales import _
from meeting.going_on import Fate, Goes, going_on
from meeting.state import MeetingState, Outcome

from .dialogs import Dialog
from .told import outcome_label, pledge_row
from .widgets.row import Prose


def fate_label(fate: Fate) -> str:
    """The fate in the interface language."""
    return {
        Fate.MADE: _("pledged today"),
        Fate.CARRIED: _("carried on"),
        Fate.CLOSED: _("done"),
        Fate.DROPPED: _("struck out"),
    }[fate]


def counted(goes: Sequence[Goes]) -> str:
    """How many of each: `pledged today 2 · carried on 1`; empty for none."""
    counts = Counter(each.fate for each in goes)
    parts = [
        _("{what} {count}").format(what=fate_label(fate), count=counts[fate]) for fate in Fate if counts[fate]
    ]
    return _(" · ").join(parts)


def told(goes: Goes, state: MeetingState) -> str:
    """One pledge: what becomes of it, whose it is, what, by when."""
    pledge, label = goes.pledge, fate_label(goes.fate)
    if goes.unseen:
        label = _("{carried}, not looked at").format(carried=label)
    elif goes.fate is Fate.CARRIED and pledge.outcome is not Outcome.OPEN:
        label = _("{carried}, {outcome}").format(carried=label, outcome=outcome_label(pledge.outcome))
    return pledge_row(label, state.name_of(pledge.owner), pledge)


class GoingOn(Dialog[bool | None]):
    """The list; Enter goes on, Esc leads back."""

    BINDINGS = [  # noqa: RUF012  (declared so by Screen)
        Binding("escape", "answer(False)", show=False),
        Binding("enter", "answer(True)", show=False, priority=True),
    ]

    def __init__(self, state: MeetingState, hint: str) -> None:
        super().__init__()
        self._state, self._goes, self._hint = state, going_on(state), hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Prose(
                _("What becomes of the pledges: {counted}").format(counted=counted(self._goes)), style="bold"
            )
            with VerticalScroll(classes="preview"):
                for each in self._goes:
                    yield Prose(told(each, self._state))
            yield Prose(self._hint, classes="hint")

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)
