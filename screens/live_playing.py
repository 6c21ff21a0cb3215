"""The live room of a demonstration: the meeting plays itself until somebody takes it over."""

from __future__ import annotations

from typing import Final

from locales import _

from .keys import shown
from .live_saying import LiveSaying
from .playing import Play

EVERY: Final = 0.2
"""Seconds between two looks whether the next step's time has come."""


class LivePlaying(LiveSaying):
    """The live room's side of a play. Whoever types, ticks or commands has the meeting; the play waits."""

    @property
    def play(self) -> Play | None:
        """What plays this meeting; None where nothing does."""
        play, record = self.hall.play, self.hall.record
        return play if play is not None and record is not None and play.meeting == record.id else None

    def watch_play(self) -> None:
        """Look from now on whether the next step's time has come."""
        if self.play is not None:
            self.set_interval(EVERY, self.play_on)

    def play_on(self) -> None:
        """Do the next step of the play if its time has come and nobody is busy here."""
        play = self.play
        if play is None or play.over or not self.is_active:
            return
        if self._busy and not play.paused:
            play.pause()
            self.show()
        if play.advance(self.record):
            self.show()
            if play.ended:
                self.say(play.ended)

    @property
    def _busy(self) -> bool:
        return bool(self.entry.value) or self.entry.correcting is not None or self.has_class("-ticking")

    def action_play(self) -> None:
        """Stop the play, or let it go on."""
        play = self.play
        if play is None:
            return
        if play.over:
            self.say(play.ended)
        elif not play.paused:
            play.pause()
        elif self._busy:
            self.say(_("Record the line or empty it first, and leave the ticks; then the play goes on."))
        else:
            self.say("")
            play.go_on(self.record.now())
        self.show()

    def playing(self) -> str:
        """How the play stands, for the foot of the screen; empty where there is none."""
        play = self.play
        if play is None:
            return ""
        if play.over:
            return _("demonstration")
        told = _("demonstration paused ({key} goes on)") if play.paused else _("demonstration ({key} pauses)")
        return told.format(key=shown("live.play"))
