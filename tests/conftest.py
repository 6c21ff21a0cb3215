"""What tests of several rooms share: a made-up branch and the scripted meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

import locales
from meeting.roster import Duty, Member, PartyRole
from meeting.topics import standing
from store.archive import Archive
from store.branch import Branch
from tests.quick import hurry

hurry()

SCRIPT = Path(__file__).parent / "data" / "meeting-01.jsonl"


@pytest.fixture(autouse=True)
def english():
    """Every test begins in English, so that sentences can be compared; nothing leaks into the next."""
    locales.use("en")
    yield
    locales.use("zh")


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    """No test reads or changes the settings of whoever runs it."""
    monkeypatch.setenv("SHAITAI_SETTINGS", "-")


@pytest.fixture
def members() -> tuple[Member, ...]:
    """Six people: three of the committee (one in charge), a leader, a member, a probationary one."""
    return (
        Member(id="m1", name="栗长河", role=PartyRole.SECRETARY, post="局长", principal=True),
        Member(id="m2", name="苗一凡", role=PartyRole.DEPUTY_SECRETARY, post="副局长", leader=True),
        Member(id="m3", name="焉如玉", role=PartyRole.DISCIPLINE),
        Member(id="m4", name="仇大力", post="股长", leader=True, duties=(Duty(id="m4d1", title="低保复核"),)),
        Member(id="m5", name="王芳"),
        Member(id="m6", name="丁一禾", role=PartyRole.PROBATIONARY),
    )


@pytest.fixture
def archive(tmp_path, members) -> Archive:
    """An archive of that branch, without meetings."""
    archive = Archive(tmp_path / "archive")
    archive.keep_branch(Branch(name="石桥湾支部", members=members, standing=standing()))
    return archive


@pytest.fixture
def script() -> Path:
    """A whole scripted meeting: 12 members, 4 of the committee, one on leave, one observer; sealed."""
    return SCRIPT
