"""Screens that change the branch: at once on the screen, kept behind it."""

from __future__ import annotations

from meeting.refusal import Refused
from meeting.roster import Roster
from store.branch import Branch

from .base import HouseScreen


class KeepsBranch(HouseScreen):
    """A screen with the branch in its hand; what cannot be kept is said, and the old branch stands again."""

    branch: Branch
    _safe: Branch
    """The branch as it is on disk for certain."""
    _unread = ""
    """Why the branch cannot be read; what cannot be read is not written over."""

    def show_branch(self) -> None:
        """Show the branch as it is now."""
        raise NotImplementedError

    def read_branch(self) -> None:
        """Take the branch in hand and show it."""
        self.branch, self._unread = self.hall.archive.branch_to_read()
        self._safe = self.branch
        self.show_branch()
        self.say(self._unread)

    def keep_branch(self, branch: Branch) -> bool:
        """Go on with `branch` and keep it; False, and a word, where that cannot be."""
        if self._unread:
            self.say(self._unread)
            return False
        if not self.attempt(lambda: Roster(branch.members)):
            return False
        self.branch = branch
        self.say("")
        self.show_branch()
        self.run_worker(self._keep(branch), group="branch")
        return True

    async def _keep(self, branch: Branch) -> None:
        try:
            await self.hall.behind.done(lambda: self.hall.archive.keep_branch(branch))
        except Refused as refused:
            self.branch = self._safe
            self.show_branch()
            self.say(refused.reason)
        else:
            self._safe = branch

    def action_back(self) -> None:
        """Back to where one came from, once all is on disk."""
        self.run_worker(self._leave(), exclusive=True, group="leave")

    async def _leave(self) -> None:
        await self.hall.behind.idle()
        self.app.pop_screen()
