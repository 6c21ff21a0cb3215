"""Closing and sign-off: what is missing, the speakers' word, two signatures, the seal, the paper."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from locales import _
from meeting import commands as c
from meeting.state import MeetingState, Office, Stage, Turn
from meeting.topics import missing

from .dialogs import Pick, sure
from .live_deeds import LiveDeeds
from .paper import export


class SignOffScreen(LiveDeeds):
    """The speakers, each with what is missing and whether the passage is confirmed."""

    NAME = "signoff"

    def heading(self) -> str:
        return _("Closing and sign-off")

    def content(self) -> ComposeResult:
        yield Label(id="stands", markup=False)
        yield OptionList(id="turns", markup=False)

    def on_mount(self) -> None:
        self.show()

    def show(self) -> None:
        """The list, with its cursor where it was."""
        state = self.record.state
        self.query_one("#stands", Label).update(Content(_stands(state)))
        rows = self.query_one("#turns", OptionList)
        place = rows.highlighted or 0
        rows.clear_options()
        rows.add_options([Option(Content(_row(turn, state))) for turn in state.turns])
        rows.highlighted = min(place, len(state.turns) - 1) if state.turns else None

    @property
    def _turn(self) -> Turn | None:
        turns = self.record.state.turns
        return turns[self.query_one("#turns", OptionList).highlighted or 0] if turns else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_confirm()

    def action_confirm(self) -> None:
        turn = self._turn
        if turn is not None and self.do(c.Confirm(member=turn.member)):
            self.query_one("#turns", OptionList).action_cursor_down()

    def action_refuse(self) -> None:
        turn = self._turn
        if turn is not None:
            self.ask(
                _("Why is the passage not confirmed?"),
                lambda why: (
                    self.do(c.Confirm(member=turn.member, objection=why))
                    if why.strip()
                    else self.say(_("A refusal needs its reason."))
                ),
            )

    def action_correct(self) -> None:
        turn = self._turn
        if turn is None:
            return
        lines = [line for line in self.record.state.lines_of(turn.number) if not line.struck]
        options = [(f"{line.kind.label} {line.text}", line) for line in lines]
        self.put(Pick(_("Which line?"), options), self.correct_line)

    def action_undo(self) -> None:
        self.do(c.Undo())

    def action_sign(self) -> None:
        """Ask for the next signature that is due; after both, offer the seal."""
        state = self.record.state
        given = {sign.office for sign in state.signatures}
        if Office.CHAIR not in given:
            self.ask(_("The chair signs with the full name:"), lambda n: self._sign(Office.CHAIR, n))
        elif Office.RECORDER not in given:
            self.ask(_("The recorder signs with the full name:"), lambda n: self._sign(Office.RECORDER, n))
        elif state.stage is Stage.ADJOURNED:
            self._offer_seal()
        else:
            self.say(_("The record is sealed: nothing in it changes any more."))

    def _sign(self, office: Office, name: str) -> None:
        if self.do(c.Sign(office=office, name=name)):
            self.action_sign()

    def _offer_seal(self) -> None:
        question = _("Seal the record? Nothing in it changes after that.")
        self.app.push_screen(sure(question, _("Seal")), lambda yes: self._seal() if yes else None)

    def _seal(self) -> None:
        if self.attempt(lambda: self.hall.archive.seal(self.record)):
            self.show()
            self.action_export()

    def action_export(self) -> None:
        export(self, self.record.state, self.record.id)

    def action_read(self) -> None:
        from .read import ReadScreen

        self.app.push_screen(ReadScreen(self.hall, self.record.id, self.record.state))

    def action_back(self) -> None:
        self.hall.close_record()
        self.app.pop_screen()


def _stands(state: MeetingState) -> str:
    signed = _(", ").join(sign.name for sign in state.signatures) or _("nobody yet")
    told = [_("Signed: {names}").format(names=signed)]
    if state.stage is Stage.SEALED:
        told = [_("Sealed"), *told]
    if state.queue:
        names = _(", ").join(member.name for member in state.queue)
        told.append(_("has not spoken: {names}").format(names=names))
    if state.pending_flags:
        told.append(_("{count} flags pending").format(count=len(state.pending_flags)))
    return _(" · ").join(told)


def _row(turn: Turn, state: MeetingState) -> str:
    member = state.roster.member(turn.member)
    passage = state.passages.get(turn.member)
    word = _("not read back yet")
    if passage is not None:
        word = (
            _("refused: {reason}").format(reason=passage.objection) if passage.objection else _("confirmed")
        )
    lacking = missing(state.checklist, member, state.marks)
    told = f"{member.name}  {word}"
    if lacking:
        told += "  " + _("Missing: {missing}").format(missing=len(lacking))
    return told
