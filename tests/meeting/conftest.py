"""The stage on which the rules are tried."""

from __future__ import annotations

import pytest

from tests.meeting.stage import Stage


@pytest.fixture
def meeting(members):
    """A meeting that has just been opened."""
    return Stage.opened(members)


@pytest.fixture
def preparing(members):
    """A meeting that is being prepared."""
    return Stage.prepared(members)
