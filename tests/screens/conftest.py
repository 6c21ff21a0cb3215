"""A branch with names and posts of all lengths, for what is looked at."""

from __future__ import annotations

import pytest

from meeting.topics import standing
from store.archive import Archive
from store.branch import Branch
from tests.screens.states import MORE


@pytest.fixture
def wide_branch(tmp_path, members) -> Archive:
    """An archive of the branch that snapshots are taken of."""
    archive = Archive(tmp_path / "archive")
    archive.keep_branch(Branch(name="石桥湾支部", members=members + MORE, standing=standing()))
    return archive
