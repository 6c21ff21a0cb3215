"""Writing files from a screen, off the screen's loop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from exports.clean import named
from exports.offer import Form, Order, write
from locales import _
from meeting.refusal import Refused
from meeting.state import MeetingState
from meeting.version import Audience

from .base import HouseScreen


def file_name(meeting: str, order: Order) -> str:
    """The name of the file that an order becomes, in the interface language."""
    names = {
        Form.CSV: _("timing-{id}"),
        Form.LEDGER: _("ledger-{id}"),
        Form.LEDGER_CSV: _("ledger-{id}"),
        Form.JSON: _("record-{id}"),
    }
    name = names.get(order.form, _("minutes-{id}")).format(id=meeting)
    if order.version.audience is not Audience.ARCHIVE:
        name += f"-{order.version.audience.label}"
    return f"{named(name)}.{order.form.ending}"


def write_behind(
    screen: HouseScreen,
    state: MeetingState,
    meeting: str,
    order: Order,
    path: Path,
    done: Callable[[Path], None],
) -> None:
    """Write the file and say where it is, or why not; `done` is called on the screen's loop after it."""

    def work() -> None:
        try:
            words = write(state, meeting, order, path)
        except Refused as refused:
            screen.app.call_from_thread(screen.say, refused.reason)
        else:
            note = screen.hall.settings.text("paper.retention")
            told = " ".join(filter(None, (_("Written: {path}").format(path=path), *words, note)))
            screen.app.call_from_thread(done, path)
            screen.app.call_from_thread(screen.say, told)

    screen.say(_("Writing the file …"))
    screen.run_worker(work, thread=True, exclusive=True, group="export")


def open_export(screen: HouseScreen, state: MeetingState, meeting: str, *, at_once: bool = False) -> None:
    """Show what would be written of a meeting; `at_once` writes the archive's version as well."""
    from .exporting import ExportScreen

    screen.app.push_screen(ExportScreen(screen.hall, meeting, state, at_once=at_once))
