"""A meeting that cannot be read: why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from locales import _
from meeting.refusal import Refused, not_written
from store.archive import Archive
from store.backup import is_encrypted, unpack_backup
from store.meeting_file import Unreadable
from store.restoring import restore_meeting

from .catching_up import CatchingUp
from .dialogs import Ask, Pick


def brought_back(archive: Archive, id: str, path: Path, passphrase: str = "") -> str:
    """Bring one meeting back from a backup; one sentence on it. Refused where it is not in it."""
    contents = unpack_backup(path, passphrase)
    if (data := contents.get(f"meetings/{id}.json")) is None:
        raise Refused(_("{meeting} is not in this backup.").format(meeting=id))
    try:
        fate = restore_meeting(archive.named(id), data)
    except OSError as error:
        raise not_written(archive.folder, error) from error
    return _("{file}: {fate}").format(file=id, fate=fate.label)


class MendsMeetings(CatchingUp):
    """A screen that lists meetings and says of those that cannot be read what can be done."""

    def say_what_can_be_done(self, id: str) -> None:
        """Look at a meeting that cannot be read; offer to save what holds, or to bring it back."""
        self.aside(lambda: self._looked_at(id), lambda found: self._offer(id, *found))

    def _looked_at(self, id: str) -> tuple[str, bool, bool]:
        """(why it cannot be read, may something of it hold?, can it be brought back?)"""
        file = self.hall.archive.named(id)
        try:
            file.session()
        except Unreadable as problem:
            if file.path.exists():
                return problem.reason, True, True
            known = any(entry.meeting == id for entry in self.hall.archive.ledger.entries())
            told = _("{meeting} was sealed and is gone: it can be brought back from a backup.")
            return (told.format(meeting=id) if known else problem.reason), False, True
        except Refused as newer:
            return newer.reason, False, False
        return "", False, False

    def _offer(self, id: str, why: str, holds: bool, back: bool) -> None:
        deeds: list[tuple[str, Callable[[], None]]] = []
        if holds:
            deeds.append(
                (_("Save what holds of it; the damaged file is kept aside"), lambda: self._rescue(id))
            )
        if back:
            deeds.append((_("Bring it back from a backup"), lambda: self._ask_backup(id)))
        if deeds:
            self.put(Pick(why, deeds), lambda deed: deed())
        elif why:
            self.say(why)
        else:
            self.catch_up()

    def _rescue(self, id: str) -> None:
        self.aside(lambda: self.hall.archive.mend(id), self._mended)

    def _ask_backup(self, id: str) -> None:
        self.ask(
            _("The backup's file:"), lambda typed: self._backup_given(id, Path(typed.strip()).expanduser())
        )

    def _backup_given(self, id: str, path: Path) -> None:
        def bring(passphrase: str = "") -> None:
            self.aside(lambda: brought_back(self.hall.archive, id, path, passphrase), self._mended)

        def known(locked: bool) -> None:
            if locked:
                self.put(Ask(_("Passphrase: "), secret=True), bring)
            else:
                bring()

        self.aside(lambda: is_encrypted(path), known)

    def _mended(self, told: str) -> None:
        self.catch_up()
        self.say(told)
