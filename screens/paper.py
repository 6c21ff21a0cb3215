"""Writing the Word file from a screen, off the screen's loop."""

from __future__ import annotations

from pathlib import Path

from locales import _
from meeting.document import Minutes
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.state import MeetingState

from .base import HouseScreen


def save_minutes(document: Minutes, folder: Path, name: str) -> Path:
    """Write `document` as `folder`/`name`.docx; Refused says why it cannot be."""
    # python-docx is loaded only here: it costs a third of the program's start.
    from exports.word import write_docx

    path = folder / f"{name}.docx"
    write_docx(document, path)
    return path


def export(screen: HouseScreen, state: MeetingState, id: str) -> None:
    """Write the minutes of `state` and say where they are, or why not."""

    def write() -> None:
        try:
            path = save_minutes(minutes(state), screen.hall.folder, _("minutes-{id}").format(id=id))
        except Refused as refused:
            screen.app.call_from_thread(screen.say, refused.reason)
        else:
            screen.app.call_from_thread(screen.say, _("Written: {path}").format(path=path))

    screen.say(_("Writing the Word file …"))
    screen.run_worker(write, thread=True, exclusive=True, group="export")
