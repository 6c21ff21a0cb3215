"""The personal PIN for signing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from meeting import commands as c
from meeting.codec import canonical, from_plain, to_plain
from meeting.pin import check_pin, is_pin, pin_hash
from meeting.refusal import Refused
from meeting.roster import Member
from meeting.state import Office
from tests.meeting.stage import Stage as Scene

SALT = bytes(range(16))


def test_only_the_same_pin_fits_its_hash():
    kept = pin_hash("2468", SALT)
    assert is_pin("2468", kept)
    assert not is_pin("2469", kept)
    assert "2468" not in kept
    assert kept != pin_hash("2468", bytes(16))


@pytest.mark.parametrize("kept", ["", "x", "scrypt:14:8:1:zz:00", "md5:14:8:1:00:00", "scrypt:99:8:1:00:00"])
def test_a_hash_that_cannot_be_read_lets_nobody_in(kept: str):
    assert not is_pin("2468", kept)


@pytest.mark.parametrize("pin", ["", "123", "9" * 65])
def test_a_pin_is_neither_short_nor_endless(pin: str):
    with pytest.raises(Refused):
        pin_hash(pin, SALT)


def test_a_wrong_pin_is_refused_by_name():
    member = Member(id="m1", name="栗长河", pin=pin_hash("2468", SALT))
    check_pin(member, "2468")
    with pytest.raises(Refused, match="栗长河"):
        check_pin(member, "0000")


def test_the_hash_stays_on_the_roster_and_reaches_no_record(members):
    kept = pin_hash("2468", SALT)
    scene = Scene.prepared((replace(members[0], pin=kept), *members[1:]))
    assert kept not in canonical([to_plain(event.fact) for event in scene.events]).decode()
    assert from_plain(Member, to_plain(replace(members[0], pin=kept))).pin == kept


def test_the_record_says_whether_a_pin_was_asked(members):
    scene = Scene.opened(members)
    scene.do(c.Next())
    scene.do(c.End())
    scene.do(c.Adjourn())
    scene.leave_rest()
    state = scene.do(c.Sign(office=Office.CHAIR, name="栗长河", with_pin=True))
    assert state.signatures[0].with_pin
