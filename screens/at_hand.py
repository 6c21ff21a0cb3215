"""Taking a branch of the county to hand: ledger, members and coverage are its own from then on."""

from __future__ import annotations

from meeting.topics import standing
from store.archive import Archive
from store.branch import Branch


def take_to_hand(archive: Archive, name: str) -> str:
    """Have the branch of this name at hand; its name. Waits for the disk.

    Screens ask the archive for the branch at hand; at a county it is made for as long as they are open.
    """
    known = {branch.name: branch for branch in archive.branches()}
    made = known.get(name) or Branch(number=archive.free_number(), name=name, standing=standing())
    archive.choose_branch(made)
    return name
