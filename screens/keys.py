"""Every key of the program, in one table: it yields bindings, the key bar, help, palette and README."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding

from locales import N_, _


@dataclass(frozen=True, slots=True)
class Key:
    """One command of a screen: `action` runs it, `key` is its default key."""

    id: str
    """`screen.action`, by which a user's own key map names it."""
    key: str
    label: str
    """A word or two for the key bar (a message id)."""
    help: str
    """One sentence for help and palette (a message id)."""
    bar: bool = True
    """Is it shown in the key bar?"""

    @property
    def action(self) -> str:
        """The screen's action that it runs."""
        return self.id.partition(".")[2]

    @property
    def shown(self) -> str:
        """The key as people write it: F5, Ctrl+Z."""
        return "+".join(part.capitalize() for part in self.key.split("+"))

    @property
    def name(self) -> str:
        """The label in the interface language."""
        return _(self.label)

    @property
    def says(self) -> str:
        """The help in the interface language."""
        return _(self.help)


KEYS: Final = (
    Key("home.help", "f1", N_("Help"), N_("What can be done here.")),
    Key("home.quit", "f10", N_("Quit"), N_("Leave the program.")),
    Key("roster.help", "f1", N_("Help"), N_("What can be done here.")),
    Key("roster.add", "f2", N_("Add"), N_("Add a member.")),
    Key("roster.edit", "f3", N_("Edit"), N_("Change the member under the cursor.")),
    Key("roster.up", "f5", N_("Up"), N_("Move the member up.")),
    Key("roster.down", "f6", N_("Down"), N_("Move the member down.")),
    Key("roster.pin", "f7", N_("PIN"), N_("Set or remove the PIN with which the member signs.")),
    Key("roster.remove", "f8", N_("Remove"), N_("Take the member off the roster; past records keep them.")),
    Key("roster.rename", "f9", N_("Branch"), N_("Name the branch.")),
    Key("roster.back", "f10", N_("Back"), N_("Back to where you came from.")),
    Key("prepare.help", "f1", N_("Help"), N_("What can be done here.")),
    Key("prepare.attend", "f2", N_("Roll call"), N_("Note who is late, on leave or absent.")),
    Key("prepare.guest", "f3", N_("Observer"), N_("Note somebody who sits in.")),
    Key("prepare.open", "f5", N_("Open meeting"), N_("Call the roll and open the meeting.")),
    Key("prepare.order", "f6", N_("Order"), N_("Move a speaker inside a rank.")),
    Key("prepare.back", "f10", N_("Back"), N_("Back; what was entered stays.")),
    Key("live.help", "f1", N_("Help"), N_("What can be done here.")),
    Key("live.tick", "f2", N_("Checklist"), N_("Mark what the speaker has laid open.")),
    Key("live.flags", "f3", N_("Flags"), N_("Look at the pending flags: confirm, dismiss or remind.")),
    Key("live.start", "f4", N_("Call"), N_("Give somebody else the floor; out of rank with a reason.")),
    Key("live.next", "f5", N_("Next"), N_("End the turn and give the next in order the floor.")),
    Key("live.pause", "f6", N_("Pause"), N_("Stop the clock, or let it run again.")),
    Key("live.extend", "f7", N_("+1 min"), N_("Give the speaker one more minute.")),
    Key("live.phase", "f8", N_("Phase"), N_("Go on: disclosure, questions, pledges.")),
    Key("live.end", "f9", N_("End turn"), N_("End the turn without calling the next; again: go on with it.")),
    Key("live.close", "f10", N_("Close"), N_("Close the meeting and sign off.")),
    Key("live.kind", "ctrl+t", N_("Kind"), N_("Choose the kind of the next line."), bar=False),
    Key(
        "live.undo",
        "ctrl+z",
        N_("Undo"),
        N_("Take back the last step; its words stay in the file."),
        bar=False,
    ),
    Key("live.redo", "ctrl+y", N_("Redo"), N_("Do again what was taken back."), bar=False),
    Key("live.attend", "ctrl+r", N_("Roll"), N_("Somebody comes late or leaves early."), bar=False),
    Key(
        "live.skip", "ctrl+s", N_("Skip"), N_("Pass over the next speaker, who comes back later."), bar=False
    ),
    Key("live.ear", "ctrl+f", N_("By ear"), N_("Raise a flag on the last line by ear."), bar=False),
    Key("live.review", "ctrl+l", N_("Look back"), N_("Look back on the last meeting's pledges."), bar=False),
    Key("live.blank", "ctrl+b", N_("Black"), N_("Everything black at once; the clock runs on."), bar=False),
    Key("live.home", "ctrl+g", N_("Home"), N_("Back to the home screen; the meeting runs on."), bar=False),
    Key("signoff.help", "f1", N_("Help"), N_("What can be done here.")),
    Key("signoff.confirm", "f2", N_("Confirm"), N_("The speaker under the cursor confirms their passage.")),
    Key("signoff.refuse", "f3", N_("Refuse"), N_("The speaker does not confirm, with a reason.")),
    Key("signoff.correct", "f4", N_("Correct"), N_("Correct a line of the speaker under the cursor.")),
    Key("signoff.sign", "f5", N_("Sign"), N_("Chair and recorder sign; then the record is sealed.")),
    Key("signoff.check", "f6", N_("Check"), N_("What the record still lacks; Enter leads to it.")),
    Key("signoff.export", "f7", N_("Export"), N_("Look at a version of the record and write it.")),
    Key("signoff.read", "f8", N_("Read"), N_("Read the whole record.")),
    Key("signoff.readback", "f9", N_("Read back"), N_("Show the passage large, for its speaker to confirm.")),
    Key("signoff.attach", "ctrl+o", N_("Attach"), N_("Attach a prepared script from a file."), bar=False),
    Key("signoff.undo", "ctrl+z", N_("Undo"), N_("Take back the last step."), bar=False),
    Key("signoff.back", "f10", N_("Home"), N_("Back to the home screen.")),
    Key("readback.help", "f1", N_("Help"), N_("What can be done here.")),
    Key("readback.confirm", "f2", N_("Confirm"), N_("The speaker confirms; on to the next passage.")),
    Key("readback.refuse", "f3", N_("Refuse"), N_("The speaker does not confirm, with a reason.")),
    Key("readback.correct", "f4", N_("Correct"), N_("Strike a line and write it anew; both stay.")),
    Key("readback.previous", "f5", N_("Previous"), N_("The passage before.")),
    Key("readback.next", "f6", N_("Next"), N_("The passage after.")),
    Key("readback.undo", "ctrl+z", N_("Undo"), N_("Take back the last step."), bar=False),
    Key("readback.back", "f10", N_("Back"), N_("Back to where you came from.")),
    Key("export.help", "f1", N_("Help"), N_("What can be done here.")),
    Key("export.version", "f2", N_("Version"), N_("For the archive, to report upward, or a public notice.")),
    Key("export.sections", "f3", N_("Sections"), N_("Switch sections, sums and cases on and off.")),
    Key("export.masks", "f4", N_("Masks"), N_("Look at the masking list and change it.")),
    Key("export.write", "f5", N_("Write"), N_("Write the file.")),
    Key("export.form", "f6", N_("Format"), N_("Minutes, full record, timing sheet or ledger.")),
    Key("export.file", "f7", N_("Open file"), N_("Open the file that was written.")),
    Key("export.folder", "f8", N_("Open folder"), N_("Open the folder in which it is.")),
    Key(
        "export.template",
        "f9",
        N_("Template"),
        N_("Use the branch's own letterhead, a Word file."),
        bar=False,
    ),
    Key("export.back", "f10", N_("Back"), N_("Back to where you came from.")),
    Key("past.help", "f1", N_("Help"), N_("What can be done here.")),
    Key("past.export", "f7", N_("Export"), N_("Look at a version of this meeting's record and write it.")),
    Key("past.back", "f10", N_("Back"), N_("Back to where you came from.")),
    Key("read.help", "f1", N_("Help"), N_("What can be done here.")),
    Key("read.export", "f7", N_("Export"), N_("Look at a version of this meeting's record and write it.")),
    Key("read.back", "f10", N_("Back"), N_("Back to where you came from.")),
)


def keys_of(screen: str) -> tuple[Key, ...]:
    """The keys of one screen, in the order of the key bar."""
    return tuple(key for key in KEYS if key.id.partition(".")[0] == screen)


def bindings(screen: str) -> list[Binding]:
    """The bindings of one screen; they work while a text field has the focus."""
    return [
        Binding(key.key, key.action, key.label, show=False, priority=True, id=key.id)
        for key in keys_of(screen)
    ]


SCREENS: Final = {
    "home": N_("Home"),
    "roster": N_("Roster"),
    "prepare": N_("Prepare"),
    "live": N_("Live room"),
    "signoff": N_("Closing and sign-off"),
    "readback": N_("Read-back"),
    "export": N_("Export"),
    "past": N_("Past meetings"),
    "read": N_("Read a meeting"),
}
"""The screens by the first part of a key's id."""


def markdown_table() -> str:
    """The key table of the README, in the interface language."""
    rows = [f"| {_('Screen')} | {_('Key')} | {_('What it does')} |", "|---|---|---|"]
    rows += [f"| {_(SCREENS[key.id.partition('.')[0]])} | `{key.shown}` | {key.says} |" for key in KEYS]
    return "\n".join(rows) + "\n"
