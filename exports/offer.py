"""What can be exported, in one place: the same for the command line and the screens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from locales import N_, _
from meeting.ledger import ledger
from meeting.minutes import minutes
from meeting.state import MeetingState
from meeting.version import WHOLE, Version

from .writing import write_file

if TYPE_CHECKING:
    from .page import Page


class Form(StrEnum):
    """What is written: the value is how the command line calls it."""

    DOCX = "docx"
    MD = "md"
    JSON = "json"
    CSV = "csv"
    """The timing sheet."""
    LEDGER = "ledger"
    """The follow-up ledger as a Word file."""
    LEDGER_CSV = "ledger-csv"

    @property
    def label(self) -> str:
        """The form in the interface language."""
        return _(_FORMS[self])

    @property
    def ending(self) -> str:
        """What its files end in, without the dot."""
        return {Form.LEDGER: "docx", Form.LEDGER_CSV: "csv"}.get(self, self.value)


_FORMS = {
    Form.DOCX: N_("minutes (Word)"),
    Form.MD: N_("minutes (Markdown)"),
    Form.JSON: N_("full record (JSON)"),
    Form.CSV: N_("timing sheet (CSV)"),
    Form.LEDGER: N_("follow-up ledger (Word)"),
    Form.LEDGER_CSV: N_("follow-up ledger (CSV)"),
}


@dataclass(frozen=True, kw_only=True)
class Order:
    """What somebody wants to have written."""

    form: Form = Form.DOCX
    version: Version = WHOLE
    names: tuple[str, ...] = ()
    """The masking list: the third persons who are masked where the version masks."""
    template: Path | None = None
    page: Page | None = None


@dataclass(frozen=True)
class Made:
    """A file's bytes, and a word about them where one is due."""

    data: bytes
    words: tuple[str, ...] = field(default=())


def shown(state: MeetingState, order: Order) -> MeetingState:
    """The meeting as this version of it shows it."""
    if not order.version.hides:
        return state
    from .masking import masked

    return masked(state, order.names, order.version)


def make(state: MeetingState, meeting: str, order: Order) -> Made:
    """What `order` asks for, of the meeting with this id; Refused where a template does not do."""
    state = shown(state, order)
    if order.form is Form.MD:
        from .plain import as_markdown

        return Made(as_markdown(minutes(state, order.version)).encode())
    if order.form is Form.JSON:
        from .full import as_json

        return Made(as_json(state, meeting, order.version))
    if order.form in (Form.CSV, Form.LEDGER_CSV):
        from .sheet import ledger_sheet, timing_sheet

        return Made((timing_sheet if order.form is Form.CSV else ledger_sheet)(state))
    document = ledger(state) if order.form is Form.LEDGER else minutes(state, order.version)
    if order.template is None:
        from .word import docx_bytes

        return Made(docx_bytes(document, order.page))
    from .letterhead import on_letterhead

    lettered = on_letterhead(document, order.template, order.page)
    return Made(lettered.data, _word_of(lettered.added))


def _word_of(added: Iterable[str]) -> tuple[str, ...]:
    listed = _(", ").join(added)
    told = _("The template has no styles of its own for these; the house's were added: {styles}.")
    return (told.format(styles=listed),) if listed else ()


def write(state: MeetingState, meeting: str, order: Order, path: Path) -> tuple[str, ...]:
    """Write what `order` asks for to `path`, whole or not at all; what there is to say about it."""
    made = make(state, meeting, order)
    write_file(path, made.data)
    return made.words
