"""One member in one row."""

from __future__ import annotations

from locales import _
from meeting.roster import Member
from meeting.text import padded, width


def member_row(number: int, member: Member, mark: str = "") -> str:
    """Number, name, role, post and what else is known of a member; a `mark` stands before the role."""
    name = padded(member.name)
    marks = _("in charge") if member.principal else (_("leader") if member.leader else "")
    gap = " " * max(1, 10 - width(name))
    duties = _("{count} own duties").format(count=len(member.duties)) if member.duties else ""
    pin = _("PIN") if member.pin else ""
    rest = [
        part for part in (mark and f"[{mark}]", member.role.label, member.post, marks, duties, pin) if part
    ]
    return f"{number:>3}  {name}{gap}{_(' · ').join(rest)}"
