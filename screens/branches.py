"""Several branches in one archive: which of them is at hand."""

from __future__ import annotations

from dataclasses import replace

from locales import _
from meeting.roster import Member
from meeting.text import clean_line
from meeting.topics import standing
from store.archive import Archive
from store.branch import Branch

from .catching_up import CatchingUp
from .dialogs import Pick
from .finding import matches

_NEW = Branch()
"""The answer that asks for a new branch."""


def known_branches(archive: Archive) -> list[tuple[str, Branch]]:
    """Every branch that may be chosen, and its row: those with a roster, then those with meetings only."""
    kept = [branch for branch in archive.branches() if branch.name]
    names = {name for branch in kept for name in branch.names}
    number = archive.free_number()
    told = [(_told(branch), branch) for branch in kept]
    only_held = [
        Branch(number=number, name=name) for name in archive.catalogue.branches() if name not in names
    ]
    told += [(_("{branch} · roster from its last meeting").format(branch=b.name), b) for b in only_held]
    return told


def _told(branch: Branch) -> str:
    return _("{branch} · {count} members").format(branch=branch.name, count=len(branch.members))


def take_branch(archive: Archive, branch: Branch) -> Branch:
    """Have `branch` at hand; one without a roster takes that of its newest meeting. Refused says why not."""
    if not branch.members and (found := archive.catalogue.summaries(1, branch=branch.name)):
        state = archive.read(found[0].id)
        language = state.head.language if state.head else branch.language
        members: tuple[Member, ...] = tuple(state.roster)
        branch = replace(branch, members=members, standing=state.checklist.standing, language=language)
    archive.choose_branch(branch)
    return branch


class ChoosesBranch(CatchingUp):
    """A screen on which another branch can be taken to hand."""

    def action_branch(self) -> None:
        """Choose the branch, or name a new one."""
        archive = self.hall.archive
        self.aside(lambda: (known_branches(archive), archive.branch().number), self._ask_branch)

    def _ask_branch(self, found: tuple[list[tuple[str, Branch]], int]) -> None:
        known, here = found
        place = next((place for place, (_told, branch) in enumerate(known) if branch.number == here), 0)
        options = [*known, (_("A new branch …"), _NEW)]
        self.put(Pick(_("Which branch?"), options, finds=matches, place=place), self._branch_chosen)

    def _branch_chosen(self, branch: Branch) -> None:
        if branch is _NEW:
            self.ask(_("Full name of the branch, as it stands in the record:"), self._new_branch)
        else:
            self.aside(lambda: take_branch(self.hall.archive, branch), self._taken)

    def _new_branch(self, name: str) -> None:
        if name := clean_line(name):
            archive = self.hall.archive
            self.aside(
                lambda: take_branch(
                    archive, Branch(number=archive.free_number(), name=name, standing=standing())
                ),
                self._taken,
            )

    def _taken(self, branch: Branch) -> None:
        # A meeting of the branch before stays as it is on disk.
        self.attempt(self.hall.close_record)
        self.look_again()
        self.say(_("{branch} is at hand now.").format(branch=branch.name))
