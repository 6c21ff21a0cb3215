"""Closing and sign-off: what is missing, the speakers' word, two signatures, the seal, the paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from locales import _
from meeting import commands as c
from meeting.going_on import going_on
from meeting.pin import check_pin
from meeting.readiness import open_gaps
from meeting.refusal import Refused
from meeting.state import MeetingState, Office, Stage, Turn

from .checking import CheckDeeds
from .dialogs import Ask, Pick, sure
from .going_on import GoingOn, counted
from .keys import shown
from .paper import open_export
from .readback import ReadBackScreen, passage_word


class SignOffScreen(CheckDeeds):
    """The speakers, each with what is open and whether the passage is confirmed."""

    NAME = "signoff"

    def heading(self) -> str:
        return _("Closing and sign-off")

    def content(self) -> ComposeResult:
        yield Label(id="stands", markup=False)
        yield OptionList(id="turns", markup=False)

    def on_mount(self) -> None:
        self.show()

    def on_screen_resume(self) -> None:
        self.show()

    def show(self) -> None:
        """The list, with its cursor where it was."""
        state = self.record.state
        self.query_one("#stands", Label).update(Content(_stands(state)))
        rows = self.query_one("#turns", OptionList)
        place = rows.highlighted or 0
        rows.clear_options()
        lacking = Counter(gap.member for gap in open_gaps(state) if state.stage is Stage.ADJOURNED)
        rows.add_options([Option(Content(_row(turn, state, lacking))) for turn in state.turns])
        rows.highlighted = min(place, len(state.turns) - 1) if state.turns else None

    @property
    def _turn(self) -> Turn | None:
        turns = self.record.state.turns
        return turns[self.query_one("#turns", OptionList).highlighted or 0] if turns else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_readback()

    # The speakers' word

    def go_to(self, member: str) -> None:
        """Put the cursor on a member's passage."""
        turns = self.record.state.turns
        place = next((place for place, turn in enumerate(turns) if turn.member == member), None)
        if place is not None:
            self.query_one("#turns", OptionList).highlighted = place

    def read_back(self, member: str) -> None:
        """Show a member's passage to the room."""
        self.go_to(member)
        self.action_readback()

    def action_readback(self) -> None:
        if self.record.state.turns:
            place = self.query_one("#turns", OptionList).highlighted or 0
            self.app.push_screen(ReadBackScreen(self.hall, place))

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

    def action_attach(self) -> None:
        people = [(member.id, member.name) for member in self.record.state.roster]
        self.pick_person(_("Whose prepared script?"), people, self._attach_for)

    def _attach_for(self, member: str) -> None:
        question = _("The script's file (.docx or .txt):")
        self.ask(question, lambda name: self._attach_from(member, Path(name.strip()).expanduser()))

    def _attach_from(self, member: str, path: Path) -> None:
        from exports.prepared import script_text

        try:
            text = script_text(path)
        except Refused as refused:
            self.say(refused.reason)
            return
        if self.do(c.Attach(member=member, text=text)):
            told = _("Attached: {name}").format(name=self.record.state.name_of(member))
            self.say(told)

    def action_undo(self) -> None:
        self.do(c.Undo())

    # Signatures and seal

    def action_sign(self) -> None:
        """Ask for the next signature that is due; after both, offer the seal."""
        state = self.record.state
        given = {sign.office for sign in state.signatures}
        if state.stage is Stage.ADJOURNED and any(gap.lack.holds_up for gap in open_gaps(state)):
            self.action_check()
        elif not given and going_on(state):
            hint = _("Enter: on to the signatures · Esc: back · ↑↓ look")
            self.put(GoingOn(state, hint), lambda yes: self._chair_signs() if yes else None)
        elif Office.CHAIR not in given:
            self._chair_signs()
        elif Office.RECORDER not in given:
            self.ask(_("The recorder signs with the full name:"), lambda n: self._sign(Office.RECORDER, n))
        elif state.stage is Stage.ADJOURNED:
            self._offer_seal()
        else:
            self.say(_("The record is sealed: nothing in it changes any more."))

    def _chair_signs(self) -> None:
        self.ask(_("The chair signs with the full name:"), lambda n: self._sign(Office.CHAIR, n))

    def action_pledges(self) -> None:
        """What becomes of every pledge when the record is sealed."""
        if going_on(self.record.state):
            hint = _("Enter or Esc: back · ↑↓ look")
            self.app.push_screen(GoingOn(self.record.state, hint))
        else:
            self.say(_("Nothing was pledged today or carried into this meeting."))

    def _sign(self, office: Office, name: str) -> None:
        """Sign; whoever has a PIN on today's roster gives it first."""
        try:
            members = self.hall.archive.branch().members
        except Refused as refused:
            self.say(refused.reason)
            return
        member = next((m for m in members if m.name == name.strip()), None)
        if member is None or not member.pin:
            self._signed(c.Sign(office=office, name=name))
            return
        sign = c.Sign(office=office, name=name, with_pin=True)
        question = _("PIN of {name}:").format(name=member.name)

        def given(pin: str) -> None:
            if self.attempt(lambda: check_pin(member, pin)):
                self._signed(sign)

        self.put(Ask(question, secret=True), given)

    def _signed(self, sign: c.Sign) -> None:
        if self.do(sign):
            self.action_sign()

    def _offer_seal(self) -> None:
        question = _("Seal the record? Nothing in it changes after that.")
        if goes := going_on(self.record.state):
            question += "\n" + _("What becomes of the pledges: {counted}").format(counted=counted(goes))
        self.app.push_screen(sure(question, _("Seal")), lambda yes: self._seal() if yes else None)

    def _seal(self) -> None:
        if self.attempt(lambda: self.hall.archive.seal(self.record)):
            self.show()
            open_export(self, self.record.state, self.record.id, at_once=True)

    def action_export(self) -> None:
        open_export(self, self.record.state, self.record.id)

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
    elif lacking := open_gaps(state):
        told.append(
            _("{count} things are open ({key})").format(count=len(lacking), key=shown("signoff.check"))
        )
    if state.queue:
        names = _(", ").join(member.name for member in state.queue)
        told.append(_("has not spoken: {names}").format(names=names))
    if state.pending_flags:
        told.append(_("{count} flags pending").format(count=len(state.pending_flags)))
    return _(" · ").join(told)


def _row(turn: Turn, state: MeetingState, lacking: Mapping[str, int]) -> str:
    name = state.name_of(turn.member)
    told = [name, passage_word(turn, state)]
    if count := lacking.get(turn.member):
        told.append(_("{count} open").format(count=count))
    if any(script.member == turn.member for script in state.scripts):
        told.append(_("script attached"))
    return "  ".join(told)
